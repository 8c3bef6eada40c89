from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from casefile.looking import looked_at
from enquiries.models import Case


@login_required
@require_safe
def case(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """The case at a glance."""
    found = get_object_or_404(
        Case.objects.visible_to(request.user).select_related("person", "team", "enquiry"), pk=case_id
    )
    looked_at(request, found)
    return render(request, "casefile/case.html", {"case": found, "person": found.person})
