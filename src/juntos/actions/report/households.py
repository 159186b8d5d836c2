"""The households that a report tells in full: chosen by a stated rule, told by code."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from juntos.actions.explain import explain_households
from juntos.actions.report.counting import Candidate, Source
from juntos.core.explanations import HOUSEHOLD
from juntos.paper.report import HouseholdTold
from juntos.programme.words import render

HOUSEHOLDS = 60
LANGUAGE = "es"
EARLY, EARLY_MONTHS = "early", 36  # the group of small children and of pregnant women
PLACE = "un centro poblado"  # few households live in one: its name would point at them


def told(sources: Sequence[Source], candidates: Iterable[Candidate], count: int) -> tuple[HouseholdTold, ...]:
    """The chosen households, each explained as somebody without the right to health data may read it.

    A household whose group only a pregnancy explains is not among them.
    """
    picked = chosen(tuple(candidates), count)
    by_period = {s.period.label: s for s in sources}
    texts: dict[Candidate, tuple[tuple[str, tuple[str, ...]], ...]] = {}
    for period, of_period in groupby(sorted(picked, key=lambda c: c.period), key=lambda c: c.period):
        homes = tuple(of_period)
        source = by_period[period]
        numbers = tuple(home.household_id for home in homes)
        explained = explain_households(
            run=source.run, household_ids=numbers, viewer=HOUSEHOLD, cut=source.cut.path
        )
        for home, explanation in zip(homes, explained, strict=True):
            if home.group == EARLY and not any(m.age_months < EARLY_MONTHS for m in explanation.members):
                continue
            document = render(replace(explanation, place=PLACE), LANGUAGE, HOUSEHOLD)
            texts[home] = tuple((s.heading, tuple(p.text for p in s.paragraphs)) for s in document.sections)
    return tuple(
        HouseholdTold(str(home.household_id), home.period, home.cause, home.group, home.state, texts[home])
        for home in picked
        if home in texts
    )


def chosen(candidates: Sequence[Candidate], count: int) -> tuple[Candidate, ...]:
    """First one of each cause, of each group and of each state; then by turns one of each combination.

    ``candidates`` come by turns, each combination's own in the order in which it is to be taken.
    """
    picked: dict[tuple[str, int], Candidate] = {}
    for aspect in ("cause", "group", "state"):
        seen = {getattr(c, aspect) for c in picked.values()}
        for candidate in candidates:
            if getattr(candidate, aspect) not in seen:
                seen.add(getattr(candidate, aspect))
                picked[_home(candidate)] = candidate
    for candidate in candidates:
        if len(picked) >= count:
            break
        picked.setdefault(_home(candidate), candidate)
    return tuple(picked.values())[:count]


def _home(candidate: Candidate) -> tuple[str, int]:
    return candidate.period, candidate.household_id
