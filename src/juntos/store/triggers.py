"""Triggers that migrations lay on tables, the same on both databases: rows only added, and rows refused.

PostgreSQL's function ``only_appends`` is the first migration's that needs it (0002).
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSED = ("UPDATE", "DELETE")
TRUNCATE = "TRUNCATE"


def refuse(editor: BaseDatabaseSchemaEditor, *tables: str, verbs: tuple[str, ...] = REFUSED) -> None:
    """Let the database refuse to change or take away the rows of tables; PostgreSQL, to empty them too."""
    is_postgres = _is_postgres(editor)
    for table in tables:
        for verb in verbs:
            tail = "EXECUTE FUNCTION only_appends()"
            if not is_postgres:
                tail = f"BEGIN SELECT RAISE(ABORT, '{table} only appends'); END"
            _lay(editor, table, verb, f"FOR EACH ROW {tail}")
        if is_postgres:
            _lay(editor, table, TRUNCATE, "FOR EACH STATEMENT EXECUTE FUNCTION only_appends()")


def permit(editor: BaseDatabaseSchemaEditor, *tables: str, verbs: tuple[str, ...] = REFUSED) -> None:
    """Take away what ``refuse`` laid."""
    for table in tables:
        for verb in (*verbs, TRUNCATE) if _is_postgres(editor) else verbs:
            drop(editor, table, verb)


def refuse_rows(editor: BaseDatabaseSchemaEditor, table: str, broken: str, says: str, function: str) -> None:
    """Let the database refuse a new row of which ``broken``, an SQL condition on NEW, is true.

    ``function`` is PostgreSQL's name for it, which ``permit_rows`` takes away.
    """
    if not _is_postgres(editor):
        _lay(
            editor,
            table,
            "INSERT",
            f"FOR EACH ROW WHEN {broken} BEGIN SELECT RAISE(ABORT, '{table} {says}'); END",
        )
        return
    editor.execute(
        f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {broken} THEN RAISE EXCEPTION '{table} {says}'; END IF; RETURN NEW; END $$",
        params=None,
    )
    _lay(editor, table, "INSERT", f"FOR EACH ROW EXECUTE FUNCTION {function}()")


def permit_rows(editor: BaseDatabaseSchemaEditor, table: str, function: str) -> None:
    """Take away what ``refuse_rows`` laid."""
    drop(editor, table, "INSERT")
    if _is_postgres(editor):
        editor.execute(f"DROP FUNCTION {function}()")


def drop(editor: BaseDatabaseSchemaEditor, table: str, verb: str) -> None:
    """Take the trigger of a verb off a table."""
    on = f" ON {table}" if _is_postgres(editor) else ""
    editor.execute(f"DROP TRIGGER {table}_{verb.lower()}{on}")


def _lay(editor: BaseDatabaseSchemaEditor, table: str, verb: str, does: str) -> None:
    editor.execute(f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} {does}", params=None)


def _is_postgres(editor: BaseDatabaseSchemaEditor) -> bool:
    return editor.connection.vendor == "postgresql"
