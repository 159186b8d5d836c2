"""Who may be in the padrón twice, or be who another system means: by DNI, names, dates and places.

Splink weighs the pairs on DuckDB. What each likeness weighs is committed beside this file, so that
nothing is learned while a list is looked at and equal lists give equal pairs (docs/duplicates.md).
"""

from juntos.engines.linkage.asked import compare_pairs
from juntos.engines.linkage.candidates import find_candidates
from juntos.engines.linkage.compared import PEOPLE_COLUMNS
from juntos.engines.linkage.likeness import FIELDS, Field, Level
from juntos.engines.linkage.pairs import DuplicateRules, Pairs, find_duplicates

__all__ = [
    "FIELDS",
    "PEOPLE_COLUMNS",
    "DuplicateRules",
    "Field",
    "Level",
    "Pairs",
    "compare_pairs",
    "find_candidates",
    "find_duplicates",
]
