"""Orders and answers for the tests of the bank's files: small ones in view, and any that Hypothesis finds."""

from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from juntos.core.transfers.answers import Answer, Answers, Outcome
from juntos.core.transfers.orders import LIMA, Cause, Item, Order, Payer, cci_check_digits, is_name

PAYER = Payer(
    "PROGRAMA DE PRUEBA", "20000000001", "018000000000000001" + cci_check_digits("018000000000000001")
)
CCI = "018361000100032542" + cci_check_digits("018361000100032542")
ITEMS = (
    Item("L101-2011-3-P0-0", "QUISPE ÑAHUI ROSA", "40000001", CCI, "", 20000),
    Item("L102-2011-3-P0-0", "HUAMÁN PÉREZ JUANA", "", "", "ETV-07", 20000),
    Item("L103-2011-3-P0-1", "CCAHUANA & HIJA MARÍA", "40000003", "", "BN0361", 40050),
)
ORDER = Order(
    "OP-2011-3-03-01", "BN", PAYER, datetime(2011, 7, 1, 9, 30, tzinfo=LIMA), date(2011, 7, 4), ITEMS
)


def answer(place: int, outcome: Outcome, day: int = 5, reason: str = "", bank_reason: str = "") -> Answer:
    """An answer to one of ORDER's items, counted from 0, on a day of July 2011."""
    item, on = ITEMS[place], date(2011, 7, day)
    told = (ORDER.order_id, item.end_to_end_id, outcome, on, item.amount_cents)
    return Answer(*told, reason, bank_reason)


def answers(*items: Answer, message_id: str = "BN-1", whole: Answer | None = None) -> Answers:
    """A file of answers to ORDER whose totals are right."""
    total = sum(item.amount_cents or 0 for item in items)
    of_order = (ORDER.count, ORDER.sum_cents)
    return Answers(message_id, date(2011, 7, 6), items, len(items), total, whole, *of_order)


LETTERS = st.characters(min_codepoint=32, max_codepoint=255, exclude_categories=("Cc", "Cf"))
NAMES = st.text(LETTERS, min_size=1, max_size=70).filter(is_name)
CODES = st.text(st.sampled_from("ABCDEFGHJKLMN0123456789"), min_size=1, max_size=10)
CENTS = st.integers(1, 999_999_999_999)
DAYS = st.dates(date(2009, 1, 1), date(2030, 12, 31))
CCIS = st.from_regex(r"[0-9]{18}", fullmatch=True).map(lambda digits: digits + cci_check_digits(digits))
DNIS = st.integers(1, 99_999_999).map("{:08d}".format)
CAUSES = st.builds(
    Cause,
    CODES,
    st.sampled_from(("2011-3", "2009-T2", "1998")),
    st.sampled_from(("payment", "affiliation", "coresponsibility", "supplement", "arrears")),
    st.integers(0, 99),
    st.integers(0, 99),
)


@st.composite
def items(draw: st.DrawFn) -> Item:
    """Any item that an order may have."""
    is_cash = draw(st.booleans())
    cci, point = ("", draw(CODES)) if is_cash else (draw(CCIS), "")
    dni = draw(st.one_of(st.just(""), DNIS))
    return Item(draw(CAUSES).end_to_end_id, draw(NAMES), dni, cci, point, draw(CENTS))


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """Any order that may be sent."""
    execution_on = draw(DAYS)
    created_at = datetime(execution_on.year, execution_on.month, execution_on.day, 8, tzinfo=LIMA)
    created_at -= timedelta(seconds=draw(st.integers(0, 10**7)))
    listed = draw(st.lists(items(), min_size=1, max_size=6, unique_by=lambda item: item.end_to_end_id))
    payer = Payer(draw(NAMES), f"{draw(st.integers(0, 10**11 - 1)):011d}", draw(CCIS))
    return Order(draw(CODES), draw(CODES), payer, created_at, execution_on, tuple(listed))
