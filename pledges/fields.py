"""Small pieces that the models' constraints share."""

from django.contrib.postgres.fields import DateRangeField
from django.db.models import Func, Value


class DateSpan(Func):
    """PostgreSQL's daterange of two date columns, both days included; an empty end is open."""

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self, first: str, last: str, **extra) -> None:
        super().__init__(first, last, Value("[]"), **extra)

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args[:2], kwargs
