"""The second factor's secrets are kept encrypted: those that are there are encrypted now."""

from typing import Any

from django.db import migrations, models

from juntos.store.sealing import opened, sealed


def seal(apps: Any, _schema: object) -> None:
    for factor in apps.get_model("store", "SecondFactor").objects.all():
        factor.sealed_secret = sealed(factor.sealed_secret)
        factor.save(update_fields=["sealed_secret"])


def unseal(apps: Any, _schema: object) -> None:
    """Back to plain text; a secret of another key is lost either way, and its account enrols again."""
    for factor in apps.get_model("store", "SecondFactor").objects.all():
        secret = opened(factor.sealed_secret)
        if secret is None:
            factor.delete()
            continue
        factor.sealed_secret = secret
        factor.save(update_fields=["sealed_secret"])


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0011_ledger"),
    ]

    operations = [
        migrations.RemoveConstraint("secondfactor", "second_factor_secret_given"),
        migrations.RenameField("secondfactor", "secret", "sealed_secret"),
        migrations.AlterField("secondfactor", "sealed_secret", models.CharField(max_length=200)),
        migrations.AddConstraint(
            "secondfactor",
            models.CheckConstraint(
                condition=models.Q(("sealed_secret", ""), _negated=True), name="second_factor_secret_given"
            ),
        ),
        migrations.RunPython(seal, unseal),
    ]
