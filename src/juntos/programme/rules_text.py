"""Shows the rules to people: what was in force on a day and why, and what changed between two.

What a norm, the study or a public page says (marks N, S, P) and what is only a parameter of the
system (C, I, K, D) are two lists, never one: the second may not be taken for the programme's law.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from juntos.core.errors import Fault, RequestError
from juntos.core.money import Cents, soles
from juntos.core.parameters import NORMATIVE_MARKS, InForce, Parameter, Scalar, Value
from juntos.programme.entries import Entry, read
from juntos.programme.loader import contradictions, parameters, profile_named, profiles, resolve
from juntos.programme.tables import CITATIONS, Cell, all_rows, table_under

LANGUAGES = ("es", "en")
_AMOUNT = "transfers.amount_cents"
_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?")
_AGE_BANDS = ((0, 12), (12, 24), (24, 36), (36, 60), (60, 144))


@dataclass(frozen=True)
class RuleRow:
    """One rule as people read it: its sentence, its value in words, since when, and who says so.

    ``source_mark`` is DOMAIN's letter and ``mark_words`` what it means; ``contradictions`` are the
    sentences of the register that concern it; ``setting`` is the parameter as ``--set`` takes it, empty
    for a row of a table. Source and note are in Spanish in every language.
    """

    name: str
    sentence: str
    value: str
    since: date | None
    source_mark: str
    mark_words: str
    source: str
    note: str = ""
    contradictions: tuple[str, ...] = ()
    setting: str = ""

    @property
    def is_norm(self) -> bool:
        return self.source_mark in NORMATIVE_MARKS


@dataclass(frozen=True)
class RulesShown:
    """The rules of a day: the programme's, and apart from them the system's own parameters."""

    title: str
    note: str
    norms: tuple[RuleRow, ...]
    system: tuple[RuleRow, ...]
    language: str


@dataclass(frozen=True)
class Change:
    """A rule whose value is not the same before and after; None where there was none."""

    before: RuleRow | None
    after: RuleRow | None

    @property
    def row(self) -> RuleRow:
        """The side to name it by: the later one, where there is one."""
        row = self.after or self.before
        assert row, "a change has at least one side"
        return row

    @property
    def is_norm(self) -> bool:
        """Whether no side of it is a parameter of the system."""
        return all(side.is_norm for side in (self.before, self.after) if side)


@dataclass(frozen=True)
class RulesChanged:
    """What changed: among the programme's rules, and apart among the system's parameters."""

    title: str
    norms: tuple[Change, ...]
    system: tuple[Change, ...]
    language: str


def rules_at(text: str) -> InForce:
    """The rules that ``text`` names: a profile (``juntos-2``), a month or a day (``2010-03``)."""
    if any(p.name == text for p in profiles()):
        return resolve(date.min, text)
    match = _DAY.fullmatch(text.strip())
    try:
        assert match
        day = date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    except (AssertionError, ValueError):
        names = ", ".join(p.name for p in profiles())
        raise RequestError(Fault("rules-day", value=text, expected=f"2010-03, 2010-03-15, {names}")) from None
    return resolve(day)


def show(rules: InForce, language: str = "es") -> RulesShown:
    """What ``rules`` say, one row per rule, the programme's apart from the system's."""
    words = _Words.of(language)
    profile = profile_named(rules.profile)
    rows = tuple(_rows(rules, words))
    heading = "in_force" if profile.since and profile.since <= rules.day else "named"
    title = words.heading(heading, day=rules.day.isoformat(), profile=profile.title[language])
    note = f"{profile.source.text}. {profile.source.note}".strip()
    norms = tuple(r for r in rows if r.is_norm)
    return RulesShown(title, note, norms, tuple(r for r in rows if not r.is_norm), language)


def difference(before: InForce, after: InForce, language: str = "es") -> RulesChanged:
    """The rules whose value is not the same under ``before`` and ``after``."""
    words = _Words.of(language)
    old = {row.name: row for row in _rows(before, words)}
    new = {row.name: row for row in _rows(after, words)}
    names = [*old, *(name for name in new if name not in old)]
    changes = [side for name in names for side in _changes(old.get(name), new.get(name))]
    title = words.heading("changed", before=_label(before, language), after=_label(after, language))
    norms = tuple(c for c in changes if c.is_norm)
    return RulesChanged(title, norms, tuple(c for c in changes if not c.is_norm), language)


def show_text(shown: RulesShown) -> str:
    """The rules of a day as plain text for a terminal."""
    words = _Words.of(shown.language)
    lines = [shown.title, *_wrapped(shown.note, ""), ""]
    for heading, rows in (("norms", shown.norms), ("system", shown.system)):
        lines += [words.heading(heading), ""]
        for row in rows:
            lines += [*_wrapped(f"{row.sentence} {row.value}", "- "), *_reasons(row, words)]
        lines.append("")
    lines += _sources((*shown.norms, *shown.system), words)
    return "\n".join(lines) + "\n"


def difference_text(changed: RulesChanged) -> str:
    """What changed as plain text for a terminal."""
    words = _Words.of(changed.language)
    lines = [changed.title, ""]
    if not changed.norms and not changed.system:
        lines += [words.heading("nothing"), ""]
    absent = words.heading("absent")
    for heading, changes in (("norms", changed.norms), ("system", changed.system)):
        lines += [words.heading(heading), ""] if changes else []
        for change in changes:
            before, after = (side.value if side else absent for side in (change.before, change.after))
            lines += [*_wrapped(f"{change.row.sentence} {before} → {after}", "- ")]
            lines += [*_reasons(change.row, words)]
        lines += [""] if changes else []
    lines += _sources([c.row for c in (*changed.norms, *changed.system)], words)
    return "\n".join(lines) + "\n"


def in_words(value: Scalar, unit: str, language: str = "es") -> str:
    """A parameter's value as people read it."""
    return soles(Cents(int(value))) if unit == "cents" else _Words.of(language).value(value, unit)


