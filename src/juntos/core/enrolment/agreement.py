"""The agreement that a household signs: what it needs, and who must sign again (FRM-06)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

SIGNATURES = ("signature", "fingerprint")


@dataclass(frozen=True)
class TextVersion:
    """A text of the agreement, in force from ``since`` until the next.

    ``is_signed_again``: who signed an earlier one must sign this one; a mere correction asks nobody.
    """

    version: str
    since: date
    is_signed_again: bool = True


@dataclass(frozen=True)
class Agreement:
    """An agreement as it was brought from the field.

    ``duties`` and ``services`` are the members whose co-responsibility and service it names.
    """

    household_id: int
    version: str
    signed_on: date | None
    signature: str
    signed_by: int | None
    duties: frozenset[int] = frozenset()
    services: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Signatory:
    """The household that signs: its titular and its target members."""

    titular_id: int | None
    member_ids: frozenset[int]


def text_on(versions: Sequence[TextVersion], on: date) -> TextVersion | None:
    """The text in force on a day; None before the first."""
    return max((v for v in versions if v.since <= on), key=lambda v: v.since, default=None)


def lacks(
    agreement: Agreement, household: Signatory, versions: Sequence[TextVersion], today: date
) -> tuple[str, ...]:
    """Everything that an agreement lacks to be valid, by codes; nothing when it is."""
    signed = agreement.signed_on
    text = text_on(versions, signed) if signed else None
    found = {
        "not-signed": signed is None or agreement.signature not in SIGNATURES,
        "signed-in-future": signed is not None and signed > today,
        "not-by-titular": agreement.signed_by is None or agreement.signed_by != household.titular_id,
        "no-titular": household.titular_id is None,
        "text-unknown": agreement.version not in {v.version for v in versions},
        "text-not-in-force": signed is not None and (text is None or text.version != agreement.version),
        "no-member": not household.member_ids,
        "duty-missing": not household.member_ids <= agreement.duties,
        "service-missing": not household.member_ids <= agreement.services,
    }
    return tuple(code for code, is_so in found.items() if is_so)


def must_sign_again(agreement: Agreement, versions: Sequence[TextVersion], on: date) -> bool:
    """Whether a text that came after the one signed, and is in force by then, asks for a new signature.

    A version that is not known is as old as can be.
    """
    signed = next((v.since for v in versions if v.version == agreement.version), date.min)
    return any(v.is_signed_again and signed < v.since <= on for v in versions)


def to_sign_again(
    agreements: Iterable[Agreement], versions: Sequence[TextVersion], on: date
) -> tuple[int, ...]:
    """The households to visit with the text in force: those whose last agreement is of an earlier one."""
    last: dict[int, Agreement] = {}
    for one in sorted(agreements, key=lambda a: a.signed_on or date.min):
        if one.signed_on is not None and one.signed_on <= on:
            last[one.household_id] = one
    return tuple(sorted(h for h, one in last.items() if must_sign_again(one, versions, on)))
