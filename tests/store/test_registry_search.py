"""A household is found by its code, a DNI or a name, however that is spelt, on either database."""

from datetime import date
from typing import Any

import pytest

from juntos.actions.registry.keys import index_member
from juntos.core.registry.sought import keys_of
from juntos.store.models import Household, Member, NameKey, NameWord, Place, User, UserScope
from juntos.store.reads.listing import Listing
from juntos.store.reads.registry import finding
from juntos.store.reads.registry.periods import last_run
from juntos.store.reads.viewing import Viewer, viewer_of
from tests.filled import TODAY, Filled


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


def found_by(viewer: Viewer, search: str, **filters: str) -> list[int]:
    page = finding.households(viewer, Listing(search=search, filters=filters), last_run()).page
    return [row.household_id for row in page.rows]


@pytest.fixture
def gestora(record: Filled) -> Viewer:
    return viewer_of(User.objects.get(login="gestor-001").pk, today=TODAY)


@pytest.fixture
def household(gestora: Viewer) -> Household:
    """A household whose titular nobody else is called as."""
    home = Household.objects.order_by("pk")[4]
    assert home.titular is not None
    Member.objects.filter(pk=home.titular.pk).update(
        given_names="Zenobia Rosa Luz", surname1="Huamán", surname2="De la Cruz", dni="77001122"
    )
    home.titular.refresh_from_db()
    index_member(home.titular)
    return home


@pytest.mark.parametrize(
    "search",
    [
        "Zenobia Huamán De la Cruz",
        "zenobia guaman delacruz",  # spelling, accents, a joined name
        "WAMAN ZENOVIA",  # order, and a surname that is missing
        "senobia huaman de la crus",
        "zenobia rosaluz huaman",  # two names in one word
        "zenovbia huaman rosa",  # a letter more
        "zenobia huamna",  # two letters turned round
        "zenobia huaman quintanilla",  # a surname that the record does not know
        "77001122",
    ],
)
def test_a_household_is_found_however_it_is_spelt(gestora: Viewer, household: Household, search: str) -> None:
    assert household.pk in found_by(gestora, search)[:3]


def test_a_code_finds_its_household_and_nonsense_none(gestora: Viewer, household: Household) -> None:
    assert found_by(gestora, str(household.pk)) == [household.pk]
    assert found_by(gestora, "zzzz yyyy") == []
    assert found_by(gestora, "9" * 30) == []
    assert found_by(gestora, "' OR 1=1 --") == []


def test_who_was_found_is_said_where_it_is_not_the_titular(gestora: Viewer, household: Household) -> None:
    child = household.members.exclude(pk=household.titular_id).order_by("pk")[0]
    Member.objects.filter(pk=child.pk).update(given_names="Xiomara Zulema")
    child.refresh_from_db()
    index_member(child)
    row = finding.households(gestora, Listing(search="xiomara zulema"), last_run()).page.rows[0]
    assert "Xiomara Zulema" in row.matched


def test_filters_narrow_and_unknown_ones_do_not(gestora: Viewer) -> None:
    every = finding.households(gestora, Listing(), last_run()).page.count
    for name, value in [
        ("estado", "suspended"),
        ("resultado", "does_not_comply"),
        ("riesgo", "faltas"),
        ("riesgo", "dni"),
        ("grupo", "0-2"),
        ("grupo", "gestantes"),
        ("lugar", Household.objects.order_by("pk")[0].place.code),
    ]:
        count = finding.households(gestora, Listing(filters={name: value}), last_run()).page.count
        assert 0 < count < every, (name, value)
    assert finding.households(gestora, Listing(filters={"riesgo": "nada"}), last_run()).page.count == every


def test_the_number_of_queries_has_a_limit(
    gestora: Viewer, household: Household, django_assert_max_num_queries: Any
) -> None:
    for search, most in (
        ("", 2),
        ("77001122", 3),
        ("quispe", 4),
        ("zenobia huamna", 6),
        ("a b c d e f g h", 13),
    ):
        with django_assert_max_num_queries(most):
            finding.households(gestora, Listing(search=search), None)


def test_nobody_beyond_reach_is_found(record: Filled, household: Household) -> None:
    elsewhere = Place.objects.exclude(district=household.place.district).first()
    user = User.objects.create(login="otra", full_name="Otra", role="gestor", since=date(2010, 1, 1))
    UserScope.objects.create(user=user, reach="places", code=elsewhere.code if elsewhere else "0101010001")
    other = viewer_of(user.pk, today=TODAY)
    for search in ("zenobia huaman", "77001122", str(household.pk), ""):
        assert found_by(other, search) == []
