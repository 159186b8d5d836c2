"""How an account signs in: its second factor, its recovery codes, and the attempts that failed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def _key() -> "models.BigAutoField[int, int]":
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("store", "0002_audit_only_appends")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="has_to_change_password",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name="SecondFactor",
            fields=[
                ("id", _key()),
                ("secret", models.CharField(max_length=64)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("last_step", models.BigIntegerField(default=0)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_factor",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "accounts_second_factor",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("secret", ""), _negated=True), name="second_factor_secret_given"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                ("id", _key()),
                ("sha256", models.CharField(max_length=64)),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recovery_codes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "accounts_recovery_code",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "sha256"), name="recovery_code_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SignInAttempt",
            fields=[
                ("id", _key()),
                ("login", models.CharField(max_length=60)),
                ("address", models.CharField(max_length=45)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "accounts_sign_in_attempt",
                "indexes": [
                    models.Index(fields=["login", "at"], name="attempt_login_at"),
                    models.Index(fields=["address", "at"], name="attempt_address_at"),
                ],
            },
        ),
    ]
