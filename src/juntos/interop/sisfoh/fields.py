"""What a list of poor households (SISFOH) holds: our fields, their kinds, and the headers offices give them.

The real names in the programme's own database (``cse``, ``hogar_cse_vigencia_fin``) are among the synonyms;
the rest is what a typist writes over the same column (DOMAIN SYS-01).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

HOUSEHOLD, PERSON = "household", "person"


@dataclass(frozen=True)
class ListField:
    """One datum of the list: whose it is, how it is read, and the ``|``-parted names of its column."""

    name: str
    label: str
    holder: str
    kind: str
    expected: str
    headers: str
    is_required: bool = False


FIELDS: tuple[ListField, ...] = (
    ListField(
        "list_code",
        "Número de lista",
        HOUSEHOLD,
        "text",
        "el número de la lista",
        "n lista | codigo lista | lista | id lista | n padron | lista sisfoh",
    ),
    ListField(
        "line",
        "Línea",
        HOUSEHOLD,
        "line",
        "un número entero desde 1",
        "linea | n linea | n hogar | codigo hogar | id hogar | hogar | n orden hogar | "
        "orden hogar | linea lista | n orden | orden | n ficha | ficha | n fsu | hogar id",
        is_required=True,
    ),
    ListField(
        "ubigeo",
        "UBIGEO",
        HOUSEHOLD,
        "ubigeo",
        "los seis dígitos del distrito",
        "ubigeo | codigo ubigeo | ubigeo distrito | codigo distrito | id ubigeo | "
        "ubigeo inei | codigo ubigeo distrito",
    ),
    ListField(
        "place_code",
        "Código de centro poblado",
        HOUSEHOLD,
        "place",
        "los diez dígitos del centro poblado",
        "codigo centro poblado | codigo ccpp | id ccpp | codccpp | ubigeo ccpp | idccpp | "
        "n ccpp | codigo poblado",
        is_required=True,
    ),
    ListField(
        "place_name",
        "Centro poblado",
        HOUSEHOLD,
        "text",
        "el nombre del centro poblado",
        "centro poblado | nombre centro poblado | nombre ccpp | ccpp | comunidad | caserio | "
        "anexo | nom ccpp | localidad",
    ),
    ListField(
        "address",
        "Dirección",
        HOUSEHOLD,
        "text",
        "la dirección o referencia",
        "direccion | domicilio | direccion domicilio | direccion hogar | "
        "direccion vivienda | direccion referencia | referencia",
    ),
    ListField(
        "classified_on",
        "Fecha de clasificación",
        HOUSEHOLD,
        "date",
        "una fecha como 31/12/2010",
        "fecha clasificacion | fecha cse | fecha clasificacion socioeconomica | "
        "clasificado | fecha lista | fecha evaluacion | fecha empadronamiento | "
        "fecha inicio cse | hogar cse vigencia inicio",
    ),
    ListField(
        "score",
        "Puntaje",
        HOUSEHOLD,
        "number",
        "un número como 38,5",
        "puntaje | puntaje sisfoh | indice | score | ifh | puntaje ifh | "
        "indice focalizacion | puntaje hogar | indice focalizacion hogares",
    ),
    ListField(
        "poverty_class",
        "Clasificación socioeconómica (CSE)",
        HOUSEHOLD,
        "class",
        "PE (pobre extremo), PNE (pobre no extremo) o NP (no pobre)",
        "cse | clasificacion socioeconomica | clase | clasificacion | nivel pobreza | "
        "condicion pobreza | pobreza | clase pobreza | hogar cse | condicion | "
        "clasificacion socio economica",
        is_required=True,
    ),
    ListField(
        "class_until",
        "Vigencia",
        HOUSEHOLD,
        "date_ahead",
        "una fecha como 31/12/2012",
        "vigencia | fecha vigencia | vigencia hasta | vence | fecha vencimiento | "
        "vencimiento | vigencia fin | hogar cse vigencia fin | fin vigencia | "
        "fecha fin vigencia | vigencia cse | fecha vencimiento cse | fecha caducidad | "
        "caducidad",
    ),
    ListField(
        "dni",
        "DNI",
        PERSON,
        "dni",
        "los ocho dígitos del DNI, o vacío si no tiene",
        "dni | n dni | documento | n documento | documento identidad | "
        "n documento identidad | nrodoc | numdoc | nrodni | numdni | "
        "documento nacional identidad | le dni | dni le | codigo dni",
    ),
    ListField(
        "surname1",
        "Apellido paterno",
        PERSON,
        "name",
        "el apellido paterno",
        "apellido paterno | apellidos paterno | paterno | primer apellido | apellido 1 | "
        "apepat | apellido1 | appaterno | apellidopaterno",
        is_required=True,
    ),
    ListField(
        "surname2",
        "Apellido materno",
        PERSON,
        "name",
        "el apellido materno",
        "apellido materno | apellidos materno | materno | segundo apellido | apellido 2 | "
        "apemat | apellido2 | apmaterno | apellidomaterno",
    ),
    ListField(
        "given_names",
        "Nombres",
        PERSON,
        "name",
        "los nombres",
        "nombres | nombre | nombre s | prenombres | prenombre | nombres persona",
        is_required=True,
    ),
    ListField(
        "surnames",
        "Apellidos (los dos juntos)",
        PERSON,
        "name",
        "los dos apellidos",
        "apellidos | apellido | apellidos persona",
    ),
    ListField(
        "full_name",
        "Apellidos y nombres (juntos)",
        PERSON,
        "full_name",
        "apellidos, coma y nombres",
        "apellidos nombres | nombres apellidos | nombre completo | nombres completos | "
        "apellidos nombre | miembro hogar | integrante",
    ),
    ListField(
        "kinship",
        "Parentesco",
        PERSON,
        "kinship",
        "Titular, Cónyuge, Hijo, Nieto, Padre, Hermano, Otro pariente u Otro no pariente",
        "parentesco | relacion | vinculo | relacion parentesco | parentesco titular | "
        "vinculo familiar | relacion jefe hogar | parentesco jefe hogar | tipo miembro | "
        "relacion titular",
        is_required=True,
    ),
    ListField(
        "sex",
        "Sexo",
        PERSON,
        "sex",
        "Mujer u Hombre",
        "sexo | genero | sex | sx",
        is_required=True,
    ),
    ListField(
        "birth_on",
        "Fecha de nacimiento",
        PERSON,
        "date",
        "una fecha como 05/03/2008",
        "fecha nacimiento | nacimiento | fecnac | fnac | fechanac | fecha nacimiento persona | nacio",
        is_required=True,
    ),
    ListField(
        "is_pregnant",
        "Gestante",
        PERSON,
        "yes",
        "Sí o No",
        "gestante | embarazada | es gestante | esta gestante | embarazo | gestacion | esta embarazada",
    ),
)
BY_NAME = {field.name: field for field in FIELDS}
HOUSEHOLD_FIELDS = tuple(field.name for field in FIELDS if field.holder == HOUSEHOLD)
# One column that stands for several: with it, those are not asked for.
STANDS_FOR = {"surnames": ("surname1",), "full_name": ("surname1", "given_names")}

_LONG = {
    **dict.fromkeys(("nro", "numero", "num", "no", "nº", "n°"), "n"),
    **dict.fromkeys(("fec", "fch", "fech", "f"), "fecha"),
    **dict.fromkeys(("ap", "ape", "apell", "apellid"), "apellido"),
    **dict.fromkeys(("pat", "patern"), "paterno"),
    **dict.fromkeys(("mat", "matern"), "materno"),
    **dict.fromkeys(("doc", "docto", "docum"), "documento"),
    **dict.fromkeys(("ident", "id"), "id"),
    **dict.fromkeys(("cod", "cdg"), "codigo"),
    **dict.fromkeys(("nac", "nacim", "ncto", "nto"), "nacimiento"),
    **dict.fromkeys(("clasif", "clas"), "clasificacion"),
    **dict.fromkeys(("dir", "direc", "dirección"), "direccion"),
    **dict.fromkeys(("nom", "nomb", "nombre"), "nombre"),
    **dict.fromkeys(("parent", "parentesc"), "parentesco"),
    **dict.fromkeys(("venc", "vto", "vcto"), "vencimiento"),
    **dict.fromkeys(("vig", "vigen"), "vigencia"),
    **dict.fromkeys(("ptje", "pje"), "puntaje"),
    **dict.fromkeys(("dist", "dtto"), "distrito"),
    **dict.fromkeys(("cp", "cpoblado", "ccpp", "cc.pp"), "ccpp"),
}
_FILLERS = frozenset({"de", "del", "la", "el", "los", "las", "y", "e", "en", "al", "con", "a", "su", "o"})


@lru_cache(maxsize=50_000)  # a list says the same few words in each row
def plain(text: str) -> str:
    """A text in lower case, without accents or punctuation, with single spaces.

    >>> plain("  Ap. Paterno ")
    'ap paterno'
    """
    decomposed = unicodedata.normalize("NFKD", text.replace("º", " ").replace("°", " "))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", letters.lower()).split())


def words_of(header: str) -> frozenset[str]:
    """The words by which a header is known: abbreviations written out, fillers gone, order forgotten."""
    text = plain(header).replace("c c p p", "ccpp").replace("cc pp", "ccpp").replace("d n i", "dni")
    return frozenset(_LONG.get(word, word) for word in text.split() if word not in _FILLERS)


@cache
def known_headers() -> dict[frozenset[str], str]:
    """Each way to write a header, by its words, with the field that it means."""
    known: dict[frozenset[str], str] = {}
    for field in FIELDS:
        for header in (*field.headers.split(" | "), field.name, field.label.partition("(")[0]):
            known.setdefault(words_of(header), field.name)
    return known
