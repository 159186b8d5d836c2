"""Writes the lines that go back, as they came and in their own layout, with each cell's reason beside."""

import csv
from dataclasses import replace
from pathlib import Path

from juntos.core.errors import Fault
from juntos.interop.his.checks import LINE_CHECKS
from juntos.interop.his.reading import Trace
from juntos.programme.faults import sentence

REASON = "Motivo"


def write_returned(trace: Trace, path: Path) -> int:
    """Write the returned lines with «Motivo» beside; how many they are.

    CSV in UTF-8 with its mark, parted by semicolons, as the region's Excel opens it: its columns are known
    again when it comes back mended.
    """
    names = [name.split(" ·")[0] for name in trace.columns]
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerow([*names, REASON])
        for row in trace.returned.to_pylist():
            if row["text"] is not None:
                writer.writerow([row["text"], *[""] * (len(names) - 1), _said(faults_of(trace, row))])
                continue
            cells = [row[name] or "" for name in trace.columns]
            writer.writerow([*cells, _said(faults_of(trace, row))])
    return trace.rows_returned


def faults_of(trace: Trace, row: dict[str, object]) -> tuple[Fault, ...]:
    """What is wrong with a returned line, cell by cell."""
    number = int(str(row["row"]))
    if row["text"] is not None:
        return (Fault("his-row-torn", trace.file, number, expected=str(len(trace.columns))),)
    mask = int(str(row["mask"]))
    return tuple(
        Fault(check.code, trace.file, number, check.column, str(row.get(check.column) or ""), check.expected)
        for bit, check in enumerate(LINE_CHECKS)
        if check.outcome == "returned" and mask & (1 << bit)
    )


def _said(faults: tuple[Fault, ...]) -> str:
    return " ".join(
        f"{fault.column}: {sentence(replace(fault, file=''))}"
        if fault.column
        else sentence(replace(fault, file=""))
        for fault in faults
    )
