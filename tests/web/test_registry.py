"""The padrón's pages: what each role finds and reads, what is traced, and no minor's pregnancy told."""

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from juntos.actions.explain.telling import told_alike
from juntos.core.access import ROLES, Detail, Kind, Verb
from juntos.core.explanations import HIDDEN_DUTY, Viewer
from juntos.paper.formats import day as in_words
from juntos.store.models import (
    Assignment,
    Contact,
    Event,
    Household,
    HouseholdResult,
    Member,
    MemberResult,
    PadronEvent,
    Pregnancy,
    Run,
    User,
)
from tests.filled import PASSWORD, TODAY, Filled
from tests.web.explained import ALWAYS, explanation_with
from tests.web.looking import Site, assert_valid

DAY = timedelta(days=1)
PURPOSE = "Informe de control 012-2011"
SignedIn = Callable[[str], Client]


@pytest.fixture
def signed_in(record: Filled) -> Iterator[SignedIn]:
    """A client of an account of the sample, by its role, having said what for where that is asked."""
    hashers = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    office = replace(settings.OFFICE, today=TODAY, files=record.files)

    def of(role: str) -> Client:
        user = User.objects.filter(role=role).order_by("pk")[0]
        client = Client()
        assert client.post("/entrar/", {"login": user.login, "password": PASSWORD}).status_code == 302, role
        if any(ROLES[role].needs_reason(kind) for kind in ROLES[role].cells):
            client.post("/para-que/", {"purpose": PURPOSE})
        return client

    with override_settings(OFFICE=office, PASSWORD_HASHERS=hashers):
        yield of


