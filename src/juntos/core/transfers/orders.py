"""A payment order: what the bank is asked to pay, to whom and where, whatever the format that carries it.

An order is checked whole before it is written and after it is read: an order with a fault is neither sent
nor taken. Amounts are céntimos of sol (PEN), the only currency of the programme.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from itertools import islice

from juntos.core.errors import Fault, InputError

CURRENCY = "PEN"
LIMA = timezone(timedelta(hours=-5))
AMOUNT_CENTS_MAX = 999_999_999_999
NAME_LETTERS_MAX = 70
FAULTS_TOLD_MAX = 50
# What an item pays: a household's whole payroll, or one of its lines by itself (DOMAIN 6.4).
KIND_LETTERS = {
    "payment": "P",
    "affiliation": "A",
    "coresponsibility": "C",
    "supplement": "S",
    "arrears": "R",
}
_KINDS = {letter: kind for kind, letter in KIND_LETTERS.items()}
_END_TO_END = re.compile(
    r"(?P<household>[A-Z0-9]{1,18})-(?P<period>\d{4}(?:-(?:\d|T\d))?)"
    r"-(?P<kind>[PACSR])(?P<revision>0|[1-9]\d?)-(?P<reissue>0|[1-9]\d?)"
)
_ORDER_ID = re.compile(r"[A-Z0-9][A-Z0-9-]{0,34}")
_POINT = re.compile(r"[A-Z0-9-]{1,10}")
_CHANNEL = re.compile(r"[A-Z0-9]{1,10}")
_DNI = re.compile(r"[0-9]{8}")
_RUC = re.compile(r"[0-9]{11}")
_CCI = re.compile(r"[0-9]{20}")
# Each digit doubled, and the digits of that added: 7 is 14, and 5.
_DOUBLED = str.maketrans("0123456789", "0246813579")
_SPOILT = re.compile(r"[\xc2\xc3][\x80-\xbf]")


@dataclass(frozen=True, slots=True)
class Cause:
    """What an item pays for: household, period, kind, the payroll's revision, the reissue's number."""

    household_code: str
    period: str
    kind: str = "payment"
    revision: int = 0
    reissue: int = 0

    @property
    def end_to_end_id(self) -> str:
        """The name that the bank returns with every answer; the same cause always has the same one.

        >>> Cause("L12034", "2011-3", "payment", 1, 0).end_to_end_id
        'L12034-2011-3-P1-0'
        """
        letter = KIND_LETTERS[self.kind]
        return f"{self.household_code}-{self.period}-{letter}{self.revision}-{self.reissue}"


def parse_end_to_end(text: str) -> Cause | None:
    """The cause that an end-to-end id names; None when it is not one of ours."""
    match = _END_TO_END.fullmatch(text)
    if match is None:
        return None
    revision, reissue = int(match["revision"]), int(match["reissue"])
    return Cause(match["household"], match["period"], _KINDS[match["kind"]], revision, reissue)


@dataclass(frozen=True, slots=True)
class Item:
    """One payment: to a titular, in her account (``cci``) or in cash at a ``pay_point``, never both.

    ``end_to_end_id`` is a Cause's; ``dni`` is empty for a titular without one.
    """

    end_to_end_id: str
    titular_name: str
    dni: str
    cci: str
    pay_point: str
    amount_cents: int

    @property
    def replaces(self) -> str:
        """The item that a reissue stands for; empty for a first issue."""
        cause = parse_end_to_end(self.end_to_end_id)
        if cause is None or cause.reissue == 0:
            return ""
        past = Cause(cause.household_code, cause.period, cause.kind, cause.revision, cause.reissue - 1)
        return past.end_to_end_id


@dataclass(frozen=True, slots=True)
class Payer:
    """Who orders, and the account that the money leaves: its name, RUC and CCI."""

    name: str
    ruc: str
    cci: str


@dataclass(frozen=True)
class Order:
    """What the bank is asked to pay on a day, through one channel, from one account.

    ``created_at`` is told to the second and knows its time zone.
    """

    order_id: str
    channel: str
    payer: Payer
    created_at: datetime
    execution_on: date
    items: tuple[Item, ...]

    @property
    def count(self) -> int:
        return len(self.items)

    @cached_property
    def sum_cents(self) -> int:
        return sum(item.amount_cents for item in self.items)

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """The items by their end-to-end id."""
        return {item.end_to_end_id: item for item in self.items}


def cci_check_digits(account: str) -> str:
    """The two check digits of an interbank account code, from its first 18 digits.

    A CCI is entity (3), office (3), account (12) and two check digits: the first of entity and office, the
    second of the account. Each is modulus 10 with weights 1, 2, 1, 2 … from the left and the digits of the
    products added. The rule is (K): no norm of the clearing house is public; it is the one of open code for
    two banks, and it holds on the account examples that banks publish (tests/core/test_orders.py).

    >>> cci_check_digits("011366000100032542")
    '21'
    """
    return _check_digit(account[:6]) + _check_digit(account[6:18])


def _check_digit(digits: str) -> str:
    added = (digits[::2] + digits[1::2].translate(_DOUBLED)).encode()
    return str((len(added) * ord("0") - sum(added)) % 10)


def is_cci(text: str) -> bool:
    """Whether the text is an interbank account code, by its shape and its check digits."""
    return _CCI.fullmatch(text) is not None and cci_check_digits(text) == text[18:]


def is_dni(text: str) -> bool:
    """Whether the text has the shape of a DNI: eight digits, not all zero."""
    return _DNI.fullmatch(text) is not None and text != "00000000"


def is_name(text: str) -> bool:
    """Whether a name can be carried by every format: Latin-1, printable, short, with no space at its ends.

    A name that was spoilt by reading UTF-8 as Latin-1 («MUÃ\N{PLUS-MINUS SIGN}OZ») cannot.
    """
    fits = 0 < len(text) <= NAME_LETTERS_MAX and text == text.strip() and text.isprintable()
    return fits and max(text) <= "\xff" and not _SPOILT.search(text)


def check_order(order: Order, file: str = "") -> None:
    """Let an order pass only if it is whole: once each item, each with a right destination and amount.

    Raises InputError with the first FAULTS_TOLD_MAX faults.
    """
    faults = tuple(islice(_faults(order, file), FAULTS_TOLD_MAX))
    if faults:
        raise InputError(*faults)


def _faults(order: Order, file: str) -> Iterator[Fault]:
    yield from _head_faults(order, file)
    if not order.items:
        yield Fault("order-empty", file, value=order.order_id)
    seen: dict[str, int] = {}
    for row, item in enumerate(order.items, 1):
        first = seen.setdefault(item.end_to_end_id, row)
        if first != row:
            yield Fault("order-id-repeated", file, row, "EndToEndId", item.end_to_end_id, str(first))
        yield from _item_faults(item, file, row)


def _head_faults(order: Order, file: str) -> Iterator[Fault]:
    payer = order.payer
    if not _ORDER_ID.fullmatch(order.order_id):
        yield Fault("order-head", file, column="order_id", value=order.order_id, expected="A-Z, 0-9, -; 1-35")
    if not _CHANNEL.fullmatch(order.channel):
        yield Fault("order-head", file, column="channel", value=order.channel, expected="A-Z, 0-9; 1-10")
    if not is_name(payer.name):
        yield Fault("order-head", file, column="payer.name", value=payer.name, expected="Latin-1; 1-70")
    if not _RUC.fullmatch(payer.ruc):
        yield Fault("order-head", file, column="payer.ruc", value=payer.ruc, expected="0-9; 11")
    if not is_cci(payer.cci):
        yield Fault("order-cci", file, column="payer.cci", value=payer.cci)
    if order.created_at.tzinfo is None or order.created_at.microsecond:
        told = order.created_at.isoformat()
        yield Fault("order-head", file, column="created_at", value=told, expected="2011-07-01T09:30:00-05:00")
    if order.created_at.tzinfo and order.execution_on < order.created_at.astimezone(LIMA).date():
        since = order.created_at.astimezone(LIMA).date().isoformat()
        yield Fault("order-head", file, column="execution_on", value=str(order.execution_on), expected=since)


def _item_faults(item: Item, file: str, row: int) -> Iterator[Fault]:
    name = item.end_to_end_id
    if parse_end_to_end(name) is None:
        yield Fault("order-id-shape", file, row, "EndToEndId", name, "L12034-2011-3-P0-0")
    if not 0 < item.amount_cents <= AMOUNT_CENTS_MAX:
        yield Fault("order-amount", file, row, "amount_cents", str(item.amount_cents), name)
    if (item.cci == "") == (item.pay_point == ""):
        yield Fault("order-destination", file, row, "cci, pay_point", name)
    if item.cci and not is_cci(item.cci):
        yield Fault("order-cci", file, row, "cci", item.cci)
    if item.pay_point and not _POINT.fullmatch(item.pay_point):
        yield Fault("order-point", file, row, "pay_point", item.pay_point, "A-Z, 0-9, -; 1-10")
    if item.dni and not is_dni(item.dni):
        yield Fault("order-dni", file, row, "dni", item.dni)
    if not is_name(item.titular_name):
        yield Fault("order-name", file, row, "titular_name", item.titular_name, str(NAME_LETTERS_MAX))
