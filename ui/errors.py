from django.db import models

from audit.errors import Refusal


class EditConflict(Refusal):
    """Somebody else changed the record after the form was opened. `record` is the row as it is now."""

    message = "Somebody else changed this while you were writing. Nothing has been overwritten."

    def __init__(self, record: models.Model) -> None:
        super().__init__()
        self.record = record


class TextTooLong(Refusal):
    """More text than a draft holds."""

    message = "This is too long to keep as unfinished. Shorten it, or save it in parts."
