"""The table of dirt, by what is dirty: the promises of docs/import-sisfoh.md, which is printed from it."""

from tests.interop.dirt.codes import CODES
from tests.interop.dirt.files import FILES
from tests.interop.dirt.kinds import Dirt
from tests.interop.dirt.people import PEOPLE
from tests.interop.dirt.rows import ROWS
from tests.interop.dirt.values import VALUES

SECTIONS: tuple[tuple[str, tuple[Dirt, ...]], ...] = (
    ("El archivo", FILES),
    ("El encabezado y las filas", ROWS),
    ("Los códigos", CODES),
    ("Fechas y números", VALUES),
    ("Las personas y el hogar", PEOPLE),
)
DIRT = tuple(dirt for _, section in SECTIONS for dirt in section)
