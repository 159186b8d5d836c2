"""Territory and the State's own hierarchy, dated: moving a facility leaves past reports unchanged."""

from django.db import models
from django.db.models import F, Q

from juntos.core.supply import SECTORS
from juntos.core.territory import ROAD_CUTS
from juntos.store.models.facts import fact, known, until_after_since

NETWORK_KINDS = ("directorate", "red", "microred", "dre", "ugel")


class Region(models.Model):
    """A region: the first two digits of the UBIGEO."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=80)

    class Meta:
        db_table = "territory_region"


class Province(models.Model):
    """A province: four digits."""

    code = models.CharField(max_length=4, primary_key=True)
    name = models.CharField(max_length=80)
    region = models.ForeignKey(Region, on_delete=models.PROTECT)

    class Meta:
        db_table = "territory_province"
        constraints = [
            models.CheckConstraint(
                condition=Q(code__startswith=F("region_id")), name="province_in_its_region"
            )
        ]


class Zone(models.Model):
    """A zonal coordinator's part of a region: some of its districts."""

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=80)
    region = models.ForeignKey(Region, on_delete=models.PROTECT)

    class Meta:
        db_table = "territory_zone"


class District(models.Model):
    """A district: six digits, with the position of its capital."""

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=80)
    province = models.ForeignKey(Province, on_delete=models.PROTECT)
    zone = models.ForeignKey(Zone, null=True, blank=True, on_delete=models.PROTECT)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        db_table = "territory_district"
        constraints = [
            models.CheckConstraint(
                condition=Q(code__startswith=F("province_id")), name="district_in_its_province"
            )
        ]


class Place(models.Model):
    """A centro poblado: ten digits."""

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=120)
    district = models.ForeignKey(District, on_delete=models.PROTECT)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    altitude_m = models.IntegerField(null=True)

    class Meta:
        db_table = "territory_place"
        constraints = [
            models.CheckConstraint(
                condition=Q(code__startswith=F("district_id")), name="place_in_its_district"
            )
        ]


RoadCut = fact("RoadCut", ROAD_CUTS, {"place_id": Place}, more=known())


class Network(models.Model):
    """A body that services answer to: DIRESA, red, microred; DRE, UGEL."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)

    class Meta:
        db_table = "territory_network"
        constraints = [
            models.UniqueConstraint(fields=["kind", "code"], name="network_code_once"),
            models.CheckConstraint(condition=Q(kind__in=NETWORK_KINDS), name="network_kind_exists"),
        ]


class NetworkParent(models.Model):
    """The body above another, from a day on."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="parents")
    parent = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="children")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        db_table = "territory_network_parent"
        constraints = [
            until_after_since("network_parent_until_after_since"),
            models.CheckConstraint(condition=~Q(network=F("parent")), name="network_not_its_own_parent"),
            models.UniqueConstraint(
                fields=["network"], condition=Q(until__isnull=True), name="network_one_parent_now"
            ),
        ]


class Service(models.Model):
    """A facility (EESS) or school (IIEE), with its official code."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=160)
    sector = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    district = models.ForeignKey(District, on_delete=models.PROTECT)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        db_table = "territory_service"
        constraints = [
            models.UniqueConstraint(fields=["sector", "code"], name="service_code_once"),
            models.CheckConstraint(condition=Q(sector__in=SECTORS), name="service_sector_exists"),
        ]


class ServiceNetwork(models.Model):
    """The body that a service answers to, from a day on."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="networks")
    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="services")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        db_table = "territory_service_network"
        constraints = [
            until_after_since("service_network_until_after_since"),
            models.UniqueConstraint(
                fields=["service"], condition=Q(until__isnull=True), name="service_one_network_now"
            ),
        ]
