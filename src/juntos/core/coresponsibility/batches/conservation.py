"""Conservation (DOMAIN 6.3): rows in closed forms + not verified = members listed, for every service.

Rows are counted as they came, so a member in two closed forms, or one on the form of a service that does not
list them, breaks the sum, and is named. Members verified by another record alone are a third term.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from juntos.core.coresponsibility.batches.lists import NominalList
from juntos.core.coresponsibility.batches.states import CUT_STATES

CLOSED = frozenset({"accepted", "closed"})


def verifies(state: str) -> bool:
    """Whether the forms of a batch in a state verify whom they name: it was accepted, or went further."""
    return CUT_STATES.get(state, state) in CLOSED


@dataclass(frozen=True)
class FormRow:
    """A row of a form as a cut has it: its batch's service and state, its member, whether it is signed."""

    service_id: int
    state: str
    member_id: int
    is_signed: bool

    @property
    def is_closed(self) -> bool:
        """Whether it verifies its member: a signed row of a batch that was accepted or closed."""
        return self.is_signed and verifies(self.state)


@dataclass(frozen=True)
class Account:
    """How the members of one list were verified.

    ``closed`` are rows, ``recorded`` and ``not_verified`` members. ``twice`` are the members with more than
    one closed row, ``strangers`` those with a row and no place on the list.
    """

    service_id: int
    listed: int
    closed: int
    recorded: int
    not_verified: int
    twice: tuple[int, ...]
    strangers: tuple[int, ...]

    @property
    def is_conserved(self) -> bool:
        return self.closed + self.recorded + self.not_verified == self.listed


def account(one: NominalList, rows: Iterable[FormRow], recorded: Collection[int] = ()) -> Account:
    """The account of a list, from the rows of every service and the members in other records."""
    found = Counter(r.member_id for r in rows if r.service_id == one.service_id and r.is_closed)
    listed = {member.member_id for member in one.members}
    by_record = (listed & set(recorded)) - found.keys()
    return Account(
        service_id=one.service_id,
        listed=len(one.members),
        closed=found.total(),
        recorded=len(by_record),
        not_verified=len(listed - found.keys() - by_record),
        twice=tuple(sorted(member_id for member_id, count in found.items() if count > 1)),
        strangers=tuple(sorted(found.keys() - listed)),
    )
