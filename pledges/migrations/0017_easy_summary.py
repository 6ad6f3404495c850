"""An edition says whether a part of it is in easy Swedish; a section may be that part."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pledges", "0016_counted_contents"),
    ]

    operations = [
        migrations.AddField(
            model_name="pledgeedition",
            name="has_easy_summary",
            field=models.BooleanField(db_default=False, default=False, verbose_name="lättläst sammanfattning"),
        ),
        migrations.AlterField(
            model_name="section",
            name="kind",
            field=models.CharField(
                choices=[
                    ("introduction", "Inledning"),
                    ("situation", "Lägesbild"),
                    ("background", "Bakgrund"),
                    ("residents", "Så hördes invånarna"),
                    ("effects", "Förväntad effekt"),
                    ("focus", "Fokusområden"),
                    ("crimes", "Brottskategorier"),
                    ("children", "Barnkonventionen"),
                    ("follow_up", "Så följs löftet upp"),
                    ("about", "Om medborgarlöften"),
                    ("easy", "Lättläst sammanfattning"),
                    ("other", "Annat"),
                ],
                max_length=12,
                verbose_name="slag",
            ),
        ),
    ]
