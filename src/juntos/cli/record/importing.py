"""``juntos import sisfoh``: a list of poor households into the record from the console, as on the pages."""

import hashlib
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone

from juntos.actions.registry.intake import import_list, plan_list
from juntos.cli.console import Answer, Long, number, say, session
from juntos.cli.help import Command, new_app
from juntos.cli.record.cut import day_of
from juntos.interop import sisfoh
from juntos.programme.faults import sentence
from juntos.store.reads.intake import known_places, remembered

app = new_app(is_group=True)
REJECTED = 2
REASONS_SHOWN = 10
COUNTS = ("new", "changed", "equal", "back", "pairs")


@app.command("sisfoh", cls=Command)
def import_sisfoh(
    source: Annotated[Path, typer.Argument(metavar="FILE")],
    today: Annotated[str, typer.Option("--today", metavar="D")] = "",
    rejects: Annotated[Path | None, typer.Option("--rejects", metavar="FILE")] = None,
    is_dry: Annotated[bool, typer.Option("--dry-run")] = False,
) -> Answer:
    now = timezone.localtime()
    day = day_of(today) if today else settings.OFFICE.today or now.date()
    with Long(say("import-reading")) as tell:
        intake = read(source, day)
        tell(source.name, 0, 1)
        if is_dry:
            plan = plan_list(intake, by=None)
            intake, was_kept, list_id = plan.intake, False, None
            counted = (len(plan.new), len(plan.changed), plan.equal, plan.households_back, len(plan.twins))
        else:
            sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
            done = import_list(intake, file_name=source.name, sha256=sha256, today=day, by=None, at=now)
            intake, was_kept, list_id = done.intake, done.was_kept, done.list_id
            counted = (done.new, done.changed, done.equal, done.back, done.pairs)
    counts = dict(zip(COUNTS, counted, strict=True))
    returned = () if was_kept else intake.returned
    out = _returned(intake, source, rejects) if returned and (rejects or not is_dry) else None
    data = {
        "list_id": list_id,
        "households": counts,
        "rows": intake.rows_in,
        "rows_rejected": len(returned),
        "rejects": out,
        "was_kept": was_kept,
        "is_dry": is_dry,
        "faults": [asdict(fault) for fault in intake.faults] if returned else [],
    }
    said = "import-kept" if was_kept else "import-would" if is_dry else "import-done"
    lines = [say(said, **{name: number(count) for name, count in counts.items()})]
    if returned:
        lines += [f"  {sentence(f, session().language)}" for f in intake.faults[:REASONS_SHOWN]]
        told = {"rows": number(len(returned)), "file": out or "--rejects"}
        lines.append(say("import-returned" if out else "import-to-return", **told))
    return Answer(data, "\n".join(lines), REJECTED if returned else 0)


def read(source: Path, day: date) -> sisfoh.Intake:
    """The list in a file, its columns as somebody said on the page, or as guessed."""
    sheets = sisfoh.sniff(source)
    main = max(sheets, key=lambda sheet: (bool(sheet.header_row), len(sheet.rows)))
    known = remembered(sisfoh.signature(main.headers))
    mapping = sisfoh.restored(main.headers, known) if known else None
    return sisfoh.read_sheets(sheets, sisfoh.Options(day, known_places()), mapping)


def _returned(intake: sisfoh.Intake, source: Path, rejects: Path | None) -> Path:
    """Where the rows that go back were written: where it was asked, or beside the list."""
    out = rejects or source.with_name(f"{source.stem}-devueltas{sisfoh.rejects_suffix(intake)}")
    sisfoh.write_rejects(intake, out)
    return out
