"""A function that runs with its owner's rights looks at temporary tables last.

Left out of the path they would come first, and a table of that name made by the caller would stand for ours.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only_chain")]
    operations = [
        migrations.RunSQL(
            "alter function audit_append set search_path = public, pg_temp;",
            "alter function audit_append set search_path = public;",
        )
    ]
