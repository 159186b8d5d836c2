"""The period in view: the one chosen, kept for the session; else the last with results, else today's."""

from datetime import date

from django.http import HttpRequest

from juntos.core.errors import RequestError
from juntos.core.periods import Period, parse_period
from juntos.programme import resolve
from juntos.store.reads.periods import last_posted

FIELD = "periodo"
OFFERED = 7
_LABELS = {2: "{year}-{number}", 3: "{year}-T{number}", 12: "{year}"}


def current(today: date) -> Period:
    """The period of a day, as long as the rules of that day verify by."""
    months = int(str(resolve(today).values["coresponsibility.period_months"].value))
    number = (today.month - 1) // months + 1
    return parse_period(_LABELS[months].format(year=today.year, number=number))


def offered(today: date) -> tuple[Period, ...]:
    """The periods to choose from, the latest first: a year back from the present one."""
    found = [current(today)]
    while len(found) < OFFERED:
        before = current(found[-1].eve)
        found.append(before)
    return tuple(found)


def chosen(request: HttpRequest, today: date) -> Period:
    """The period that the address names, else the session, else the last posted; nonsense names none."""
    named = _named(request.GET.get(FIELD, ""))
    if named:
        request.session[FIELD] = named.label
    kept = named or _named(request.session.get(FIELD, ""))
    return kept or _named(last_posted() or "") or current(today)


def _named(label: str) -> Period | None:
    try:
        return parse_period(label)
    except RequestError:
        return None
