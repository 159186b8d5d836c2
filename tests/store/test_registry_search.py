"""A household is found by its code, a DNI or a name, however that is spelt, on either database."""

from juntos.actions.registry.keys import index_member
from juntos.core.registry.sought import keys_of
from juntos.store.models import Member, NameKey, NameWord
from tests.filled import Filled


def keys_held(member: Member) -> set[str]:
    return set(NameKey.objects.filter(member=member).values_list("word__key", flat=True))


def test_a_load_indexes_everybody(record: Filled) -> None:
    for member in Member.objects.order_by("pk")[:20]:
        assert keys_held(member) == keys_of(member.given_names, member.surname1, member.surname2)
    assert Member.objects.exclude(pk__in=NameKey.objects.values("member")).count() == 0
    word = NameWord.objects.get(key="KISPI")
    assert word.people == NameKey.objects.filter(word=word).count() > 0


def test_a_name_that_changes_is_found_by_the_new_one(record: Filled) -> None:
    member = Member.objects.order_by("pk")[0]
    before = {word.key: word.people for word in NameWord.objects.all()}
    member.given_names, member.surname1 = "Xiomara Zulema", "Quispe"
    member.save()
    index_member(member)
    index_member(member)
    assert keys_held(member) == keys_of("Xiomara Zulema", "Quispe", member.surname2)
    for word in NameWord.objects.all():
        assert word.people == NameKey.objects.filter(word=word).count(), (word.key, before.get(word.key))
