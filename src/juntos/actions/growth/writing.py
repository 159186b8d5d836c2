"""Writes a scored CSV in the form that its source had."""

import csv
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TextIO

import pyarrow as pa
import pyarrow.compute as pc

from juntos.actions.growth.reading import Form
from juntos.core.coresponsibility.growth.tables import INDICATORS


def write_rows(path: Path, form: Form, header: Sequence[str], rows: Iterator[Sequence[str]]) -> None:
    """A file of rows that are at hand as text."""
    with path.open("w", encoding=form.encoding, errors="replace", newline="") as file:
        _write(file, form, chain([header], rows))
        _settle(file)


def write_scored(
    path: Path, form: Form, header: Sequence[str], texts: Sequence[Sequence[pa.Array]], scores: pa.Table
) -> None:
    """The good rows by columns, chunk after chunk, each with its scores: whole columns at once."""
    start = 0
    with path.open("w", encoding=form.encoding, newline="") as file:
        _write(file, form, [header])
        for chunk in texts:
            part = scores.slice(start, len(chunk[0])).combine_chunks()
            start += len(part)
            cells = [_quoted(text, form.separator) for text in chunk] + _added(part, form)
            lines = pc.binary_join_element_wise(*cells, form.separator).to_pylist()
            file.writelines(f"{line}{form.newline}" for line in lines)
        _settle(file)


def _write(file: TextIO, form: Form, rows: Iterable[Sequence[str]]) -> None:
    csv.writer(file, delimiter=form.separator, lineterminator=form.newline).writerows(rows)


def _settle(file: TextIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _quoted(text: pa.Array, separator: str) -> pa.Array:
    is_special = pc.match_substring_regex(text, f'["\r\n{re.escape(separator)}]')
    if not pc.any(is_special).as_py():
        return text
    doubled = pc.replace_substring(text, '"', '""')
    return pc.if_else(is_special, pc.binary_join_element_wise('"', doubled, '"', ""), text)


def _added(scores: pa.Table, form: Form) -> list[pa.Array]:
    """The scores and flags as text, empty where there is none."""
    cells = []
    for indicator in INDICATORS:
        z, flag = (scores[f"{indicator}_{what}"].combine_chunks() for what in ("z", "flag"))
        cells.append(_quoted(_decimals(z, form.decimal), form.separator))
        cells.append(pc.fill_null(pc.if_else(flag, "yes", "no"), ""))
    return cells


def _decimals(hundredths: pa.Array, mark: str) -> pa.Array:
    """Hundredths with two decimals: -123 is -1.23."""
    every = pc.unique(pc.drop_null(hundredths))
    written = pa.array([_decimal(z, mark) for z in every.to_pylist()], pa.string())
    return pc.fill_null(pc.take(written, pc.index_in(hundredths, every)), "")


def _decimal(hundredths: int, mark: str) -> str:
    whole, rest = divmod(abs(hundredths), 100)
    return f"{'-' if hundredths < 0 else ''}{whole}{mark}{rest:02d}"
