"""DOMAIN 5.1 as typed in ``expected.csv``, for whoever holds something against it.

Nothing here knows the code.

A cell's letters are V view, C create or change, A approve; its detail n named, k coded, m a minimum list,
g counts alone. A title that stands for several levels of an institution is several roles.
"""

import csv
from pathlib import Path

with (Path(__file__).parent / "expected.csv").open(encoding="utf-8", newline="") as file:
    EXPECTED = list(csv.DictReader(file))
ROLES_OF = {
    "Gestor local": ["gestor"],
    "Zonal Technical Coordinator (CTZ)": ["zone_coordinator"],
    "Regional Technical Coordinator": ["region_coordinator"],
    "Gestor de Información (GI)": ["information_manager"],
    "Head of regional team (jefe/a)": ["region_head"],
    "Regional communication / administration": ["region_support"],
    "UGOCES": ["ugoces"],
    "UGOAL": ["ugoal"],
    "UGPPE": ["ugppe"],
    "Dirección Ejecutiva": ["director"],
    "Consejo Directivo (to 2011)": ["board"],
    "DGSP-MINSA": ["health_ministry"],
    "DIRESA / Dirección sub-regional": ["health_directorate"],
    "Red / microred": ["health_network"],
    "EESS head / CRED & prenatal staff": ["clinic"],
    "DRE/UGEL/IIEE director": ["education_directorate", "education_network", "school"],
    "Gerencia de Desarrollo Social": ["social_development"],
    "Municipality": ["municipality"],
    "Madre líder": ["mother_leader"],
    "CLST member": ["local_committee"],
    "CRST/CNST, technical secretary": ["committee", "national_committee"],
    "Banco de la Nación / transportadora": ["bank"],
    "Titular (self-service, SMS/printed)": ["titular"],
    "Public": ["public"],
    "Auditor / OCI": ["auditor"],
}
KIND_OF = {
    "Padrón": "registry",
    "Forms/VCC": "verification",
    "Exceptions": "exceptions",
    "Liquidation/payments": "payments",
    "Cases & fichas": "cases",
    "Supply": "supply",
    "Convenio": "agreements",
    "Accompaniment": "accompaniment",
    "Indicators": "indicators",
}
SENSITIVE = {"health": "health", "minor_pregnancy": "minor_pregnancy"}
# What the document says outside the matrix: who manages accounts, and who reads the trail.
BESIDES = {
    ("region_head", "audit"): "V",
    ("region_head", "users"): "VC",
    ("director", "audit"): "V",
    ("auditor", "audit"): "V",
    ("auditor", "users"): "V",
}
# What the two sensitive columns say in a word: see it. Her reach makes them the titular's own.
WORDS = {"own": "V", "reason": "V"}
NAMED = {name: line for line in EXPECTED for name in ROLES_OF[line["role"]]}
_TITLES = {kind: title for title, kind in KIND_OF.items()}


def letters(role: str, kind: str) -> str:
    """The letters of a cell, empty for none; ``kind`` is a word of KIND_OF, SENSITIVE or BESIDES."""
    if kind in _TITLES:
        return NAMED[role][_TITLES[kind]].strip("-")
    if kind in SENSITIVE:
        said = NAMED[role][kind]
        return WORDS.get(said, said).strip("-")
    return BESIDES.get((role, kind), "")


def detail(role: str, kind: str) -> str:
    """The detail of a cell, empty where the role does not see that kind; what has no detail is seen whole."""
    if kind in _TITLES:
        return NAMED[role][f"{_TITLES[kind]} detail"].strip("-")
    return "n" if letters(role, kind) else ""


def reach(role: str) -> str:
    """How far a role reaches, in the word of the document's scope."""
    line = NAMED[role]
    reaches = line["reach"].split("|")
    return reaches[ROLES_OF[line["role"]].index(role)] if len(reaches) > 1 else reaches[0]
