"""Signing in: a password, perhaps a code, and a wait for who keeps guessing.

An attempt is counted before it is looked at, in a transaction of its own, so that guessing from many
places at once is counted whole, by every process of every server; the one that succeeds takes its
count away. What comes back never says which of login and password was wrong.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import Q

from juntos.actions.accounts.second_factor import is_right_code
from juntos.actions.audit.exporting import region_of
from juntos.actions.audit.tracing import Trace, record_event
from juntos.core.errors import Fault
from juntos.store.models import User
from juntos.store.models.accounts import SecondFactor, SignInAttempt
from juntos.store.reads.viewing import Viewer

WINDOW = timedelta(minutes=15)
ATTEMPTS_OF_LOGIN = 5
ATTEMPTS_OF_ADDRESS = 60  # an office's people share one address
KEPT = timedelta(days=1)


@dataclass(frozen=True)
class SignIn:
    """How an attempt ended: let in, still owing a code, or refused with a fault."""

    user_id: int = 0
    needs_code: bool = False
    fault: Fault | None = None


def sign_in(*, login: str, password: str, address: str, at: datetime) -> SignIn:
    """Let somebody in by login and password, or say why not. Always takes as long as a right password."""
    login = login.strip().lower()[:60]
    if refused := _counted(login, address, at):
        return refused
    user = User.objects.filter(_valid(at), login=login).first()
    if user is None:
        make_password(password)
        return _failed(None, login, address, at)
    if not check_password(password, user.password):
        return _failed(user, login, address, at)
    if SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).exists():
        return SignIn(user.pk, needs_code=True)
    return _let_in(user, address, at)


def sign_in_with_code(*, user_id: int, code: str, address: str, at: datetime) -> SignIn:
    """Let in who has given the right password already, by the telephone's code or one on paper."""
    user = User.objects.filter(_valid(at), pk=user_id).first()
    if user is None:
        return SignIn(fault=Fault("sign-in-wrong"))
    if refused := _counted(user.login, address, at):
        return refused
    with transaction.atomic():
        if is_right_code(user, code, at):
            return _let_in(user, address, at)
    _failed(user, user.login, address, at)
    return SignIn(user.pk, fault=Fault("code-wrong", column="code"))


def sign_out(*, by: Viewer, at: datetime) -> None:
    """Somebody leaves."""
    with transaction.atomic():
        trace = Trace(action="accounts.sign_out", subject=f"user:{by.user_id}", region=region_of(by))
        record_event(trace, by=User(pk=by.user_id), at=at)


def _counted(login: str, address: str, at: datetime) -> SignIn | None:
    """Count an attempt; the refusal, where there have been too many, says how long to wait."""
    with transaction.atomic():
        lately = SignInAttempt.objects.filter(at__gt=at - WINDOW)
        of_login = list(lately.filter(login=login).order_by("at").values_list("at", flat=True))
        of_address = list(lately.filter(address=address).order_by("at").values_list("at", flat=True))
        ends = [
            times[-most] + WINDOW
            for times, most in ((of_login, ATTEMPTS_OF_LOGIN), (of_address, ATTEMPTS_OF_ADDRESS))
            if len(times) >= most
        ]
        if not ends:
            SignInAttempt.objects.create(login=login, address=address, at=at)
            return None
    minutes = max(1, -(-(max(ends) - at) // timedelta(minutes=1)))
    return SignIn(fault=Fault("sign-in-wait", value=str(minutes)))


def _failed(user: User | None, login: str, address: str, at: datetime) -> SignIn:
    """The trail keeps who was tried and from where; a login that is nobody's only as that."""
    with transaction.atomic():
        subject = f"user:{user.pk}" if user else "user:unknown"
        trace = Trace(action="accounts.sign_in_failed", subject=subject, detail={"address": address})
        record_event(trace, by=None, at=at)
    return SignIn(fault=Fault("sign-in-wrong"))


def _let_in(user: User, address: str, at: datetime) -> SignIn:
    with transaction.atomic():
        SignInAttempt.objects.filter(Q(login=user.login) | Q(at__lt=at - KEPT)).delete()
        User.objects.filter(pk=user.pk).update(last_login=at)
        trace = Trace(action="accounts.sign_in", subject=f"user:{user.pk}", detail={"address": address})
        record_event(trace, by=user, at=at)
    return SignIn(user.pk)


def _valid(at: datetime) -> Q:
    today = at.date()
    return Q(is_active=True, since__lte=today) & (Q(until__isnull=True) | Q(until__gt=today))
