from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='FrameworkVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('framework', models.CharField(max_length=60, verbose_name='Framework')),
                ('version', models.CharField(max_length=30, verbose_name='Version')),
                ('content_hash', models.CharField(max_length=64, verbose_name='Content hash')),
                ('document', models.JSONField()),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('retired', 'Retired')], default='draft', max_length=10, verbose_name='Status')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='Published at')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'framework version',
                'verbose_name_plural': 'framework versions',
                'constraints': [models.UniqueConstraint(fields=('framework', 'version'), name='framework_version_number'), models.UniqueConstraint(fields=('content_hash',), name='framework_version_content'), models.CheckConstraint(condition=models.Q(('status', 'draft'), ('published_at__isnull', False), _connector='OR'), name='framework_version_published_at')],
            },
        ),
    ]
