"""The health sector's own daily record (HIS): its monthly trace and master files, read, checked and written.

``read`` takes the files as they leave the health office and gives a ``Trace``; ``write_returned`` what goes
back; ``corrections`` what a later file of the same months changes; ``meanings`` which lines say that a
control, a dose or a haemoglobin was done; ``write`` sends out in the same layout what is captured here.
What happens to each kind of dirt is in docs/import-his.md, printed from its tests.
"""

from juntos.interop.his.coding import HIS_MEANINGS, meanings
from juntos.interop.his.columns import FACILITIES, PATIENTS, TRACE, HisColumn
from juntos.interop.his.correcting import Corrections, corrections
from juntos.interop.his.lines import HIS_LINES
from juntos.interop.his.reading import Files, Trace, read
from juntos.interop.his.returning import write_returned
from juntos.interop.his.writing import write

__all__ = [
    "FACILITIES",
    "HIS_LINES",
    "HIS_MEANINGS",
    "PATIENTS",
    "TRACE",
    "Corrections",
    "Files",
    "HisColumn",
    "Trace",
    "corrections",
    "meanings",
    "read",
    "write",
    "write_returned",
]
