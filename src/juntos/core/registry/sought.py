"""The words by which a person is found: how a name is cut into them, and which is a slip for which.

A name is indexed by the keys of its words (``core.names``), which forgive spelling, accents and particles;
order does not matter and a word may be missing. Names that some write in one word and others in two are
indexed both ways. A slip of one letter is found by deletions: two words that differ by one letter more,
less, changed or turned round have a deletion in common, so that an ordinary index finds them (mark D).
"""

from functools import lru_cache
from itertools import pairwise

from juntos.core.names import key, normal

SLIP_LETTERS_MIN = 4  # a slip in a shorter word makes another word
WORD_LETTERS_MAX = 40


@lru_cache(maxsize=100_000)
def word_key(word: str) -> str:
    """The key of one word in capitals; empty for what says nothing by itself, as a particle."""
    sounded = key(f"{word} X").split()
    return sounded[0][:WORD_LETTERS_MAX] if len(sounded) > 1 else ""


def keys_of(*names: str) -> frozenset[str]:
    """The keys of a person's names: each word's, and those of two neighbours of one name written together.

    >>> sorted(keys_of("Rosa Luz", "de la Cruz"))
    ['KRUS', 'LUS', 'RUSA', 'RUSALUS']
    """
    found: set[str] = set()
    for name in names:
        found |= _keys_of_one(name)
    return frozenset(found)


@lru_cache(maxsize=100_000)
def _keys_of_one(name: str) -> frozenset[str]:
    """The keys of one name of a person; a country has few, and many people of each."""
    words = kept_words(name)
    joined = (a + b for a, b in pairwise(words))
    return frozenset(key for word in (*words, *joined) if (key := word_key(word)))


def kept_words(name: str) -> list[str]:
    """The words of a name, normal, without its particles; all of them where there is nothing else."""
    words = normal(name).split()
    return [word for word in words if word_key(word)] or words


def deletions(word: str) -> frozenset[str]:
    """A key and what it leaves with one letter less; a short one itself alone."""
    if len(word) < SLIP_LETTERS_MIN:
        return frozenset({word})
    return frozenset({word, *(word[:place] + word[place + 1 :] for place in range(len(word)))})


def is_slip(one: str, other: str) -> bool:
    """Whether two keys differ by one letter more, less or changed, or by two neighbours turned round."""
    if one == other or abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < SLIP_LETTERS_MIN - 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    if len(a) != len(b):
        longer, shorter = (a, b) if len(a) > len(b) else (b, a)
        return longer[1:] == shorter
    return a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
