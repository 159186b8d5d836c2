"""Dirt of the file itself: its encoding, separators, kind, sheets and size."""

from tests.interop.books import BOOK, FAR, HIDDEN, OTHER, SHEETS, TYPED, ZIPPED
from tests.interop.dirt.kinds import ACCEPTED, IGNORED, REFUSED, REPAIRED, RETURNED, Dirt
from tests.interop.lists import headed, rows, text

FILES: tuple[Dirt, ...] = (
    Dirt(
        "UTF-8 con marca invisible (BOM)",
        text(rows(), encoding="utf-8-sig"),
        ACCEPTED,
    ),
    Dirt(
        "Windows-1252, como lo guarda Excel",
        text(rows(), encoding="cp1252"),
        ACCEPTED,
    ),
    Dirt(
        "UTF-16, «texto Unicode» de Excel, con tabulaciones",
        text(rows(), "\t", "utf-16"),
        ACCEPTED,
        suffix=".txt",
    ),
    Dirt(
        "UTF-16 sin marca",
        text(rows(), encoding="utf-16-le"),
        ACCEPTED,
    ),
    Dirt(
        "separado por comas",
        text(rows(), ","),
        ACCEPTED,
    ),
    Dirt(
        "separado por barras verticales",
        text(rows(), "|"),
        ACCEPTED,
    ),
    Dirt(
        "primera línea «sep=;» de Excel",
        b"sep=;\r\n" + text(rows()),
        ACCEPTED,
    ),
    Dirt(
        "comillas que no cierran",
        text(rows()).replace(b"JR. SOL 5", b'"JR. SOL 5', 1),
        REPAIRED,
        "list-quotes-loose",
        says=(
            "lista.csv: Las comillas del archivo no cierran bien y se leyeron como letras. Revise "
            "las filas que vuelven."
        ),
        is_same=False,
    ),
    Dirt(
        "separador dentro de la dirección, sin comillas",
        text(rows()).replace(b"S/N", b"S/N; ALTOS"),
        RETURNED,
        "list-cells-many",
        says=(
            "lista.csv, fila 4: La fila tiene más celdas (19) que el encabezado (18): hay un "
            "separador o una comilla de más. Ponga el texto entre comillas o quite lo que sobra."
        ),
    ),
    Dirt(
        "libro de Excel con otra extensión",
        BOOK,
        ACCEPTED,
    ),
    Dirt(
        "libro con fechas y números de Excel",
        TYPED,
        REPAIRED,
        "list-zero-lost",
        says=(
            "lista.xlsx › Hogares, fila 4, columna DNI: A «4567891» le faltaba el cero inicial: es "
            "04567891. Dé a la columna formato de texto la próxima vez."
        ),
        suffix=".xlsx",
    ),
    Dirt(
        "varias hojas, un distrito en cada una",
        SHEETS,
        ACCEPTED,
        suffix=".xlsx",
    ),
    Dirt(
        "hoja oculta",
        HIDDEN,
        IGNORED,
        "list-sheet-hidden",
        says=(
            "lista.xlsx › Copia: La hoja está oculta y no se importa. Si tiene hogares, muéstrela e "
            "importe otra vez."
        ),
        suffix=".xlsx",
    ),
    Dirt(
        "hoja con otra tabla",
        OTHER,
        IGNORED,
        "list-sheet-other",
        says=(
            "lista.xlsx › Resumen: La hoja no tiene las columnas de la lista; sus 1 filas no se "
            "importan. Si tiene hogares, diga cuáles son sus columnas."
        ),
        suffix=".xlsx",
    ),
    Dirt(
        "archivo vacío",
        b"",
        REFUSED,
        "list-empty",
        says="lista.csv: El archivo está vacío: no tiene ninguna fila. Pida la lista otra vez.",
    ),
    Dirt(
        "encabezado sin filas",
        text(rows()[:1]),
        REFUSED,
        "list-without-rows",
        says="lista.csv: El archivo tiene el encabezado y ninguna fila debajo. Pida la lista otra vez.",
    ),
    Dirt(
        "comprimido ZIP con nombre de Excel",
        ZIPPED,
        REFUSED,
        "list-zip",
        says=(
            "lista.xlsx: El archivo es un comprimido (ZIP), no un libro de Excel. Descomprímalo e "
            "importe cada archivo que contiene."
        ),
        suffix=".xlsx",
    ),
    Dirt(
        "libro cortado a la mitad",
        BOOK[: len(BOOK) // 2],
        REFUSED,
        "list-workbook-broken",
        says=(
            "lista.xlsx: El libro de Excel está dañado o incompleto. Pídalo otra vez, o ábralo en "
            "Excel y guárdelo de nuevo."
        ),
        suffix=".xlsx",
    ),
    Dirt(
        "página web con nombre de Excel",
        b"<html><table><tr><td>DNI</td></tr></table></html>",
        REFUSED,
        "list-web-page",
        says=(
            "lista.xls: El archivo es una página web con nombre de tabla. Ábralo en Excel y guárdelo "
            "como libro de Excel (.xlsx)."
        ),
        suffix=".xls",
    ),
    Dirt(
        "PDF con nombre de CSV",
        b"%PDF-1.4 lista",
        REFUSED,
        "list-not-a-table",
        says=(
            "lista.csv: El archivo no es una tabla: es un PDF, una imagen, un comprimido u otra "
            "cosa. Pida la lista en Excel o en CSV."
        ),
    ),
    Dirt(
        "falta una columna necesaria",
        headed(CSE="Observación"),
        REFUSED,
        "list-column-missing",
        says=(
            "lista.csv, fila 1: Falta la columna «Clasificación socioeconómica (CSE)». Las del "
            "archivo son: Número de lista, Línea, UBIGEO, Código de centro poblado, Centro poblado, "
            "Dirección, Fecha de clasificación, Puntaje, Observación, Vigencia, DNI, Apellido "
            "paterno, Apellido materno, Nombres, Parentesco, Sexo, Fecha de nacimiento, Gestante. "
            "Agréguela, o diga cuál de las columnas es."
        ),
    ),
    Dirt(
        "valor perdido lejos, a la derecha de la hoja",
        FAR,
        REFUSED,
        "list-too-wide",
        says=(
            "lista.xlsx: La hoja tiene algo escrito más allá de la columna ZZ. Borre las columnas de "
            "la derecha y guarde el libro otra vez."
        ),
        suffix=".xlsx",
    ),
)