def mark_in_words(mark: str, language: str = "es") -> str:
    """What a source's mark means."""
    return _Words.of(language).mark(mark)


@dataclass(frozen=True)
class _Words:
    """The words of one language, from ``rules_text.yaml``."""

    language: str
    entry: Entry

    @classmethod
    def of(cls, language: str) -> "_Words":
        if language not in LANGUAGES:
            raise RequestError(Fault("language-unknown", value=language, expected=", ".join(LANGUAGES)))
        return cls(language, _words_file().entry(language))

    def heading(self, key: str, **blanks: str) -> str:
        return self.entry.entry("headings").text(key).format(**blanks)

    def sentence(self, key: str, **blanks: str) -> str:
        return self.entry.entry("rows").text(key).format(**blanks) + ":"

    def mark(self, mark: str) -> str:
        return self.entry.entry("marks").text(mark)

    def word(self, code: str) -> str:
        """A code in words; one that needs none, as it is."""
        return self.entry.entry("words").text(code, code)

    def value(self, value: Scalar, unit: str) -> str:
        if isinstance(value, bool):
            return self.word(str(value).lower())
        if isinstance(value, str):
            return self.word(value)
        one, many = self.entry.entry("units").texts(unit)
        return (one if value == 1 else many).format(n=value)


@cache
def _words_file() -> Entry:
    return read("rules_text.yaml").only(*LANGUAGES)


def _changes(before: RuleRow | None, after: RuleRow | None) -> tuple[Change, ...]:
    """What changed of one rule; a norm that takes the place of a system's value is told in both lists."""
    if before and after and before.value == after.value:
        return ()
    if before and after and before.is_norm != after.is_norm:
        return Change(before, None), Change(None, after)
    return (Change(before, after),)


def _label(rules: InForce, language: str) -> str:
    return f"{rules.day.isoformat()} ({profile_named(rules.profile).title[language]})"


def _rows(rules: InForce, words: _Words) -> Iterator[RuleRow]:
    for parameter in parameters():
        yield _parameter_row(parameter, rules, words)
    yield from _settlement_rows(rules, words)
    yield from _schedule_rows(rules, words)


def _parameter_row(parameter: Parameter, rules: InForce, words: _Words) -> RuleRow:
    value = rules.values[parameter.name]
    is_amount = parameter.name == _AMOUNT
    said = _amount(rules, words) if is_amount else in_words(value.value, parameter.unit, words.language)
    concerned = (c for c in contradictions() if parameter.name in c.parameters)
    is_what_if = value.source.text == "what-if"
    return RuleRow(
        name=parameter.name,
        sentence=parameter.meaning[words.language].rstrip(".") + ":",
        value=said,
        since=value.since,
        source_mark=value.source.mark,
        mark_words=words.mark(value.source.mark),
        source=words.heading("what_if") if is_what_if else value.source.text,
        note=f"{value.source.note} {_kept(value, rules, words)}".strip(),
        contradictions=tuple(f"{c.code}. {c.sentence[words.language]}" for c in concerned),
        setting=f"{parameter.name}={_setting(value.value)}",
    )


