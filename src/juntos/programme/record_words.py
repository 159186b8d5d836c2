"""The words of the record: states, verbs, reasons, faults and events of padrón, supply and enrolment.

They live in ``words/record.{es,en}.yaml``, by group and code; a page, a letter and the manual say the same.
"""

from collections.abc import Mapping
from functools import cache

from juntos.programme.entries import read

LANGUAGES = ("es", "en")


def said(group: str, code: str, language: str = "es") -> str:
    """A code in words. A code or group without words is a mistake of ours.

    >>> said("state", "on_hold")
    'retenido'
    """
    return words(language)[group][code]


@cache
def words(language: str) -> Mapping[str, Mapping[str, str]]:
    """Every sentence of a language, by group and code."""
    return {
        group: {code: entry.text(code) for code in entry.fields}
        for group, entry in read(f"words/record.{language}.yaml").each()
    }
