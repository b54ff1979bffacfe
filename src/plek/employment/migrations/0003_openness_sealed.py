from django.db import migrations

import plek.shared.encryption

AT_ONCE = 2000
OPENNESS = [('niemand', 'nobody'), ('leidinggevende', 'manager'), ("collega's", 'colleagues'), ('iedereen', 'everyone')]


def seal(apps, schema_editor):
    job = apps.get_model('employment', 'Job')
    told = job.objects.exclude(openness_told='').order_by('pk').only('pk', 'openness_told')
    batch = []
    for row in told.iterator(AT_ONCE):
        row.openness = row.openness_told
        batch.append(row)
        if len(batch) == AT_ONCE:
            job.objects.bulk_update(batch, ['openness'])
            batch = []
    job.objects.bulk_update(batch, ['openness'])


def open_again(apps, schema_editor):
    job = apps.get_model('employment', 'Job')
    for row in job.objects.order_by('pk').only('pk', 'openness').iterator(AT_ONCE):
        job.objects.filter(pk=row.pk).update(openness_told=row.openness)


class Migration(migrations.Migration):

    dependencies = [
        ('employment', '0002_job_terms'),
    ]

    operations = [
        migrations.RenameField('job', 'openness', 'openness_told'),
        migrations.AddField('job', 'openness', plek.shared.encryption.EncryptedTextField(blank=True, choices=OPENNESS, default=b'', editable=True)),
        migrations.RunPython(seal, open_again),
        migrations.RemoveField('job', 'openness_told'),
    ]
