"""Prints docs/import-sisfoh.md, for the office, from the fields of a list and the table of dirt."""

from collections.abc import Iterator

from juntos.interop.sisfoh import FIELDS, ListField
from tests.interop.dirt.kinds import Dirt
from tests.interop.dirt.table import DIRT, SECTIONS

OPENING = f"""# Importar la lista de hogares (SISFOH)

Qué debe tener la lista, y qué pasa con cada descuido que traen las listas de verdad. La página se imprime
de la tabla de pruebas (`make docs`): {len(DIRT)} casos, y cada uno hace lo que aquí se dice.

- La lista llega en Excel (.xlsx, .xls, .xlsb), en OpenDocument (.ods) o en texto (CSV), tal como salga.
- Cada fila es una persona. Los datos del hogar se repiten en cada fila o están solo en la primera.
- Los hogares sin fallas se importan. El hogar que tiene una fila con falla vuelve entero, en un archivo con
  el mismo orden y encabezado y una columna «Motivo» que dice cada celda y qué hacer. Se corrige ahí mismo
  y se importa otra vez.
- Lo que se repara se anota, con la fila, lo que decía y lo que se leyó. Nada se adivina: lo que puede
  ser dos cosas vuelve.
- Ninguna fila se pierde: las del archivo son las aceptadas, las devueltas y las que no traen hogares.
- Importar un hogar con la clasificación vencida se puede; aparece en la lista de clasificaciones vencidas.

## Las columnas

El nombre de la columna se reconoce con o sin tildes, en mayúsculas o no, abreviado y en otro orden. Si no se
reconoce, se indica a mano una vez: queda guardado para las listas con ese encabezado.

| dato | de | necesario | qué se espera | otros nombres |
|---|---|---|---|---|
"""
RULES = """
## Cómo se lee lo que puede leerse de dos maneras

- **Fechas.** El día va primero: 03/05/2011 es el 3 de mayo. Solo si la columna tiene cinco fechas o más que
  no pueden ser sino mes primero (05/25/2011), y ninguna que tenga que ser día primero, se lee toda así.
- **Año de dos cifras.** El más reciente que no pase de este año: 79 es 1979 y 08 es 2008. En la vigencia,
  que mira hacia adelante, es siempre de este siglo.
- **Números.** Si hay coma y punto, el último es el decimal. Si hay uno solo, es el decimal; si se repite,
  separa miles.
- **Sexo.** La M es masculino en una columna que usa F, y mujer en una que usa H. Si no usa ninguna de
  las dos, la fila vuelve.
- **Titular.** Si nadie figura como titular, lo es quien figura como jefe o jefa de hogar.
- **Apellidos y nombres juntos.** La coma separa apellidos de nombres; sin coma, la primera palabra es
  el apellido paterno y la segunda el materno. «De la», «del» y otras van con el apellido que sigue.
- **Fila sin número de hogar.** Es del hogar de encima si tampoco trae otro dato de hogar; si lo trae, vuelve.
- **Lista sin número.** Es el del título («Lista N.° 12»), o el que se indique, o el nombre del archivo.

## Cómo entra al padrón

- **Hogar nuevo.** Queda como listado, con su lista, su línea y sus personas. El parentesco se guarda así:
  titular, titular; cónyuge, pareja; hijo, hijo; nieto, nieto; padre o suegro, abuelo; jefe de hogar que no
  es titular, hermano, otro pariente y no pariente, otro. Es miembro objetivo quien no ha cumplido la edad
  límite del programa el día de la importación, y la gestante; el embarazo lo registra después el gestor.
- **Hogar que ya está.** Lo está si el padrón tiene su línea de esa lista con alguna de sus personas; si tiene
  el DNI de su titular con las mismas personas, alguna más o alguna menos; o si tiene justo sus personas.
  Solo cambia lo que la lista dice más nuevo: clasificación, puntaje, vigencia y dirección, si fue clasificado
  después. Sus personas y su centro poblado no cambian: eso se propone como cambio del padrón.
- **DNI que ya tiene otra persona.** El hogar entra, y queda un par por decidir: hasta entonces no cobra dos
  veces.
- **Fuera del ámbito, o línea de otro hogar.** El hogar vuelve con ese motivo.
- **La misma lista otra vez.** No agrega nada, ni como archivo ni fila por fila.
- **Desde la consola.** `juntos import sisfoh LISTA` hace lo mismo que las páginas.
"""


def page() -> str:
    """The whole page."""
    return OPENING + "".join(map(_field, FIELDS)) + RULES + "\n".join(_sections())


def _field(field: ListField) -> str:
    holder = "hogar" if field.holder == "household" else "persona"
    need = "sí" if field.is_required else ""
    names = field.headers.replace(" | ", ", ")
    return f"| {field.label} | {holder} | {need} | {field.expected} | {names} |\n"


def _sections() -> Iterator[str]:
    for title, section in SECTIONS:
        yield from ("", f"## {title}", "", "| qué trae la lista | qué pasa | qué se dice |", "|---|---|---|")
        yield from (_row(dirt) for dirt in section)
    yield ""


def _row(dirt: Dirt) -> str:
    return f"| {dirt.title} | {dirt.outcome} | {dirt.says.replace('|', chr(92) + '|')} |"
