"""Says an explanation in words: one page, the same on screen, paper and terminal.

The sentences are in ``words/<language>.yaml`` by code. In Quechua each sentence stands beside its
Spanish until somebody has reviewed it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juntos.core.coresponsibility.requirement import HEALTH_RULES
from juntos.core.explanations import Explanation, MemberExplained, RuleUsed, UnitExplained, Viewer, seen_by
from juntos.core.money import Cents, soles
from juntos.programme.loader import parameters
from juntos.programme.rules_text import in_words, mark_in_words
from juntos.programme.tellings import Sentence, Teller

HEALTH_DUTIES = (*HEALTH_RULES, "health")
_ANSWERED = ("does_not_comply", "not_verified")
# What the family, the gestor or the programme can do, by who answers for a failure or why it waits.
_TODO_OF_ANSWER = {
    "record": "todo.record",
    "programme": "todo.verify",
    "supply": "todo.service",
}
_TODO_OF_HOLD = {"supply_suspected": "todo.visit", "contact_owed": "todo.contact"}
TODO_OF_PAY = {
    "hold-titular": "todo.titular",
    "hold-death": "todo.titular",
    "hold-agreement": "todo.agreement",
    "hold-class-expired": "todo.class",
    "hold-duplicate": "todo.hold",
    "hold-uncollected": "todo.hold",
    "hold-fraud": "todo.hold",
}


@dataclass(frozen=True)
class Paragraph:
    """Sentences that are read together."""

    sentences: tuple[Sentence, ...]
    lead: str = ""

    @property
    def text(self) -> str:
        return " ".join([*([self.lead] if self.lead else []), *(s.text for s in self.sentences)])

    @property
    def beside(self) -> str:
        """The same in the household's language, where there is any of it."""
        return " ".join(s.beside for s in self.sentences if s.beside)


