"""benchmarks/RESULTS.md: a section for each bench, each with its date and the load of its machine."""

import os
import platform
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

RESULTS = Path(__file__).parent / "RESULTS.md"
OPENING = """# What the product costs

Written by `make bench` (`python -m benchmarks --only NAME` writes one section again). A figure is what one
machine did on one day; the ratios travel better than the seconds. *Load before* is how many processes were
waiting for a processor when the bench began: above the number of cores, other work shared the machine, the
wall times are longer than the work needs, and the processor times a little. The data are invented.
"""
MEMORY_KIB = re.compile(r"MemTotal:\s+(\d+)")
MODEL = re.compile(r"model name\s*:\s*(.+)")
SECTION = re.compile(r"<!-- begin (\w+) -->.*?<!-- end \1 -->", re.DOTALL)


@dataclass(frozen=True)
class Section:
    """What a bench said, or why it failed, and under which circumstances."""

    name: str
    title: str
    said: str
    when: datetime
    seconds: float
    load_before: float

    def text(self) -> str:
        """The section as Markdown, between marks by which it is found again."""
        circumstances = (
            f"*{self.when:%Y-%m-%d %H:%M} UTC, load before {self.load_before:.1f}, the bench took"
            f" {self.seconds / 60:.1f} min; {machine()}.*"
        )
        parts = [f"<!-- begin {self.name} -->", f"## {self.title}", circumstances, self.said.strip()]
        return "\n\n".join([*parts, f"<!-- end {self.name} -->"])


def write(section: Section, order: list[str], path: Path = RESULTS) -> None:
    """Put a section in the place of its former one; the others stay as they are."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    texts = {found.group(1): found.group(0) for found in SECTION.finditer(old)}
    texts[section.name] = section.text()
    kept = [texts[name] for name in order if name in texts]
    path.write_text("\n\n".join([OPENING.strip(), *kept]) + "\n", encoding="utf-8")


def machine() -> str:
    """The machine in words: processor, cores, memory and versions, and nothing that names it."""
    return (
        f"{os.cpu_count()} cores ({_found(MODEL, '/proc/cpuinfo') or platform.machine()}), {_memory()},"
        f" {platform.system()}, Python {platform.python_version()}, DuckDB {duckdb.__version__}"
    )


def _memory() -> str:
    kib = _found(MEMORY_KIB, "/proc/meminfo")
    return f"{int(kib) / 1024 / 1024:.0f} GiB" if kib else "memory unknown"


def _found(what: re.Pattern[str], path: str) -> str:
    file = Path(path)
    found = what.search(file.read_text(encoding="utf-8")) if file.exists() else None
    return found.group(1).strip() if found else ""
