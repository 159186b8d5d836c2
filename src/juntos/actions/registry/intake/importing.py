"""The import itself: a list's rows, its own row with the counts, and its event, all of them or none."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from juntos.actions.audit import Trace, record_event
from juntos.actions.registry.duplicates import open_equal_dni
from juntos.actions.registry.intake.planning import Plan, check_enlist, plan_list
from juntos.actions.registry.intake.writing import write_changes, write_households
from juntos.interop.sisfoh import Intake
from juntos.interop.sisfoh.collector import collector_resting
from juntos.store.models import ColumnMapping, Member, SisfohList, User
from juntos.store.numbering import wait_for_turn
from juntos.store.reads.intake import among
from juntos.store.reads.viewing import Viewer

IMPORT, REMEMBER = "registry.import_list", "registry.remember_mapping"
CODE_LETTERS, NAME_LETTERS = 40, 200


@dataclass(frozen=True)
class Imported:
    """What became of a list: households by fate, rows that go back, and the pairs to decide.

    ``intake`` has the rows to return (``write_rejects``); ``was_kept`` when this very file had been imported:
    then nothing was done, and the counts are those of that time, without pairs.
    """

    list_id: int
    code: str
    new: int
    changed: int
    equal: int
    back: int
    rows_rejected: int
    pairs: int
    intake: Intake
    was_kept: bool


def import_list(
    intake: Intake, *, file_name: str, sha256: str, today: date, by: Viewer | None, at: datetime
) -> Imported:
    """Bring a list in: new households as ``listed``, what it says newer of others, pairs with one DNI.

    The same file twice adds nothing. ``by`` None is the console, which reaches everything. Raises
    RefusedError for a role that does not import lists.
    """
    check_enlist(by)
    with collector_resting(), transaction.atomic():
        wait_for_turn(IMPORT)
        kept = SisfohList.objects.filter(sha256=sha256).first()
        if kept is not None:
            return _kept(kept, intake)
        plan = plan_list(intake, by=by)
        kept = SisfohList.objects.create(
            code=_code(plan),
            file_name=file_name[-NAME_LETTERS:],
            sha256=sha256,
            region=_region(plan),
            by_id=by.user_id if by else None,
            at=at,
            households_in=len(plan.new) + len(plan.changed) + plan.equal,
            households_new=len(plan.new),
            households_changed=len(plan.changed),
            households_back=plan.households_back,
            rows_in=plan.intake.rows_in,
            rows_rejected=len(plan.intake.returned),
        )
        write_households(plan, kept, today=today)
        write_changes(plan.changed, kept)
        dnis = [plan.intake.people[twin.person].dni for twin in plan.twins]
        listed = Member.objects.filter(household__sisfoh_list=kept, dni__in=among(dnis))
        open_equal_dni(listed, today=today, at=at)
        _record(kept, plan, by=by, at=at)
    return _told(kept, plan.intake, pairs=len(plan.twins), was_kept=False)


def remember_mapping(*, signature: str, columns: Mapping[str, int], by: Viewer, at: datetime) -> None:
    """How a header's columns are to be read from now on, by whoever imports such a list."""
    check_enlist(by)
    mapping = json.dumps(dict(columns), sort_keys=True)
    with transaction.atomic():
        kept = ColumnMapping.objects.filter(signature=signature).first()
        if kept is not None and kept.mapping == mapping:
            return
        ColumnMapping.objects.update_or_create(
            signature=signature, defaults={"mapping": mapping, "by_id": by.user_id, "at": at}
        )
        trace = Trace(REMEMBER, f"mapping:{signature[:16]}", detail={"columns": dict(columns)})
        record_event(trace, by=User(pk=by.user_id), at=at)


def _kept(kept: SisfohList, intake: Intake) -> Imported:
    return _told(kept, intake, pairs=0, was_kept=True)


def _told(kept: SisfohList, intake: Intake, *, pairs: int, was_kept: bool) -> Imported:
    return Imported(
        list_id=kept.pk,
        code=kept.code,
        new=kept.households_new,
        changed=kept.households_changed,
        equal=kept.households_in - kept.households_new - kept.households_changed,
        back=kept.households_back,
        rows_rejected=kept.rows_rejected,
        pairs=pairs,
        intake=intake,
        was_kept=was_kept,
    )


def _region(plan: Plan) -> str:
    """The region of the list's households; empty where they are of several, or none was taken."""
    found = {home.ubigeo[:2] for home in plan.intake.households}
    return next(iter(found)) if len(found) == 1 else ""


def _code(plan: Plan) -> str:
    """The number of the list, or of the lists that one file holds."""
    codes = sorted({home.list_code for home in plan.intake.households}) or [plan.intake.list_code]
    return ", ".join(codes)[:CODE_LETTERS]


def _record(kept: SisfohList, plan: Plan, *, by: Viewer | None, at: datetime) -> None:
    trace = Trace(
        IMPORT,
        f"list:{kept.pk}",
        region=kept.region,
        count=kept.households_new + kept.households_changed,
        sha256=kept.sha256,
        detail={
            "code": kept.code,
            "new": kept.households_new,
            "changed": kept.households_changed,
            "back": kept.households_back,
            "rows_rejected": kept.rows_rejected,
            "pairs": len(plan.twins),
        },
    )
    record_event(trace, by=User(pk=by.user_id) if by else None, at=at)
