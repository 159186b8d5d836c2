"""The words of a likeness between two records: why they may be one person's, or may not.

The sentences live in ``words/duplicates.es.yaml`` and ``words/duplicates.en.yaml``, by field and likeness.
"""

from functools import cache

from juntos.programme.entries import Entry, read


def likeness_in_words(field: str, code: str, lang: str = "es") -> str:
    """A likeness in words; empty for one of which there is nothing to say.

    >>> likeness_in_words("surnames", "crossed")
    'apellidos cambiados de orden'
    """
    return _words(lang).entry(field).text(code, default="")


@cache
def _words(lang: str) -> Entry:
    return read(f"words/duplicates.{lang}.yaml")
