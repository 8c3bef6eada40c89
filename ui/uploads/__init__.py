"""What may be uploaded: decided by what is in the file, never by its name or by what the browser says it is."""

from ui.uploads.inspection import Inspected, inspect
from ui.uploads.kinds import Kind, Refused

__all__ = ["Inspected", "Kind", "Refused", "inspect"]
