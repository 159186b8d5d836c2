"""Signing in: what lets in, what makes wait, what ends a session, and what the trail keeps of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest
from django.conf import settings
from django.test import Client

from juntos.actions.accounts import SignIn, sign_in, sign_in_with_code
from juntos.actions.accounts.signing_in import ATTEMPTS_OF_ADDRESS, ATTEMPTS_OF_LOGIN
from juntos.store.models import Event, User
from juntos.store.models.accounts import RecoveryCode, SecondFactor
from juntos.store.sealing import opened, sealed
from tests.web.conftest import ClientOf
from tests.web.seeding import PASSWORD

NOON = datetime(2011, 6, 20, 17, 0, tzinfo=UTC)
HERE = "192.0.2.7"
pytestmark = pytest.mark.usefixtures("seeded")


def attempt(login: str, password: str, *, at: datetime = NOON, address: str = HERE) -> SignIn:
    return sign_in(login=login, password=password, address=address, at=at)


def code_of(answer: SignIn) -> str:
    return answer.fault.code if answer.fault else ""


def test_a_wrong_login_and_a_wrong_password_say_the_same() -> None:
    nobody, wrong = attempt("nadie", PASSWORD), attempt("gestor", "otra cosa")
    assert nobody == wrong
    assert code_of(wrong) == "sign-in-wrong"


def test_the_trail_has_who_came_in_and_who_failed() -> None:
    gestor = User.objects.get(login="gestor")
    attempt("gestor", "otra cosa")
    attempt("nadie", "contraseña-escrita-por-error")
    attempt("gestor", PASSWORD)
    told = list(Event.objects.filter(at=NOON).order_by("pk").values_list("action", "subject", "actor"))
    assert told == [
        ("accounts.sign_in_failed", f"user:{gestor.pk}", None),
        ("accounts.sign_in_failed", "user:unknown", None),
        ("accounts.sign_in", f"user:{gestor.pk}", gestor.pk),
    ]
    assert not Event.objects.filter(detail__contains="contraseña-escrita").exists()


def test_who_keeps_guessing_waits_even_with_the_right_password() -> None:
    for second in range(ATTEMPTS_OF_LOGIN):
        attempt("gestor", "no", at=NOON + timedelta(seconds=second), address=f"192.0.2.{second}")
    assert code_of(attempt("gestor", PASSWORD, at=NOON + timedelta(minutes=1))) == "sign-in-wait"
    assert attempt("director", PASSWORD, at=NOON + timedelta(minutes=1)).user_id
    assert attempt("gestor", PASSWORD, at=NOON + timedelta(minutes=16)).user_id


def test_an_address_that_tries_many_logins_waits() -> None:
    for number in range(ATTEMPTS_OF_ADDRESS):
        attempt(f"login{number}", "no")
    assert code_of(attempt("gestor", PASSWORD)) == "sign-in-wait"
    assert attempt("gestor", PASSWORD, address="192.0.2.8").user_id


def test_one_who_comes_in_starts_again_from_nothing() -> None:
    for _ in range(3):
        for _ in range(ATTEMPTS_OF_LOGIN - 1):
            assert code_of(attempt("gestor", "no")) == "sign-in-wrong"
        assert attempt("gestor", PASSWORD).user_id


def test_the_page_says_how_long_to_wait(client: Client) -> None:
    for _ in range(ATTEMPTS_OF_LOGIN):
        client.post("/entrar/", {"login": "gestor", "password": "no"})
    page = client.post("/entrar/", {"login": "gestor", "password": PASSWORD}).content.decode()
    assert "Espere 15 minutos" in page


@pytest.mark.parametrize("onward", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere_after_signing_in(client: Client, onward: str) -> None:
    answer = client.post("/entrar/", {"login": "gestor", "password": PASSWORD, "siguiente": onward})
    assert answer["Location"] == "/"


def test_signing_in_renews_the_session_key(client: Client) -> None:
    client.get("/entrar/")
    session = client.session
    session["planted"] = "yes"
    session.save()
    before = session.session_key
    client.post("/entrar/", {"login": "gestor", "password": PASSWORD})
    assert client.session.session_key != before
    assert "planted" not in client.session


def test_a_session_ends_when_idle_and_at_the_end_of_the_day(client_of: ClientOf) -> None:
    for key, ago in (
        ("seen", timedelta(minutes=settings.OFFICE.idle_minutes, seconds=1)),
        ("begun", timedelta(hours=settings.OFFICE.session_hours, seconds=1)),
    ):
        client = client_of("gestor")
        assert client.get("/").status_code == 200
        session = client.session
        session[key] = session[key] - ago.total_seconds()
        session.save()
        assert client.get("/").status_code == 302


def test_an_account_that_is_closed_is_out_at_once(client_of: ClientOf) -> None:
    client = client_of("gestor")
    User.objects.filter(login="gestor").update(is_active=False)
    assert client.get("/").status_code == 302
    assert code_of(attempt("gestor", PASSWORD)) == "sign-in-wrong"


def test_a_changed_password_ends_the_other_sessions(client_of: ClientOf) -> None:
    here, there = client_of("gestor"), client_of("gestor")
    new = "otras palabras al azar"
    answer = here.post("/mi-cuenta/clave/", {"old": PASSWORD, "new": new, "again": new})
    assert answer.status_code == 302
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_leaving_is_a_form_and_leaves_a_trace(client_of: ClientOf) -> None:
    client = client_of("gestor")
    assert client.get("/salir/").status_code == 200
    assert client.get("/").status_code == 200
    client.post("/salir/")
    assert client.get("/").status_code == 302
    assert Event.objects.filter(action="accounts.sign_out").count() == 1


def test_a_form_without_its_seal_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/entrar/", {"login": "gestor", "password": PASSWORD})
    assert answer.status_code == 403
    assert "demasiado tiempo" in answer.content.decode()


def test_every_answer_carries_the_policy(client: Client) -> None:
    answer = client.get("/entrar/")
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer.cookies["csrftoken"]["httponly"]


@pytest.fixture
def factor() -> SecondFactor:
    gestor = User.objects.get(login="gestor")
    secret = sealed(pyotp.random_base32())
    return SecondFactor.objects.create(user=gestor, sealed_secret=secret, confirmed_at=NOON)


def telephone(factor: SecondFactor) -> pyotp.TOTP:
    return pyotp.TOTP(opened(factor.sealed_secret))


def code(factor: SecondFactor, at: datetime) -> str:
    return telephone(factor).at(at)


def give(factor: SecondFactor, typed: str, *, at: datetime) -> SignIn:
    return sign_in_with_code(user_id=factor.user_id, code=typed, address=HERE, at=at)


def test_the_telephones_code_opens_once(factor: SecondFactor) -> None:
    assert attempt("gestor", PASSWORD).needs_code
    right = code(factor, NOON)
    assert code_of(give(factor, "000000" if right != "000000" else "111111", at=NOON)) == "code-wrong"
    assert give(factor, f" {right[:3]} {right[3:]}", at=NOON) == SignIn(factor.user_id)
    assert code_of(give(factor, right, at=NOON)) == "code-wrong"


@pytest.mark.parametrize(("seconds", "opens"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_clock_may_be_half_a_minute_off(factor: SecondFactor, *, seconds: int, opens: bool) -> None:
    answer = give(factor, code(factor, NOON + timedelta(seconds=seconds)), at=NOON)
    assert (answer.fault is None) == opens


def test_codes_are_guessed_no_faster_than_passwords(factor: SecondFactor) -> None:
    for _ in range(ATTEMPTS_OF_LOGIN):
        give(factor, "x", at=NOON)
    assert code_of(give(factor, code(factor, NOON), at=NOON)) == "sign-in-wait"


def test_the_whole_way_with_a_telephone(client_of: ClientOf, client: Client) -> None:
    signed = client_of("gestor")
    page = signed.get("/mi-cuenta/telefono/")
    factor = SecondFactor.objects.get()
    assert telephone(factor).secret[:4] in page.content.decode()
    wrong = signed.post("/mi-cuenta/telefono/", {"code": "no"})
    assert wrong.status_code == 422
    assert factor.confirmed_at is None
    shown = signed.post("/mi-cuenta/telefono/", {"code": telephone(factor).now()}).content.decode()
    assert RecoveryCode.objects.count() == 10
    paper = shown.split('<li class="secret">')[1].split("<")[0]

    answer = client.post("/entrar/", {"login": "gestor", "password": PASSWORD, "siguiente": "/mi-cuenta/"})
    assert answer["Location"] == "/entrar/codigo/"
    assert client.get("/").status_code == 302
    assert client.post("/entrar/codigo/", {"code": "no"}).status_code == 422
    assert client.post("/entrar/codigo/", {"code": paper.upper()})["Location"] == "/mi-cuenta/"
    assert client.get("/").status_code == 200

    again = Client()
    again.post("/entrar/", {"login": "gestor", "password": PASSWORD})
    assert again.post("/entrar/codigo/", {"code": paper}).status_code == 422


def test_a_code_is_waited_for_five_minutes(client: Client, factor: SecondFactor) -> None:
    client.post("/entrar/", {"login": "gestor", "password": PASSWORD})
    session: Any = client.session
    session["pending"] = {**session["pending"], "at": session["pending"]["at"] - 301}
    session.save()
    assert client.post("/entrar/codigo/", {"code": code(factor, NOON)})["Location"] == "/entrar/"
