"""The padrón: households, everybody in them, what happens to them, and the lists they came from."""

from django.db import models
from django.db.models import F, Q

from juntos.core import registry
from juntos.store.models.accounts import User
from juntos.store.models.facts import fact, known
from juntos.store.models.territory import Place

POVERTY = ("extreme", "poor", "not_poor")
LEFT_REASONS = next(c.values for c in registry.HOUSEHOLDS.columns if c.name == "left_reason")
MEMBER_LEFT_REASONS = next(c.values for c in registry.MEMBERS.columns if c.name == "left_reason")
KINSHIPS = ("titular", "partner", "child", "grandchild", "grandparent", "other")
EVENT_STATES = ("proposed", "approved", "refused")
DUPLICATE_STATES = ("open", "same", "different")


def _one_of(
    column: str, values: tuple[str, ...], name: str, *, or_none: bool = False
) -> models.CheckConstraint:
    listed = Q(**{f"{column}__in": values})
    condition = listed | Q(**{f"{column}__isnull": True}) if or_none else listed
    return models.CheckConstraint(condition=condition, name=name)


class ColumnMapping(models.Model):
    """How an office's list names its columns, remembered by the signature of its header."""

    signature = models.CharField(max_length=64, unique=True)
    mapping = models.TextField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "registry_column_mapping"


class SisfohList(models.Model):
    """A list of poor households as it was received: its file's fingerprint and what became of its rows.

    ``households_in`` are new, changed or equal; ``households_back`` went back to who sent them, with
    ``rows_rejected`` rows. ``region`` is that of its households, empty where they are of several.
    """

    code = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, unique=True)
    region = models.CharField(max_length=2, blank=True, db_default="")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    households_in = models.IntegerField()
    households_new = models.IntegerField()
    households_changed = models.IntegerField(default=0)
    households_back = models.IntegerField(db_default=0)
    rows_in = models.IntegerField(db_default=0)
    rows_rejected = models.IntegerField()

    class Meta:
        db_table = "registry_sisfoh_list"


class Household(models.Model):
    """A household, from the list on which it came to the day it leaves. Nothing of it is ever deleted.

    ``state`` is that of DOMAIN 6.1; what changed it, and who, is in ``HouseholdMove``.
    """

    household_id = models.BigAutoField(primary_key=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="households")
    state = models.CharField(max_length=20)
    poverty_class = models.CharField(max_length=10)
    class_until = models.DateField(null=True)
    score = models.FloatField(null=True)
    classified_on = models.DateField(null=True)
    sisfoh_list = models.ForeignKey(
        SisfohList, null=True, on_delete=models.PROTECT, related_name="households"
    )
    list_code = models.CharField(max_length=40, blank=True)
    list_line = models.CharField(max_length=20, blank=True)
    affiliated_on = models.DateField(null=True)
    agreement_on = models.DateField(null=True)
    titular = models.ForeignKey("store.Member", null=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, default="es")
    address = models.CharField(max_length=160, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    padron_kind = models.CharField(max_length=20, default="new")
    left_on = models.DateField(null=True)
    left_reason = models.CharField(max_length=20, null=True)

    class Meta:
        db_table = "registry_household"
        indexes = [models.Index(fields=["place", "state"], name="household_place_state")]
        constraints = [
            _one_of("poverty_class", POVERTY, "household_class_listed"),
            _one_of("left_reason", LEFT_REASONS, "household_left_listed", or_none=True),
            models.UniqueConstraint(
                fields=["list_code", "list_line"], condition=~Q(list_code=""), name="household_line_once"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True)
                | Q(affiliated_on__isnull=True)
                | Q(left_on__gt=F("affiliated_on")),
                name="household_left_after_affiliation",
            ),
        ]


class Member(models.Model):
    """A person of a household; ``is_target`` those to whom a co-responsibility can apply.

    By which words a search finds a person is in ``NameKey``: who writes a name writes those too
    (actions.registry.keys).
    """

    member_id = models.BigAutoField(primary_key=True)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    given_names = models.CharField(max_length=80)
    surname1 = models.CharField(max_length=60)
    surname2 = models.CharField(max_length=60, blank=True)
    dni = models.CharField(max_length=8, null=True)
    dni_on = models.DateField(null=True)
    birth_on = models.DateField()
    sex = models.CharField(max_length=1)
    kinship = models.CharField(max_length=12)
    is_target = models.BooleanField()
    joined_on = models.DateField()
    left_on = models.DateField(null=True)
    left_reason = models.CharField(max_length=20, null=True)
    has_sis = models.BooleanField(default=False)

    class Meta:
        db_table = "registry_member"
        indexes = [models.Index(fields=["dni"], name="member_dni")]
        constraints = [
            _one_of("sex", ("f", "m"), "member_sex_listed"),
            _one_of("kinship", KINSHIPS, "member_kinship_listed"),
            _one_of("left_reason", MEMBER_LEFT_REASONS, "member_left_listed", or_none=True),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gt=F("joined_on")),
                name="member_left_after_joined",
            ),
        ]


