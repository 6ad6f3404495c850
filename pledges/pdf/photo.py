"""The photo of a pledge, made small and plain enough for its PDF."""

import base64
import io

from django.core.files.storage import default_storage
from PIL import Image, ImageOps

MOST_PIXELS = 1600


def photo_item(photo: dict | None) -> dict | None:
    """The photo as data for the page, its alt text and caption; None when there is no picture to show."""
    if not photo or not photo["file"] or not default_storage.exists(photo["file"]):
        return None
    with default_storage.open(photo["file"]) as stored, Image.open(stored) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGB")  # one colour model, no transparency, no metadata
        upright.thumbnail((MOST_PIXELS, MOST_PIXELS))
        written = io.BytesIO()
        upright.save(written, "JPEG", quality=85)
    data = base64.b64encode(written.getvalue()).decode("ascii")
    return {"data": f"data:image/jpeg;base64,{data}", "alt": photo["alt"] or "Foto", "caption": photo["caption"]}
