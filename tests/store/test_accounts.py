"""Accounts on both databases: what the database itself refuses, guesses that wait, codes that serve once."""

from collections.abc import Iterator
from datetime import date, timedelta

import pyotp
import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test import override_settings

from juntos.actions.accounts import (
    NewUser,
    SignIn,
    begin_second_factor,
    confirm_second_factor,
    create_user,
    reset_password,
    set_active,
    set_scopes,
    sign_in,
    sign_in_with_code,
)
from juntos.actions.accounts.signing_in import ATTEMPTS_OF_ADDRESS, ATTEMPTS_OF_LOGIN, WINDOW
from juntos.core.errors import MissingError, RefusedError, RequestError
from juntos.store import models as m
from juntos.store.reads.accounts import users_within
from juntos.store.reads.viewing import Viewer, viewer_of
from tests.store.conftest import NOON

pytestmark = pytest.mark.django_db
PASSWORD = "cuatro-palabras-al-azar"
WRONG = "otra-cosa"
HERE, ELSEWHERE = "10.0.0.1", "10.0.0.2"
USER = (
    "INSERT INTO accounts_user (id, login, password, full_name, role, is_active, since, until)"
    " VALUES ({0}, '{1}', 'x', 'x', '{2}', true, '2010-01-01', {3})"
)
ANA = USER.format(901, "ana", "gestor", "NULL")
SCOPE = "INSERT INTO accounts_scope (id, user_id, reach, code) VALUES ({0}, {1}, '{2}', '{3}')"
FACTOR = (
    "INSERT INTO accounts_second_factor (id, user_id, sealed_secret, last_step) VALUES ({0}, 901, '{1}', 0)"
)
CODE = "INSERT INTO accounts_recovery_code (id, user_id, sha256) VALUES ({0}, 901, '{1}')"


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        keyed(monkeypatch, "of this office")
        yield


