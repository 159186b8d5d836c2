"""Keeping accounts: a head creates and changes those of the region; each person their own password.

``by`` None is the console of the installation, which makes the first accounts and the national ones.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import transaction

from juntos.actions.audit.exporting import region_of
from juntos.actions.audit.tracing import Trace, record_event
from juntos.core.access import ROLES, Kind, Reach, Verb
from juntos.core.errors import Fault, MissingError, RequestError
from juntos.store.models import User, UserScope
from juntos.store.reads.accounts import (
    DISTRICT_DIGITS,
    is_scope_within,
    roles_given_by,
    scope_names,
    users_within,
)
from juntos.store.reads.viewing import Viewer, check

PASSWORD_LETTERS_MIN = 10
_UNAMBIGUOUS = "abcdefghjkmnpqrstuvwxyz23456789"
_COMMON = CommonPasswordValidator()


@dataclass(frozen=True)
class NewUser:
    """An account to be: who, as what, from which day, how far; ``codes`` are of its role's reach."""

    login: str
    name: str
    role: str
    since: date
    codes: tuple[str, ...] = ()


def create_user(new: NewUser, *, by: Viewer | None, at: datetime, password: str = "") -> tuple[int, str]:
    """Make an account; its number, and the password to hand over, which has to be changed on entering.

    With ``password`` (the console's, for a demonstration) that one is kept as it is.
    Raises RequestError with a fault for each field, RefusedError where ``by`` may not.
    """
    if by:
        check(by, Verb.CHANGE, Kind.USERS)
    login = new.login.strip().lower()
    with transaction.atomic():
        faults = [*_login_faults(login), *_role_faults(new.role, by)]
        faults += _scope_faults(new.role, new.codes, by) if new.role in ROLES else []
        if faults:
            raise RequestError(*faults)
        given = password or made_password()
        user = User.objects.create(
            login=login,
            full_name=new.name,
            role=new.role,
            since=new.since,
            password=make_password(given),
            has_to_change_password=not password,
        )
        _give(user.pk, ROLES[new.role].reach, new.codes)
        detail = {"login": login, "role": new.role, "codes": sorted(new.codes)}
        _record("accounts.create_user", user.pk, by=by, at=at, detail=detail)
    return user.pk, given


def set_scopes(*, user_id: int, codes: Iterable[str], by: Viewer | None, at: datetime) -> None:
    """How far an account reaches, from now on: the codes of its role's reach, all of them."""
    held = tuple(codes)
    with transaction.atomic():
        user = _managed(user_id, by)
        faults = _scope_faults(user.role, held, by)
        if faults:
            raise RequestError(*faults)
        before = sorted(user.scopes.values_list("code", flat=True))
        user.scopes.all().delete()
        _give(user.pk, ROLES[user.role].reach, held)
        detail = {"before": before, "after": sorted(held)}
        _record("accounts.set_scopes", user_id, by=by, at=at, detail=detail)


def set_active(*, user_id: int, is_active: bool, by: Viewer | None, at: datetime) -> None:
    """Bar an account, or let it in again. Nobody bars the account they are using."""
    with transaction.atomic():
        user = _managed(user_id, by)
        if by and by.user_id == user_id:
            raise RequestError(Fault("account-own"))
        user.is_active = is_active
        user.save(update_fields=["is_active"])
        _record("accounts.activate" if is_active else "accounts.deactivate", user_id, by=by, at=at)


def reset_password(*, user_id: int, by: Viewer | None, at: datetime) -> str:
    """A new password to hand over, which has to be changed on entering."""
    with transaction.atomic():
        user = _managed(user_id, by)
        given = made_password()
        user.password, user.has_to_change_password = make_password(given), True
        user.save(update_fields=["password", "has_to_change_password"])
        _record("accounts.reset_password", user_id, by=by, at=at)
    return given


