"""A list of poor households in steps: sent, its columns said, what it would do, confirmed."""

from collections import Counter

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from juntos.actions.registry import intake as actions
from juntos.actions.registry.intake import Waiting
from juntos.core.access import Kind
from juntos.core.errors import Fault, JuntosError, RequestError
from juntos.interop import sisfoh
from juntos.interop.sisfoh.fields import BY_NAME
from juntos.paper import formats
from juntos.store.reads import intake as reads
from juntos.store.reads.coverage import coverage_rules
from juntos.store.reads.intake import ListRow
from juntos.web.asking import Ask
from juntos.web.intake import telling
from juntos.web.listing import Column, Table
from juntos.web.pages import page
from juntos.web.routes import ROWS

UPLOAD_MB_MAX = 20
STEPS = ("Archivo", "Columnas", "Revisión", "Resultado")

LISTS: tuple[Column[ListRow], ...] = (
    Column(
        "code",
        "Lista",
        lambda r: r.code,
        href=lambda r: reverse("intake.history.one", args=[r.list_id]),
        sorts=True,
    ),
    Column("file", "Archivo", lambda r: r.file_name),
    Column("at", "Importada", lambda r: r.at.date(), words=lambda r: formats.day(r.at.date()), sorts=True),
    Column("by", "Por", lambda r: r.by or "La consola"),
    Column("new", "Hogares nuevos", lambda r: r.new, is_number=True, sorts=True),
    Column("changed", "Con datos nuevos", lambda r: r.changed, is_number=True),
    Column("equal", "Ya estaban igual", lambda r: r.equal, is_number=True),
    Column("back", "Devueltos", lambda r: r.back, is_number=True, sorts=True),
)


@page("listas/", title="Listas de hogares (SISFOH)", under="registry", kind=Kind.REGISTRY, details=ROWS)
def lists(ask: Ask) -> HttpResponse:
    """The lists that came in, and for who brings households in, the way to send another."""
    if ask.saves:
        file = _sent(ask)
        return HttpResponseRedirect(reverse("intake.columns", args=[file.sha256]))
    table = Table(
        caption="Listas importadas",
        columns=LISTS,
        page=reads.lists(ask.viewer, ask.listing),
        listing=ask.listing,
        search="Número de lista o archivo",
        empty="Todavía no se ha importado ninguna lista en su ámbito.",
    )
    return ask.show(
        "intake/lists.html.j2",
        table=table,
        may_import=actions.may_enlist(ask.viewer),
        most=UPLOAD_MB_MAX,
        steps=STEPS,
    )


@page(
    "listas/archivo/<str:key>/",
    title="Las columnas de la lista",
    under="intake.lists",
    kind=Kind.REGISTRY,
    details=ROWS,
)
def columns(ask: Ask, key: str) -> HttpResponse:
    """What each column of the file is, as guessed or as somebody said before; it can be changed."""
    file = actions.waiting(key, files=settings.OFFICE.files, by=ask.viewer)
    sheet = telling.main_sheet(sisfoh.sniff(file.path, file.file_name))
    mapping = mapping_of(sheet)
    if ask.saves:
        said = _said(ask, sheet)
        if dict(said.columns) != dict(mapping.columns):
            actions.remember_mapping(
                signature=said.signature, columns=said.columns, by=ask.viewer, at=ask.now
            )
        return HttpResponseRedirect(reverse("intake.review", args=[key]))
    return ask.show(
        "intake/columns.html.j2",
        file=file,
        rows=len(sheet.rows),
        columns=telling.columns_told(sheet, mapping, ask.viewer),
        choices=telling.FIELD_CHOICES,
        missing=[BY_NAME[name].label for name in mapping.missing()],
        is_remembered=bool(reads.remembered(mapping.signature)),
        steps=STEPS,
    )


