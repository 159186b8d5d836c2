"""The words by which people are found: all of them after a load, one person's whenever a name is written."""

from collections.abc import Iterator

import pyarrow as pa
from django.db import connection
from django.db.models import F

from juntos.core.registry.sought import deletions, keys_of
from juntos.store import bulk
from juntos.store.models import Member, NameKey, NameSlip, NameWord

BATCH_PEOPLE = 100_000


def index_names() -> int:
    """Index everybody's names, in a record that has none indexed yet; how many people.

    Inside the caller's transaction, which wrote those people.
    """
    assert connection.in_atomic_block, "people and the words they are found by are there together"
    numbers: dict[str, int] = {}
    indexed = 0
    for batch in _batches():
        pairs = []
        for member, *names in batch:
            keys = keys_of(*names)
            pairs += [(numbers.setdefault(key, len(numbers) + 1), member) for key in keys]
        _add_words(numbers)
        pairs.sort()
        bulk.append(NameKey, _table(word_id=[word for word, _ in pairs], member_id=[who for _, who in pairs]))
        indexed += len(batch)
    _count_people()
    bulk.number_after(NameWord)
    _take_statistics()
    return indexed


def index_member(member: Member) -> None:
    """Let a person be found by the names they have now: whoever writes a name calls it, in one transaction."""
    wanted = keys_of(member.given_names, member.surname1, member.surname2)
    held = set(NameKey.objects.filter(member=member).values_list("word__key", flat=True))
    lost, gained = held - wanted, wanted - held
    NameKey.objects.filter(member=member, word__key__in=lost).delete()
    NameWord.objects.filter(key__in=lost).update(people=F("people") - 1)
    for key in sorted(gained):
        word, is_new = NameWord.objects.get_or_create(key=key)
        if is_new:
            NameSlip.objects.bulk_create(NameSlip(left_over=rest, word=word) for rest in deletions(key))
        NameKey.objects.create(word=word, member=member)
    NameWord.objects.filter(key__in=gained).update(people=F("people") + 1)


def _batches() -> Iterator[list[tuple[int, str, str, str]]]:
    """Everybody's number and names, in order, so many at once."""
    last = -1
    columns = ("member_id", "given_names", "surname1", "surname2")
    while True:
        found = Member.objects.filter(member_id__gt=last).order_by("member_id").values_list(*columns)
        batch = list(found[:BATCH_PEOPLE])
        if not batch:
            return
        yield batch
        last = batch[-1][0]


def _add_words(numbers: dict[str, int]) -> None:
    """The words that are not there yet, with their slips."""
    there = NameWord.objects.count()
    new = [(number, key) for key, number in numbers.items() if number > there]
    if not new:
        return
    ids, keys = [number for number, _ in new], [key for _, key in new]
    bulk.append(NameWord, _table(id=ids, key=keys, people=[0] * len(new)))
    slips = sorted((rest, number) for number, key in new for rest in deletions(key))
    bulk.append(NameSlip, _table(left_over=[rest for rest, _ in slips], word_id=[word for _, word in slips]))


def _count_people() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE registry_name_word SET people ="
            " (SELECT count(*) FROM registry_name_key k WHERE k.word_id = registry_name_word.id)"
        )


def _take_statistics() -> None:
    """Let the planner know how common words are: what it chooses by."""
    with connection.cursor() as cursor:
        for model in (NameWord, NameSlip, NameKey):
            cursor.execute(f"ANALYZE {model._meta.db_table}")


def _table(**columns: list[int] | list[str]) -> pa.Table:
    return pa.table(dict(columns))
