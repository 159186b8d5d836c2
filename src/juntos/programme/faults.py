"""The words of faults: what is wrong with an input or a request, where, and what to do about it.

The sentences live in ``words/faults.es.yaml`` and ``words/faults.en.yaml``, by the fault's code.
"""

from functools import cache

from juntos.core.errors import Fault
from juntos.programme.entries import Entry, read

_WHERE = {"es": ("fila", "columna"), "en": ("row", "column")}


def sentence(fault: Fault, lang: str = "es") -> str:
    """A fault in words, in one line: where it is, what is wrong, what to do.

    >>> sentence(Fault("value-high", "closures.csv", 4, "days", "40", "31"), "en")
    'closures.csv, row 4, column days: 40 is above the most allowed, 31. Correct the value.'
    """
    words = _words(lang).entry(fault.code).only("says", "do")
    blanks = {
        "file": fault.file,
        "row": fault.row,
        "column": fault.column,
        "value": fault.value,
        "expected": fault.expected,
        **fault.more,
    }
    said = f"{words.text('says')} {words.text('do')}"
    where = "" if "{file}" in said else _where(fault, lang)
    return where + said.format_map(blanks)


def codes(lang: str = "es") -> frozenset[str]:
    """The codes that have a sentence."""
    return frozenset(_words(lang).fields)


def _where(fault: Fault, lang: str) -> str:
    row, column = _WHERE[lang]
    if not fault.file:
        return ""
    parts = [fault.file]
    if fault.row is not None:
        parts.append(f"{row} {fault.row}")
    if fault.column:
        parts.append(f"{column} {fault.column}")
    return f"{', '.join(parts)}: "


@cache
def _words(lang: str) -> Entry:
    return read(f"words/faults.{lang}.yaml")
