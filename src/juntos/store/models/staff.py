"""The programme's posts: who holds each, and which places a gestor's post accompanies."""

from django.db import models
from django.db.models import Q

from juntos.store.models.accounts import User
from juntos.store.models.facts import until_after_since
from juntos.store.models.territory import Place, Region, Zone


class Post(models.Model):
    """A post, of a zone or of the whole region; a gestor's number is the one that cuts carry."""

    number = models.IntegerField(primary_key=True)
    role = models.CharField(max_length=40)
    region = models.ForeignKey(Region, on_delete=models.PROTECT)
    zone = models.ForeignKey(Zone, null=True, on_delete=models.PROTECT)

    class Meta:
        db_table = "staff_post"


class PostHolder(models.Model):
    """Who holds a post, from a day on; a post without one is vacant."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holders")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    since = models.DateField()
    until = models.DateField(null=True)
    sex = models.CharField(max_length=1, blank=True)
    age_band = models.CharField(max_length=10, blank=True)

    class Meta:
        db_table = "staff_holder"
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(until__isnull=True), name="post_one_holder_now"
            ),
            until_after_since("holder_until_after_since"),
        ]


class PostPlace(models.Model):
    """A place that a gestor's post accompanies, from a day on."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="places")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="posts")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        db_table = "staff_post_place"
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(until__isnull=True), name="place_one_post_now"
            ),
            until_after_since("post_place_until_after_since"),
        ]
