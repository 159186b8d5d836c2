"""The words by which people are found: all of them after a load, one person's whenever a name is written."""

from collections import Counter
from collections.abc import Iterable, Iterator

import pyarrow as pa
from django.db import connection
from django.db.models import F

from juntos.core.registry.sought import deletions, keys_of
from juntos.store import bulk
from juntos.store.models import Member, NameKey, NameSlip, NameWord
from juntos.store.numbering import take_numbers, wait_for_turn

BATCH_PEOPLE = 100_000
STATISTICS_PEOPLE = 20_000  # so many new ones change what the planner should know
TURN = "registry.name_words"
Named = tuple[int, str, str, str]


def index_names() -> int:
    """Index everybody's names, in a record that has none indexed yet; how many people.

    Inside the caller's transaction, which wrote those people.
    """
    assert not NameKey.objects.exists(), "who is indexed already is not indexed again"
    indexed = 0
    for batch in _batches():
        indexed += index_people(batch)
    _take_statistics()
    return indexed


def hear(names: Iterable[str]) -> None:
    """Work out the keys of names and keep them at hand, so that indexing who has them finds them ready."""
    for name in names:
        keys_of(name)


def index_people(people: Iterable[Named]) -> int:
    """Index people whom the caller's transaction just wrote: each number with its names; how many they are.

    The same few queries for any number of people.
    """
    wait_for_turn(TURN)
    numbers = dict(NameWord.objects.values_list("key", "pk"))
    found = [(member, keys_of(*names)) for member, *names in people]
    _add_words(sorted({key for _, keys in found for key in keys} - numbers.keys()), numbers)
    pairs = sorted((numbers[key], member) for member, keys in found for key in keys)
    bulk.append(NameKey, _table(word_id=[word for word, _ in pairs], member_id=[who for _, who in pairs]))
    counts = Counter(word for word, _ in pairs)
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE registry_name_word SET people = people + %s WHERE id = %s",
            [(count, word) for word, count in counts.items()],
        )
    if len(found) >= STATISTICS_PEOPLE:
        _take_statistics()
    return len(found)


def index_member(member: Member) -> None:
    """Let a person be found by the names they have now; whoever writes a name calls it with it."""
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


def _batches() -> Iterator[list[Named]]:
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


def _add_words(keys: list[str], numbers: dict[str, int]) -> None:
    """Add words that are not there yet, with their slips, and put their numbers among the others'."""
    if not keys:
        return
    ids = list(take_numbers(NameWord, len(keys)))
    numbers.update(zip(keys, ids, strict=True))
    bulk.append(NameWord, _table(id=ids, key=keys, people=[0] * len(keys)))
    slips = sorted((rest, numbers[key]) for key in keys for rest in deletions(key))
    bulk.append(NameSlip, _table(left_over=[rest for rest, _ in slips], word_id=[word for _, word in slips]))


def _take_statistics() -> None:
    """Let the planner know how common words are: what it chooses by."""
    with connection.cursor() as cursor:
        for model in (NameWord, NameSlip, NameKey):
            cursor.execute(f"ANALYZE {model._meta.db_table}")


def _table(**columns: list[int] | list[str]) -> pa.Table:
    return pa.table(dict(columns))