def text_of(answer: Any) -> str:
    """What a page says, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_gestor_finds_a_household_by_a_misspelt_name_and_reads_its_file(signed_in: SignedIn) -> None:
    client = signed_in("gestor")
    home = Household.objects.select_related("titular").order_by("pk")[2]
    assert home.titular is not None
    misspelt = f"{home.titular.given_names} {home.titular.surname1}".replace("rr", "r").upper()
    listed = client.get("/hogares/", {"buscar": misspelt})
    assert f"/hogares/{home.pk}/" in listed.content.decode()
    page = text_of(client.get(f"/hogares/{home.pk}/"))
    for title in (
        "Quiénes son",
        "Dónde vive",
        "De qué lista viene",
        "Acuerdo de compromiso",
        "Qué se le paga",
    ):
        assert title in page
    assert home.titular.dni in page


def test_reading_a_file_leaves_a_trace_and_who_audits_sees_it(signed_in: SignedIn) -> None:
    home = Household.objects.order_by("pk")[0]
    signed_in("gestor").get(f"/hogares/{home.pk}/")
    event = Event.objects.get(subject=f"household:{home.pk}", action="registry.read")
    assert event.actor
    assert event.actor.role == "gestor"
    assert '"has_health": true' in event.detail
    auditor = signed_in("auditor")
    page = text_of(auditor.get(f"/hogares/{home.pk}/"))
    assert "Quién vio esta ficha" in page
    assert "vio la ficha" in page
    assert Event.objects.filter(subject=f"household:{home.pk}", purpose=PURPOSE).count() == 1
    assert "Quién vio esta ficha" not in text_of(signed_in("gestor").get(f"/hogares/{home.pk}/"))


def test_the_file_on_paper_asks_what_for_and_has_serial_and_head(signed_in: SignedIn) -> None:
    home = Household.objects.order_by("pk")[0]
    client = signed_in("gestor")
    assert client.post(f"/hogares/{home.pk}/imprimir/", {"purpose": ""}).status_code == 422
    answer = client.post(f"/hogares/{home.pk}/imprimir/", {"purpose": "Visita del 12 de marzo"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    taken = Event.objects.get(subject=f"household:{home.pk}", action="audit.export")
    assert len(taken.sha256) == 64
    assert taken.purpose == "Visita del 12 de marzo"
    assert Event.objects.filter(subject=f"household:{home.pk}", action="registry.print").count() == 1


def test_the_explanation_of_a_period_in_its_own_words(signed_in: SignedIn) -> None:
    run = Run.objects.get(period="2011-3", revision=0)
    unpaid = HouseholdResult.objects.filter(run=run, is_payable=False, state_before__isnull=False)
    row = unpaid.exclude(pay_reason__in=("left", "not-affiliated")).order_by("household_id")[0]
    known_at = Run.objects.filter(period="2011-3").latest("revision").cut.known_at
    for on, known_on in ((known_at, known_at), (known_at, known_at + DAY), (known_at + DAY, None)):
        Contact.objects.create(
            household_id=row.household_id, contacted_on=on, outcome="absent", known_on=known_on
        )
    gestor, address = signed_in("gestor"), f"/hogares/{row.household_id}/por-que"
    answer = gestor.get(f"{address}/2011-3/")
    page = text_of(answer)
    told, untold = (in_words(day).replace("\xa0", " ") for day in (known_at, known_at + DAY))
    assert page.count(f"{told} no se encontró a nadie") == 1, "as the period's cut knew it"
    assert f"{untold} no se encontró" not in page
    assert '<option value="2011-3" selected>' in answer.content.decode()
    onward = gestor.get(f"{address}/2011-3/", {"periodo": "2011-4"})
    assert onward["Location"] == f"{address}/2011-4/"
    assert "En pocas palabras" in page
    assert (
        page.index("Qué se intentó")
        < page.index("Qué se puede hacer")
        < page.index("Qué le tocaba a cada uno")
    )


@pytest.mark.parametrize("period", ["2011-4", "nada", "1990-1"])
def test_a_period_without_a_run_is_no_page(signed_in: SignedIn, period: str) -> None:
    code = signed_in("gestor").get(f"/hogares/3/por-que/{period}/").status_code
    assert code == (200 if period == "2011-4" else 404)


def test_who_sees_counts_sees_no_household(signed_in: SignedIn) -> None:
    for role in ("director", "ugppe", "municipality", "social_development"):
        client = signed_in(role)
        page = text_of(client.get("/hogares/"))
        assert "Hogares en el programa" in page, role
        assert "Titular" not in page, role
        assert client.get("/hogares/1/").status_code == 403, role


def test_a_minimum_is_who_and_where(signed_in: SignedIn) -> None:
    home = Household.objects.select_related("titular").order_by("pk")[0]
    assert home.titular is not None
    assert home.titular.dni is not None
    for role in ("region_support", "education_directorate"):
        client = signed_in(role)
        page = client.get(f"/hogares/{home.pk}/").content.decode()
        assert home.titular.given_names in page, role
        for hidden in (home.titular.dni, "Qué se le paga", "Acuerdo de compromiso", "De qué lista viene"):
            assert hidden not in page, (role, hidden)
        found = client.get("/hogares/", {"buscar": home.titular.dni}).content.decode()
        assert f"/hogares/{home.pk}/" not in found, role


@pytest.mark.parametrize(
    "address", ["/hogares/", "/hogares/?buscar=quispe", "/hogares/3/", "/hogares/3/por-que/2011-3/"]
)
def test_the_number_of_queries_is_the_same_for_a_few_and_for_many(
    signed_in: SignedIn, address: str, django_assert_max_num_queries: Any
) -> None:
    client = signed_in("gestor")
    client.get(address)
    with django_assert_max_num_queries(30):
        assert client.get(address).status_code == 200


# --- a minor's pregnancy: in no page, list, file, paper or explanation of who may not know of it ---


@pytest.fixture
def girl(record: Filled) -> Member:
    """A girl of sixteen of the sample, pregnant, assigned to a clinic, and the event that told it."""
    girl = Member.objects.filter(sex="f", kinship="child", left_on__isnull=True).order_by("birth_on")[0]
    Member.objects.filter(pk=girl.pk).update(birth_on=date(1995, 9, 9))
    clinic = Assignment.objects.filter(sector="health").order_by("pk")[0].service
    Assignment.objects.filter(member=girl, sector="health").delete()
    Assignment.objects.create(member=girl, service=clinic, sector="health", since=date(2011, 9, 1))
    Pregnancy.objects.create(
        member=girl, last_menstruation_on=date(2011, 8, 1), detected_on=date(2011, 9, 15), ended_on=None
    )
    gestor = User.objects.get(login="gestor-001")
    PadronEvent.objects.create(
        kind="pregnancy",
        household=girl.household,
        member=girl,
        happened_on=date(2011, 9, 15),
        proposed_by=gestor,
        proposed_at="2011-09-16T12:00:00Z",
    )
    girl.refresh_from_db()
    return girl


def told(answer: Any) -> str:
    return text_of(answer).lower() if answer.status_code == 200 else ""


@pytest.mark.parametrize("role", [role for role in ROLES if ROLES[role].may(Verb.VIEW, Kind.REGISTRY)])
def test_a_minors_pregnancy_is_told_to_those_alone_who_may_know(
    signed_in: SignedIn, girl: Member, role: str
) -> None:
    if not User.objects.filter(role=role).exists():
        pytest.skip("the sample has nobody of this role")
    client, number = signed_in(role), girl.household_id
    may_know = ROLES[role].may(Verb.VIEW, Kind.MINOR_PREGNANCY)
    clinic = Assignment.objects.get(member=girl, sector="health").service.name.lower()
    own = client.get(f"/hogares/{number}/")
    page = told(own)
    person = next((p for p in page.split("parentesco") if girl.given_names.lower() in p), "")
    for hint in ("gestante", "embarazo", "prenatal"):
        assert (hint in page) <= may_know, (role, hint)
    line = re.search(re.escape(girl.given_names.lower()) + r".{0,200}", person)
    assert line is None or (clinic in line[0]) <= may_know, role
    pregnant = client.get("/hogares/", {"grupo": "gestantes", "buscar": str(number)})
    has_filter = role in {r for r in ROLES if ROLES[r].may(Verb.VIEW, Kind.HEALTH)}
    if has_filter and not may_know and ROLES[role].detail(Kind.REGISTRY) is Detail.NAMED:
        assert f"/hogares/{number}/" not in pregnant.content.decode(), role
    for kind in ("csv",):
        file = client.post(f"/hogares/?exportar={kind}&buscar={number}", {"para_que": PURPOSE}).content
        assert not re.search(rb"gestante|prenatal", file.lower()), role
    paper = client.post(f"/hogares/{number}/imprimir/", {"purpose": PURPOSE})
    if paper.status_code == 200:
        assert (b"gestante" in _written(paper.content)) <= may_know, role


def _written(pdf: bytes) -> bytes:
    """The streams of a PDF, unpacked: what it draws and the text it carries."""
    found = b""
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.S):
        try:
            found += zlib.decompress(stream)
        except zlib.error:
            found += stream
    return found.lower()


def test_the_explanation_tells_no_girl_from_another() -> None:
    gestor = Viewer("gestor", sees_health=True, sees_minor_pregnancy=False)
    for months in (130, 170, 181):
        said = {
            duty: told_alike(explanation_with(duty, months), gestor, 180) for duty in ("prenatal", "school")
        }
        assert said["prenatal"] == said["school"], months
        assert said["school"].members[0].units[0].duty == HIDDEN_DUTY
    past = told_alike(explanation_with("prenatal", 182), gestor, 180)
    assert past.members == ()
    assert {rule.parameter for rule in past.rules} == set(ALWAYS)


def test_the_explanation_is_whole_for_who_may_know_and_for_everybody_else() -> None:
    clinic = Viewer("clinic", sees_health=True, sees_minor_pregnancy=True)
    gestor = Viewer("gestor", sees_health=True, sees_minor_pregnancy=False)
    whole = explanation_with("prenatal", 190)
    assert told_alike(whole, clinic, 180) == whole
    for months in (100, 240):  # a younger girl, a woman
        whole = explanation_with("school" if months == 100 else "prenatal", months)
        assert told_alike(whole, gestor, 180) == whole


def test_a_result_that_only_a_pregnancy_explains_is_not_there(signed_in: SignedIn) -> None:
    run = Run.objects.get(period="2011-6", revision=0)
    girl = Member.objects.create(
        household=Household.objects.order_by("pk")[2],
        given_names="Xulema",
        surname1="Quispe",
        birth_on=date(1995, 9, 9),
        sex="f",
        kinship="child",
        is_target=True,
        joined_on=date(2009, 1, 1),
    )
    clinic = Assignment.objects.filter(sector="health").order_by("pk")[0].service
    Assignment.objects.create(member=girl, service=clinic, sector="health", since=date(2011, 9, 1))
    MemberResult.objects.create(
        run=run,
        member_id=girl.pk,
        unit=1,
        household_id=girl.household_id,
        place_id=girl.household.place_id,
        age_months=195,
        result="complies",
        result_basis="evidence",
        rule="prenatal",
        finding="complies",
        finding_reason="attended",
        counted=1,
        needed=1,
    )
    for role in ("gestor", "information_manager", "health_directorate"):
        page = signed_in(role).get(f"/hogares/{girl.household_id}/").content.decode()
        results = page.split('id="resultados"')[1].split("</section>")[0] if 'id="resultados"' in page else ""
        may_know = ROLES[role].may(Verb.VIEW, Kind.MINOR_PREGNANCY)
        assert (girl.given_names in results) == may_know, role


def test_the_pages_are_valid_html(signed_in: SignedIn) -> None:
    client, home = signed_in("gestor"), 3
    addresses = [
        "/hogares/?buscar=quispe&estado=active",
        f"/hogares/{home}/",
        f"/hogares/{home}/imprimir/",
        f"/hogares/{home}/por-que/2011-3/",
    ]
    assert_valid({address: client.get(address).content.decode() for address in addresses})


def test_an_empty_padron_teaches_and_holds_what_every_page_promises(site: Site) -> None:
    site.hold("gestor", ["/hogares/", "/hogares/?buscar=quispe"])
    site.hold("director", ["/hogares/"])
