"""Sends back households that were read well and cannot be taken: with a reason that only the record knows."""

from collections.abc import Mapping
from dataclasses import replace

from juntos.core.errors import Fault
from juntos.interop.sisfoh.intake import Intake, Returned, Row


def send_back(intake: Intake, wrong: Mapping[int, Fault]) -> Intake:
    """The same list without some households, whose rows go back; ``wrong`` by their place among the intake's.

    The fault stands in the household's first row; file and row are put in here.
    """
    if not wrong:
        return intake
    kept = [at for at in range(len(intake.households)) if at not in wrong]
    moved = {at: place for place, at in enumerate(kept)}
    rows = _rows_of(intake, frozenset(wrong))
    returned = [one for at, fault in wrong.items() for one in _returned(intake, at, rows[at], fault)]
    back = sorted((*intake.returned, *returned), key=lambda one: (one.row.sheet, one.row.at))
    return replace(
        intake,
        households=tuple(intake.households[at] for at in kept),
        people=tuple(
            replace(person, household=moved[person.household])
            for person in intake.people
            if person.household in moved
        ),
        faults=tuple(fault for one in back for fault in one.faults),
        returned=tuple(back),
        rows_accepted=intake.rows_accepted - len(returned),
    )


def _rows_of(intake: Intake, wanted: frozenset[int]) -> dict[int, list[int]]:
    """The numbers of the rows of some households, as people see them, in order."""
    rows = {at: {intake.households[at].row} for at in wanted}
    for person in intake.people:
        if person.household in wanted:
            rows[person.household].add(person.row)
    return {at: sorted(numbers) for at, numbers in rows.items()}


def _returned(intake: Intake, at: int, rows: list[int], fault: Fault) -> list[Returned]:
    home = intake.households[at]
    place, sheet = next((n, s) for n, s in enumerate(intake.sheets) if s.raw.name == home.sheet)
    said = replace(fault, file=sheet.where, row=home.row)
    return [
        Returned(Row(place, row - sheet.numbers[0]), (said,) if row == home.row else (), home.row)
        for row in rows
    ]
