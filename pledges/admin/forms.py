"""What every form of the back office has in common."""

from django import forms

from pledges.documents import check_photo


class WholeForm(forms.ModelForm):
    """Checks every constraint of the database, also those that touch what the form does not show.

    Django skips a constraint when a field in it is missing from the form (such as the state in "no two at
    the same time"), and would then answer with a server error.
    """

    def keep_within(self, *names: str) -> None:
        """Offer, in these fields, only what is of the same kommun as the thing itself."""
        for name in set(names) & set(self.fields):
            field = self.fields[name]
            field.queryset = field.queryset.of(self.instance.municipality_id)

    def validate_constraints(self) -> None:
        try:
            self.instance.validate_constraints(exclude=set(self.errors))
        except forms.ValidationError as error:
            self.add_error(None, error)


class PhotoForm(WholeForm):
    """A form with a photo, whose kind and size are checked."""

    def clean_photo(self):
        photo = self.cleaned_data["photo"]
        if photo and "photo" in self.changed_data:
            check_photo(photo)
        return photo
