"""Typing a command as a person does, and reading what it says."""

import json
import shlex
from dataclasses import dataclass
from typing import Any

import pytest

from juntos.cli.main import main


@dataclass(frozen=True)
class Said:
    """What a command answered: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


def typed(line: str, capsys: pytest.CaptureFixture[str]) -> Said:
    """The answer to a line, which starts with ``juntos``."""
    name, *arguments = shlex.split(line)
    assert name == "juntos"
    code = main(arguments)
    captured = capsys.readouterr()
    return Said(code, captured.out, captured.err)
