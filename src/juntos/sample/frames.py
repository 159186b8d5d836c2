"""Columns of a table before it is written: whole arrays, and words kept as numbers until the end."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from juntos.core.steps import Column, Table

Array = npt.NDArray[Any]
NONE = -(2**31)  # stands for "no value" in arrays of whole numbers and days
_ARROW = {
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "SMALLINT": pa.int16(),
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "BOOLEAN": pa.bool_(),
    "DOUBLE": pa.float64(),
}


@dataclass(frozen=True)
class Words:
    """Words as positions in ``values``; a negative position is no word."""

    at: Array
    values: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.at)


Frame = dict[str, "Array | Words"]


def words(array: Array | list[str]) -> Words:
    """A short list of texts, each its own word."""
    return Words(np.arange(len(array)), tuple(str(text) for text in array))


def chosen(frame: Frame, rows: Array) -> Frame:
    """The rows of a frame that a mask or positions name."""
    return {
        name: Words(column.at[rows], column.values) if isinstance(column, Words) else column[rows]
        for name, column in frame.items()
    }


def stacked(frames: list[Frame]) -> Frame:
    """Frames with the same columns, and the same words, one under the other."""
    first = frames[0]

    def stack(name: str) -> Array | Words:
        parts = [frame[name] for frame in frames]
        column = first[name]
        at = np.concatenate([part.at if isinstance(part, Words) else part for part in parts])
        return Words(at, column.values) if isinstance(column, Words) else at

    return {name: stack(name) for name in first}


def numbers(frame: Frame, name: str) -> Array:
    """A column of a frame that holds no words."""
    column = frame[name]
    assert not isinstance(column, Words)
    return column


def texts(frame: Frame, name: str) -> tuple[str, ...]:
    """The words of a column made by :func:`words`, one for each row."""
    column = frame[name]
    assert isinstance(column, Words)
    return column.values


def rows_of(frame: Frame) -> int:
    """How many rows a frame has."""
    return len(next(iter(frame.values())))


def schema(table: Table) -> pa.Schema:
    """The Arrow schema of a table of the cut."""
    return pa.schema([pa.field(c.name, _ARROW[c.type], nullable=c.is_nullable) for c in table.columns])


def to_arrow(frame: Frame, table: Table) -> pa.Table:
    """A frame as the Arrow table that core defines; its rows already in the order of the key."""
    arrays = [_arrow(frame[column.name], column) for column in table.columns]
    return pa.Table.from_arrays(arrays, schema=schema(table))


def no_rows(table: Table) -> pa.Table:
    """The table with no rows."""
    return schema(table).empty_table()


def _arrow(array: Array | Words, column: Column) -> pa.Array:
    if isinstance(array, Words):
        at = pa.array(array.at.astype(np.int32), mask=array.at < 0)
        return pa.array(list(array.values), pa.string()).take(at)
    if column.type == "DOUBLE":
        return pa.array(array, pa.float64(), mask=np.isnan(array))
    if column.type == "BOOLEAN":
        return pa.array(array.astype(bool), pa.bool_())
    mask = array == NONE
    if column.type == "DATE":
        return pa.array(array.astype("int32"), pa.int32(), mask=mask).cast(pa.date32())
    return pa.array(np.where(mask, 0, array), pa.int64(), mask=mask).cast(_ARROW[column.type])
