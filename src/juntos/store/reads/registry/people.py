"""People by their names, forgiven spelling, accents, order, a name that is missing, joined names, one slip.

First as the words sound; where that finds few, with slips and joined words; where that finds nobody, with
one word left out. So the number of queries has a limit that no list makes larger.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from juntos.core.access import Reach
from juntos.core.names import normal
from juntos.core.registry.sought import deletions, is_slip, kept_words, keys_of, word_key
from juntos.store.models import Member, NameKey, NameSlip, NameWord
from juntos.store.reads.listing import Listing
from juntos.store.reads.registry.narrowing import conditions
from juntos.store.reads.registry.periods import Posted
from juntos.store.reads.viewing import Viewer, members_within

MOST = 300  # people looked at: who finds more has to say more
FEW = 5
COMMON_PEOPLE = 20_000  # a word of more people says little of who is meant
WORDS_MOST = 6
BY_SERVICE = (Reach.DIRECTORATE, Reach.NETWORK, Reach.SERVICE)
EXACT, ALIKE, SLIP, MISSING = 0, 1, 3, 9  # how far a word of the name is from the one that was sought

Slot = Mapping[int, int]
"""The words of the record that one word sought may stand for, each with how many people have it."""


@dataclass(frozen=True)
class Hit:
    """A person found: their household and name, and how far the name is from what was sought."""

    household_id: int
    name: str
    is_titular: bool
    distance: int


def people_named(viewer: Viewer, listing: Listing, run: Posted | None) -> tuple[list[Hit], bool]:
    """The people within reach with these names, one of each household, the best first.

    Whether there are more: no more than ``MOST`` are looked at.
    """
    words = kept_words(listing.search)[:WORDS_MOST]
    if not words:
        return [], False
    homes = _within(viewer, listing, run)
    vocabulary = _exact(words)
    found = _having(homes, vocabulary)
    if len(found) < FEW:
        slots = _widened(words, vocabulary)
        found |= _having(homes, slots)
        if not found and len(words) > 2:
            found = _but_one(homes, [same or near for same, near in zip(vocabulary, slots, strict=True)])
    return _ranked(words, found), len(found) >= MOST


def _within(viewer: Viewer, listing: Listing, run: Posted | None) -> Any:
    """Everybody's words within reach: of a service, its own members and the titulares of their households."""
    theirs = members_within(viewer, "member__") | Q(member=F("member__household__titular"))
    held = NameKey.objects.filter(*conditions(viewer, listing, run, "member__household__"))
    return held.filter(theirs) if viewer.role.reach in BY_SERVICE else held


def _exact(words: Sequence[str]) -> list[Slot]:
    """For each word sought, the one that sounds the same; none where nobody has it."""
    keys = [word_key(word) or word for word in words]
    rows = NameWord.objects.filter(key__in=keys).values_list("key", "pk", "people")
    known = {key: {number: people} for key, number, people in rows}
    return [known.get(key, {}) for key in keys]


def _widened(words: Sequence[str], exact: Sequence[Slot]) -> list[Slot]:
    """For each word sought, also those a slip away, and those that it makes with the one beside it."""
    keys = [word_key(word) or word for word in words]
    joined = [word_key(a + b) for a, b in pairwise(words)]
    left_over = frozenset[str]().union(*(deletions(key) for key in (*keys, *joined)))
    rows = NameSlip.objects.filter(left_over__in=left_over)
    near = set(rows.values_list("word__key", "word_id", "word__people"))
    slots: list[Slot] = []
    for place, (key, same) in enumerate(zip(keys, exact, strict=True)):
        beside = set(joined[max(0, place - 1) : place + 1])
        more = {n: people for word, n, people in near if word in beside or is_slip(word, key)}
        slots.append({**same, **more})
    return slots


def _having(homes: Any, slots: Sequence[Slot]) -> set[int]:
    """The people who have a word of every slot; nobody where a slot has none."""
    if not all(slots):
        return set()
    rarest, *others = sorted(slots, key=lambda slot: sum(slot.values()))
    found = homes.filter(word__in=list(rarest))
    for slot in others:
        found = found.filter(Exists(NameKey.objects.filter(member=OuterRef("member"), word__in=list(slot))))
    return set(found.values_list("member_id", flat=True)[:MOST])


def _but_one(homes: Any, slots: Sequence[Slot]) -> set[int]:
    """The people who have all words but one: the second surname that the record does not know.

    What is left has to have a word that is not everybody's, or a country would be looked through.
    """
    found: set[int] = set()
    for place in range(len(slots)):
        left = [slot for number, slot in enumerate(slots) if number != place]
        if min(sum(slot.values()) for slot in left) <= COMMON_PEOPLE:
            found |= _having(homes, left)
    return found


def _ranked(words: Sequence[str], people: Iterable[int]) -> list[Hit]:
    """One person of each household, the nearest to what was sought, then the titular, then by name."""
    best: dict[int, Hit] = {}
    hits = [
        _hit(words, person)
        for person in Member.objects.filter(pk__in=list(people)[:MOST]).select_related("household")
    ]
    for hit in sorted(hits, key=lambda hit: (hit.distance, not hit.is_titular, hit.name, hit.household_id)):
        best.setdefault(hit.household_id, hit)
    return list(best.values())


def _hit(words: Sequence[str], person: Member) -> Hit:
    names = (person.given_names, person.surname1, person.surname2)
    spelt = set(normal(" ".join(names)).split())
    sounded = keys_of(*names)
    distance = sum(_distance(word, spelt, sounded) for word in words)
    surnames = " ".join(part for part in names[1:] if part)
    return Hit(
        person.household_id,
        f"{surnames}, {person.given_names}",
        person.household.titular_id == person.pk,
        distance,
    )


def _distance(word: str, spelt: set[str], sounded: frozenset[str]) -> int:
    if word in spelt:
        return EXACT
    key = word_key(word) or word
    if key in sounded:
        return ALIKE
    return SLIP if any(is_slip(key, other) for other in sounded) else MISSING
