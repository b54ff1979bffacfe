"""The 35 labour-market regions, from ``regions.yaml``."""

from pathlib import Path
from typing import Any

import yaml
from django.db import migrations


def add(apps: Any, schema_editor: Any) -> None:
    regions = yaml.safe_load((Path(__file__).parent.parent / "regions.yaml").read_text("utf-8"))["regions"]
    model = apps.get_model("organisations", "Region")
    model.objects.bulk_create([model(number=n, name=name) for n, name in regions.items()])


def remove(apps: Any, schema_editor: Any) -> None:
    apps.get_model("organisations", "Region").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
