"""Evidence and the moves of batches, which are only ever added to, and what each run of a period found."""

from django.db import models
from django.db.models import F, Q

from juntos.core.coresponsibility import results, tables
from juntos.core.coresponsibility.batches.states import MOVES, START
from juntos.store.models.accounts import User
from juntos.store.models.facts import Field, fact, known, result, until_after_since
from juntos.store.models.registry import Household, Member
from juntos.store.models.territory import Place, Region, Service

_MEMBER = {"member_id": Member}
_BOTH = {"member_id": Member, "service_id": Service}
FILLERS = next(column.values for column in tables.FORM_ROWS.columns if column.name == "filled_by")
CAPTURE_SOURCES = ("page", "paper", "double")


def of_period() -> dict[str, Field]:
    """The column of facts that belong to a period rather than to a day."""
    return {"period": models.CharField(max_length=10)}


Attendance = fact("Attendance", tables.ATTENDANCES, _BOTH)
Vaccination = fact("Vaccination", tables.VACCINATIONS, _MEMBER)
Measurement = fact("Measurement", tables.MEASUREMENTS, _MEMBER)
SchoolEnrolment = fact("SchoolEnrolment", tables.SCHOOL_ENROLMENTS, _BOTH)
SchoolMonth = fact("SchoolMonth", tables.SCHOOL_MONTHS, _BOTH)
Promotion = fact("Promotion", tables.PROMOTIONS, _MEMBER)
Refusal = fact("Refusal", tables.REFUSALS, _BOTH, more=known())
Travel = fact("Travel", tables.TRAVELS, {"place_id": Place, "service_id": Service})
Outreach = fact("Outreach", tables.OUTREACHES, {"place_id": Place})
Batch = fact("Batch", tables.BATCHES, {"service_id": Service}, more=of_period())
FormRow = fact("FormRow", tables.FORM_ROWS, {"batch_id": Batch, **_MEMBER})
Contact = fact("Contact", tables.CONTACTS, {"household_id": Household}, more=known())
Talk = fact("Talk", tables.TALKS, {"household_id": Household})
ExceptionRequest = fact("ExceptionRequest", tables.EXCEPTIONS, _MEMBER, more=of_period())


class Cut(models.Model):
    """A frozen cut: its period, how far it knew, and the fingerprint of its manifest.

    ``folder`` is its name under the record's files; ``parent`` the cut that it revises.
    """

    period = models.CharField(max_length=10)
    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+")
    known_at = models.DateField()
    sha256 = models.CharField(max_length=64, unique=True)
    folder = models.CharField(max_length=200)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="revisions")
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "cycle_cut"


class Run(models.Model):
    """A posted run of a period: the cut it was computed from and the fingerprint of its manifest.

    ``revision`` counts the runs of a period from 0; the latest is the one in force.
    """

    period = models.CharField(max_length=10)
    revision = models.IntegerField()
    cut = models.ForeignKey(Cut, null=True, on_delete=models.PROTECT, related_name="runs")
    profile = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64, unique=True)
    results_sha256 = models.CharField(max_length=64)
    folder = models.CharField(max_length=200)
    posted_at = models.DateTimeField()
    posted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "cycle_run"
        constraints = [models.UniqueConstraint(fields=["period", "revision"], name="run_revision_once")]


MemberResult = result("MemberResult", results.MEMBER_RESULTS, Run)
AttributionResult = result("AttributionResult", results.ATTRIBUTION, Run)


def _is_legal() -> Q:
    """The moves of the table, compared one by one."""
    legal = Q()
    for move in MOVES.values():
        for state in sorted(move.since):
            legal |= Q(verb=move.verb, since_state=state, state=move.until)
    return legal


class Representative(models.Model):
    """Who may sign a service's forms, from a day on (Formato Salud 01); a change adds a row."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="representatives")
    name = models.CharField(max_length=120)
    dni = models.CharField(max_length=8)
    post = models.CharField(max_length=60)
    since = models.DateField()
    until = models.DateField(null=True)
    document = models.CharField(max_length=120)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "form_representative"
        constraints = [
            until_after_since("representative_until_after_since"),
            models.CheckConstraint(condition=~Q(document=""), name="representative_document_given"),
        ]


class KickOff(models.Model):
    """The minutes of the meeting that begins a period in a region (DOMAIN 3.5, step 2)."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    held_on = models.DateField()
    minutes = models.TextField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "form_kick_off"
        constraints = [
            models.UniqueConstraint(fields=["region", "period"], name="kick_off_once"),
            models.CheckConstraint(condition=~Q(minutes=""), name="kick_off_minutes_given"),
        ]


