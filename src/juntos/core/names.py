"""People's and places' names: how they are compared, and how they sound in Andean Spanish.

The same family is HUAMAN, GUAMÁN and WAMAN in three lists. ``normal`` takes away what a typist leaves out
(accents, case, punctuation); ``key`` takes away what the ear does not hear as well, so that two spellings
of one name have one key. It is our own (mark D): the keys for English and for the Spanish of the coast
tell HUAMAN from GUAMAN and YUPANQUI from LLUPANQUI.
"""

import re
import unicodedata
from collections.abc import Sequence

PARTICLES = frozenset({"DE", "DEL", "LA", "LAS", "LOS", "EL", "Y", "E", "VDA", "VIUDA"})
ABBREVIATIONS = {"MA": "MARIA", "FCO": "FRANCISCO", "FCA": "FRANCISCA", "STA": "SANTA", "STO": "SANTO"}

_SILENT = re.compile(
    "['’‘`\N{ACUTE ACCENT}\N{MODIFIER LETTER APOSTROPHE}.\N{REPLACEMENT CHARACTER}]"
)  # Q'ENTE, MA., a lost ñ
_OUTSIDE = re.compile(r"[^A-Z0-9]+")
_JOINED_PARTICLES = re.compile(r"^(?:DELAS?|DELOS)(?=[A-Z]{4})")  # DELACRUZ

# What sounds alike, in the order in which it is heard. C stands for CH from there on; W, Y, K, S, J and B
# each for one sound. V: a vowel.
_SOUNDS: Sequence[tuple[str, str]] = (
    (r"CH+", "1"),  # set apart until C is spent
    (r"SH", "S"),
    (r"^PH", "P"),  # PHOCCO is POCCO, with breath
    (r"PH", "F"),  # SOPHIA
    (r"TH", "T"),
    (r"Q[QH]*U(?=[EI])|[CKQ]C+|Q[QH]*|[CK][KH]+|C(?![EIY])", "K"),  # QUISPE, CCAHUANA, QORI, KHUNO, ERICK
    (r"^X(?=[AEIOUY])", "J"),  # XIMENA
    (r"[CZX]", "S"),
    (r"GU(?=[EI])", "2"),  # GUILLEN: the u is not heard and the g is hard
    (r"G(?=[EIY])", "J"),
    (r"2", "G"),
    (r"(?:HU|GU|(?:^|(?<=[AEIOUY]))U)(?=[AEIOUY])", "W"),  # HUAMAN, GUAMAN, UAMAN; CAHUANA, CAUANA
    (r"W+(?![AEIOUY])", "U"),  # PAWKAR
    (r"V", "B"),
    (r"^H?[IY](?=[AEOU])|LL(?=[AEIOU])", "Y"),  # HIERRO, YUPANQUI, LLUPANQUI
    (r"(?<=[AEIOU])[IY](?=[AEIOU])", "Y"),  # MAIA
    (r"H", ""),
    (r"N(?=[BPM])", "M"),  # CANPOS
    (r"^S(?=[BCDFGJKLMNPQRT1])", "ES"),  # STEFANY, ESTEFANI
    (r"Y(?![AEIOU])|(?<=[B-DF-HJ-NP-TV-Z])Y", "I"),  # NANCY, GARAY, DYANA
    (r"E", "I"),  # a Quechua ear has three vowels: QUISPE, QUISPI
    (r"O", "U"),  # CONDORI, CUNDURI
    (r"(.)\1+", r"\1"),
    (r"1", "C"),
)
_RULES = tuple((re.compile(heard), said) for heard, said in _SOUNDS)


def normal(text: str) -> str:
    """A name in capitals without accents, ñ or punctuation, and with single spaces.

    Apostrophes and full stops vanish; hyphens and anything else become a space. Digits stay, for the
    names of places.

    >>> normal("  Ccahuana   Núñez ")
    'CCAHUANA NUNEZ'
    """
    parts = unicodedata.normalize("NFKD", _SILENT.sub("", text))
    letters = "".join(part for part in parts if not unicodedata.combining(part))
    return _OUTSIDE.sub(" ", letters.upper()).strip()


def key(text: str) -> str:
    """How a name sounds, word by word and without its particles; equal for spellings of one name.

    A name of nothing but particles keeps them. Empty for a name without letters or digits.

    >>> key("Guamán de la Cruz") == key("HUAMAN DELACRUZ")
    True
    """
    words = [_expanded(word) for word in normal(_marked(text)).split()]
    kept = [word for word in words if word not in PARTICLES] or words
    return " ".join(sounded for word in kept if (sounded := _sounded(word)))


def _marked(text: str) -> str:
    """With GÜ written as the W that it sounds, before its dots are lost."""
    composed = unicodedata.normalize("NFC", text).upper()
    return re.sub(r"GÜ(?=[EIÉÍ])", "W", composed)


def _expanded(word: str) -> str:
    return _JOINED_PARTICLES.sub("", ABBREVIATIONS.get(word, word))


def _sounded(word: str) -> str:
    for heard, said in _RULES:
        word = heard.sub(said, word)
    return word