def change_password(*, old: str, new: str, by: Viewer, at: datetime) -> None:
    """One's own password. Raises RequestError where the old one is wrong or the new one is weak."""
    user = User.objects.get(pk=by.user_id)
    faults = []
    if not check_password(old, user.password):
        faults.append(Fault("password-wrong", column="old"))
    faults += _password_faults(new, user, is_same=old == new)
    if faults:
        raise RequestError(*faults)
    with transaction.atomic():
        user.password, user.has_to_change_password = make_password(new), False
        user.save(update_fields=["password", "has_to_change_password"])
        _record("accounts.change_password", user.pk, by=by, at=at)


def made_password() -> str:
    """A password that is easily read over the telephone: three groups of four."""
    letters = "".join(secrets.choice(_UNAMBIGUOUS) for _ in range(12))
    return "-".join(letters[k : k + 4] for k in (0, 4, 8))


def _managed(user_id: int, by: Viewer | None) -> User:
    """The account that is to be changed, where ``by`` manages it; locked until the transaction ends."""
    found = User.objects.all()
    if by:
        check(by, Verb.CHANGE, Kind.USERS)
        found = users_within(by).filter(role__in=[*(r.name for r in roles_given_by(by))])
    user = found.filter(pk=user_id).first()
    if user is None:
        raise MissingError(Fault("account-missing"))
    return user


def _login_faults(login: str) -> list[Fault]:
    if not login or not all(letter.isalnum() or letter in "._-" for letter in login):
        return [Fault("login-form", column="login", value=login, expected="rosa.quispe")]
    if User.objects.filter(login=login).exists():
        return [Fault("login-taken", column="login", value=login)]
    return []


def _role_faults(role: str, by: Viewer | None) -> list[Fault]:
    known = roles_given_by(by) if by else ROLES.values()
    if role not in {one.name for one in known}:
        return [Fault("role-not-given", column="role", value=role)]
    return []


def _scope_faults(role: str, codes: tuple[str, ...], by: Viewer | None) -> list[Fault]:
    """What is wrong with the codes: none where the reach needs one, unknown, or out of the head's region."""
    reach = ROLES[role].reach
    if reach in (Reach.NATION, Reach.ORDERS):
        return [Fault("scope-not-needed", column="codes")] if codes else []
    if not codes:
        return [Fault("field-empty", column="codes")]
    known = scope_names((reach.value, code) for code in codes)
    unknown = [code for code in codes if reach is not Reach.HOUSEHOLD and (reach.value, code) not in known]
    beyond = [
        code
        for code in codes
        if by and code not in unknown and not is_scope_within(reach, code, by.scope.regions)
    ]
    return [Fault("scope-unknown", column="codes", value=code) for code in unknown + beyond]


def _password_faults(new: str, user: User, *, is_same: bool) -> list[Fault]:
    if len(new) < PASSWORD_LETTERS_MIN:
        return [Fault("password-short", column="new", expected=str(PASSWORD_LETTERS_MIN))]
    own = {user.login, *user.login.split("."), *user.full_name.lower().split()}
    if is_same or any(len(word) > 3 and word in new.lower() for word in own):
        return [Fault("password-own", column="new")]
    try:
        _COMMON.validate(new)
    except ValidationError:
        return [Fault("password-common", column="new")]
    return []


def _give(user_id: int, reach: Reach, codes: tuple[str, ...]) -> None:
    """A gestor's land is whole districts or some places of them, told apart by the code's length."""
    UserScope.objects.bulk_create(
        UserScope(user_id=user_id, reach=_reach_of(reach, code), code=code) for code in dict.fromkeys(codes)
    )


def _reach_of(reach: Reach, code: str) -> Reach:
    is_whole_district = reach is Reach.PLACES and len(code) == DISTRICT_DIGITS
    return Reach.DISTRICT if is_whole_district else reach


def _record(
    action: str, user_id: int, *, by: Viewer | None, at: datetime, detail: Mapping[str, object] | None = None
) -> None:
    trace = Trace(
        action=action,
        subject=f"user:{user_id}",
        region=region_of(by) if by else "",
        detail=detail or {},
    )
    record_event(trace, by=User(pk=by.user_id) if by else None, at=at)
