"""What a bench is asked, and the invented country that several share, written by the first that needs it."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from juntos import sample
from juntos.actions.bench import PERIOD

MEMBERS = 1_600_000


@dataclass(frozen=True)
class Asked:
    """A folder to work in, how many members a country has, and how often each thing is measured."""

    folder: Path
    members: int
    turns: int

    @property
    def country(self) -> Path:
        """The country's folder, as a sample is written."""
        folder = self.folder / f"country-{self.members}"
        if not (folder / "cuts" / PERIOD / "manifest.json").is_file():
            sample.write("country", folder, periods=[PERIOD], members=self.members)
        return folder

    @property
    def cut(self) -> Path:
        """The country's cut."""
        return self.country / "cuts" / PERIOD


def asked(about: str | None, arguments: Sequence[str] | None = None) -> Asked:
    """Read a bench's command line."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--dir", type=Path, required=True, help="folder to work in")
    add_sizes(parser)
    found = parser.parse_args(arguments)
    return Asked(found.dir, found.members, found.turns)


def add_sizes(parser: argparse.ArgumentParser) -> None:
    """The options that make a bench smaller, to try it."""
    parser.add_argument("--members", type=int, default=MEMBERS, help="members of a country")
    parser.add_argument("--turns", type=int, default=3, help="how often each thing is measured")
