"""What a later trace of the same months changes: lines added, corrected, taken away, left alone."""

from dataclasses import dataclass

import pyarrow as pa

from juntos.engines.duck import quiet_database
from juntos.interop.his.lines import HIS_LINES


@dataclass(frozen=True)
class Corrections:
    """The later file against the earlier one, by the key of a line.

    ``added`` and ``corrected`` are lines of the later file; ``withdrawn`` are lines of the earlier one that
    the later no longer has, of a month and a facility that it does cover; ``unchanged`` is how many are the
    same. The same file twice: nothing but ``unchanged``.
    """

    added: pa.Table
    corrected: pa.Table
    withdrawn: pa.Table
    unchanged: int


def corrections(before: pa.Table, after: pa.Table) -> Corrections:
    """Compare two tables of lines (``HIS_LINES``), the earlier and the later."""
    key = ", ".join(HIS_LINES.key)
    facts = [name for name in HIS_LINES.column_names if name not in HIS_LINES.key]
    same = " AND ".join(f"a.{name} IS NOT DISTINCT FROM b.{name}" for name in facts)
    with quiet_database() as connection:
        connection.register("a", after)
        connection.register("b", before)

        def table(sql: str) -> pa.Table:
            return connection.execute(f"{sql} ORDER BY {key}").to_arrow_table()

        added = table(f"SELECT a.* FROM a WHERE ({key}) NOT IN (SELECT ({key}) FROM b)")
        corrected = table(f"SELECT a.* FROM a JOIN b USING ({key}) WHERE NOT ({same})")
        withdrawn = table(
            f"""SELECT b.* FROM b WHERE ({key}) NOT IN (SELECT ({key}) FROM a)
            AND (month, facility_code) IN (SELECT (month, facility_code) FROM a)"""
        )
    return Corrections(added, corrected, withdrawn, after.num_rows - added.num_rows - corrected.num_rows)
