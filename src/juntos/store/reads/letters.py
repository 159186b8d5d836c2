"""To whom a payroll's letters go: each household it names, its titular, its gestor, and where it collects."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, Sum

from juntos.core.access import Detail, Kind, Verb
from juntos.core.errors import Fault, MissingError, RefusedError, RequestError
from juntos.core.transfers.payroll import SEALED
from juntos.programme.letters import Collects
from juntos.store.models import Household, OrderItem, PayPoint, Payroll, PayrollHousehold, PostPlace
from juntos.store.reads.viewing import Viewer, check, households_within


@dataclass(frozen=True)
class Addressee:
    """A household of a payroll as its letter names it; ``gestor`` is the post's number, 0 for none."""

    household_id: int
    titular: str
    place: str
    district: str
    gestor: int
    reason: str
    amount_cents: int
    collects: Collects | None


@dataclass(frozen=True)
class Mailing:
    """A payroll's letters: of which period, to whom; and the pay points that it uses, with their day."""

    period: str
    addressees: tuple[Addressee, ...]
    points: tuple[Collects, ...]


def mailing(viewer: Viewer, payroll_id: int) -> Mailing:
    """The letters of a payroll that is approved, to the households within reach, by gestor and place.

    Raises MissingError beyond reach, RequestError before approval, RefusedError for who sees no names.
    """
    check(viewer, Verb.VIEW, Kind.PAYMENTS)
    named = {row.household_id: row for row in PayrollHousehold.objects.filter(payroll=payroll_id).iterator()}
    homes = Household.objects.filter(households_within(viewer)).select_related("place__district", "titular")
    homes = homes.filter(pk__in=PayrollHousehold.objects.filter(payroll=payroll_id).values("household_id"))
    payroll = Payroll.objects.filter(pk=payroll_id).first()
    if payroll is None or not homes.exists():
        raise MissingError(Fault("payroll-missing"))
    if not sees_letters(viewer):
        raise RefusedError(
            Fault("access-less-detail", value=Kind.PAYMENTS.value, more={"role": viewer.role.title})
        )
    if payroll.state not in SEALED:
        raise RequestError(Fault("letters-not-approved", value=payroll.period))
    collects = _collects(payroll)
    gestores = _gestores(viewer.today)
    found = [
        Addressee(
            home.pk,
            _name(home),
            home.place.name,
            home.place.district.name,
            gestores.get(home.place_id, 0),
            named[home.pk].reason,
            named[home.pk].amount_cents,
            collects.get(home.pk),
        )
        for home in homes.iterator()
    ]
    found.sort(key=lambda one: (one.gestor, one.district, one.place, one.titular, one.household_id))
    points = {one.collects for one in found if one.collects and one.collects.point}
    return Mailing(
        payroll.period,
        tuple(found),
        tuple(sorted(points, key=lambda point: (point.point, point.since))),
    )


@dataclass(frozen=True)
class MailingRow:
    """An approved payroll as who accompanies some of its households sees it: theirs alone, paid and not."""

    payroll_id: int
    period: str
    revision: int
    paid: int
    unpaid: int
    amount_cents: int


def mailings(viewer: Viewer) -> tuple[MailingRow, ...]:
    """The approved payrolls that name households within reach, newest first; none for who sees no names."""
    check(viewer, Verb.VIEW, Kind.PAYMENTS)
    if not sees_letters(viewer):
        return ()
    homes = Household.objects.filter(households_within(viewer)).values("pk")
    found = PayrollHousehold.objects.filter(household_id__in=homes, payroll__state__in=SEALED)
    counted = found.values_list("payroll_id", "period", "revision").annotate(
        paid=Count("pk", filter=Q(decision="paid")),
        unpaid=Count("pk", filter=~Q(decision="paid")),
        cents=Sum("amount_cents"),
    )
    return tuple(MailingRow(*row) for row in counted.order_by("-payroll_id"))


def sees_letters(viewer: Viewer) -> bool:
    """Whether this person sees by name who is paid."""
    return {viewer.role.detail(kind) for kind in (Kind.PAYMENTS, Kind.REGISTRY)} == {Detail.NAMED}


def _collects(payroll: Payroll) -> Mapping[int, Collects]:
    """Where each household that was ordered collects, and from when: points pay on their day of the run."""
    points = {point.code: point for point in PayPoint.objects.all()}
    items = OrderItem.objects.filter(order__payroll=payroll).annotate(on=F("order__execution_on"))
    found = {}
    for household, code, on in items.order_by("pk").values_list("household_id", "pay_point", "on"):
        point = points.get(code)
        day = on + timedelta(days=point.calendar_day - 1) if point else on
        found[household] = Collects(point.name if point else "", day)
    return found


def _gestores(today: date) -> Mapping[int, int]:
    held = PostPlace.objects.filter(Q(until__isnull=True) | Q(until__gt=today), since__lte=today)
    return dict(held.values_list("place_id", "post_id"))


def _name(home: Household) -> str:
    person = home.titular
    return " ".join(filter(None, (person.given_names, person.surname1, person.surname2))) if person else ""
