"""How a revised cut differs from the one before it: by table, the keys added, gone and changed."""

from pathlib import Path

from juntos.core.cut import TABLES
from juntos.core.steps import Table
from juntos.engines.duck import quiet_database, quoted

Keys = list[list[str]]


def differences(before: Path, after: Path) -> dict[str, dict[str, Keys]]:
    """The rows that differ between two cut folders of Parquet files; tables without any are left out."""
    found: dict[str, dict[str, Keys]] = {}
    with quiet_database() as connection:
        for table in TABLES:
            old, new = (quoted(folder / f"{table.name}.parquet") for folder in (before, after))
            rows = connection.execute(_compared(table, old, new)).fetchall()
            for how, *key in rows:
                found.setdefault(table.name, {}).setdefault(how, []).append([str(value) for value in key])
    return found


def _compared(table: Table, old: str, new: str) -> str:
    key = ", ".join(f'COALESCE(b."{k}", a."{k}") AS "{k}"' for k in table.key)
    same_key = " AND ".join(f'a."{k}" = b."{k}"' for k in table.key)
    others = [name for name in table.column_names if name not in table.key]
    differs = " OR ".join(f'a."{n}" IS DISTINCT FROM b."{n}"' for n in others) or "false"
    first = table.key[0]
    return f"""
SELECT CASE WHEN a."{first}" IS NULL THEN 'added' WHEN b."{first}" IS NULL THEN 'gone' ELSE 'changed' END
    AS how, {key}
FROM read_parquet({old}) a FULL JOIN read_parquet({new}) b ON {same_key}
WHERE a."{first}" IS NULL OR b."{first}" IS NULL OR {differs}
ORDER BY ALL
"""
