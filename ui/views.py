from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from audit.policy import own
from ui import drafts, unsent
from ui.keys import FormKey


@own
@login_required
@require_GET
def unfinished(request: HttpRequest) -> HttpResponse:
    """What the user began and did not send."""
    drafts.open_parcels(request.user.pk)
    return render(request, "ui/unfinished.html", {"drafts": drafts.drafts_of(request.user).defer("posted")})


@own
@login_required
@require_POST
def discard_draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    draft = get_object_or_404(drafts.drafts_of(request.user), pk=draft_id)
    drafts.erase_drafts([draft])  # what arrived late for one of its pages
    draft.delete()
    messages.success(request, "Discarded")
    to_form = request.POST.get("back") == "form" and url_has_allowed_host_and_scheme(draft.path, None)
    return redirect(draft.path if to_form else "ui:unfinished")


@own
@login_required
@require_POST
def stay_signed_in(request: HttpRequest) -> HttpResponse:
    """The session is saved with every request, so that asking is enough."""
    return HttpResponse(status=204)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page is older than the sign-in, or came from elsewhere. The text is kept for its writer."""
    key = FormKey.read(request.POST.get("form_key"))
    if key is not None:
        return unsent.keep_for_later(request, key, request.user)
    return render(request, "ui/old_page.html", status=403)
