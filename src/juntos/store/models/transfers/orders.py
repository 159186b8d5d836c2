"""Where households collect, what the bank was asked to pay, what it answered, and what followed.

Of what was asked and answered rows are only added; an order's state is what its answers say.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from juntos.core.transfers import answers
from juntos.core.transfers.ordering import CHANNELS, POINT_KINDS
from juntos.store.models.accounts import User
from juntos.store.models.registry import Household, Member
from juntos.store.models.territory import Place
from juntos.store.models.transfers.payrolls import Payroll, one_of

CCI_DIGITS = 20
RUC_DIGITS = 11
AFTER_RETURN = ("reissue", "forfeit")


def whole_or_nothing(*columns: str) -> Q:
    """Columns that are all given or all empty."""
    return Q(**{f"{name}__isnull": True for name in columns}) | Q(
        **{f"{name}__isnull": False for name in columns}
    )


def has_length(column: str, letters: int) -> Q:
    """A text of just so many letters."""
    return Q(Exact(Length(column), letters))


class PayPoint(models.Model):
    """Where money is handed over: an office of the bank, a carrier of valuables that comes, an agent.

    ``calendar_day`` is the day of a payment's run on which it pays, from 1: carriers go round.
    """

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    calendar_day = models.SmallIntegerField()

    class Meta:
        db_table = "transfers_pay_point"
        constraints = [
            models.CheckConstraint(condition=one_of("kind", POINT_KINDS), name="pay_point_kind_listed"),
            models.CheckConstraint(condition=Q(calendar_day__gte=1), name="pay_point_day_from_one"),
        ]


class HouseholdPoint(models.Model):
    """Where a household collects since a day, how far that is from its place, and who moved it there."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    pay_point = models.ForeignKey(PayPoint, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    distance_m = models.IntegerField(null=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        db_table = "transfers_household_point"
        constraints = [
            models.UniqueConstraint(fields=["household", "since"], name="household_point_once"),
            models.CheckConstraint(
                condition=Q(distance_m__gte=0) | Q(distance_m__isnull=True),
                name="household_point_distance_not_negative",
            ),
        ]


class TitularAccount(models.Model):
    """The account (CCI) of a titular since a day, none where it is empty, and the day she got its card."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    cci = models.CharField(max_length=CCI_DIGITS, blank=True)
    card_on = models.DateField(null=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        db_table = "transfers_titular_account"
        constraints = [
            models.UniqueConstraint(fields=["member", "since"], name="titular_account_once"),
            models.CheckConstraint(
                condition=Q(cci="") | has_length("cci", CCI_DIGITS), name="titular_account_whole"
            ),
            models.CheckConstraint(
                condition=Q(card_on__isnull=True) | ~Q(cci=""), name="titular_card_has_an_account"
            ),
        ]


class PayerAccount(models.Model):
    """Who pays since a day, and from which account of the programme."""

    since = models.DateField(unique=True)
    name = models.CharField(max_length=70)
    ruc = models.CharField(max_length=11)
    cci = models.CharField(max_length=CCI_DIGITS)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        db_table = "transfers_payer_account"
        constraints = [
            models.CheckConstraint(
                condition=has_length("ruc", RUC_DIGITS) & has_length("cci", CCI_DIGITS) & ~Q(name=""),
                name="payer_account_whole",
            )
        ]


class Order(models.Model):
    """What the bank is asked to pay of a payroll through one channel, from one account, from a day on.

    ``sha256`` is of its items whatever file they are written to, ``code`` what the bank calls it.
    """

    payroll = models.ForeignKey(Payroll, on_delete=models.PROTECT, related_name="+")
    number = models.SmallIntegerField()
    channel = models.CharField(max_length=10)
    code = models.CharField(max_length=35, unique=True)
    payer = models.ForeignKey(PayerAccount, on_delete=models.PROTECT, related_name="+")
    execution_on = models.DateField()
    items = models.IntegerField()
    amount_cents = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "transfers_order"
        constraints = [
            models.UniqueConstraint(fields=["payroll", "number"], name="order_once"),
            models.CheckConstraint(condition=one_of("channel", CHANNELS), name="order_channel_listed"),
            models.CheckConstraint(condition=Q(number__gte=1, items__gte=1), name="order_has_items"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="order_amount_positive"),
            models.CheckConstraint(condition=~Q(sha256=""), name="order_has_a_fingerprint"),
        ]


class OrderItem(models.Model):
    """One payment of an order: to whom, as named when it was ordered, and to which account or pay point.

    ``end_to_end_id`` is what the bank answers by, ``replaces`` the item that a reissue stands for.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    end_to_end_id = models.CharField(max_length=35)
    household_id = models.BigIntegerField()
    titular_id = models.BigIntegerField()
    titular_name = models.CharField(max_length=70)
    dni = models.CharField(max_length=8)
    cci = models.CharField(max_length=CCI_DIGITS, blank=True)
    pay_point = models.CharField(max_length=10, blank=True)
    amount_cents = models.BigIntegerField()
    replaces = models.CharField(max_length=35, blank=True)

    class Meta:
        db_table = "transfers_order_item"
        indexes = [models.Index(fields=["household_id"], name="order_item_household")]
        constraints = [
            models.UniqueConstraint(fields=["end_to_end_id"], name="order_item_once"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="order_item_positive"),
            models.CheckConstraint(
                condition=Q(cci="") & ~Q(pay_point="") | ~Q(cci="") & Q(pay_point=""),
                name="order_item_has_one_destination",
            ),
            models.CheckConstraint(condition=~Q(dni="") & ~Q(titular_name=""), name="order_item_names"),
            models.UniqueConstraint(
                fields=["replaces"], condition=~Q(replaces=""), name="order_item_replaced_once"
            ),
        ]


