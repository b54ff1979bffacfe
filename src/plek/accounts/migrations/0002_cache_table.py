"""The table behind the cache that counts sign-in attempts over all processes."""

from django.db import migrations

MAKE = """
create table plek_cache (cache_key varchar(255) primary key, value text not null, expires timestamptz not null);
create index plek_cache_expires on plek_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunSQL(MAKE, "drop table plek_cache")]
