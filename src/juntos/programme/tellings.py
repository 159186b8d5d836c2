"""One language's sentences, and the bits that fill them: people, days, times, places, facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from juntos.core.errors import Fault, RequestError
from juntos.core.explanations import Fact, MemberExplained, ServiceNamed
from juntos.core.periods import parse_period
from juntos.programme.entries import read

LANGUAGES = ("es", "qu", "en")
BABY_MONTHS, CHILD_MONTHS, ADULT_MONTHS = 24, 144, 216
FACTS_SHOWN = 6


@dataclass(frozen=True)
class Sentence:
    """A sentence said: its code, its text, and the same in Quechua with who reviewed it, if anyone."""

    code: str
    text: str
    beside: str = ""
    reviewed: str | None = None


@dataclass(frozen=True)
class Reviewed:
    """A Quechua sentence and who reviewed it, if anyone."""

    text: str
    by: str | None

    def said(self, spanish: str, code: str, /, **blanks: object) -> Sentence:
        """By itself where it was reviewed, else beside the Spanish."""
        text = self.text.format(**blanks)
        if self.by:
            return Sentence(code, text, reviewed=self.by)
        return Sentence(code, spanish.format(**blanks), beside=text)


@cache
def quechua() -> Mapping[str, Reviewed]:
    """Every Quechua sentence on file, by code."""
    found = {}
    for code, entry in read("words/qu.yaml").entry("sentences").each():
        entry.only("text", "reviewed")
        reviewed = entry.text("reviewed") if entry.fields.get("reviewed") else None
        found[code] = Reviewed(entry.text("text"), reviewed)
    return found


@cache
def sentences(language: str) -> Mapping[str, str]:
    """Every sentence of Spanish or English, by code."""
    entry = read(f"words/{language}.yaml").entry("sentences")
    return {code: entry.text(code) for code in entry.fields}


@cache
def bits(language: str) -> Mapping[str, str]:
    """The words that go into a sentence's blanks, by code."""
    entry = read(f"words/{language}.yaml").entry("words")
    return {code: entry.text(code) for code in entry.fields}


@dataclass(frozen=True)
class Teller:
    """Says sentences in one language. ``base`` is the language that its blanks are filled in."""

    language: str
    base: str

    @classmethod
    def of(cls, language: str) -> "Teller":
        if language not in LANGUAGES:
            raise RequestError(Fault("language-unknown", value=language, expected=", ".join(LANGUAGES)))
        return cls(language, "es" if language == "qu" else language)

    def say(self, code: str, /, **blanks: object) -> Sentence:
        """The sentence of a code; reviewed Quechua by itself, unreviewed beside the Spanish."""
        text = sentences(self.base)[code]
        other = quechua().get(code) if self.language == "qu" else None
        return other.said(text, code, **blanks) if other else Sentence(code, text.format(**blanks))

    def heading(self, name: str) -> str:
        return sentences(self.base)[f"heading-{name}"]

    def word(self, code: str, /, **blanks: object) -> str:
        return bits(self.base)[code].format(**blanks)

    def counted(self, code: str, n: int) -> str:
        """A number with its noun, singular or plural."""
        return self.word(f"{code}.{n}" if f"{code}.{n}" in bits(self.base) else f"{code}.n", n=n)

    def times(self, n: int) -> str:
        return self.counted("times", n)

    def who(self, member: MemberExplained) -> str:
        """A member as one would point at them, with their code."""
        age = member.age_months
        stage = "baby" if age < BABY_MONTHS else "child" if age < CHILD_MONTHS else "teen"
        if age >= ADULT_MONTHS:
            stage = "adult"
        said = self.counted("month", max(age, 0)) if stage == "baby" else self.counted("year", age // 12)
        code = self.word("code", code=member.member_id)
        return f"{self.word(f'who.{member.sex}.{stage}', age=said)} {code}"

    def day(self, on: date, *, is_after: bool = False) -> str:
        """A day as 5 mar 2011; with ``is_after``, the day before ``on``."""
        day = on - timedelta(days=1) if is_after else on
        return f"{day.day} {self.word(f'month-short.{day.month}')} {day.year}"

    def month(self, on: date) -> str:
        return f"{self.word(f'month-name.{on.month}')} {on.year}"

    def period(self, label: str) -> str:
        """A period in words: tercer bimestre de 2011."""
        period = parse_period(label)
        number = (period.since.month - 1) // period.months + 1
        return self.word(
            f"period.{period.months}", ordinal=self.word(f"ordinal.{number}"), year=period.since.year
        )

    def where(self, service: ServiceNamed | None) -> str:
        if service is None:
            return self.word("nowhere")
        return self.word("at", name=service.name, district=service.district)

    def days(self, fact: Fact | None) -> str:
        """The days of a fact: on one, between two, from one on."""
        if fact is None or fact.since is None:
            return self.word("no-day")
        if fact.until is None or fact.until == fact.since:
            return self.word("on-day", day=self.day(fact.since))
        if (fact.until - fact.since).days == 1:
            return self.word("on-day", day=self.day(fact.since))
        return self.word("between", since=self.day(fact.since), until=self.day(fact.until, is_after=True))

    def facts(self, facts: Sequence[Fact]) -> str:
        """The attendances and school months among some facts, the first few, in a line."""
        told = ("attendances", "school_months")
        shown = [f for f in facts if f.table in told and f.since is not None and f.count != 0]
        said = [self._fact(fact, fact.since) for fact in shown[:FACTS_SHOWN] if fact.since]
        return "; ".join(said) + (" …" if len(shown) > FACTS_SHOWN else "")

    def _fact(self, fact: Fact, since: date) -> str:
        at = self.word("at-short", name=fact.service.name) if fact.service else ""
        source = self.word(f"source.{fact.what}")
        return self.word(
            f"seen.{fact.table}",
            day=self.day(since),
            month=self.month(since),
            count=fact.count,
            at=at,
            source=source,
        )

    def answer(self, reason: str, proof: Fact | None) -> Sentence:
        """Who answers for a failure, with the days and the thing that prove it."""
        what = proof.what if proof else ""
        minutes = proof.count or 0 if proof else 0
        hours = self.word("hours", n=minutes // 60)
        rest = f" {self.word('minutes', n=minutes % 60)}" if minutes % 60 else ""
        return self.say(
            f"answer.{reason}",
            days=self.days(proof),
            source=bits(self.base).get(f"source.{what}", self.word("no-day")),
            what=bits(self.base).get(f"what.{what}", self.word("what.")),
            time=f"{hours}{rest}",
        )

    def place_of(self, where: str) -> str:
        """The part of an explanation that a disagreement is in."""
        parts = where.split()
        if parts[0] == "member":
            return self.word("where.member", member=parts[1], unit=parts[3])
        return self.word(f"where.{where}")
