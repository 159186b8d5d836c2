"""One kind of dirt in a list: the file that has it, what happens to it, and the sentence that says so."""

from dataclasses import dataclass

ACCEPTED = "se acepta como viene"
REPAIRED = "se acepta y se anota"
RETURNED = "vuelve con su motivo"
IGNORED = "esa fila u hoja no se importa, y se anota"
REFUSED = "se rechaza el archivo"


@dataclass(frozen=True)
class Dirt:
    """A kind of dirt. ``is_same`` says that the list reads as the clean one in spite of it."""

    title: str
    data: bytes
    outcome: str
    code: str = ""
    says: str = ""
    suffix: str = ".csv"
    is_same: bool = True
