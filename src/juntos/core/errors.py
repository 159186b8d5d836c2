"""What can be wrong with what reaches us from outside, said as data.

The programme saying no is never an error: it is a returned decision with a reason code. We being
wrong is an ``assert``. What is left is here: a file, a table or an argument that cannot be used.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """One thing wrong with an input, in terms that its sender can act on.

    ``code`` names the sentence in ``programme/words``; ``file``, ``row`` (1-based, header excluded),
    ``column`` and ``value`` say where; ``expected`` what would have been right; ``more`` fills the
    other blanks of the sentence. A part that does not apply is empty.
    """

    code: str
    file: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    expected: str = ""
    more: dict[str, str] = field(default_factory=dict)


class JuntosError(Exception):
    """Anything outside the code that stops the work; carries the faults that explain it."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return "; ".join(f"{f.code} {f.file} {f.column} {f.value}".strip() for f in self.faults)


class InputError(JuntosError):
    """A file or a table that cannot be read as what it says it is (exit code 2)."""


class RequestError(JuntosError):
    """An argument that names something that does not exist or cannot be done (exit code 2)."""


class RefusedError(JuntosError):
    """Somebody asked for what the table of access does not grant them, or without saying why."""


class MissingError(JuntosError):
    """What was asked for does not exist, or lies beyond the reach of who asks: the answer is the same."""
