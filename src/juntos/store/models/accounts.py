"""The people who use the system: one account each, one role, and how far it reaches."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from juntos.core.access import ROLES, Reach


class User(AbstractBaseUser):
    """An account. What it may do is its role's line in ``core.access``, within its scopes."""

    login = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=160)
    role = models.CharField(max_length=40)
    is_active = models.BooleanField(default=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    USERNAME_FIELD = "login"
    objects = BaseUserManager()

    class Meta:
        db_table = "accounts_user"
        constraints = [
            models.CheckConstraint(condition=Q(role__in=sorted(ROLES)), name="user_role_exists"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=models.F("since")),
                name="user_until_after_since",
            ),
            models.CheckConstraint(condition=~Q(login=""), name="user_login_given"),
        ]


class UserScope(models.Model):
    """A territory, service or household that an account reaches: its kind and its official code."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="scopes")
    reach = models.CharField(max_length=20)
    code = models.CharField(max_length=20)

    class Meta:
        db_table = "accounts_scope"
        constraints = [
            models.UniqueConstraint(fields=["user", "reach", "code"], name="scope_once"),
            models.CheckConstraint(
                condition=Q(reach__in=sorted(reach.value for reach in Reach)), name="scope_reach_exists"
            ),
            models.CheckConstraint(condition=~Q(code=""), name="scope_code_given"),
        ]