class BankFile(models.Model):
    """A file of answers as it was received, once, and what became of what it says.

    ``taken`` are answers that were new, ``repeated`` those that were known, ``refused`` those that did not
    fit; why is in ``BankRefusal``.
    """

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, unique=True)
    format = models.CharField(max_length=20)
    message_id = models.CharField(max_length=35)
    made_on = models.DateField()
    taken = models.IntegerField()
    repeated = models.IntegerField()
    refused = models.IntegerField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "transfers_bank_file"
        constraints = [
            models.CheckConstraint(
                condition=Q(taken__gte=0, repeated__gte=0, refused__gte=0), name="bank_file_counts"
            )
        ]


class BankAnswer(models.Model):
    """What the bank said of an item, once each; an implied one only says what a later one passed through."""

    file = models.ForeignKey(
        BankFile, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    item = models.ForeignKey(
        OrderItem, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    outcome = models.CharField(max_length=12)
    on = models.DateField()
    amount_cents = models.BigIntegerField()
    reason = models.CharField(max_length=20, blank=True)
    bank_reason = models.CharField(max_length=10, blank=True)
    is_implied = models.BooleanField()

    class Meta:
        db_table = "transfers_bank_answer"
        constraints = [
            models.UniqueConstraint(fields=["item", "outcome"], name="bank_answer_once"),
            models.CheckConstraint(
                condition=one_of("outcome", answers.OUTCOMES), name="bank_answer_outcome_listed"
            ),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="bank_answer_positive"),
            models.CheckConstraint(
                condition=one_of("outcome", tuple(sorted(answers.NEEDS_REASON))) & ~Q(reason="")
                | ~one_of("outcome", tuple(sorted(answers.NEEDS_REASON))) & Q(reason=""),
                name="bank_answer_reasoned",
            ),
        ]


class BankRefusal(models.Model):
    """An answer of a file that was not taken: where it stands, which item it names, and the fault as JSON."""

    file = models.ForeignKey(BankFile, on_delete=models.PROTECT, related_name="refusals")
    line = models.IntegerField(null=True)
    item = models.CharField(max_length=35, blank=True)
    code = models.CharField(max_length=40)
    fault = models.TextField()

    class Meta:
        db_table = "transfers_bank_refusal"


class ReturnRequest(models.Model):
    """What somebody asks to do with money that came back, and what somebody else decided."""

    item = models.ForeignKey(OrderItem, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=10)
    reason = models.CharField(max_length=400)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_granted = models.BooleanField(null=True)

    class Meta:
        db_table = "transfers_return_request"
        constraints = [
            models.CheckConstraint(condition=one_of("verb", AFTER_RETURN), name="return_verb_listed"),
            models.CheckConstraint(condition=~Q(reason=""), name="return_reason_given"),
            models.CheckConstraint(
                condition=whole_or_nothing("decided_by", "decided_at", "is_granted"),
                name="return_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(asked_by__lt=F("decided_by"))
                | Q(asked_by__gt=F("decided_by")),
                name="return_decided_by_another",
            ),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(is_granted__isnull=True) | Q(is_granted=True),
                name="return_open_or_granted_once",
            ),
        ]


class CollectionCase(models.Model):
    """A household that left several payments in a row uncollected: for its gestor to visit, never an exit."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    payroll = models.ForeignKey(Payroll, on_delete=models.PROTECT, related_name="+")
    uncollected = models.SmallIntegerField()
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=400, blank=True)

    class Meta:
        db_table = "transfers_collection_case"
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=Q(closed_at__isnull=True), name="collection_case_open_once"
            ),
            models.CheckConstraint(condition=Q(uncollected__gte=1), name="collection_case_counts"),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True, closed_at__isnull=True, outcome="")
                | Q(closed_by__isnull=False, closed_at__isnull=False) & ~Q(outcome=""),
                name="collection_case_closed_whole",
            ),
        ]
