"""The bodies that services answer to: DIRESA, red, microred; DRE, UGEL; named as the services name them."""

import numpy as np

from juntos.core.supply import SECTORS
from juntos.sample.frames import Frame, Words, texts, words
from juntos.sample.record_tables import NETWORK_KINDS
from juntos.sample.supply import Supply
from juntos.sample.territory import Territory

PREFIXES = dict(zip(NETWORK_KINDS, ("DS", "RS", "MR", "DRE", "UG"), strict=True))


def build_networks(territory: Territory, supply: Supply) -> Frame:
    """A department's bodies from the top down; a red for each province is ours between the two known."""
    department = territory.department
    suffix = "" if department == 0 else f" ({department + 1})"
    found: dict[tuple[str, str], tuple[str, str] | None] = {}
    columns = (texts(supply.services, "network"), texts(supply.services, "directorate"), supply.district)
    for network, directorate, district in zip(*columns, strict=True):
        if network.startswith("UGEL"):
            found.setdefault(("dre", directorate), None)
            found.setdefault(("ugel", network), ("dre", directorate))
        else:
            red = f"Red de salud {territory.provinces[district]}{suffix}"
            found.setdefault(("directorate", directorate), None)
            found.setdefault(("red", red), ("directorate", directorate))
            found.setdefault(("microred", network), ("red", red))
    ordered = sorted(found, key=lambda body: (NETWORK_KINDS.index(body[0]), body[1]))
    codes: dict[tuple[str, str], str] = {}
    for body in ordered:
        number = 1 + sum(other[0] == body[0] for other in codes)
        codes[body] = f"{PREFIXES[body[0]]}{department:02d}{number:02d}"
    rows = sorted((codes[body], body, found[body]) for body in ordered)
    parents = [codes[parent] if parent else "" for _, _, parent in rows]
    above = words(parents)
    frame: Frame = {
        "code": words([code for code, _, _ in rows]),
        "name": words([body[1] for _, body, _ in rows]),
        "kind": words([body[0] for _, body, _ in rows]),
        "sector": words([SECTORS[int(body[0] in ("dre", "ugel"))] for _, body, _ in rows]),
        "parent": Words(np.where(np.array([bool(p) for p in parents]), above.at, -1), above.values),
    }
    return frame
