from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.errors import require
from audit.events import Event
from people.models import Organisation
from people.permissions import can_add_person


@transaction.atomic
def add_organisation(*, actor: User, name: str, kind: str = "") -> Organisation:
    """The organisation of that name, however it is capitalised; added where nobody has named it before.

    Raises PermissionDenied.
    """
    require(can_add_person, actor)
    name = " ".join(name.split())
    known = Organisation.objects.filter(name__iexact=name).first()
    if known is not None:
        return known
    organisation, is_new = Organisation.objects.get_or_create(name=name, defaults={"kind": kind})
    if is_new:
        record(Event.ORGANISATION_ADDED, actor=actor, subject=organisation)
    return organisation
