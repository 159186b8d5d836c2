"""The second factor: a telephone's code of six digits (RFC 6238), and codes on paper for when it is lost."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

import pyotp
from django.contrib.auth.hashers import check_password
from django.db import transaction

from juntos.actions.audit.exporting import region_of
from juntos.actions.audit.tracing import Trace, record_event
from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError, RequestError
from juntos.store.models import User
from juntos.store.models.accounts import RecoveryCode, SecondFactor
from juntos.store.reads.accounts import users_within
from juntos.store.reads.viewing import Viewer, check
from juntos.store.sealing import opened, sealed

ISSUER = "Juntos"
STEP_S = 30
DRIFT = (0, -1, 1)  # a telephone's clock may be half a minute off
CODES = 10


@dataclass(frozen=True)
class Enrolling:
    """What a telephone needs to begin: the secret to type, and the address that its QR holds."""

    secret: str
    address: str


def begin_second_factor(*, by: Viewer, at: datetime) -> Enrolling:
    """Make a secret, or give again the one that waits to be confirmed."""
    with transaction.atomic():
        factor = SecondFactor.objects.filter(user_id=by.user_id).first()
        if factor is not None and factor.confirmed_at:
            raise RequestError(Fault("second-factor-there"))
        secret = opened(factor.sealed_secret) if factor else None
        if secret is None:  # none yet, or one that was sealed with a key that is lost
            secret = pyotp.random_base32()
            SecondFactor.objects.update_or_create(
                user_id=by.user_id, defaults={"sealed_secret": sealed(secret), "last_step": 0}
            )
            _record("accounts.begin_second_factor", by.user_id, by=by, at=at)
    uri = pyotp.TOTP(secret).provisioning_uri(name=by.login, issuer_name=ISSUER)
    return Enrolling(secret, uri)


def confirm_second_factor(*, by: Viewer, code: str, at: datetime) -> tuple[str, ...]:
    """Turn it on with a first right code; gives the codes for paper, which are never shown again."""
    with transaction.atomic():
        factor = SecondFactor.objects.filter(user_id=by.user_id, confirmed_at__isnull=True).first()
        if factor is None or not _is_telephone_code(factor, code, at):
            raise RequestError(Fault("code-wrong", column="code"))
        factor.confirmed_at = at
        factor.save(update_fields=["confirmed_at"])
        codes = tuple(secrets.token_hex(5) for _ in range(CODES))
        RecoveryCode.objects.filter(user_id=by.user_id).delete()
        RecoveryCode.objects.bulk_create(RecoveryCode(user_id=by.user_id, sha256=_hash(one)) for one in codes)
        _record("accounts.confirm_second_factor", by.user_id, by=by, at=at)
    return tuple(f"{one[:5]}-{one[5:]}" for one in codes)


def drop_second_factor(*, by: Viewer, password: str, at: datetime) -> None:
    """Turn off one's own, by the password."""
    user = User.objects.get(pk=by.user_id)
    if not check_password(password, user.password):
        raise RequestError(Fault("password-wrong", column="password"))
    with transaction.atomic():
        _drop(by.user_id)
        _record("accounts.drop_second_factor", by.user_id, by=by, at=at)


def reset_second_factor(*, user_id: int, by: Viewer, at: datetime) -> None:
    """A head takes away the second factor of who lost the telephone and the paper."""
    check(by, Verb.CHANGE, Kind.USERS)
    with transaction.atomic():
        if not users_within(by).filter(pk=user_id).exists():
            raise MissingError(Fault("account-missing"))
        _drop(user_id)
        _record("accounts.reset_second_factor", user_id, by=by, at=at)


def is_right_code(user: User, code: str, at: datetime) -> bool:
    """Whether a code opens this account, once: of the telephone, or of the paper. Inside a transaction."""
    typed = "".join(code.split()).replace("-", "").lower()
    factor = SecondFactor.objects.select_for_update().filter(user=user, confirmed_at__isnull=False).first()
    if factor is None:
        return False
    if _is_telephone_code(factor, typed, at):
        return True
    unused = RecoveryCode.objects.filter(user=user, sha256=_hash(typed), used_at__isnull=True)
    return unused.update(used_at=at) == 1


def _is_telephone_code(factor: SecondFactor, code: str, at: datetime) -> bool:
    """Whether it is the code of now or of a neighbouring step, later than the last one taken.

    Of a secret that was sealed with another key no code is right: what is left are the codes on paper.
    """
    typed = "".join(code.split())
    now = int(at.timestamp()) // STEP_S
    secret = opened(factor.sealed_secret)
    if secret is None:
        return False
    totp = pyotp.TOTP(secret)
    for step in (now + drift for drift in DRIFT):
        if step > factor.last_step and hmac.compare_digest(totp.generate_otp(step), typed):
            factor.last_step = step
            factor.save(update_fields=["last_step"])
            return True
    return False


def _drop(user_id: int) -> None:
    RecoveryCode.objects.filter(user_id=user_id).delete()
    SecondFactor.objects.filter(user_id=user_id).delete()


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _record(action: str, user_id: int, *, by: Viewer, at: datetime) -> None:
    trace = Trace(action=action, subject=f"user:{user_id}", region=region_of(by))
    record_event(trace, by=User(pk=by.user_id), at=at)
