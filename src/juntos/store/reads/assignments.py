"""Which service each member uses: the one read of it, so that none forgets what an assignment can tell.

A child past growth controls is at a clinic for a pregnancy alone, and so is a girl past the programme's
age a member at all. ``told`` is what anybody may know; ``every`` is for what is shown to nobody.
"""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from juntos.core.calendar import add_months
from juntos.store.models import Assignment

ADULT_MONTHS = 18 * 12
CRED_MONTHS = 6 * 12


def every(on: date) -> "QuerySet[Assignment]":
    """Every assignment that counts on a day: who reaches whom, and never a name or a count on a page."""
    found: QuerySet[Assignment] = Assignment.objects.filter(_counts(on))
    return found


def told(on: date) -> "QuerySet[Assignment]":
    """The assignments of a day that tell no girl's pregnancy."""
    return every(on).filter(_tells_nothing(on))


def ever_told(service_id: int, on: date) -> "QuerySet[Assignment]":
    """A service's assignments of any time that, by the ages of a day, tell no girl's pregnancy."""
    found: QuerySet[Assignment] = Assignment.objects.filter(_tells_nothing(on), service=service_id)
    return found


def lacks_service(on: date, child_months: int) -> Q:
    """The condition on a member that it has no service on a day, as anybody may know it.

    A girl between the programme's age and her own has none that may be told, and lacks none either.
    """
    return Q(~_is_silent(on, child_months), ~Exists(told(on).filter(member=OuterRef("pk"))))


def waits_for_service(on: date, child_months: int) -> Q:
    """The condition on a member that it is to be given a service, whoever may know: of actions alone."""
    hers = Q(_is_silent(on, child_months), ~Exists(every(on).filter(member=OuterRef("pk"))))
    return lacks_service(on, child_months) | hers


def served_by(member_ids: Collection[int], on: date) -> dict[int, set[int]]:
    """The services that anybody may know each member to use on a day."""
    found: dict[int, set[int]] = {}
    rows = told(on).filter(member__in=member_ids).values_list("member_id", "service_id")
    for member, service in rows:
        found.setdefault(member, set()).add(service)
    return found


def _counts(on: date) -> Q:
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))


def _tells_nothing(on: date) -> Q:
    small = Q(member__birth_on__gt=add_months(on, -CRED_MONTHS))
    return Q(sector="education") | small | _is_adult(on, "member__")


def _is_silent(on: date, child_months: int) -> Q:
    return Q(birth_on__lte=add_months(on, -child_months)) & ~_is_adult(on)


def _is_adult(on: date, path: str = "") -> Q:
    return Q(**{f"{path}birth_on__lte": add_months(on, -ADULT_MONTHS)})
