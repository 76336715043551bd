from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0001_initial'),
        ('reports', '0005_sealed_content'),
    ]

    operations = [
        migrations.CreateModel(
            name='FiguresEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('members', models.JSONField(default=list)),
                ('shown', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures_editions', to='programmes.programme')),
            ],
        ),
    ]
