"""The list of poor households (SISFOH) as offices really send it: opened, mapped, read, returned.

``sniff`` opens the file, ``guess_mapping`` says which column is which, ``read`` gives an ``Intake``,
``write_rejects`` what goes back, ``expiring`` whose classification ends. What happens to each kind of dirt
is in docs/import-sisfoh.md, printed from its test.
"""

from juntos.interop.sisfoh.expiry import Expiry, expiring
from juntos.interop.sisfoh.fields import FIELDS, ListField
from juntos.interop.sisfoh.intake import Intake, IntakeHousehold, IntakePerson, Options, Returned
from juntos.interop.sisfoh.mapping import Mapping, guess_mapping, restored, signature
from juntos.interop.sisfoh.reading import read, read_sheets
from juntos.interop.sisfoh.rejects import reason_of, rejects_suffix, write_rejects
from juntos.interop.sisfoh.sheet import Sheet
from juntos.interop.sisfoh.sniffing import sniff

__all__ = [
    "FIELDS",
    "Expiry",
    "Intake",
    "IntakeHousehold",
    "IntakePerson",
    "ListField",
    "Mapping",
    "Options",
    "Returned",
    "Sheet",
    "expiring",
    "guess_mapping",
    "read",
    "read_sheets",
    "reason_of",
    "rejects_suffix",
    "restored",
    "signature",
    "sniff",
    "write_rejects",
]
