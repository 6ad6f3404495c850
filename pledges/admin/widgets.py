"""How values are entered: days and numbers by the browser's own fields, names by typing, several by ticking."""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join


class DayInput(forms.DateInput):
    """The browser's own field for a day: shown in Swedish order, sent as an ISO date."""

    input_type = "date"

    def __init__(self, attrs=None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})}, format="%Y-%m-%d")


class NameInput(forms.TextInput):
    """A text field that suggests names from a list as one types; works without script."""

    suggestions: tuple[str, ...] = ()

    def render(self, name, value, attrs=None, renderer=None):
        list_id = f"{(attrs or {}).get('id', name)}-forslag"
        field = super().render(name, value, {**(attrs or {}), "list": list_id, "autocomplete": "off"}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((text,) for text in self.suggestions))
        return format_html('{}<datalist id="{}">{}</datalist>', field, list_id, options)


class PlainSelect(forms.Select):
    """A list of choices, written out here for the same reason as `TickBoxes`."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, " selected" if str(key) == chosen else "", label) for key, label in self.choices),
        )
        attributes = flatatt({**self.build_attrs(self.attrs, attrs), "name": name})
        return format_html("<select{}>{}</select>", attributes, options)


class TickBoxes(forms.CheckboxSelectMultiple):
    """Tick boxes folded under a line that says what is ticked.

    Written out here rather than by Django's templates: a pledge has thousands, and these cost a tenth.
    """

    def render(self, name, value, attrs=None, renderer=None):
        ticked = {str(key) for key in value or ()}
        base = (attrs or {}).get("id", name)
        rows, chosen = [], []
        for number, (key, label) in enumerate(self.choices):
            is_ticked = str(key) in ticked
            chosen += [label] if is_ticked else []
            rows.append((base, number, name, key, " checked" if is_ticked else "", label))
        boxes = format_html_join(
            "",
            '<li><label for="{0}_{1}"><input type="checkbox" id="{0}_{1}" name="{2}" value="{3}"{4}> {5}</label></li>',
            rows,
        )
        return self.folded(boxes, chosen)

    def folded(self, boxes: str, chosen: list[str]) -> str:
        if not boxes:
            return format_html('<p class="nothing-to-tick">{}</p>', "Inget att välja ännu.")
        summary = ", ".join(chosen) if chosen else "Välj …"
        return format_html(
            '<details class="ticks"><summary>{}</summary><ul class="tick-boxes">{}</ul></details>', summary, boxes
        )


class FileInput(forms.ClearableFileInput):
    """A file field that names the present file without linking to it: files have no address of their own."""

    def render(self, name, value, attrs=None, renderer=None):
        field = forms.FileInput.render(self, name, None, attrs, renderer)
        if not self.is_initial(value):
            return field
        clear = "" if self.is_required else self.clear_box(name)
        return format_html('<div class="present-file">Det finns en fil. {}</div>{}', clear, field)

    def clear_box(self, name: str) -> str:
        box = self.clear_checkbox_name(name)
        box_id = self.clear_checkbox_id(box)
        return format_html(
            '<label for="{0}"><input type="checkbox" name="{1}" id="{0}"> Ta bort den</label>', box_id, box
        )

    def get_context(self, name, value, attrs):
        return forms.FileInput.get_context(self, name, value, attrs)