class NameWord(models.Model):
    """A word of people's names, as it sounds (``core.registry.sought``), and of how many people it is."""

    key = models.CharField(max_length=40, unique=True)
    people = models.IntegerField(default=0)

    class Meta:
        db_table = "registry_name_word"


class NameSlip(models.Model):
    """What a word leaves with a letter less, and itself: where words that differ by a slip meet."""

    pk = models.CompositePrimaryKey("left_over", "word_id")
    left_over = models.CharField(max_length=40)
    word = models.ForeignKey(NameWord, on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "registry_name_slip"


class NameKey(models.Model):
    """A person has a word in the name: what a search looks up."""

    pk = models.CompositePrimaryKey("word_id", "member_id")
    word = models.ForeignKey(NameWord, on_delete=models.PROTECT, db_index=False, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "registry_name_key"


class ListChange(models.Model):
    """What a later list said newer of a household that was there: JSON objects of its fields, old and new."""

    sisfoh_list = models.ForeignKey(SisfohList, on_delete=models.PROTECT, related_name="changes")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="list_changes")
    before = models.TextField()
    after = models.TextField()

    class Meta:
        db_table = "registry_list_change"


class Residence(models.Model):
    """Where a household lived before it moved: the place it had until a day."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="residences")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()

    class Meta:
        db_table = "registry_residence"
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="residence_until_after_since")
        ]


class PastTitular(models.Model):
    """Who was the titular of a household until a day, before another was or nobody; None where nobody was."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="past_titulars")
    member = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()

    class Meta:
        db_table = "registry_past_titular"
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="past_titular_until_after_since"),
            models.UniqueConstraint(fields=["household", "since"], name="past_titular_once"),
        ]


Pregnancy = fact("Pregnancy", registry.PREGNANCIES, {"member_id": Member})
PadronError = fact("PadronError", registry.PADRON_ERRORS, {"member_id": Member}, more=known())


class HouseholdMove(models.Model):
    """A change of a household's state (DOMAIN 6.1): from, to, why, on what evidence, by whom. Only added."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="moves")
    verb = models.CharField(max_length=40)
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    reason = models.CharField(max_length=200, blank=True)
    evidence = models.CharField(max_length=200, blank=True)
    period = models.CharField(max_length=10, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "registry_household_move"


class PadronEvent(models.Model):
    """A change of the padrón that a gestor proposes and another approves: birth, death, move, titular …

    ``facts`` is a JSON object of the fields that its kind asks for.
    """

    kind = models.CharField(max_length=30)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="events")
    member = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="events")
    happened_on = models.DateField()
    facts = models.TextField(default="{}")
    state = models.CharField(max_length=10, default="proposed")
    proposed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "registry_event"
        indexes = [models.Index(fields=["state", "proposed_at"], name="padron_event_state")]
        constraints = [
            _one_of("state", EVENT_STATES, "padron_event_state_listed"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="padron_event_four_eyes",
            ),
        ]


class Notice(models.Model):
    """What the titular is to be told of a change with effect: the sentence's code and its values."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="notices")
    code = models.CharField(max_length=40)
    values = models.TextField(default="{}")
    made_at = models.DateTimeField()
    given_on = models.DateField(null=True)
    given_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "registry_notice"


class DuplicatePair(models.Model):
    """Two households that may be one, by two of their people; until decided, the second is not paid."""

    household_a = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    household_b = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    person_a = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    person_b = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    weight = models.FloatField()
    levels = models.TextField(default="{}")
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="open")
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "registry_duplicate"
        constraints = [
            models.UniqueConstraint(fields=["person_a", "person_b"], name="duplicate_pair_once"),
            models.CheckConstraint(condition=Q(person_a__lt=F("person_b")), name="duplicate_pair_ordered"),
            _one_of("state", DUPLICATE_STATES, "duplicate_state_listed"),
        ]


class Campaign(models.Model):
    """A campaign to get DNI or SIS for those who lack it, at a place and day."""

    kind = models.CharField(max_length=3)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    reached = models.IntegerField(null=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "registry_campaign"
        constraints = [_one_of("kind", ("dni", "sis"), "campaign_kind_listed")]