class SealedList(models.Model):
    """The list of a batch's edition (FRM-07): its seal, the cut it was made from, and how many it names.

    ``reserved`` are the girls whom the clinic's Formato 03 alone names; ``listed`` are all the others, and
    the only count that anybody is told.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="lists")
    edition = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    listed = models.IntegerField()
    reserved = models.IntegerField(default=0)
    cut = models.ForeignKey(Cut, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "form_sealed_list"
        constraints = [
            models.UniqueConstraint(fields=["batch", "edition"], name="sealed_list_once"),
            models.CheckConstraint(condition=~Q(sha256=""), name="sealed_list_sealed"),
            models.CheckConstraint(
                condition=Q(edition__gte=0, listed__gte=0, reserved__gte=0), name="sealed_list_counted"
            ),
        ]


class BatchMove(models.Model):
    """One move of a batch. Numbered from 1 without gaps, each from the state that the one before led to.

    ``on`` is the day that it happened, ``at`` the moment it was written down. ``edition`` counts reprints;
    ``list_sha256`` seals the list that was printed. Rows are only added, and only legal ones: the table of
    moves is a constraint, the chain a trigger.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="moves")
    number = models.IntegerField()
    verb = models.CharField(max_length=12)
    since_state = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    on = models.DateField()
    reason = models.TextField(blank=True)
    edition = models.IntegerField()
    list_sha256 = models.CharField(max_length=64, blank=True)
    representative = models.ForeignKey(Representative, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "form_batch_move"
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="batch_move_once"),
            models.CheckConstraint(condition=_is_legal(), name="batch_move_legal"),
            models.CheckConstraint(
                condition=~Q(number=1) | Q(since_state=START), name="batch_move_begins_planned"
            ),
            models.CheckConstraint(condition=Q(number__gte=1, edition__gte=0), name="batch_move_counted"),
            models.CheckConstraint(
                condition=~Q(verb__in=("generate", "reprint")) | ~Q(list_sha256=""), name="batch_move_sealed"
            ),
            models.CheckConstraint(
                condition=~Q(verb__in=("lose", "observe", "rectify")) | ~Q(reason=""),
                name="batch_move_reason_given",
            ),
        ]


class CaptureRow(models.Model):
    """What somebody keyed of one member's row of a batch's list; a change is another row that ``supersedes``.

    ``key`` is made where it is typed, so that what is sent again adds nothing. ``kept`` is a JSON object of
    what was recorded (``core.coresponsibility.capture.Recorded``); ``filled_by`` filled the paper or the
    screen, ``by`` keyed it, ``seconds`` is how long the row took. A ``double`` row is keyed blind a second
    time, to be compared, and replaces nothing.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="capture_rows")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=36, unique=True)
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="superseded")
    source = models.CharField(max_length=6)
    filled_by = models.CharField(max_length=8)
    serial = models.CharField(max_length=40, blank=True)
    kept = models.TextField()
    seconds = models.IntegerField(null=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "form_capture_row"
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "member"],
                condition=Q(supersedes__isnull=True) & ~Q(source="double"),
                name="capture_row_begins_once",
            ),
            models.UniqueConstraint(
                fields=["batch", "member"], condition=Q(source="double"), name="capture_row_doubled_once"
            ),
            models.CheckConstraint(condition=Q(source__in=CAPTURE_SOURCES), name="capture_row_source_listed"),
            models.CheckConstraint(condition=Q(filled_by__in=FILLERS), name="capture_row_filler_listed"),
            models.CheckConstraint(
                condition=~Q(source="double") | Q(supersedes__isnull=True), name="capture_row_double_is_blind"
            ),
            models.CheckConstraint(
                condition=Q(seconds__isnull=True) | Q(seconds__gte=0), name="capture_row_seconds_counted"
            ),
            models.CheckConstraint(condition=~Q(key=""), name="capture_row_key_given"),
        ]


class ListSignature(models.Model):
    """One signature of a batch's list: from it on, the rows under it are evidence.

    ``representative`` signed, on the day ``signed_on``; ``filled_by`` filled; ``by`` wrote it down.
    ``flagged`` counts the rows signed with a doubt that was looked at; ``sha256`` is of what was signed.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="signatures")
    number = models.IntegerField()
    representative = models.ForeignKey(Representative, on_delete=models.PROTECT, related_name="+")
    filled_by = models.CharField(max_length=8)
    signed_on = models.DateField()
    rows = models.IntegerField()
    flagged = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "form_list_signature"
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="list_signature_once"),
            models.CheckConstraint(condition=Q(filled_by__in=FILLERS), name="list_signature_filler_listed"),
            models.CheckConstraint(
                condition=Q(number__gte=1, rows__gte=1, flagged__gte=0, flagged__lte=F("rows")),
                name="list_signature_counted",
            ),
        ]


class SignedRow(models.Model):
    """A captured row under a signature, and the row of evidence that it became."""

    signature = models.ForeignKey(ListSignature, on_delete=models.PROTECT, related_name="signed")
    row = models.OneToOneField(CaptureRow, on_delete=models.PROTECT, related_name="signed")
    form_row = models.OneToOneField(FormRow, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "form_signed_row"
