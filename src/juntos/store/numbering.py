"""Numbers for rows that are added in bulk and refer to each other, and turns for work done one at a time."""

from django.db import connection, models


def take_numbers(model: type[models.Model], count: int) -> range | list[int]:
    """So many numbers for new rows of a model, that nobody else gets; inside the transaction that adds them.

    An embedded store has one writer at a time, so that its next numbers are free until the transaction ends.
    """
    assert connection.in_atomic_block, "numbers are taken where they are used"
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [table, column, count],
            )
            return [number for (number,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    first = (row[0] if row else 0) + 1
    return range(first, first + count)


def wait_for_turn(what: str) -> None:
    """Let no two transactions that ask for the same turn run at once; the turn ends with the transaction."""
    assert connection.in_atomic_block, "a turn is a transaction's"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [what])
