"""What holds a payment, what each run settled, the payrolls made of it, and the ledger of the money."""

from django.db import models
from django.db.models import F, Q

from juntos.core.transfers import ledger, liquidation, payroll, results, tables
from juntos.store.models.accounts import User
from juntos.store.models.audit import Event
from juntos.store.models.coresponsibility import Run, of_period
from juntos.store.models.facts import TEXT, fact, result
from juntos.store.models.registry import Household
from juntos.store.models.territory import Region

Hold = fact("Hold", tables.HOLDS, {"household_id": Household})
Package = fact("Package", tables.PACKAGES, {"household_id": Household}, more=of_period())
HouseholdResult = result("HouseholdResult", results.HOUSEHOLD_RESULTS, Run)
Entitlement = result("Entitlement", results.ENTITLEMENTS, Run)


def one_of(column: str, values: tuple[str, ...]) -> Q:
    """One of a list's codes, compared one by one (see ``facts``)."""
    allowed = Q()
    for value in values:
        allowed |= Q(**{column: value})
    return allowed


def different_people(one: str, other: str) -> models.CheckConstraint:
    """Two columns of accounts that never name the same person; empty ones name nobody."""
    empty = Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True})
    apart = Q(**{f"{one}__lt": F(other)}) | Q(**{f"{one}__gt": F(other)})
    return models.CheckConstraint(condition=empty | apart, name=f"payroll_{one}_not_{other}")


def listed_movement() -> Q:
    """A kind of movement between the accounts that it joins."""
    allowed = Q()
    for movement in ledger.MOVEMENTS:
        allowed |= Q(kind=movement.kind, credit=movement.credit, debit=movement.debit)
    return allowed


class Standing(models.Model):
    """Where a household stood after a period: what the next one starts from.

    Rows without a run are the opening position of a record that begins in the middle of the programme.
    """

    run = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    household_id = models.BigIntegerField()
    state = models.CharField(max_length=20)
    suspensions = models.SmallIntegerField()
    compliant_streak = models.SmallIntegerField()
    owed_cents = models.BigIntegerField()
    last_result = models.CharField(max_length=20, null=True)

    class Meta:
        db_table = "result_standing"
        constraints = [
            models.UniqueConstraint(fields=["run", "household_id"], name="standing_once"),
            models.CheckConstraint(condition=Q(state__in=tables.STATES), name="standing_state_listed"),
            models.CheckConstraint(condition=Q(owed_cents__gte=0), name="standing_owed_not_negative"),
        ]


class RegionReport(models.Model):
    """A region's signed report of a posted run (FRM-10): from then on its period can be liquidated."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    results_sha256 = models.CharField(max_length=64)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        db_table = "transfers_region_report"
        constraints = [models.UniqueConstraint(fields=["region", "run"], name="region_report_once")]


class Budget(models.Model):
    """What a document gives a region for a year's transfers, or takes from it; rows are only added."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    amount_cents = models.BigIntegerField()
    document = models.CharField(max_length=80)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "transfers_budget"
        constraints = [
            models.UniqueConstraint(fields=["region", "year", "document"], name="budget_document_once"),
            models.CheckConstraint(condition=~Q(document=""), name="budget_document_given"),
            models.CheckConstraint(
                condition=Q(amount_cents__gt=0) | Q(amount_cents__lt=0), name="budget_amount_given"
            ),
        ]


