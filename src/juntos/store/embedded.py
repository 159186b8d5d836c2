"""Reads an SQLite file in a process of its own: told SQL by lines, answers with Arrow streams.

ADBC carries an SQLite of its own. Two of them in one process do not see each other's locks on the same
file, and one that closes it takes the other's write-ahead log away (sqlite.org/howtocorrupt.html, 2.2.1);
two processes are safe. This one imports nothing of ours, and ends when nobody asks any more.

    → {"run": "CREATE TEMPORARY TABLE …"}      ← {}
    → {"read": "SELECT …"}                     ← {"bytes": n} and n bytes, an Arrow stream
    ← {"error": "…"}                           for either
"""

import json
import sys
from typing import BinaryIO
from urllib.parse import quote

import adbc_driver_sqlite.dbapi
import pyarrow as pa

# A column's type is guessed from the first batch, and rows that are null at first are many: one batch.
ONE_BATCH = {"adbc.sqlite.query.batch_rows": 2_000_000_000}


def main(path: str, asked: BinaryIO, answers: BinaryIO) -> None:
    """Answer until there are no more lines. Everything is read in one transaction."""
    with adbc_driver_sqlite.dbapi.connect(f"file:{quote(path)}?mode=ro", autocommit=False) as opened:
        for line in asked:
            try:
                stream = _answer(opened, json.loads(line))
            except adbc_driver_sqlite.dbapi.Error as error:
                _say(answers, {"error": str(error)})
                continue
            _say(answers, {"bytes": len(stream)} if stream else {})
            answers.write(stream)
            answers.flush()


def _answer(opened: adbc_driver_sqlite.dbapi.Connection, asked: dict[str, str]) -> bytes | memoryview:
    with opened.cursor(adbc_stmt_kwargs=ONE_BATCH) as cursor:
        if "run" in asked:
            cursor.execute(asked["run"])
            return b""
        cursor.execute(asked["read"])
        rows = cursor.fetch_arrow_table()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as stream:
        stream.write_table(rows)
    return memoryview(sink.getvalue())


def _say(answers: BinaryIO, what: dict[str, str | int]) -> None:
    answers.write(json.dumps(what).encode() + b"\n")
    answers.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
