"""PostgreSQL extensions: btree_gist for "no two at the same time", pg_trgm for misspelt names."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies: list = []
    operations = [BtreeGistExtension(), TrigramExtension()]