class Payroll(models.Model):
    """What a region's households are paid at once for a period: the first time, or what was left (ADR 0007).

    ``revision`` counts the payrolls of a region and period from 0. ``as_of`` is the day whose holds it knew,
    ``sha256`` the fingerprint of its households and lines, ``households`` those that are paid. A trigger
    keeps what was liquidated as it is, and the states in their order.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    revision = models.SmallIntegerField()
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    as_of = models.DateField()
    households = models.IntegerField(default=0)
    amount_cents = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    reviews_needed = models.SmallIntegerField(default=1)
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_again_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "transfers_payroll"
        constraints = [
            models.UniqueConstraint(fields=["region", "period", "revision"], name="payroll_once"),
            models.CheckConstraint(condition=one_of("state", payroll.STATES), name="payroll_state_listed"),
            models.CheckConstraint(
                condition=Q(amount_cents__gte=0, households__gte=0, revision__gte=0),
                name="payroll_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(sha256=""), name="payroll_has_a_fingerprint"
            ),
            models.CheckConstraint(
                condition=one_of("state", ("draft", "liquidated"))
                | Q(reviewed_by__isnull=False) & (Q(reviews_needed=1) | Q(reviewed_again_by__isnull=False)),
                name="payroll_was_reviewed",
            ),
            models.CheckConstraint(
                condition=one_of("state", payroll.STATES[: -len(payroll.SEALED)])
                & Q(approved_by__isnull=True, approved_at__isnull=True)
                | one_of("state", payroll.SEALED) & Q(approved_by__isnull=False, approved_at__isnull=False),
                name="payroll_was_approved",
            ),
            different_people("prepared_by", "reviewed_by"),
            different_people("prepared_by", "reviewed_again_by"),
            different_people("prepared_by", "approved_by"),
            different_people("reviewed_by", "reviewed_again_by"),
            different_people("reviewed_by", "approved_by"),
            different_people("reviewed_again_by", "approved_by"),
        ]


class PayrollMove(models.Model):
    """One verb of a payroll: who, when, why, and the fingerprint and amount that it was about."""

    payroll = models.ForeignKey(Payroll, on_delete=models.PROTECT, related_name="moves")
    verb = models.CharField(max_length=20)
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=400, blank=True)
    sha256 = models.CharField(max_length=64)
    households = models.IntegerField()
    amount_cents = models.BigIntegerField()

    class Meta:
        db_table = "transfers_payroll_move"
        constraints = [
            models.CheckConstraint(
                condition=~Q(verb="refuse") | ~Q(reason=""), name="payroll_refused_with_reason"
            )
        ]


class PayrollHousehold(models.Model):
    """A household in a period's payroll, once: paid, held, suspended or outside, why, and what was before.

    A trigger refuses rows of a payroll that is not a draft; they point at it, and at nothing else.
    """

    payroll = models.ForeignKey(Payroll, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    period = models.CharField(max_length=10)
    revision = models.SmallIntegerField()
    household_id = models.BigIntegerField()
    place_id = models.IntegerField(null=True)
    titular_id = models.BigIntegerField(null=True)
    decision = models.CharField(max_length=12)
    reason = models.CharField(max_length=TEXT)
    state = models.CharField(max_length=20, null=True)
    suspensions = models.SmallIntegerField()
    amount_cents = models.BigIntegerField()
    last_cents = models.BigIntegerField()
    change = models.CharField(max_length=10)

    class Meta:
        db_table = "transfers_payroll_household"
        constraints = [
            models.UniqueConstraint(
                fields=["period", "revision", "household_id"], name="payroll_household_once"
            ),
            models.CheckConstraint(
                condition=one_of("decision", liquidation.DECISIONS), name="payroll_decision_listed"
            ),
            models.CheckConstraint(
                condition=one_of("change", liquidation.CHANGES), name="payroll_change_listed"
            ),
            models.CheckConstraint(
                condition=Q(decision="paid", amount_cents__gt=0) | ~Q(decision="paid") & Q(amount_cents=0),
                name="payroll_paid_has_an_amount",
            ),
        ]


class PayrollLine(models.Model):
    """A line of what a household is paid in a payroll, in céntimos, with the reason of its result."""

    payroll = models.ForeignKey(
        Payroll, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    period = models.CharField(max_length=10)
    revision = models.SmallIntegerField()
    household_id = models.BigIntegerField()
    line = models.CharField(max_length=TEXT)
    units = models.SmallIntegerField()
    amount_cents = models.BigIntegerField()
    reason = models.CharField(max_length=TEXT)

    class Meta:
        db_table = "transfers_payroll_line"
        constraints = [
            models.UniqueConstraint(fields=["payroll", "household_id", "line"], name="payroll_line_once"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="payroll_line_positive"),
        ]


class LedgerRow(models.Model):
    """One transfer of money: from the account credited to the account debited. Only ever added.

    Its run is its payroll's; ``rule`` is the reason of the result that gave a line, ``document`` the
    fingerprint of what it stands on (a payroll's seal, a bank's file), ``event`` who did it and when.
    """

    on = models.DateField()
    kind = models.CharField(max_length=10)
    debit = models.CharField(max_length=10)
    credit = models.CharField(max_length=10)
    payroll = models.ForeignKey(
        Payroll, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    household_id = models.BigIntegerField()
    amount_cents = models.BigIntegerField()
    period = models.CharField(max_length=10)
    revision = models.SmallIntegerField()
    line = models.CharField(max_length=TEXT, blank=True)
    item = models.CharField(max_length=35, blank=True)
    replaces = models.CharField(max_length=35, blank=True)
    rule = models.CharField(max_length=TEXT)
    document = models.CharField(max_length=64)
    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )

    class Meta:
        db_table = "transfers_ledger"
        indexes = [models.Index(fields=["payroll", "household_id"], name="ledger_payroll_household")]
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="ledger_amount_positive"),
            models.CheckConstraint(
                condition=Q(debit__lt=F("credit")) | Q(debit__gt=F("credit")), name="ledger_accounts_differ"
            ),
            models.CheckConstraint(condition=listed_movement(), name="ledger_movement_listed"),
            models.CheckConstraint(
                condition=one_of("kind", ledger.OF_LINES) & ~Q(line="") & Q(item="")
                | one_of("kind", ledger.OF_ITEMS) & Q(line="") & ~Q(item=""),
                name="ledger_cause_given",
            ),
            models.CheckConstraint(
                condition=Q(kind="reissue") & ~Q(replaces="") | ~Q(kind="reissue") & Q(replaces=""),
                name="ledger_reissue_replaces",
            ),
            models.CheckConstraint(condition=~Q(document="") & ~Q(rule=""), name="ledger_document_given"),
            models.UniqueConstraint(
                fields=["household_id", "period", "line", "revision", "kind"],
                condition=Q(item=""),
                name="ledger_line_once",
            ),
            models.UniqueConstraint(fields=["item", "kind"], condition=~Q(item=""), name="ledger_item_once"),
            models.UniqueConstraint(
                fields=["replaces"], condition=~Q(replaces=""), name="ledger_replaced_once"
            ),
        ]
