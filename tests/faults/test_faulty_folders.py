"""Folders that are not a cut, or not all of it: each with the exact message that a person gets."""

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from juntos.actions.cut import check_cut, describe_cut
from juntos.core.errors import InputError
from juntos.programme.faults import sentence
from tests.faults.small_cut import TEXTS, write_cut, write_manifest, write_parquet_cut

Spoil = Callable[[Path], None]
PARQUET = "No se puede leer como Parquet: está cortado o dañado. Pida el archivo otra vez."
COLUMNS = "household_id, state, suspensions, compliant_streak, owed_cents, last_result"


def said(folder: Path) -> list[str]:
    return [sentence(fault) for fault in check_cut(folder)]


def manifest(**changes: object) -> Spoil:
    return lambda folder: write_manifest(folder, **changes)  # type: ignore[arg-type]


def tables(change: Callable[[dict[str, dict[str, object]]], object]) -> Spoil:
    def spoil(folder: Path) -> None:
        fields = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        change(fields["tables"])
        (folder / "manifest.json").write_text(json.dumps(fields), encoding="utf-8")

    return spoil


def file(name: str, content: bytes) -> Spoil:
    def spoil(folder: Path) -> None:
        (folder / name).write_bytes(content)
        write_manifest(folder)

    return spoil


def text(name: str, content: str) -> Spoil:
    def spoil(folder: Path) -> None:
        (folder / name).write_text(content, encoding="utf-8")

    return spoil


def without(name: str, *, is_listed: bool = True) -> Spoil:
    def spoil(folder: Path) -> None:
        (folder / name).unlink()
        if not is_listed:
            write_manifest(folder)

    return spoil


def text_of(table: str, encoding: str) -> bytes:
    return TEXTS[table].encode(encoding)


FOLDERS: dict[str, tuple[Spoil, str]] = {
    "no manifest": (
        without("manifest.json"),
        "La carpeta no tiene manifest.json, el archivo que dice qué contiene el corte. "
        "Pida el corte completo a quien lo preparó.",
    ),
    "a manifest that is not JSON": (
        text("manifest.json", "{'format': 1}"),
        "manifest.json: No se puede leer como JSON: Expecting property name enclosed in double quotes: "
        "line 1 column 2 (char 1). Pida el archivo otra vez; no lo corrija a mano.",
    ),
    "a manifest without its tables": (
        text("manifest.json", "{}"),
        "manifest.json: Le falta un dato o trae uno que no se conoce: 'tables'. Compárelo con docs/corte.md.",
    ),
    "another format": (
        manifest(format="juntos-corte/0"),
        "manifest.json: El formato es «juntos-corte/0» y se lee «juntos-corte/1». "
        "Prepare el corte con la versión actual.",
    ),
    "a period that does not exist": (
        manifest(period="2011-7"),
        "manifest.json: El período es «2011-7» y se escribe como 2011-3, 2009-T2, 1998. "
        "Corrija el período en el manifiesto.",
    ),
    "a moment that is not a day": (
        manifest(known_at="15/07/2011"),
        "manifest.json: El día hasta el que se conoce el corte es «15/07/2011» y se escribe como "
        "2011-06-30. Corrija known_at en el manifiesto.",
    ),
    "a table that is not of a cut": (
        file("payments.csv", b"payment_id\n1\n"),
        "manifest.json: El manifiesto nombra la tabla «payments», que un corte no tiene. Revise si el "
        "nombre está mal escrito; las tablas son: districts,",
    ),
    "a table missing": (
        without("closures.csv", is_listed=False),
        "manifest.json: Falta la tabla «closures». Agregue su archivo, aunque no tenga filas, y vuelva "
        "a escribir el manifiesto.",
    ),
    "a file missing": (
        without("closures.csv"),
        "closures.csv: El archivo de la tabla «closures» no está en la carpeta. Copie el archivo o pida "
        "el corte otra vez.",
    ),
    "a file of elsewhere": (
        tables(lambda entries: entries["ladder"].update(file="../ladder.csv")),
        "manifest.json: El archivo de la tabla «ladder» se llama «../ladder.csv»; debe estar en la misma "
        "carpeta y terminar en .parquet o .csv. Corrija el nombre en el manifiesto.",
    ),
    "a file that nobody lists": (
        text("extra.csv", "a\n"),
        "extra.csv: El archivo está en la carpeta y el manifiesto no lo nombra. Retírelo o vuelva a "
        "escribir el manifiesto.",
    ),
    "a file changed afterwards": (
        tables(lambda entries: entries["ladder"].update(sha256="0123456789abcdef")),
        "ladder.csv: El contenido cambió después de escribirse el manifiesto (su huella debía empezar por "
        "0123456789ab). Recupere el archivo original; si el cambio es debido, prepare un corte nuevo.",
    ),
    "fewer rows than said": (
        tables(lambda entries: entries["ladder"].update(rows=3)),
        "ladder.csv: Tiene 2 filas y el manifiesto dice 3. Pida el corte otra vez: puede faltar una parte.",
    ),
    "an empty file": (
        file("ladder.csv", b""),
        "ladder.csv: El archivo está vacío: no tiene ni los nombres de las columnas. Pida el archivo otra "
        "vez.",
    ),
    "a table without rows": (
        file("services.csv", TEXTS["services"].splitlines()[0].encode()),
        "services.csv: La tabla no tiene filas, y sin ella no hay a quién verificar. Revise cómo se "
        "preparó el corte.",
    ),
    "Latin-1": (
        file("districts.csv", text_of("districts", "latin-1")),
        "districts.csv, fila 1: El texto no está en UTF-8; parece Latin-1 («Apurímac»). Guárdelo otra vez "
        "como UTF-8.",
    ),
    "a byte order mark": (
        file("ladder.csv", text_of("ladder", "utf-8-sig")),
        "ladder.csv: El archivo comienza con una marca invisible (BOM). Guárdelo otra vez como UTF-8 sin "
        "BOM.",
    ),
    "UTF-16": (
        file("ladder.csv", text_of("ladder", "utf-16")),
        "ladder.csv: El texto está en UTF-16 y se lee UTF-8. Guárdelo otra vez como «CSV UTF-8», sin marca "
        "al comienzo.",
    ),
    "bytes that are no text": (
        file("ladder.csv", b"PK\x03\x04\x00\x00"),
        "ladder.csv: El archivo no es texto. Expórtelo otra vez como CSV.",
    ),
    "semicolons": (
        file("ladder.csv", TEXTS["ladder"].replace(",", ";").encode()),
        "ladder.csv: Las columnas están separadas por «;» y se leen comas. Expórtelo otra vez separado por "
        "comas.",
    ),
    "tabs": (
        file("ladder.csv", TEXTS["ladder"].replace(",", "\t").encode()),
        "ladder.csv: Las columnas están separadas por «TAB» y se leen comas. Expórtelo otra vez separado "
        "por comas.",
    ),
}