def _amount(rules: InForce, words: _Words) -> str:
    """The household's amount and the stretch it is for, so that two periodicities can be compared."""
    stretch = ("coresponsibility.unit_months", "coresponsibility.period_months")
    months = next(value for name in stretch if (value := rules.values[name].value))
    amount = soles(Cents(int(rules.values[_AMOUNT].value)))
    return words.heading("per_months", amount=amount, months=words.value(months, "months"))


def _kept(value: Value, rules: InForce, words: _Words) -> str:
    """What is said of a sourced value that a profile takes from an earlier one, having none."""
    profile = profile_named(rules.profile)
    starts = profile.since or profile.on
    is_own = value.profile == profile.name or value.since is None or value.since >= starts
    if is_own or value.source.mark in "DK":
        return ""
    return words.heading("kept", profile=profile.title[words.language])


def _settlement_rows(rules: InForce, words: _Words) -> Iterator[RuleRow]:
    for ladder in table_under("ladders", rules).records():
        sentence = words.sentence("ladder", step=str(ladder["step"]))
        yield _table_row(
            f"ladders.{ladder['step']}", sentence, words.word(str(ladder["effect"])), ladder, words
        )
    for row in table_under("supplements", rules).records():
        code = str(row["supplement"])
        sentence = words.sentence("supplement", supplement=words.word(code), package=str(row["package"]))
        amount = soles(Cents(int(str(row["amount_cents"]))))
        yield _table_row(f"supplements.{code}", sentence, amount, row, words)
    for row in table_under("sources", rules).records():
        code = str(row["source"])
        sentence = words.sentence("source", source=words.word(code))
        value = words.word(str(row["satisfies"]).lower())
        yield _table_row(f"sources.{code}", sentence, value, {**row, "source": row["text"]}, words)


def _schedule_rows(rules: InForce, words: _Words) -> Iterator[RuleRow]:
    controls = table_under("cred_calendars", rules).records()
    for since, until in _AGE_BANDS:
        band = [c for c in controls if since <= int(str(c["due_months"])) < until]
        if band:
            sentence = words.sentence("cred", since=str(since), until=str(until - 1))
            yield _table_row(f"cred_calendars.{since}", sentence, str(len(band)), _least_sure(band), words)
    doses = table_under("vaccines", rules).records()
    for vaccine in dict.fromkeys(str(d["vaccine"]) for d in doses):
        given = [d for d in doses if d["vaccine"] == vaccine]
        sentence = words.sentence("vaccine", vaccine=words.word(vaccine))
        months = ", ".join(str(d["due_months"]) for d in given)
        yield _table_row(f"vaccines.{vaccine}", sentence, months, given[0], words)
    for row in table_under("prenatal", rules).records():
        week = str(row["week_until"])
        sentence = words.sentence("prenatal", week_until=week)
        yield _table_row(f"prenatal.{week}", sentence, str(row["expected"]), row, words)


def _least_sure(rows: list[dict[str, Cell]]) -> dict[str, Cell]:
    """The row that marks them all: one that is no norm, where there is any."""
    return next((row for row in rows if row["mark"] not in NORMATIVE_MARKS), rows[0])


def _table_row(name: str, sentence: str, value: str, row: dict[str, Cell], words: _Words) -> RuleRow:
    since, mark = row.get("since"), str(row["mark"])
    day = since if isinstance(since, date) else None
    return RuleRow(name, sentence, value, day, mark, words.mark(mark), str(row["source"]))


def _reasons(row: RuleRow, words: _Words) -> Iterator[str]:
    since = f" · {words.heading('since', day=row.since.isoformat())}" if row.since else ""
    said = f"{words.heading('source')}: {row.source} ({row.source_mark}, {row.mark_words}){since}"
    yield from _wrapped(said, "    ")
    if row.setting:
        yield f"    {row.setting}"
    if row.note:
        yield from _wrapped(f"{words.heading('note')}: {row.note}", "    ")
    for sentence in row.contradictions:
        yield from _wrapped(f"{words.heading('contradiction')} {sentence}", "    ")


def _sources(rows: Iterable[RuleRow], words: _Words) -> list[str]:
    """The works and pages that the rows cite, each with its address."""
    said = " ".join(f"{r.source} {r.note} {' '.join(r.contradictions)}" for r in rows)
    cited = [c for c in all_rows(CITATIONS.name).records() if str(c["citation"]) in said]
    lines = [" ".join(str(part) for part in c.values() if part) for c in cited]
    return [words.heading("sources"), "", *lines] if lines else []


def _wrapped(text: str, lead: str) -> list[str]:
    indent = " " * len(lead)
    return textwrap.wrap(text, 100, initial_indent=lead, subsequent_indent=indent, break_long_words=False)


def _setting(value: Scalar) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
