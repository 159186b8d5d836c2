"""A child or a woman before the schedules, with everything on record: by the function and by the steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from juntos.core.coresponsibility import tables
from juntos.core.coresponsibility.rules import PERIOD
from juntos.core.coresponsibility.rules import RULES as RULES_IN_FORCE
from juntos.core.coresponsibility.schedules import STEPS, cred, prenatal, vaccines
from juntos.core.coresponsibility.schedules.standing import Standing
from juntos.core.coresponsibility.schedules.tables import (
    CRED_CALENDAR,
    DOSE_COLUMNS,
    PRENATAL_EXPECTED,
    SCHEDULES,
    VACCINE_DOSES,
    controls_of,
    dose_rows,
    doses_of,
    expected_of,
)
from juntos.core.periods import Period
from juntos.core.registry import HOUSEHOLDS, MEMBERS, PREGNANCIES
from juntos.programme import tables as law
from tests.agree.bench import row_of_period, row_of_rules, run_steps
from tests.spec.rule import Cases, day, day_or_none, in_force, listed, said_day, verification

DOSES = doses_of(law.table("vaccines").only(*DOSE_COLUMNS))
EXPECTED = expected_of(law.table("prenatal").only(*PRENATAL_EXPECTED.column_names))
SAID = {"complete": "al día", "late": "no está al día, se hizo tarde", "missing": "no está al día, falta"}
SAID |= {"nothing-due": "al día, aún no le tocaba nada"}


@dataclass(frozen=True)
class Case:
    """One case. ``answer`` is ``reason done/due [first missing] > next due``; ``seen`` what is on record."""

    about: str
    answer: str
    born: str = "1986-02-03"
    seen: tuple[str, ...] = ()
    doses: tuple[str, ...] = ()
    pregnant: tuple[str, str | None, str | None] | None = None

    def given(self) -> list[tuple[str, int, date]]:
        parts = (text.split(" ") for text in self.doses)
        return [(dose.split("-")[0], int(dose.split("-")[1]), day(on)) for dose, on in parts]

    def pregnancy(self, number: int = 1) -> prenatal.Pregnancy | None:
        if self.pregnant is None:
            return None
        began, ended, outcome = self.pregnant
        return prenatal.Pregnancy(number, day(began), day(began), day_or_none(ended), outcome)


def said(standing: Standing) -> str:
    """A standing as the cases write it."""
    first = f" {standing.missing}" if standing.missing else ""
    then = f" > {standing.next_due_on}" if standing.next_due_on else ""
    return f"{standing.reason} {standing.done}/{standing.due}{first}{then}"


def decided(kind: str, period: Period, case: Case) -> str:
    """The answer by the function."""
    rules = in_force(period.since)
    seen = [day(on) for on in case.seen]
    if kind == "cred":
        calendar = controls_of(law.table_under("cred_calendars", rules).only(*CRED_CALENDAR.column_names))
        return said(cred.decide(day(case.born), seen, period.last_day, calendar, verification(rules)))
    if kind == "vaccines":
        return said(vaccines.decide(day(case.born), case.given(), period.last_day, DOSES))
    known = [p for p in (case.pregnancy(),) if p]
    pregnancy = prenatal.judged(known, period)
    return said(prenatal.decide(pregnancy, seen, period, EXPECTED)) if pregnancy else ""


def by_steps(kind: str, period: Period, cases: Sequence[Case]) -> list[str]:
    """The answers by the steps, of all cases at once."""
    rules = in_force(period.since)
    written = (HOUSEHOLDS, MEMBERS, PREGNANCIES, tables.ATTENDANCES, tables.VACCINATIONS)
    given: dict = {table: [] for table in written}
    calendar = law.table_under("cred_calendars", rules).only(*CRED_CALENDAR.column_names)
    given[PERIOD] = [row_of_period(period)]
    given[RULES_IN_FORCE] = [row_of_rules(verification(rules))]
    given[CRED_CALENDAR] = [row_of_rules(control) for control in controls_of(calendar)]
    given[PRENATAL_EXPECTED] = [row_of_rules(expected) for expected in EXPECTED]
    names = VACCINE_DOSES.column_names
    given[VACCINE_DOSES] = [dict(zip(names, row, strict=True)) for row in dose_rows(DOSES)]
    for number, case in enumerate(cases, start=1):
        _write(given, kind, number, case)
    made = run_steps(STEPS, given, (SCHEDULES,))["schedules"]
    rows = {row["member_id"]: row for row in made if row["kind"] == kind}
    names = ("due", "done", "reason", "missing", "next_due_on")
    found = {number: Standing(*(row[name] for name in names)) for number, row in rows.items()}
    return [said(found[n]) if n in found else "" for n in range(1, len(cases) + 1)]


def _write(given: dict, kind: str, number: int, case: Case) -> None:
    """The rows of a cut that say what the case says."""
    own = {"member_id": number}
    given[HOUSEHOLDS].append({"household_id": number})
    given[MEMBERS].append(own | {"household_id": number, "birth_on": day(case.born)})
    pregnancy = case.pregnancy(number)
    given[PREGNANCIES] += [own | row_of_rules(pregnancy)] if pregnancy else []
    for on in case.seen:
        row = {"attendance_id": len(given[tables.ATTENDANCES]) + 1, "attended_on": day(on), "kind": kind}
        given[tables.ATTENDANCES].append(own | row | {"source": "clinic_history"})
    for vaccine, dose, on in case.given():
        row = {"vaccination_id": len(given[tables.VACCINATIONS]) + 1, "vaccine": vaccine, "dose": dose}
        given[tables.VACCINATIONS].append(own | row | {"given_on": on})


def cases_of(title: str, heading: str, cases: Sequence[Case]) -> Cases:
    """The cases as a page prints them."""
    rows = tuple((c.about, said_day(_start(c)), listed(_record(c)), _said_answer(c.answer)) for c in cases)
    return Cases(title, ("Caso", heading, "Consta", "Está"), rows)


def _start(case: Case) -> str:
    return case.pregnant[0] if case.pregnant else case.born


def _record(case: Case) -> list[str]:
    doses = [f"{dose} el {said_day(on)}" for dose, on in (text.split(" ") for text in case.doses)]
    end = [f"terminó el {said_day(case.pregnant[1])}"] if case.pregnant and case.pregnant[1] else []
    return [*(said_day(on) for on in case.seen), *doses, *end]


def _said_answer(answer: str) -> str:
    if not answer:
        return "no se mira"
    standing, _, following = answer.partition(" > ")
    reason, share, *first = standing.split(" ")
    done, _, due = share.partition("/")
    which = f": {first[0]}" if first else ""
    then = f"; lo siguiente, el {said_day(following)}" if following else ""
    return f"**{SAID[reason]}{which}** ({done} de {due}){then}"
