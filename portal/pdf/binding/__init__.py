"""Many of our PDFs as one that is still tagged, archivable and accessible, whatever their number."""

from portal.pdf.binding.binder import Binder
from portal.pdf.binding.outline import Group

__all__ = ["Binder", "Group"]
