import plek.shared.encryption
from django.db import migrations


class Migration(migrations.Migration):
    """A workbook that waits was bound to its row in another way and is wiped: its owner uploads it again."""

    dependencies = [
        ('exchange', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL("update exchange_importrun set content = ''", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='importrun',
            name='content',
            field=plek.shared.encryption.SealedBytesField(bound_by='key', default=b''),
        ),
    ]
