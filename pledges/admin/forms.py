"""What every form of the back office has in common."""

from functools import partial

from django import forms

from pledges.documents import check_photo


class WholeForm(forms.ModelForm):
    """Checks every constraint of the database, also those that touch what the form does not show.

    Django 5.2 leaves out of this what the form does not show (such as the state in "no two at the same
    time") and then answers with a server error, so its own check is put off and made whole.
    """

    def _post_clean(self) -> None:
        if self.instance.pk and not self.has_changed():
            return  # as the database has accepted it already; a pledge has many such rows
        self.instance.full_clean = partial(self.instance.full_clean, validate_constraints=False)
        try:
            super()._post_clean()
        finally:
            del self.instance.full_clean
        self.validate_constraints()

    def keep_within(self, *names: str) -> None:
        """Offer, in these fields, only what is of the same kommun as the thing itself."""
        for name in set(names) & set(self.fields):
            field = self.fields[name]
            field.queryset = field.queryset.of(self.instance.municipality_id)

    def validate_constraints(self) -> None:
        failed_or_empty = self._get_validation_exclusions() & set(self.fields)
        try:
            self.instance.validate_constraints(exclude=failed_or_empty)
        except forms.ValidationError as error:
            self.add_error(None, error)


class PhotoForm(WholeForm):
    """A form with a photo, whose kind and size are checked."""

    def clean_photo(self):
        photo = self.cleaned_data["photo"]
        if photo and "photo" in self.changed_data:
            check_photo(photo)
        return photo
