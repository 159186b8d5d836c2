"""Doubts about what was keyed (DOMAIN 7.5), each with its reason, for a person to judge: never a refusal.

A flag says which field and which values made it. Those of ``IMPOSSIBLE`` cannot have happened: the row is
kept as it was keyed, and cannot be signed. The flags of a list look at all its rows: one day for nearly all,
weights that all end in a half or a whole kilo, rows that are one another's copy.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from juntos.core.coresponsibility.batches.lists import Listed
from juntos.core.coresponsibility.capture.recorded import Recorded, Visit
from juntos.core.coresponsibility.growth import Measure, Scores, Standards, score
from juntos.core.periods import Span

IMPOSSIBLE = frozenset({"before-birth", "in-future", "days-over"})
HALF_KILO_G = 500
OF_A_ROW = (
    "before-birth",
    "in-future",
    "outside-period",
    "same-day-twice",
    "weight-unlikely",
    "height-unlikely",
    "weight-for-height-unlikely",
    "weight-jump",
    "height-falling",
    "days-over",
    "next-not-after",
    "reason-and-attended",
)
OF_A_LIST = ("same-day-most", "round-weights", "rows-equal")


@dataclass(frozen=True)
class CaptureRules:
    """The parameters of doubts and of the sample keyed twice (programme/coresponsibility.yaml)."""

    capture_same_day_percent_max: int
    capture_round_weight_percent_max: int
    capture_rows_min: int
    capture_weight_z_change_max: int
    capture_height_fall_mm_max: int
    capture_double_percent: int
    capture_error_percent_max: int


@dataclass(frozen=True)
class Flag:
    """A doubt: its code, the field it stands at (empty for the row or list), and the values that made it."""

    code: str
    field: str = ""
    values: Mapping[str, str] | None = None

    @property
    def is_impossible(self) -> bool:
        return self.code in IMPOSSIBLE


@dataclass(frozen=True)
class Measured:
    """The last weight and length on record before the period; None for what was not measured."""

    on: date
    weight_g: int | None = None
    height_mm: int | None = None


@dataclass(frozen=True)
class Known:
    """What a row is judged by: the period, the day of judging, WHO's standards, and what was known before.

    ``days`` are the service's days of class by month, of a school.
    """

    period: Span
    today: date
    standards: Standards
    rules: CaptureRules
    last: Measured | None = None
    days: Mapping[date, int] | None = None


def flags_of(recorded: Recorded, one: Listed, known: Known) -> tuple[Flag, ...]:
    """Every doubt about a member's row, in the order of its fields."""
    return (
        *_of_days(recorded, one, known),
        *(_of_growth(recorded.visits, one, known) if one.group == "cred" else ()),
        *_of_school(recorded, known),
        *_of_row(recorded, known),
    )


def list_flags(rows: Mapping[int, Recorded], rules: CaptureRules) -> tuple[Flag, ...]:
    """Every doubt about a list as a whole, from its rows by member; none of a list too short to say."""
    visits = [visit for recorded in rows.values() for visit in recorded.visits]
    return (*_same_day(visits, rules), *_round_weights(visits, rules), *_equal_rows(visits))


def _of_days(recorded: Recorded, one: Listed, known: Known) -> Iterator[Flag]:
    days = [(f"day{n}", visit.on) for n, visit in enumerate(recorded.visits, start=1)]
    if recorded.ending:
        days.append(("ending", recorded.ending.on))
    for field, on in days:
        if on < one.birth_on:
            yield _flag("before-birth", field, on=on, birth=one.birth_on)
        elif on > known.today:
            yield _flag("in-future", field, on=on)
        elif not known.period.has(on):
            yield _flag("outside-period", field, on=on)
    seen: set[date] = set()
    for field, on in days[: len(recorded.visits)]:
        if on in seen:
            yield _flag("same-day-twice", field, on=on)
        seen.add(on)


