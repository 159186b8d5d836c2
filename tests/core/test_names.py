"""Names that are one name, and names that are not: the table by which the key is judged."""

import pytest

from juntos.core.names import key, normal

NORMAL = [
    ("  ccahuana   NÚÑEZ ", "CCAHUANA NUNEZ"),
    ("Q’ente Ch'oque", "QENTE CHOQUE"),
    ("María-Elena", "MARIA ELENA"),
    ("Mª. del Pilar", "MA DEL PILAR"),
    ("NU\N{REPLACEMENT CHARACTER}EZ", "NUEZ"),
    ("GÜERE", "GUERE"),
    ("Anexo 12, Ccochapampa", "ANEXO 12 CCOCHAPAMPA"),
    ("Pen\N{COMBINING TILDE}a", "PENA"),
    ("¿?", ""),
    ("", ""),
]

SAME = """
HUAMAN GUAMAN      HUAMAN WAMAN        HUAMAN Huamán        HUANCA GUANCA       HUANCA WANKA
YUPANQUI LLUPANQUI YUPANQUI YUPANKI    YUPANQUI YUPANQUE    YUPANQUI IUPANQUI   CCAHUANA CAHUANA
CCAHUANA CAGUANA   CCAHUANA QAWANA     CAHUANA CAUANA       QUISPE QUISPI       QUISPE KISPE
QUISPE QQUISPE     QUISPE CCISPE       CONDORE CUNDURI     CONDORI CUNDURI     CCORI QORI
CCORI CCURI        MAMANI MAMANÍ       HUILLCA WILLKA       HUILLCA HUILLKA     HUALLPA GUALLPA
VARGAS BARGAS      VALVERDE BALBERDE   GONZALEZ GONSALES    CHAVEZ CHAVES       ZEVALLOS CEBALLOS
CACERES CASERES    SANCHEZ ZANCHES     JIMENEZ GIMENEZ      XIMENA JIMENA       HERNANDEZ ERNANDES
HINOSTROZA INOSTROSA PEÑA PENA         NÚÑEZ NUNES          LLERENA YERENA      LEYVA LEIVA
GARAY GARAI        NANCY NANSI         YOVANA LLOVANA       JHON JON            JHONATAN JONATHAN
ERICK ERIC         ERICK ERIK          SOPHIA SOFIA         STEPHANY ESTEFANI   PHOCCO POCCO
KHUNO CUNO         QHUERAR QUERAR      Q'ENTE CCENTE        T'ITO TITO          TTITO TITO
CH'OQUE CHOQUE     CHHOQUE CHOQUE      GÜERE HUERE          WALTER HUALTER      WILLIAM HUILLIAM
MIGUEL MIGUIL       GUILLEN GUILLÉN     CAMPOS CANPOS        HUAYHUA GUAYGUA     PAUCAR PAWKAR
ASCENCIO ASENSIO   PIZARRO PISARO      DAYANA DALLANA       MAYA MAIA           ALEXANDER ALESANDER
HUAYTA WAYTA       SALLUCA SAYUCA      PUMA POMA            CUSI KUSI           SONCCO SONQO
"""
SAME_PHRASES = [
    ("DE LA CRUZ", "DELACRUZ"),
    ("DE LA CRUZ", "LA CRUZ"),
    ("DE LA CRUZ", "CRUZ"),
    ("DEL CASTILLO", "CASTILLO"),
    ("QUISPE VDA. DE HUAMAN", "QUISPE GUAMAN"),
    ("Ma. Elena", "MARIA ELENA"),
    ("STA CRUZ", "SANTA CRUZ"),
    ("María de los Ángeles", "MARIA ANGELES"),
]

DIFFERENT = """
HUAMAN HUAMANI     HUAMAN MAMANI       QUISPE QUIROZ        CONDOR CONDORI      PAUCAR PAUCA
JULIO JULIA        MARIO MARIA         LUIS LUISA           CARLOS CARLA        JUAN JUANA
ROJAS ROSAS        FLORES FLORIAN      TORRES TORO          CHOQUE COQUE        CHAVEZ SAVES
CACERES CARDENAS   GUILLEN HUILLEN     MENDOZA MENESES      RAMOS RAMIREZ       PEREZ PAREDES
ANA ANTONIA        ROSA ROSALIA        JOSE JOSEFA          DELGADO GADO        MEZA MEJIA
YANA ANA           HUANCA HUANACO      CCOPA CAPA           JAIME JAIMITO       PUMA PUMACAHUA
SILVA SILVIA       VILCA VILA          MAYTA MAYA           TITO TITA           SULLCA SUCA
"""


def pairs(table: str) -> list[tuple[str, str]]:
    """The words of a table, two by two."""
    words = table.split()
    return list(zip(words[::2], words[1::2], strict=True))


@pytest.mark.parametrize(("written", "expected"), NORMAL)
def test_normal(written: str, expected: str) -> None:
    assert normal(written) == expected


@pytest.mark.parametrize(("one", "other"), [*pairs(SAME), *SAME_PHRASES])
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), pairs(DIFFERENT))
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize("text", ["", " ", "¿?", "…"])
def test_nothing_sounds_like_nothing(text: str) -> None:
    assert key(text) == ""


@pytest.mark.parametrize("text", ["DE LA", "Y", "H"])
def test_a_name_of_particles_or_silence_does_not_fail(text: str) -> None:
    assert key(text) in {key("DE LA"), "I", ""}


@pytest.mark.parametrize(("written", "_"), NORMAL)
def test_what_is_normal_stays_so(written: str, _: str) -> None:
    assert normal(normal(written)) == normal(written)
