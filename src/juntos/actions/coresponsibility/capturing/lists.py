"""The sealed list of a batch, quickly: the lists of a cut are derived once and kept beside it as one file.

The file is a cache, named after the fingerprint of its cut: deleting it costs the next reader a second.
"""

import json
import os
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from juntos.actions.coresponsibility.listing import nominal_lists
from juntos.core.coresponsibility.batches.lists import Due, Listed, NominalList
from juntos.core.errors import Fault, RequestError
from juntos.store.reads.coresponsibility.capture import Sheet

FOLDER = "lists"
SCHEMA = pa.schema(
    [
        ("service_id", pa.int32()),
        ("member_id", pa.int64()),
        ("household_id", pa.int64()),
        ("place_id", pa.int32()),
        ("group", pa.string()),
        ("birth_on", pa.date32()),
        ("sex", pa.string()),
        ("age_months", pa.int16()),
        ("due", pa.string()),
        ("pending", pa.string()),
        ("last_menstruation_on", pa.date32()),
        ("is_minor", pa.bool_()),
    ]
)
LISTS_KEPT = 64  # of those last looked at: a list is asked for once for each of its rows
ROWS_AT_ONCE = 10_000  # of a row group, so that reading one service reads little else


def list_of(sheet: Sheet, files: Path) -> NominalList:
    """The list that a batch was sealed with; of one without a seal, that of the period's last cut.

    ``files`` holds the record's cuts. Raises RequestError where no cut of the period has such a list.
    """
    for folder, sha256 in sheet.cuts:
        path = files / FOLDER / f"{sha256}.parquet"
        if not path.is_file():
            _keep_lists(files / folder, path)
        members = _members(path, sheet.service_id)
        one = NominalList(sheet.period.label, sheet.service_id, sheet.sector, members)
        if one.members and sheet.list_sha256 in ("", one.sha256):
            return one
    raise RequestError(Fault("capture-no-list", value=sheet.period.label))


def _keep_lists(cut: Path, path: Path) -> None:
    """Derive the lists of a cut and keep them: whole or not at all, whoever else does the same now."""
    made = nominal_lists(cut)
    rows = [_row(one.service_id, member) for one in made.lists for member in one.members]
    path.parent.mkdir(exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    pq.write_table(pa.Table.from_pylist(rows, SCHEMA), part, row_group_size=ROWS_AT_ONCE)
    part.replace(path)


@lru_cache(maxsize=LISTS_KEPT)
def _members(path: Path, service_id: int) -> tuple[Listed, ...]:
    """The lines of a service, in the order that its list was sealed in. A file's name is its content's."""
    found = pq.read_table(path, filters=[("service_id", "=", service_id)]).to_pylist()
    return tuple(_listed(row) for row in found)


def _listed(row: Mapping[str, Any]) -> Listed:
    due = tuple(Due(date.fromisoformat(on), code) for on, code in json.loads(row["due"]))
    kept = {name: value for name, value in row.items() if name != "service_id"}
    return Listed(**kept | {"due": due, "pending": tuple(json.loads(row["pending"]))})


def _row(service_id: int, one: Listed) -> dict[str, Any]:
    due = json.dumps([(due.due_on.isoformat(), due.code) for due in one.due])
    return {"service_id": service_id, **vars(one), "due": due, "pending": json.dumps(one.pending)}
