"""The coded words of a list, in all the ways they are written: class, kinship, sex, yes and no.

Each code of ours with the texts, parted by ``|``, that mean it once case, accents and punctuation are gone.
"""

from juntos.interop.sisfoh.cells import Read, Reader
from juntos.interop.sisfoh.fields import plain

CLASSES: dict[object, str] = {
    "extreme": (
        "pe | pobre extremo | pobreza extrema | extremo | extrema | pobre extrema | "
        "extreme | extremo pobre | p e | pobres extremos"
    ),
    "poor": (
        "pne | pobre no extremo | pobreza no extrema | no extremo | pobre | p | p n e | "
        "poor | pobres no extremos | pobre no extrema | no extrema"
    ),
    "not_poor": "np | no pobre | n p | no pobres | not poor",
}
KINSHIPS: dict[object, str] = {
    "titular": "titular | titular del hogar | representante | titular representante",
    "head": (
        "jefe | jefa | jefe de hogar | jefa de hogar | jefe a | jefe a de hogar | "
        "jefe del hogar | jefa del hogar | jefe a del hogar | head"
    ),
    "spouse": (
        "conyuge | conviviente | esposo | esposa | pareja | conyuge conviviente | esposo a | "
        "conyugue | spouse | esposa o | companero | companera"
    ),
    "child": (
        "hijo | hija | hijo a | hijos | hija o | hijastro | hijastra | hijo hija | child | "
        "hijo hijastro | hijo a hijastro a"
    ),
    "grandchild": "nieto | nieta | nieto a | bisnieto | bisnieta | grandchild | nieto nieta",
    "parent": (
        "padre | madre | suegro | suegra | padres | padre madre | padres suegros | parent | "
        "suegro a | padre o madre | padre suegro"
    ),
    "sibling": "hermano | hermana | hermano a | cunado | cunada | cunado a | sibling",
    "other_relative": (
        "otro pariente | otro familiar | otros parientes | pariente | familiar | sobrino | "
        "sobrina | sobrino a | yerno | nuera | yerno nuera | tio | tia | primo | prima | "
        "abuelo | abuela | abuelo a | otra pariente | ahijado | ahijada | other relative"
    ),
    "not_relative": (
        "otro no pariente | no pariente | sin parentesco | pensionista | "
        "otros no parientes | trabajador del hogar | trabajadora del hogar | no familiar | "
        "other | not relative"
    ),
}
YES: dict[object, str] = {
    True: "si | s | x | 1 | true | verdadero | gestante | yes | embarazada",
    False: "no | n | 0 | false | falso | no aplica | no gestante | no corresponde",
}
# M is a man beside F and a woman beside H: only the whole column tells, and ``sex_reader`` looks at it.
SEXES: dict[object, str] = {
    "f": "f | femenino | mujer | fem | femenina | female | 2",
    "m": "h | masculino | hombre | masc | varon | male | 1",
}


def word_reader(words: dict[object, str], fault: str) -> Reader:
    """A reader of a coded column: each of its ways to be written, and a fault for any other."""
    values = {word: value for value, ways in words.items() for word in ways.split(" | ")}

    def read(text: str) -> Read:
        known = plain(text)
        return Read(values[known]) if known in values else Read(fault=fault)

    return read


def sex_reader(written: frozenset[str]) -> Reader:
    """A reader of the sex, by what the whole column writes: M beside F is a man, beside H a woman."""
    letters = {text.upper() for text in written}
    is_h, is_f = "H" in letters, "F" in letters
    others = word_reader(SEXES, "list-sex")

    def read(text: str) -> Read:
        if text.upper() != "M":
            return others(text)
        if is_h == is_f:
            return Read(fault="list-sex-m")
        return Read("f", note="list-sex-m-woman") if is_h else Read("m")

    return read
