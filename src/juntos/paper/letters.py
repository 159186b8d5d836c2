"""A payroll's letters to households and the posters of its pay points, as PDF: Spanish with its Quechua."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from juntos.paper.typeset import typeset
from juntos.programme.letters import Letter
from juntos.programme.tellings import Sentence, quechua

TITLE = "Cartas a los hogares"
_HAS_UNREVIEWED = any(not one.by for one in quechua().values())


@dataclass(frozen=True)
class LetterSheet:
    """A letter and to whom: the household's number, its titular (empty: none), and where it lives."""

    household_id: int
    titular: str
    place: str
    district: str
    letter: Letter


def letters_pdf(sheets: Sequence[LetterSheet]) -> bytes:
    """The letters in their order, two on a page."""
    return _typeset(TITLE, [_letter(sheet) for sheet in sheets], [])


def posters_pdf(posters: Sequence[Sequence[Sentence]]) -> bytes:
    """A page for each pay point."""
    return _typeset("Carteles de los puntos de pago", [], [{"told": _all(told)} for told in posters])


def _typeset(title: str, letters: Sequence[dict[str, object]], posters: Sequence[dict[str, object]]) -> bytes:
    data = {"title": title, "letters": letters, "posters": posters, "has_unreviewed": _HAS_UNREVIEWED}
    return typeset("letters", data, has_tags=False)


def _letter(sheet: LetterSheet) -> dict[str, object]:
    return {
        "household": str(sheet.household_id),
        "titular": sheet.titular or "el hogar",
        "place": f"{sheet.place}, distrito de {sheet.district}",
        "period": sheet.letter.heading,
        "pays": _said(sheet.letter.pays),
        "collects": _all(sheet.letter.collects),
        "todo": _all(sheet.letter.todo),
    }


def _all(sentences: Iterable[Sentence]) -> list[dict[str, str]]:
    return [_said(one) for one in sentences]


def _said(one: Sentence) -> dict[str, str]:
    return {"es": one.text, "qu": one.beside, "reviewed": one.reviewed or ""}
