"""The people who use the system: one account each, one role, how far it reaches, and how it signs in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from juntos.core.access import ROLES, Reach


class User(AbstractBaseUser):
    """An account. What it may do is its role's line in ``core.access``, within its scopes.

    A password that somebody else chose has to be changed before anything else.
    """

    login = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=160)
    role = models.CharField(max_length=40)
    is_active = models.BooleanField(default=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    has_to_change_password = models.BooleanField(default=False, db_default=False)

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


class SecondFactor(models.Model):
    """The secret that an account shares with its telephone (RFC 6238); it counts once confirmed.

    The secret is kept as ``store.sealing`` seals it. ``last_step`` is the step of the last code taken, so
    that none is taken twice.
    """

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="second_factor")
    sealed_secret = models.CharField(max_length=200)
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)

    class Meta:
        db_table = "accounts_second_factor"
        constraints = [
            models.CheckConstraint(condition=~Q(sealed_secret=""), name="second_factor_secret_given")
        ]


class RecoveryCode(models.Model):
    """A code on paper that stands once for a telephone that was lost; only its SHA-256 is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="recovery_codes")
    sha256 = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_recovery_code"
        constraints = [models.UniqueConstraint(fields=["user", "sha256"], name="recovery_code_once")]


class SignInAttempt(models.Model):
    """An attempt to sign in that has not succeeded: the login as typed, perhaps nobody's, and the address."""

    login = models.CharField(max_length=60)
    address = models.CharField(max_length=45)
    at = models.DateTimeField()

    class Meta:
        db_table = "accounts_sign_in_attempt"
        indexes = [
            models.Index(fields=["login", "at"], name="attempt_login_at"),
            models.Index(fields=["address", "at"], name="attempt_address_at"),
        ]
