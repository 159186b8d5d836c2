"""The texts of the agreement that households sign, by version and day, and their summary in two languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from juntos.core.enrolment.agreement import TextVersion, text_on
from juntos.core.errors import Fault, RequestError
from juntos.core.parameters import Source
from juntos.programme.entries import Entry, parse, read_text
from juntos.programme.tellings import quechua, sentences

FILE = "agreement_texts.yaml"


@dataclass(frozen=True)
class Summarised:
    """A sentence of the summary: in Spanish, in Quechua (empty where there is none), and who reviewed it."""

    spanish: str
    quechua: str
    reviewed_by: str


@dataclass(frozen=True)
class AgreementText:
    """A text of the agreement: its version, its clauses in Spanish, and the codes of its summary."""

    version: TextVersion
    clauses: tuple[str, ...]
    summary_codes: tuple[str, ...]
    source: Source

    @property
    def summary(self) -> tuple[Summarised, ...]:
        """The summary as it is read to a household, one language beside the other."""
        said, other = sentences("es"), quechua()
        found = ((said[code], other.get(code)) for code in self.summary_codes)
        return tuple(Summarised(es, qu.text if qu else "", (qu.by or "") if qu else "") for es, qu in found)


@cache
def agreement_texts() -> Mapping[str, AgreementText]:
    """Every text by its version, oldest first."""
    return read_texts(read_text(FILE))


def versions() -> tuple[TextVersion, ...]:
    """What ``core.enrolment.agreement`` reads of them."""
    return tuple(text.version for text in agreement_texts().values())


def text_in_force(on: date) -> AgreementText:
    """The text to sign on a day. Raises RequestError before the first."""
    found = text_on(versions(), on)
    if found is None:
        raise RequestError(Fault("agreement-text-none", value=on.isoformat()))
    return agreement_texts()[found.version]


def read_texts(text: str) -> Mapping[str, AgreementText]:
    """The texts written in the YAML ``text``, refused if a version has no day, clause or known summary."""
    found = [_text(version, entry) for version, entry in parse(text, FILE).each()]
    return {one.version.version: one for one in sorted(found, key=lambda one: one.version.since)}


def _text(version: str, entry: Entry) -> AgreementText:
    entry.only("since", "is_signed_again", "source", "clauses", "summary")
    since = entry.day("since")
    if since is None:
        raise entry.wrong("since", "2010-01-01")
    is_signed_again = entry.scalar("is_signed_again")
    if not isinstance(is_signed_again, bool):
        raise entry.wrong("is_signed_again", "true | false")
    clauses, summary = entry.texts("clauses"), entry.texts("summary")
    if not clauses:
        raise entry.wrong("clauses", "list of sentences")
    if not summary or not sentences("es").keys() >= set(summary):
        raise entry.wrong("summary", "codes of words/es.yaml")
    return AgreementText(TextVersion(version, since, is_signed_again), clauses, summary, entry.source())
