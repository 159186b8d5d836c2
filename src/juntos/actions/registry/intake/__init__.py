"""The list of poor households enters the record: planned, then written with its people in one transaction.

``plan_list`` says what a list would do and changes nothing; ``import_list`` does it. A list that waits for
its confirmation is kept by ``waiting``.
"""

from juntos.actions.registry.intake.importing import Imported, import_list, remember_mapping
from juntos.actions.registry.intake.planning import Change, Plan, may_enlist, plan_list
from juntos.actions.registry.intake.waiting import (
    Waiting,
    keep_returned,
    keep_waiting,
    returned,
    stop_waiting,
    waiting,
)

__all__ = [
    "Change",
    "Imported",
    "Plan",
    "Waiting",
    "import_list",
    "keep_returned",
    "keep_waiting",
    "may_enlist",
    "plan_list",
    "remember_mapping",
    "returned",
    "stop_waiting",
    "waiting",
]