def _of_growth(visits: tuple[Visit, ...], one: Listed, known: Known) -> Iterator[Flag]:
    """Measures that WHO calls improbable, that leap, or that shrink; each against the one before it."""
    last = known.last
    for number, visit in enumerate(visits, start=1):
        if visit.on < one.birth_on:
            continue
        now = Measured(visit.on, visit.weight_g, visit.height_mm)
        scores = _scores(now, one, known.standards)
        for code, field, found in (
            ("weight-unlikely", "weight", scores.weight_for_age),
            ("height-unlikely", "height", scores.length_for_age),
            ("weight-for-height-unlikely", "weight", scores.weight_for_length),
        ):
            if found and found.is_flagged:
                yield _flag(code, f"{field}{number}", z=_z(found.z))
        if last is not None and last.on < visit.on:
            yield from _since(last, now, number, one, known)
        last = Measured(
            visit.on,
            visit.weight_g or (last.weight_g if last else None),
            visit.height_mm or (last.height_mm if last else None),
        )


def _since(last: Measured, now: Measured, number: int, one: Listed, known: Known) -> Iterator[Flag]:
    before, after = (_scores(each, one, known.standards).weight_for_age for each in (last, now))
    if before and after and abs(after.z - before.z) > known.rules.capture_weight_z_change_max:
        yield _flag("weight-jump", f"weight{number}", since=_z(before.z), until=_z(after.z))
    if last.height_mm and now.height_mm:
        fall = last.height_mm - now.height_mm
        if fall > known.rules.capture_height_fall_mm_max:
            yield _flag("height-falling", f"height{number}", mm=fall)


def _of_school(recorded: Recorded, known: Known) -> Iterator[Flag]:
    for number, noted in enumerate(recorded.months, start=1):
        possible = (known.days or {}).get(noted.month)
        if possible is not None and noted.days_attended > possible:
            yield _flag("days-over", f"days{number}", days=noted.days_attended, possible=possible)


def _of_row(recorded: Recorded, known: Known) -> Iterator[Flag]:
    attended = [visit.on for visit in recorded.visits if known.period.has(visit.on)]
    if recorded.next_on and attended and recorded.next_on <= max(attended):
        yield _flag("next-not-after", "next", on=recorded.next_on)
    if recorded.reason and attended:
        yield _flag("reason-and-attended", "reason", reason=recorded.reason)


def _same_day(visits: Iterable[Visit], rules: CaptureRules) -> Iterator[Flag]:
    days = Counter(visit.on for visit in visits)
    if days.total() < rules.capture_rows_min:
        return
    on, count = days.most_common(1)[0]
    if count * 100 > rules.capture_same_day_percent_max * days.total():
        yield _flag("same-day-most", on=on, rows=count, of=days.total())


def _round_weights(visits: Iterable[Visit], rules: CaptureRules) -> Iterator[Flag]:
    weights = [visit.weight_g for visit in visits if visit.weight_g]
    round_ones = sum(weight % HALF_KILO_G == 0 for weight in weights)
    enough = len(weights) >= rules.capture_rows_min
    if enough and round_ones * 100 > rules.capture_round_weight_percent_max * len(weights):
        yield _flag("round-weights", rows=round_ones, of=len(weights))


def _equal_rows(visits: Iterable[Visit]) -> Iterator[Flag]:
    """Children with the same day, weight and length: written once and copied, most likely."""
    whole = Counter((v.on, v.weight_g, v.height_mm) for v in visits if v.weight_g and v.height_mm)
    copies = sum(count for count in whole.values() if count > 1)
    if copies:
        yield _flag("rows-equal", rows=copies)


def _scores(measured: Measured, one: Listed, standards: Standards) -> Scores:
    age_days = (measured.on - one.birth_on).days
    return score(Measure(one.sex, age_days, measured.weight_g, measured.height_mm), standards)


def _z(hundredths: int) -> str:
    return f"{hundredths / 100:.1f}".replace(".", ",")


def _flag(code: str, field: str = "", **values: object) -> Flag:
    return Flag(code, field, {name: str(value) for name, value in values.items()})
