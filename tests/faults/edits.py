"""A faulty cut as one edit of the small good one, and those that only a CSV can have."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.faults.small_cut import TEXTS


@dataclass(frozen=True)
class Edit:
    """A cut with one text of one table replaced by another, and what is then said."""

    name: str
    table: str
    old: str
    new: str
    says: tuple[str, ...]

    def texts(self) -> Mapping[str, str]:
        assert self.old in TEXTS[self.table], self.name
        return {**TEXTS, self.table: TEXTS[self.table].replace(self.old, self.new, 1)}


def edit(name: str, table: str, old: str, new: str, *says: str) -> Edit:
    return Edit(name, table, old, new, says)


# What only a CSV can have wrong.
TEXT_VALUES = (
    edit(
        "date dmy",
        "members",
        "1984-07-02",
        "02/07/1984",
        "members.csv, fila 1, columna birth_on: La fecha «02/07/1984» está escrita con el día "
        "primero; se espera año-mes-día, como 2011-06-30. Exporte otra vez las fechas de esa "
        "forma.",
    ),
    edit(
        "decimal comma",
        "districts",
        "-13.63,",
        '"-13,63",',
        "districts.csv, fila 1, columna latitude: El número «-13,63» usa coma decimal; se espera "
        "punto, como 12.5. Exporte otra vez los números con punto decimal.",
    ),
    edit(
        "not number",
        "closures",
        "3,strike",
        "tres,strike",
        "closures.csv, fila 1, columna days: «tres» no es un dato de esta columna; se espera algo"
        " como 123. Corrija el dato.",
    ),
    edit(
        "overflow",
        "service_months",
        "2011-05-01,22",
        "2011-05-01,99999",
        "service_months.csv, fila 1, columna days: «99999» no es un dato de esta columna; se "
        "espera algo como 123. Corrija el dato.",
    ),
    edit(
        "fraction",
        "service_months",
        "2011-05-01,22",
        "2011-05-01,22.5",
        "service_months.csv, fila 1, columna days: «22.5» no es un dato de esta columna; se "
        "espera algo como 123. Corrija el dato.",
    ),
    edit(
        "impossible date",
        "members",
        "1984-07-02",
        "1984-02-30",
        "members.csv, fila 1, columna birth_on: «1984-02-30» no es un dato de esta columna; se "
        "espera algo como 2011-06-30. Corrija el dato.",
    ),
    edit(
        "bool",
        "members",
        "true,true",
        "sí,true",
        "members.csv, fila 1, columna has_dni: «sí» no es un dato de esta columna; se espera algo"
        " como true, false. Corrija el dato.",
    ),
    edit(
        "line break",
        "places",
        "Ccorhuani",
        '"Ccor\nhuani"',
        "places.csv, fila 2, columna name: El texto tiene un salto de línea. Escríbalo en una sola línea.",
    ),
    edit(
        "cells few",
        "contacts",
        "1,1,2011-06-01,met",
        "1,1,2011-06-01",
        "contacts.csv, fila 1: La fila no tiene tantos datos como columnas hay. Revise las comas "
        "y las comillas de la fila.",
    ),
    edit(
        "cells many",
        "contacts",
        "1,1,2011-06-01,met",
        "1,1,2011-06-01,met,x",
        "contacts.csv, fila 1: La fila no tiene tantos datos como columnas hay. Revise las comas "
        "y las comillas de la fila.",
    ),
    edit(
        "quote",
        "contacts",
        "1,1,2011-06-01,met",
        '1,1,2011-06-01,"met',
        "contacts.csv, fila 1: Se abre una comilla que no se cierra. Cierre la comilla o quítela.",
    ),
    edit(
        "column missing",
        "ladder",
        "owed_cents",
        "owed",
        "ladder.csv, columna owed_cents: Falta la columna. Agréguela con ese nombre exacto; sus "
        "datos están en docs/corte.md.",
        "ladder.csv, columna owed: La columna no es de esta tabla. Retírela o corrija su nombre; "
        "las columnas son: household_id, state, suspensions, compliant_streak, owed_cents, "
        "last_result.",
    ),
    edit(
        "column twice",
        "ladder",
        "owed_cents",
        "suspensions",
        "ladder.csv, columna owed_cents: Falta la columna. Agréguela con ese nombre exacto; sus "
        "datos están en docs/corte.md.",
        "ladder.csv, columna suspensions: La columna está dos veces. Deje una sola.",
    ),
    edit(
        "semicolon",
        "ladder",
        "household_id,state,suspensions,compliant_streak,owed_cents,last_result",
        "household_id;state;suspensions;compliant_streak;owed_cents;last_result",
        "ladder.csv: Las columnas están separadas por «;» y se leen comas. Expórtelo otra vez "
        "separado por comas.",
    ),
    edit(
        "empty value parquet nan",
        "districts",
        "-13.63",
        "nan",
        "districts.csv, fila 1, columna latitude: «nan» no es un dato de esta columna; se espera "
        "algo como 12.5. Corrija el dato.",
    ),
)
