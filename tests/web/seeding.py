"""A region of two districts beside another, and an account for each role: what tests of pages begin with."""

from datetime import UTC, date, datetime

from juntos.actions.accounts import NewUser, create_user
from juntos.core.access import ROLES
from juntos.store import models as m

PASSWORD = "cuatro-palabras-al-azar"
TODAY = date(2011, 6, 20)
# What bounds each reach in the seeded region.
CODES = {
    "region": ("03",),
    "zone": ("0301",),
    "district": ("030604",),
    "places": ("030604",),
    "community": ("0306040001",),
    "directorate": ("D3",),
    "network": ("M3",),
    "service": ("S3",),
    "household": ("1",),
}


def seed() -> None:
    """Territory, services and one account per role, named as the role."""
    _territory()
    for role in ROLES.values():
        new = NewUser(
            role.name, f"Persona {role.title}", role.name, date(2010, 1, 1), CODES.get(role.reach, ())
        )
        create_user(new, by=None, at=datetime(2011, 1, 1, tzinfo=UTC), password=PASSWORD)
    stranger = NewUser("de.cusco", "Persona de Cusco", "region_coordinator", date(2010, 1, 1), ("08",))
    create_user(stranger, by=None, at=datetime(2011, 1, 1, tzinfo=UTC), password=PASSWORD)


def _territory() -> None:
    for code, name in (("03", "Apurímac"), ("08", "Cusco")):
        region = m.Region.objects.create(code=code, name=name)
        province = m.Province.objects.create(code=f"{code}06", name=f"Provincia de {name}", region=region)
        zone = m.Zone.objects.create(code=f"{code}01", name=f"Zona de {name}", region=region)
        for number, place in ((4, "Ongoy"), (5, "Ocobamba")):
            district = m.District.objects.create(
                code=f"{code}06{number:02}", name=place, province=province, zone=zone
            )
            m.Place.objects.create(code=f"{district.code}0001", name=f"{place} Alto", district=district)
        micro = m.Network.objects.create(code=f"M{int(code)}", name=f"Microred {name}", kind="microred")
        above = m.Network.objects.create(code=f"D{int(code)}", name=f"DIRESA {name}", kind="directorate")
        m.NetworkParent.objects.create(network=micro, parent=above, since=date(2005, 1, 1))
        service = m.Service.objects.create(
            code=f"S{int(code)}", name=f"Puesto {name}", sector="health", kind="post", district=district
        )
        m.ServiceNetwork.objects.create(service=service, network=micro, since=date(2005, 1, 1))
