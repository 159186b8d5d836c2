"""The columns that a returned file has beside the list's own: what did not fit in a row, and the reason."""

import sys

from juntos.interop.sisfoh.fields import plain
from juntos.interop.sisfoh.sheet import TEXT, Sheet

REASON = "Motivo"
EXCESS = "De más"


def sheet_width(sheet: Sheet) -> tuple[int, int]:
    """How many cells a row of a sheet may have, and where the reason of an earlier return stands.

    In a workbook nothing can move a cell, and any number will do.
    """
    end = sys.maxsize
    names = [plain(header) for header in sheet.headers]
    reason = names.index(plain(REASON)) if plain(REASON) in names else end
    if sheet.raw.kind != TEXT or not sheet.header_row:
        return end, reason
    excess = names.index(plain(EXCESS)) if plain(EXCESS) in names else end
    return min(excess, reason, len(sheet.raw.rows[sheet.header_row - 1])), reason