@page(
    "listas/archivo/<str:key>/revisar/",
    title="Lo que hará la lista",
    under="intake.lists",
    kind=Kind.REGISTRY,
    details=ROWS,
)
def review(ask: Ask, key: str) -> HttpResponse:
    """What the list would do; confirmed, it is done."""
    file = actions.waiting(key, files=settings.OFFICE.files, by=ask.viewer)
    sheets = sisfoh.sniff(file.path, file.file_name)
    mapping = mapping_of(telling.main_sheet(sheets))
    if mapping.missing():
        return HttpResponseRedirect(reverse("intake.columns", args=[key]))
    options = sisfoh.Options(ask.today, reads.known_places())
    intake = sisfoh.read_sheets(sheets, options, mapping)
    if ask.saves:
        return _imported(ask, file, intake)
    plan = actions.plan_list(intake, by=ask.viewer)
    rules = coverage_rules(ask.today)
    ends = Counter(one.standing for one in sisfoh.expiring(plan.intake.households, ask.today, rules))
    return ask.show(
        "intake/review.html.j2",
        file=file,
        plan=plan,
        over=ends["expired"],
        soon=ends["soon"],
        soon_days=rules.class_warning_days,
        faults=telling.faults_told(plan.intake),
        reasons=telling.reasons_counted(plan.intake.faults),
        notes=telling.notes_told(plan.intake),
        steps=STEPS,
    )


def mapping_of(sheet: sisfoh.Sheet) -> sisfoh.Mapping:
    """How a sheet's columns are read: as somebody said of such a header before, or as guessed."""
    known = reads.remembered(sisfoh.signature(sheet.headers))
    return sisfoh.restored(sheet.headers, known) if known else sisfoh.guess_mapping(sheet.headers)


def _sent(ask: Ask) -> Waiting:
    """The file that was sent, kept until it is confirmed. Raises RequestError for what cannot be a list."""
    sent = ask.request.FILES.get("file")
    if not isinstance(sent, UploadedFile) or not sent.size:
        raise RequestError(Fault("field-empty", column="file"))
    if sent.size > UPLOAD_MB_MAX * 1_000_000:
        raise RequestError(Fault("list-upload-large", column="file", expected=str(UPLOAD_MB_MAX)))
    file = actions.keep_waiting(
        sent.chunks(),
        file_name=sent.name or "lista",
        files=settings.OFFICE.files,
        by=ask.viewer,
        at=ask.now,
    )
    try:
        _check(ask, file)
    except JuntosError as error:
        actions.stop_waiting(file, by=ask.viewer)
        faults = (Fault(f.code, f.file, f.row, "file", f.value, f.expected, f.more) for f in error.faults)
        raise RequestError(*faults) from error
    return file


def _check(ask: Ask, file: Waiting) -> None:
    sisfoh.sniff(file.path, file.file_name)
    imported = reads.imported_on(file.sha256)
    if imported:
        raise RequestError(Fault("list-imported-already", value=formats.day(imported)))


def _said(ask: Ask, sheet: sisfoh.Sheet) -> sisfoh.Mapping:
    """The mapping that was chosen. Raises RequestError for one by which no list can be read."""
    chosen: dict[str, int] = {}
    for at in range(len(sheet.headers)):
        name = f"column-{at}"
        field = ask.typed.choice(name, BY_NAME, is_needed=False)
        if field in chosen:
            ask.typed.fault("list-column-twice", name, value=BY_NAME[field].label)
        elif field:
            chosen[field] = at
    said = sisfoh.restored(sheet.headers, chosen)
    ask.typed.check()
    if said.missing():
        headers = ", ".join(header for header in sheet.headers if header)[:300]
        raise RequestError(
            *(Fault("list-column-missing", value=headers, expected=BY_NAME[f].label) for f in said.missing())
        )
    return said


def _imported(ask: Ask, file: Waiting, intake: sisfoh.Intake) -> HttpResponse:
    """The list goes in; what goes back is kept to be taken."""
    done = actions.import_list(
        intake,
        file_name=file.file_name,
        sha256=file.sha256,
        today=ask.today,
        by=ask.viewer,
        at=ask.now,
    )
    if not done.was_kept:
        actions.keep_returned(done.intake, done.list_id, files=settings.OFFICE.files)
    actions.stop_waiting(file, by=ask.viewer)
    said = "Esta lista ya se había importado: no se agregó nada." if done.was_kept else "La lista se importó."
    return ask.done(said, "intake.history.one", number=done.list_id)