@dataclass(frozen=True)
class Section:
    """A heading and its paragraphs."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Document:
    """An explanation in words: headed paragraphs under a title."""

    title: str
    sections: tuple[Section, ...]
    language: str

    @property
    def text(self) -> str:
        """The document as plain text."""
        lines = [self.title, ""]
        for section in self.sections:
            lines += [section.heading, ""]
            for paragraph in section.paragraphs:
                lines += [paragraph.text, *([f"  {paragraph.beside}"] if paragraph.beside else []), ""]
        return "\n".join(lines).rstrip() + "\n"


def render(explanation: Explanation, language: str, viewer: Viewer) -> Document:
    """The explanation in ``language`` (es, qu, en) as ``viewer`` may read it."""
    seen = seen_by(explanation, viewer)
    teller = Teller.of(language)
    sections = (
        Section(teller.heading("summary"), tuple(_summary(seen, teller))),
        Section(teller.heading("members"), tuple(_members(seen, teller))),
        Section(teller.heading("payment"), tuple(_payment(seen, teller))),
        Section(teller.heading("todo"), (Paragraph(tuple(_todo(seen, teller))),)),
        Section(teller.heading("rules"), tuple(_rules(seen, teller))),
        Section(teller.heading("checks"), tuple(_checks(seen, teller))),
    )
    title = teller.say("title", household=seen.household_id, period=teller.period(seen.period)).text
    return Document(title, tuple(s for s in sections if s.paragraphs), language)


def _summary(seen: Explanation, teller: Teller) -> Iterator[Paragraph]:
    if seen.is_what_if:
        yield Paragraph((teller.say("what-if"),))
    amount = soles(Cents(seen.amount_cents))
    said = [teller.say(f"pay.{seen.pay_reason}", amount=amount)]
    if seen.is_verification_owed:
        said.append(teller.say("verification-owed"))
    yield Paragraph(tuple(said))
    since, until = seen.units[0][0], seen.units[-1][1]
    where = {"place": seen.place, "district": seen.district, "province": seen.province}
    yield Paragraph(
        (teller.say("place", **where, since=teller.day(since), until=teller.day(until, is_after=True)),)
    )


def _members(seen: Explanation, teller: Teller) -> Iterator[Paragraph]:
    for member in seen.members:
        lead = teller.who(member)
        if _is_same_throughout(member):
            yield Paragraph(tuple(_unit(member.units[0], teller)), f"{lead}:")
            continue
        for unit, (since, _) in zip(member.units, seen.units, strict=True):
            month = teller.word("unit", unit=teller.month(since))
            yield Paragraph(tuple(_unit(unit, teller)), f"{lead}. {month}")


def _is_same_throughout(member: MemberExplained) -> bool:
    """Whether one paragraph says it all: a single unit, or nothing asked in any."""
    return len(member.units) == 1 or len({u.exempt_reason for u in member.units} - {None}) == 1 == len(
        {(u.exempt_reason, u.duty) for u in member.units}
    )


def _unit(unit: UnitExplained, teller: Teller) -> Iterator[Sentence]:
    if unit.exempt_reason is not None:
        yield teller.say(f"exempt.{unit.exempt_reason}")
        return
    yield teller.say(f"duty.{unit.duty}", where=teller.where(unit.service))
    yield _found(unit, teller)
    facts = teller.facts(unit.evidence)
    if facts:
        yield teller.say("seen", facts=facts)
    if unit.finding in _ANSWERED:
        yield from _answered(unit, teller)


def _found(unit: UnitExplained, teller: Teller) -> Sentence:
    if unit.duty == "undisclosed":
        return teller.say(f"found.undisclosed.{unit.finding}")
    if unit.finding == "not_verified":
        return teller.say(f"found.{unit.finding_reason}")
    if unit.duty in HEALTH_DUTIES:
        counted, needed = teller.times(unit.counted), teller.times(unit.needed)
        return teller.say(f"found.health.{unit.finding_reason}", counted=counted, needed=needed)
    return teller.say(f"found.school.{unit.finding_reason}", days=unit.counted, possible=unit.needed)


def _answered(unit: UnitExplained, teller: Teller) -> Iterator[Sentence]:
    """Who answers for what was not complied or not verified, and what it comes to."""
    if unit.attribution_reason:
        yield teller.answer(unit.attribution_reason, unit.proof)
    elif unit.attribution is not None:
        yield teller.say(f"answer-by.{unit.attribution}")
    if unit.hold_reason is not None:
        yield teller.say("effect.held")
    elif unit.result_basis != "evidence":
        yield teller.say(f"effect.{unit.result_basis}")
    else:
        yield teller.say("effect.counts" if unit.result == "does_not_comply" else "effect.unverified")


def _payment(seen: Explanation, teller: Teller) -> Iterator[Paragraph]:
    said = []
    for line in seen.lines:
        amount = soles(Cents(line.amount_cents))
        if line.line == "coresponsibility" and len(seen.units) > 1:
            said.append(
                teller.say(
                    "line.coresponsibility-units", amount=amount, units=line.units, total=len(seen.units)
                )
            )
        elif line.line in ("affiliation", "coresponsibility", "arrears"):
            said.append(teller.say(f"line.{line.line}", amount=amount))
        else:
            name = teller.word(f"supplement.{line.line}")
            said.append(teller.say("line.supplement", amount=amount, supplement=name))
    if len(seen.lines) > 1:
        said.append(teller.say("line.total", amount=soles(Cents(seen.amount_cents))))
    yield Paragraph(tuple(said) or (teller.say("line.none"),))
    standing = tuple(_standing(seen, teller))
    if standing:
        yield Paragraph(standing)


def _standing(seen: Explanation, teller: Teller) -> Iterator[Sentence]:
    standing = seen.standing
    if standing.state_after == "disaffiliated" and standing.state_before != "disaffiliated":
        yield teller.say("standing.disaffiliated")
    elif standing.suspensions_after:
        there = teller.counted("periods-there", standing.suspensions_after)
        yield teller.say("standing.count", periods=there)
        reset = next((r.value.value for r in seen.rules if r.parameter.endswith("reset_after_compliant")), 0)
        if reset:
            yield teller.say("standing.clears", periods=teller.counted("periods", int(reset)))
    if standing.owed_cents:
        yield teller.say("standing.owed", amount=soles(Cents(standing.owed_cents)))


def _todo(seen: Explanation, teller: Teller) -> Iterator[Sentence]:
    units = [unit for member in seen.members for unit in member.units if unit.finding in _ANSWERED]
    codes = [TODO_OF_PAY[seen.pay_reason]] if seen.pay_reason in TODO_OF_PAY else []
    codes += [code for unit in units for code in _todo_of(unit)]
    for code in (*dict.fromkeys(codes), "todo.claim"):
        yield teller.say(code)


def _todo_of(unit: UnitExplained) -> Iterator[str]:
    if unit.hold_reason is not None:
        yield _TODO_OF_HOLD[unit.hold_reason]
    elif unit.attribution in _TODO_OF_ANSWER and unit.attribution_reason:
        yield _TODO_OF_ANSWER[unit.attribution]
    elif unit.finding == "not_verified":
        yield "todo.verify"
    elif unit.duty == "undisclosed":
        yield "todo.undisclosed"
    elif unit.attribution in ("demand", "unknown"):
        yield "todo.health" if unit.duty in HEALTH_DUTIES else "todo.school"


def _rules(seen: Explanation, teller: Teller) -> Iterator[Paragraph]:
    """The programme's rules with their sources, and apart, never as norms, the system's criteria."""
    norms = [rule for rule in seen.rules if rule.value.source.is_norm]
    system = [rule for rule in seen.rules if not rule.value.source.is_norm]
    if norms:
        said = (_rule(rule, "rule", teller) for rule in norms)
        yield Paragraph((teller.say("rules.norms"), *said))
    if system:
        said = (_rule(rule, "rule.system", teller) for rule in system)
        yield Paragraph((teller.say("rules.system"), *said))


def _rule(rule: RuleUsed, code: str, teller: Teller) -> Sentence:
    parameter = next(p for p in parameters() if p.name == rule.parameter)
    source = rule.value.source
    return teller.say(
        code,
        meaning=parameter.meaning[teller.base].rstrip(".") + ":",
        value=in_words(rule.value.value, parameter.unit, teller.base),
        source=source.text,
        mark=mark_in_words(source.mark, teller.base),
    )


def _checks(seen: Explanation, teller: Teller) -> Iterator[Paragraph]:
    if seen.disagreements:
        said: Sequence[Sentence] = [
            teller.say(
                "check.disagreement" if d.field else "check.missing",
                where=teller.place_of(d.where),
                field=d.field,
                stored=d.stored,
                decided=d.decided,
            )
            for d in seen.disagreements
        ]
        yield Paragraph(tuple(said))
    else:
        yield Paragraph((teller.say("check.agree"),))
    units = [unit for member in seen.members for unit in member.units]
    facts = [fact for unit in units for fact in (*unit.evidence, *((unit.proof,) if unit.proof else ()))]
    rows = dict.fromkeys(f"{teller.word(f'table.{fact.table}')} {fact.row_id}" for fact in facts)
    if rows:
        yield Paragraph((teller.say("check.rows", rows=", ".join(rows)),))
