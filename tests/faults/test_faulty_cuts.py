"""Faulty cuts, each with the exact message that a person gets, and nothing written."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from juntos.actions.cut import check_cut
from juntos.programme.faults import sentence
from tests.faults.small_cut import TEXTS, write_cut, write_parquet_cut


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


# What is wrong with a value whatever the kind of file: each is tried in CSV and in Parquet.
VALUES = (
    edit(
        "missing value",
        "members",
        "1984-07-02",
        "",
        "members.csv, fila 1, columna birth_on: No hay dato, y esta columna lo necesita. Complete"
        " el dato o retire la fila.",
    ),
    edit(
        "unknown code",
        "households",
        "extreme",
        "extrema",
        "households.csv, fila 1, columna poverty_class: «extrema» no está entre los códigos "
        "admitidos: extreme, poor, not_poor. Use uno de ellos.",
    ),
    edit(
        "spaces",
        "households",
        ",extreme,",
        ", extreme,",
        "households.csv, fila 1, columna poverty_class: « extreme» tiene espacios al comienzo o "
        "al final. Quítelos.",
    ),
    edit(
        "too high",
        "closures",
        "3,strike",
        "32,strike",
        "closures.csv, fila 1, columna days: 32 es mayor que el máximo, 31. Corrija el dato.",
        "closures.csv, fila 1, columna days: Se pierden 32 días de servicio en un cierre de 3. "
        "Corrija los días perdidos o las fechas.",
    ),
    edit(
        "negative",
        "ladder",
        "1,active,0",
        "1,active,-1",
        "ladder.csv, fila 1, columna suspensions: -1 es menor que el mínimo, 0. Corrija el dato.",
    ),
    edit(
        "low",
        "measurements",
        "9800",
        "98",
        "measurements.csv, fila 1, columna weight_g: 98 es menor que el mínimo, 300. Corrija el dato.",
    ),
    edit(
        "birth 1800",
        "members",
        "1984-07-02",
        "1884-07-02",
        "members.csv, fila 1, columna birth_on: 1884-07-02 es menor que el mínimo, 1900-01-01. "
        "Corrija el dato.",
    ),
    edit(
        "a key twice",
        "members",
        "12,1,2002",
        "11,1,2002",
        "assignments.csv, fila 1, columna member_id: «12» no existe en members.member_id. Agregue"
        " esa fila a la otra tabla o corrija el código.",
        "form_rows.csv, fila 4, columna member_id: «12» no existe en members.member_id. Agregue "
        "esa fila a la otra tabla o corrija el código.",
        "members.csv, fila 2, columna member_id: «11» ya está en la fila 1; no puede repetirse. "
        "Deje una sola de las dos filas.",
        "promotions.csv, fila 1, columna member_id: «12» no existe en members.member_id. Agregue "
        "esa fila a la otra tabla o corrija el código.",
        "school_enrolments.csv, fila 1, columna member_id: «12» no existe en members.member_id. "
        "Agregue esa fila a la otra tabla o corrija el código.",
        "school_months.csv, fila 1, columna member_id: «12» no existe en members.member_id. "
        "Agregue esa fila a la otra tabla o corrija el código.",
        "school_months.csv, fila 2, columna member_id: «12» no existe en members.member_id. "
        "Agregue esa fila a la otra tabla o corrija el código.",
    ),
    edit(
        "dup double key",
        "service_months",
        "2,2011-06-01",
        "2,2011-05-01",
        "service_months.csv, fila 4, columna service_id, month: «2, 2011-05-01» ya está en la "
        "fila 3; no puede repetirse. Deje una sola de las dos filas.",
    ),
    edit(
        "orphan hh",
        "members",
        "24,2,1990",
        "24,7,1990",
        "members.csv, fila 4, columna household_id: «7» no existe en households.household_id. "
        "Agregue esa fila a la otra tabla o corrija el código.",
    ),
    edit(
        "orphan svc",
        "batches",
        "2,2,2011",
        "2,9,2011",
        "batches.csv, fila 2, columna service_id: «9» no existe en services.service_id. Agregue "
        "esa fila a la otra tabla o corrija el código.",
    ),
    edit(
        "orphan text",
        "places",
        "Ccorhuani,030101",
        "Ccorhuani,030199",
        "places.csv, fila 2, columna district: «030199» no existe en districts.district. Agregue "
        "esa fila a la otra tabla o corrija el código.",
    ),
    edit(
        "span",
        "road_cuts",
        "2011-05-10,2011-05-14",
        "2011-05-14,2011-05-10",
        "road_cuts.csv, fila 1, columna until: Termina el 2011-05-10, y debe ser después de que "
        "comienza (since: 2011-05-14). Corrija una de las dos fechas.",
    ),
    edit(
        "born after the cut",
        "members",
        "2010-06-21,m,2010-07-01",
        "2012-06-21,m,2012-07-01",
        "members.csv, fila 5, columna birth_on: 2012-06-21 es posterior al día hasta el que se "
        "conoce el corte (2011-07-15). Corrija la fecha o deje la fila para el próximo corte.",
        "attendances.csv, fila 5, columna attended_on: 2011-05-05 es anterior al nacimiento del "
        "miembro (2012-06-21). Revise si la fecha o el miembro son otros.",
        "attendances.csv, fila 6, columna attended_on: 2011-05-04 es anterior al nacimiento del "
        "miembro (2012-06-21). Revise si la fecha o el miembro son otros.",
    ),
    edit(
        "joined before birth",
        "members",
        "2009-11-30,f,2009-12-10",
        "2009-11-30,f,2009-10-10",
        "members.csv, fila 3, columna joined_on: Entra al padrón el 2009-10-10, antes de nacer "
        "(2009-11-30). Corrija una de las dos fechas.",
    ),
    edit(
        "closure months",
        "closures",
        "2011-06-06,2011-06-09",
        "2011-05-30,2011-06-02",
        "closures.csv, fila 1, columna until: El cierre va del 2011-05-30 al 2011-06-02, y debe "
        "caber en un mes. Divídalo en una fila por mes.",
    ),
    edit(
        "closure days",
        "closures",
        "2011-06-06,2011-06-09,3",
        "2011-06-06,2011-06-09,5",
        "closures.csv, fila 1, columna days: Se pierden 5 días de servicio en un cierre de 3. "
        "Corrija los días perdidos o las fechas.",
    ),
    edit(
        "assign overlap",
        "assignments",
        "4,25,health,1,2010-07-01,",
        "4,24,health,1,2011-07-01,",
        "assignments.csv, fila 4, columna since: La asignación que comienza el 2011-07-01 se "
        "cruza con la de la fila 3, del mismo miembro y sector. Cierre la primera el día en que "
        "comienza la segunda.",
    ),
    edit(
        "enrol overlap",
        "school_enrolments",
        "1,12,2,primaria,2009-03-15,",
        "1,12,2,primaria,2009-03-15,2011-04-01\n2,12,2,primaria,2011-03-01,",
        "school_enrolments.csv, fila 2, columna since: La matrícula que comienza el 2011-03-01 se"
        " cruza con la de la fila 1, del mismo miembro. Cierre la primera el día en que comienza "
        "la segunda.",
    ),
    edit(
        "preg overlap",
        "pregnancies",
        "2010-06-21,live-birth",
        ",",
        "pregnancies.csv, fila 2, columna last_menstruation_on: El embarazo que comienza el "
        "2011-01-20 se cruza con el de la fila 1, del mismo miembro. Anote cuándo terminó el "
        "primero, o deje uno solo si es el mismo.",
    ),
    edit(
        "preg long",
        "pregnancies",
        "2010-06-21,live-birth",
        "2010-12-21,live-birth",
        "pregnancies.csv, fila 1, columna ended_on: El embarazo termina el 2010-12-21, más de 320"
        " días después de la última regla (2009-09-15). Corrija una de las dos fechas.",
    ),
    edit(
        "detected first",
        "pregnancies",
        "2011-01-20,2011-03-14",
        "2011-03-20,2011-03-14",
        "pregnancies.csv, fila 2, columna detected_on: El embarazo se detecta el 2011-03-14, "
        "antes de la última regla (2011-03-20). Corrija una de las dos fechas.",
    ),
    edit(
        "month day",
        "service_months",
        "1,2011-05-01",
        "1,2011-05-02",
        "service_months.csv, fila 1, columna month: 2011-05-02 debe ser el primer día del mes. "
        "Escriba el mes con su día 01.",
    ),
    edit(
        "month days",
        "school_months",
        "2011-06-01,18",
        "2011-06-01,31",
        "school_months.csv, fila 2, columna days_attended: Son 31 días, y ese mes tiene 30. "
        "Corrija el número de días.",
    ),
    edit(
        "sector",
        "assignments",
        "health,1,2009",
        "health,2,2009",
        "assignments.csv, fila 2, columna service_id: El servicio 2 es del sector education, y la"
        " fila no. Revise el servicio o el sector.",
    ),
    edit(
        "measure before birth",
        "measurements",
        "2011-05-04,9800",
        "2009-05-04,9800",
        "measurements.csv, fila 1, columna measured_on: 2009-05-04 es anterior al nacimiento del "
        "miembro (2009-11-30). Revise si la fecha o el miembro son otros.",
    ),
    edit(
        "attended before birth",
        "attendances",
        "25,1,2011-05-05",
        "25,1,2010-05-05",
        "attendances.csv, fila 5, columna attended_on: 2010-05-05 es anterior al nacimiento del "
        "miembro (2010-06-21). Revise si la fecha o el miembro son otros.",
    ),
    edit(
        "vac recorded first",
        "vaccinations",
        "2010-02-04,his,2010-03-01",
        "2010-04-04,his,2010-03-01",
        "vaccinations.csv, fila 1, columna recorded_at: Se registró el 2010-03-01, antes de que "
        "ocurriera (2010-04-04). Corrija una de las dos fechas.",
    ),
    edit(
        "recorded after",
        "form_rows",
        "false,2011-07-05,\n2",
        "false,2011-08-05,\n2",
        "form_rows.csv, fila 1, columna recorded_at: 2011-08-05 es posterior al día hasta el que "
        "se conoce el corte (2011-07-15). Corrija la fecha o deje la fila para el próximo corte.",
    ),
    edit(
        "superseded nowhere",
        "attendances",
        "2011-07-01,6",
        "2011-07-01,60",
        "attendances.csv, fila 5, columna superseded_by: La corrige la fila 60, que no está en la"
        " tabla. Agregue la fila que corrige o deje el dato vacío.",
    ),
    edit(
        "superseded itself",
        "attendances",
        "2011-07-01,6",
        "2011-07-01,5",
        "attendances.csv, fila 5, columna superseded_by: Dice que se corrige a sí misma (5). "
        "Ponga el número de la fila que la corrige.",
    ),
    edit(
        "collected",
        "batches",
        "1,1,2011-06-20,2011-07-05",
        "1,1,2011-06-20,2011-06-05",
        "batches.csv, fila 1, columna collected_on: El lote se recoge el 2011-06-05, antes de "
        "entregarse (2011-06-20). Corrija una de las dos fechas.",
    ),
    edit(
        "a district's code without its zero",
        "districts",
        "030101,Abancay",
        "30101,Abancay",
        "places.csv, fila 1, columna district: «030101» no existe en districts.district. Agregue "
        "esa fila a la otra tabla o corrija el código.",
        "places.csv, fila 2, columna district: «030101» no existe en districts.district. Agregue "
        "esa fila a la otra tabla o corrija el código.",
        "services.csv, fila 1, columna district: «030101» no existe en districts.district. "
        "Agregue esa fila a la otra tabla o corrija el código.",
        "services.csv, fila 2, columna district: «030101» no existe en districts.district. "
        "Agregue esa fila a la otra tabla o corrija el código.",
        "districts.csv, fila 1, columna district: «30101» no es un código de 6 dígitos. Escríbalo"
        " completo, con sus ceros a la izquierda.",
    ),
    edit(
        "a place's code that lost digits",
        "places",
        "0301010025",
        "03010100",
        "places.csv, fila 2, columna code: «03010100» no es un código de 10 dígitos. Escríbalo "
        "completo, con sus ceros a la izquierda.",
    ),
)

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


def said(folder: Path) -> list[str]:
    return [sentence(fault) for fault in check_cut(folder)]


@pytest.mark.parametrize("write", [write_cut, write_parquet_cut], ids=["csv", "parquet"])
def test_a_good_cut_has_no_faults(write: Callable[[Path], Path], tmp_path: Path) -> None:
    assert said(write(tmp_path)) == []


@pytest.mark.parametrize("case", VALUES + TEXT_VALUES, ids=lambda case: case.name)
def test_a_faulty_csv_is_explained(case: Edit, tmp_path: Path) -> None:
    assert said(write_cut(tmp_path, case.texts())) == list(case.says)


@pytest.fixture(scope="module")
def parquet_cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_parquet_cut(tmp_path_factory.mktemp("parquet"))


@pytest.mark.parametrize("case", VALUES, ids=lambda case: case.name)
def test_a_faulty_parquet_is_explained_alike(case: Edit, parquet_cut: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cut"
    shutil.copytree(parquet_cut, folder)
    write_parquet_cut(folder, {case.table: case.texts()[case.table]})
    assert [message.replace(".parquet", ".csv", 1) for message in said(folder)] == list(case.says)


def test_many_rows_with_one_fault_are_counted_and_some_shown(tmp_path: Path) -> None:
    rows = "".join(f"{n},1,2011-06-01,visited\n" for n in range(1, 101))
    texts = {**TEXTS, "contacts": "contact_id,household_id,contacted_on,outcome\n" + rows}
    faults = check_cut(write_cut(tmp_path, texts))
    assert [fault.row for fault in faults] == list(range(1, 21))
    assert {fault.more["count"] for fault in faults} == {"100"}


def test_it_speaks_english_too(tmp_path: Path) -> None:
    texts = {**TEXTS, "closures": TEXTS["closures"].replace("gestor", "neighbour")}
    assert [sentence(fault, "en") for fault in check_cut(write_cut(tmp_path, texts))] == [
        "closures.csv, row 1, column source: “neighbour” is not among the codes allowed: "
        "service, gestor, committee, notice. Use one of them."
    ]
