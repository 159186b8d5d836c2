"""The record's tables that a cut copies as they are: made from the cut's own definition of their columns.

What a column is called, holds and allows is written once, in ``core``. A table whose columns the record
keeps otherwise (a household with its state, a member with a name) is written out in its context instead.
"""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import F, Q

from juntos.core.steps import Column, Table

Model = Any  # a model's class that no checker can know: its columns come from a Table
Field = Any  # Django's fields are generic for the checker and not for Python
_NUMBERS = {
    "BIGINT": models.BigIntegerField,
    "INTEGER": models.IntegerField,
    "SMALLINT": models.SmallIntegerField,
}
TEXT = 40


def until_after_since(name: str) -> models.CheckConstraint:
    """What is dated ends after it begins, or has not ended."""
    return models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gt=F("since")), name=name)


def known() -> dict[str, Field]:
    """The column of what happened one day and may have been told later: the day the programme knew it."""
    return {"known_on": models.DateField(null=True)}


def fact(
    name: str, table: Table, refers: Mapping[str, Model], *, more: Mapping[str, Field] | None = None
) -> Model:
    """The model of a table of facts: its key, its code lists and its spans are constraints.

    A table with one whole number for a key has it as primary key; others get a number of their own.
    ``refers`` says which columns point at which model; ``more`` are columns that the cut does not show.
    """
    fields: dict[str, object] = {}
    for column in table.columns:
        if (column.name,) == table.key and column.type == "BIGINT":
            fields[column.name] = models.BigAutoField(primary_key=True)
        elif column.name in refers:
            fields[column.name.removesuffix("_id")] = models.ForeignKey(
                refers[column.name], on_delete=models.PROTECT, null=column.is_nullable, related_name="+"
            )
        else:
            fields[column.name] = _field(column)
    fields |= more or {}
    once = [column.removesuffix("_id") if column in refers else column for column in table.key]
    return _model(name, table, f"fact_{table.name}", fields, once if len(once) > 1 else [])


def result(name: str, table: Table, run: Model) -> Model:
    """The model of a result's rows, once per run and key. They point at their run alone."""
    fields: dict[str, object] = {
        "run": models.ForeignKey(run, on_delete=models.PROTECT, related_name="+", db_index=False),
        **{column.name: _field(column) for column in table.columns},
    }
    return _model(name, table, f"result_{table.name}", fields, ["run", *table.key])


def _model(name: str, table: Table, db_table: str, fields: Mapping[str, object], once: list[str]) -> Model:
    constraints = _constraints(table)
    if once:
        constraints.append(models.UniqueConstraint(fields=once, name=f"{table.name}_once"))
    meta = type("Meta", (), {"db_table": db_table, "constraints": constraints})
    body = {"__module__": __name__, "__doc__": f"{table.meaning}.", "Meta": meta, **fields}
    return type(name, (models.Model,), body)


def _field(column: Column) -> Field:
    null = column.is_nullable
    if column.type in _NUMBERS:
        return _NUMBERS[column.type](null=null)
    if column.type == "DATE":
        return models.DateField(null=null)
    if column.type == "BOOLEAN":
        return models.BooleanField(null=null)
    if column.type == "DOUBLE":
        return models.FloatField(null=null)
    assert column.type == "VARCHAR", column.type
    return models.CharField(max_length=TEXT, null=null)


def _constraints(table: Table) -> list[models.BaseConstraint]:
    made: list[models.BaseConstraint] = []
    for column in table.columns:
        if column.values:
            allowed = _one_of(column)
            made.append(models.CheckConstraint(condition=allowed, name=f"{table.name}_{column.name}_listed"))
    for since, until in table.spans:
        open_ended = Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": F(since)})
        made.append(models.CheckConstraint(condition=open_ended, name=f"{table.name}_{until}_after"))
    return made


def _one_of(column: Column) -> Q:
    """One of a list's codes. Compared one by one: SQLite builds a table anew for each row of an IN."""
    allowed = Q()
    for value in column.values:
        allowed |= Q(**{column.name: value})
    return allowed | Q(**{f"{column.name}__isnull": True}) if column.is_nullable else allowed
