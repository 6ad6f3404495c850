"""An export in words: how far it has come, what its file is called, until when it is kept."""

from followups.models import Export
from pledges.pages.base import moment_text
from portal.swedish import slug
from portal.wording import figure, size_text


def told(export: Export) -> dict:
    """What the back office shows of an export."""
    return {
        "pk": export.pk,
        "title": str(export),
        "form_text": export.get_form_display(),
        "state": export.state,
        "state_text": export.get_state_display(),
        "is_under_way": export.is_under_way,
        "is_done": export.state == Export.State.DONE,
        "done": export.done,
        "total": export.total,
        "progress_text": progress_text(export),
        "error": export.error,
        "file_name": file_name(export),
        "size_text": size_text(export.size),
        "sha256": export.sha256,
        "asked_text": moment_text(export.created_at),
        "kept_text": moment_text(export.expires_at) if export.expires_at else "",
    }


def progress_text(export: Export) -> str:
    if export.state == Export.State.WAITING or not export.total:
        return "Väntar på sin tur."
    return f"{figure(export.done)} av {figure(export.total)} steg är klara."


def file_name(export: Export) -> str:
    """ "uppfoljningar-lokalpolisomrade-varnamo-2020-t1-3.zip", with each tertial when they are not in a row."""
    numbers = sorted(export.tertials)
    in_a_row = len(numbers) > 1 and numbers[-1] - numbers[0] == len(numbers) - 1
    tertials = f"{numbers[0]}-{numbers[-1]}" if in_a_row else "-".join(map(str, numbers))
    return f"uppfoljningar-{slug(export.place)}-{export.year}-t{tertials}.{export.form}"