@pytest.mark.parametrize("name", FOLDERS)
def test_a_spoilt_folder_is_explained(name: str, tmp_path: Path) -> None:
    folder = write_cut(tmp_path / "cut")
    spoil, message = FOLDERS[name]
    spoil(folder)
    before = sorted(path.name for path in folder.iterdir())
    assert message in said(folder)[0]
    assert sorted(path.name for path in folder.iterdir()) == before


def parquet(columns: str) -> Spoil:
    def spoil(folder: Path) -> None:
        old, new = folder / "ladder.parquet", folder / "new"
        duckdb.sql(f"COPY (SELECT {columns} FROM '{old}') TO '{new}' (FORMAT parquet)")
        new.replace(old)
        write_manifest(folder)

    return spoil


def cut_short(folder: Path) -> None:
    path = folder / "ladder.parquet"
    path.write_bytes(path.read_bytes()[:-40])
    write_manifest(folder)


def damaged(folder: Path) -> None:
    """The footer is whole and the data is not: only reading the rows tells."""
    path = folder / "members.parquet"
    content = bytearray(path.read_bytes())
    content[4:60] = b"\xff" * 56
    path.write_bytes(bytes(content))
    write_manifest(folder)


PARQUET_FOLDERS: dict[str, tuple[Spoil, list[str]]] = {
    "cut short": (cut_short, [f"ladder.parquet: {PARQUET}"]),
    "damaged": (damaged, [f"members.parquet: {PARQUET}"]),
    "a column missing": (
        parquet("* EXCLUDE suspensions"),
        [
            "ladder.parquet, columna suspensions: Falta la columna. Agréguela con ese nombre exacto; sus "
            "datos están en docs/corte.md."
        ],
    ),
    "a column too many": (
        parquet("*, 1 AS bonus"),
        [
            "ladder.parquet, columna bonus: La columna no es de esta tabla. Retírela o corrija su nombre; "
            f"las columnas son: {COLUMNS}."
        ],
    ),
    "another type": (
        parquet("* REPLACE (CAST(suspensions AS DOUBLE) AS suspensions)"),
        [
            "ladder.parquet, columna suspensions: Es de tipo DOUBLE y se espera SMALLINT. Guarde la columna "
            "con ese tipo."
        ],
    ),
}


@pytest.mark.parametrize("name", PARQUET_FOLDERS)
def test_a_spoilt_parquet_is_explained(name: str, tmp_path: Path) -> None:
    folder = write_parquet_cut(tmp_path / "cut")
    spoil, messages = PARQUET_FOLDERS[name]
    spoil(folder)
    assert said(folder) == messages


def test_no_folder_at_all(tmp_path: Path) -> None:
    assert said(tmp_path / "corte") == ["No existe la carpeta «corte». Revise la ruta del corte."]
    with pytest.raises(InputError):
        describe_cut(tmp_path / "corte")


def test_a_good_folder_is_described(tmp_path: Path) -> None:
    summary = describe_cut(write_cut(tmp_path / "cut"))
    assert summary.manifest.period == "2011-3"
    assert [(t.name, t.file, t.rows) for t in summary.tables][:3] == [
        ("districts", "districts.csv", 1),
        ("places", "places.csv", 2),
        ("road_cuts", "road_cuts.csv", 1),
    ]
    assert summary.tables[0].meaning == "Un distrito, con su provincia y región al corte"
