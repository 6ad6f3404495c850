"""Small pieces that the models' constraints and derived columns are made of."""

from django.contrib.postgres.fields import DateRangeField
from django.db.models import Func, IntegerField, Value


class DateSpan(Func):
    """PostgreSQL's daterange of two date columns, both days included; an empty end is open."""

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self, first: str, last: str, **extra) -> None:
        super().__init__(first, last, Value("[]"), **extra)

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args[:2], kwargs


class CountIn(Func):
    """How many there are at a path in a JSON document (PostgreSQL's jsonpath), for a column that says so."""

    output_field = IntegerField()

    def __init__(self, name: str, path: str, **extra) -> None:
        template = f"jsonb_array_length(jsonb_path_query_array(%(expressions)s, '{path}'))"
        super().__init__(name, template=template, **extra)