def keyed(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    """The office's secret key; Django's own way to set one in tests cannot put back that there was none."""
    monkeypatch.setitem(vars(settings), "SECRET_KEY", key)


@pytest.fixture
def regions(db: None) -> None:
    """Two regions, each with a district, and a coordinator for each beside a head of the first."""
    for code in ("03", "08"):
        region = m.Region.objects.create(code=code, name=f"Región {code}")
        province = m.Province.objects.create(code=f"{code}06", name="Provincia", region=region)
        m.District.objects.create(code=f"{code}0604", name="Distrito", province=province)
        made(f"coordina.{code}", "region_coordinator", code)
    made("jefa", "region_head", "03")
    made("director", "director")


def made(login: str, role: str, *codes: str) -> int:
    new = NewUser(login, f"Persona {login}", role, date(2010, 1, 1), codes)
    number, _ = create_user(new, by=None, at=NOON, password=PASSWORD)
    return number


def viewer(login: str) -> Viewer:
    return viewer_of(m.User.objects.get(login=login).pk, today=NOON.date())


def tried(
    login: str, password: str = WRONG, *, address: str = HERE, after: timedelta = timedelta()
) -> SignIn:
    return sign_in(login=login, password=password, address=address, at=NOON + after)


@pytest.mark.parametrize(
    ("before", "refused"),
    [
        ((), USER.format(901, "ana", "gestor", "'2010-01-01'")),
        ((), USER.format(901, "ana", "gestor", "'2009-12-31'")),
        ((), USER.format(901, "ana", "", "NULL")),
        ((ANA, SCOPE.format(1, 901, "region", "03")), SCOPE.format(2, 901, "region", "03")),
        ((ANA,), SCOPE.format(1, 901, "region", "")),
        ((ANA,), FACTOR.format(1, "")),
        ((ANA, FACTOR.format(1, "S")), FACTOR.format(2, "T")),
        ((ANA, CODE.format(1, "a")), CODE.format(2, "a")),
    ],
)
def test_the_database_refuses(before: tuple[str, ...], refused: str) -> None:
    with connection.cursor() as cursor:
        for statement in before:
            cursor.execute(statement)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(refused)


def test_who_keeps_guessing_waits_even_with_the_right_password(regions: None) -> None:
    for _ in range(ATTEMPTS_OF_LOGIN):
        assert tried("jefa").fault.code == "sign-in-wrong"
    said = tried("jefa", PASSWORD, address=ELSEWHERE)
    assert (said.fault.code, said.fault.value, said.user_id) == ("sign-in-wait", "15", 0)
    assert tried("director", PASSWORD).fault is None
    assert tried("jefa", PASSWORD, after=WINDOW).fault is None


def test_a_login_that_is_nobodys_waits_like_any_other(regions: None) -> None:
    said = [tried("nadie").fault.code for _ in range(ATTEMPTS_OF_LOGIN + 1)]
    assert said == ["sign-in-wrong"] * ATTEMPTS_OF_LOGIN + ["sign-in-wait"]


def test_an_address_that_tries_everybody_waits(regions: None) -> None:
    for number in range(ATTEMPTS_OF_ADDRESS):
        assert tried(f"nadie.{number}").fault.code == "sign-in-wrong"
    assert tried("jefa", PASSWORD).fault.code == "sign-in-wait"
    assert tried("jefa", PASSWORD, address=ELSEWHERE).fault is None


def test_getting_in_forgets_the_guesses(regions: None) -> None:
    for _ in range(ATTEMPTS_OF_LOGIN - 1):
        tried("jefa")
    assert tried("jefa", PASSWORD).fault is None
    assert not m.SignInAttempt.objects.filter(login="jefa").exists()


@pytest.mark.parametrize(
    "changes", [{"is_active": False}, {"until": NOON.date()}, {"since": date(2011, 7, 1)}]
)
def test_an_account_that_is_not_valid_is_told_nothing(regions: None, changes: dict[str, object]) -> None:
    m.User.objects.filter(login="jefa").update(**changes)
    assert tried("jefa", PASSWORD).fault.code == "sign-in-wrong"


def test_a_telephones_code_serves_once(regions: None) -> None:
    totp, _ = enrolled("jefa")
    number = m.User.objects.get(login="jefa").pk
    assert tried("jefa", PASSWORD) == SignIn(number, needs_code=True)
    later = NOON + timedelta(minutes=2)
    code = totp.at(later)
    assert entered(number, code, later).fault is None
    assert entered(number, code, later).fault.code == "code-wrong"
    assert entered(number, totp.at(later + timedelta(seconds=30)), later).fault is None  # a fast clock
    assert entered(number, totp.at(later + timedelta(minutes=2)), later).fault.code == "code-wrong"


def test_a_code_on_paper_serves_once_and_is_kept_by_its_hash(regions: None) -> None:
    _, codes = enrolled("jefa")
    number = m.User.objects.get(login="jefa").pk
    assert len(set(codes)) == len(codes) == m.RecoveryCode.objects.count()
    kept = set(m.RecoveryCode.objects.values_list("sha256", flat=True))
    assert not any(code.replace("-", "") in one for code in codes for one in kept)
    assert entered(number, codes[0].upper(), NOON).fault is None
    assert entered(number, codes[0], NOON).fault.code == "code-wrong"
    assert entered(number, codes[1], NOON).fault is None


def test_guessing_codes_waits_too(regions: None) -> None:
    enrolled("jefa")
    number = m.User.objects.get(login="jefa").pk
    said = [entered(number, "000000", NOON).fault.code for _ in range(ATTEMPTS_OF_LOGIN + 1)]
    assert said == ["code-wrong"] * ATTEMPTS_OF_LOGIN + ["sign-in-wait"]


def enrolled(login: str) -> tuple[pyotp.TOTP, tuple[str, ...]]:
    """A second factor turned on: the telephone, and the codes on paper."""
    totp = pyotp.TOTP(begin_second_factor(by=viewer(login), at=NOON).secret)
    return totp, confirm_second_factor(by=viewer(login), code=totp.at(NOON), at=NOON)


def entered(number: int, code: str, at: object) -> SignIn:
    return sign_in_with_code(user_id=number, code=code, address=HERE, at=at)


def test_a_copy_of_the_store_opens_no_second_factor(regions: None, monkeypatch: pytest.MonkeyPatch) -> None:
    telephone, (paper, *_) = enrolled("jefa")
    kept = m.SecondFactor.objects.get()
    assert telephone.secret not in kept.sealed_secret
    later = NOON + timedelta(minutes=1)
    keyed(monkeypatch, "of another office")  # or of this one, which lost its own
    assert entered(kept.user_id, telephone.at(later), later).fault.code == "code-wrong"
    assert entered(kept.user_id, paper, later).fault is None
    keyed(monkeypatch, "of this office")
    assert entered(kept.user_id, telephone.at(later), later).fault is None


def test_one_that_was_not_confirmed_begins_again_where_the_key_was_lost(
    regions: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = begin_second_factor(by=viewer("jefa"), at=NOON).secret
    assert begin_second_factor(by=viewer("jefa"), at=NOON).secret == first
    keyed(monkeypatch, "of another office")
    assert begin_second_factor(by=viewer("jefa"), at=NOON).secret != first


def test_a_head_reaches_the_accounts_of_the_region_alone(regions: None) -> None:
    made("dos.regiones", "region_coordinator", "03", "08")
    logins = set(users_within(viewer("jefa")).values_list("login", flat=True))
    assert logins == {"jefa", "coordina.03"}


@pytest.mark.parametrize("login", ["coordina.08", "director"])
def test_a_head_changes_nobody_of_elsewhere(regions: None, login: str) -> None:
    number, head = m.User.objects.get(login=login).pk, viewer("jefa")
    before = m.User.objects.filter(pk=number).values().get()
    with pytest.raises(MissingError):
        set_active(user_id=number, is_active=False, by=head, at=NOON)
    with pytest.raises(MissingError):
        reset_password(user_id=number, by=head, at=NOON)
    with pytest.raises(MissingError):
        set_scopes(user_id=number, codes=("03",), by=head, at=NOON)
    assert m.User.objects.filter(pk=number).values().get() == before


def test_a_head_gives_no_land_of_elsewhere_and_no_national_role(regions: None) -> None:
    head, number = viewer("jefa"), m.User.objects.get(login="coordina.03").pk
    for role, codes in (("region_coordinator", ("08",)), ("director", ()), ("region_head", ("03",))):
        with pytest.raises(RequestError):
            create_user(NewUser("nueva", "Nueva", role, date(2011, 1, 1), codes), by=head, at=NOON)
    with pytest.raises(RequestError):
        set_scopes(user_id=number, codes=("03", "08"), by=head, at=NOON)
    assert list(m.UserScope.objects.filter(user=number).values_list("code", flat=True)) == ["03"]


def test_who_manages_no_accounts_is_refused(regions: None) -> None:
    number = m.User.objects.get(login="coordina.03").pk
    for login in ("coordina.03", "director"):
        with pytest.raises(RefusedError):
            set_active(user_id=number, is_active=False, by=viewer(login), at=NOON)
