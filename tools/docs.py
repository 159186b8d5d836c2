"""Writes the documents that come from the code, or says which of them are stale.

``python tools/docs.py`` writes, ``python tools/docs.py --check`` compares and fails. A document is one
line of ``GENERATED``: its path, and the function that returns its text, or, for a folder (a path that
ends in ``/``), its files' texts by name. The blocks of the files in ``COGGED`` are cog's, run from the root.
"""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from cogapp import Cog

ROOT = Path(__file__).parents[1]
GENERATED: tuple[tuple[str, str], ...] = (
    ("docs/access.md", "tools.access_page:page"),
    ("docs/bank.md", "tests.interop.bank.manual:page"),
    ("docs/corte.md", "tools.corte:page"),
    ("docs/import-his.md", "tests.interop.his.manual:page"),
    ("docs/import-sisfoh.md", "tests.interop.manual:page"),
    ("docs/parameters.md", "juntos.programme.rules_page:page"),
    ("docs/rules/", "tests.spec.manual:pages"),
    ("docs/words.md", "juntos.programme.words_page:words_page"),
)
COGGED = ("README.md", "docs/adr/README.md")


def texts() -> Iterator[tuple[Path, str | None]]:
    """Each generated file with its text as of now; None for one that should no longer be there."""
    for path, source in GENERATED:
        module, function = source.split(":")
        made = getattr(import_module(module), function)()
        if not path.endswith("/"):
            yield ROOT / path, made
            continue
        folder = ROOT / path
        yield from ((folder / name, text) for name, text in made.items())
        yield from ((old, None) for old in folder.rglob("*.md") if _inside(folder, old) not in made)


def _inside(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def is_current(path: Path, text: str | None) -> bool:
    """Whether the file on disk is what the code says it should be."""
    return text == (path.read_text(encoding="utf-8") if path.exists() else None)


def write(path: Path, text: str | None) -> None:
    """Put the text on disk, or remove the file that nothing makes any more."""
    if text is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> int:
    """0 when every document is current at the end."""
    stale = [(path, text) for path, text in texts() if not is_current(path, text)]
    verb = "stale, run `make docs`:" if "--check" in arguments else "written:"
    for path, text in stale:
        print(verb, path.relative_to(ROOT))
        if "--check" not in arguments:
            write(path, text)
    cog = ["cog", "-r", *(["--check"] if "--check" in arguments else []), *COGGED]
    is_stale = bool(Cog().main(cog)) or ("--check" in arguments and bool(stale))
    return int(is_stale)


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    sys.exit(main(sys.argv[1:]))
