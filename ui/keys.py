"""The key that every rendered form carries: whose form it is, about which record, sent once."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self
from uuid import UUID

from django.core import signing
from django.db import models

from audit.ids import new_id

SALT = "ui.form"


@dataclass(frozen=True)
class FormKey:
    """Signed, so that nobody can send text in another's name or pass one form's key off as another's."""

    user: str
    form: str
    title: str = ""
    record_type: str = ""
    record_id: str = ""
    key: str = field(default_factory=lambda: str(new_id()))
    restored: str = ""
    restored_at: str = ""

    @classmethod
    def for_form(cls, user: Any, form: str, title: str, record: models.Model | None) -> Self:
        kind, pk = record_name(record)
        return cls(user=str(user.pk), form=form, title=title, record_type=kind, record_id=pk)

    @classmethod
    def read(cls, text: str | None) -> Self | None:
        """The key in `text`, or None where it is missing, garbled or not of our making."""
        try:
            key = cls(**signing.loads(text or "", salt=SALT))
            UUID(key.key)
        except (signing.BadSignature, TypeError, ValueError):
            return None
        return key

    def signed(self) -> str:
        return signing.dumps(asdict(self), salt=SALT, compress=True)

    @property
    def uuid(self) -> UUID:
        return UUID(self.key)

    def same_form(self, other: Self) -> bool:
        """Whether both were rendered for one user, form and record."""
        mine = (self.user, self.form, self.record_type, self.record_id)
        return mine == (other.user, other.form, other.record_type, other.record_id)

    def belongs_to(self, user: Any) -> bool:
        return bool(user.is_authenticated) and str(user.pk) == self.user

    def continuing(self, draft_id: UUID, saved_at: str) -> Self:
        """The key of a form that a draft was put back into; it takes over from that draft."""
        return replace(self, restored=str(draft_id), restored_at=saved_at)


def record_name(record: models.Model | None) -> tuple[str, str]:
    """How a record is named where no foreign key can point: its model's label and its primary key."""
    if record is None:
        return "", ""
    return record._meta.label_lower, str(record.pk)
