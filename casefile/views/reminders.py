from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.errors import require
from audit.policy import declares
from casefile import actions
from casefile.forms.reminders import ReminderSettingForm
from casefile.models import Digest, Reminder, ReminderSetting
from casefile.permissions import can_see_deliveries, can_set_reminders
from casefile.reminders.choices import DigestState
from casefile.reminders.digests import setting_of
from casefile.reminders.lists import lines
from enquiries.models import BrokenGlass
from ui.pages import form_page

A_PAGE = 50


@declares(Verb.SEE_CASE)
@login_required
@require_safe
def reminders(request: SignedInRequest) -> HttpResponse:
    """What waits for the reader: overdue first, then what is coming up."""
    require(can_set_reminders, request.user)
    standing = Reminder.objects.visible_to(request.user).standing()
    rows = standing.select_related("case__person", "case__enquiry").prefetch_related("case__concerns")
    page = Paginator(rows.order_by("due_on", "pk"), A_PAGE).get_page(request.GET.get("page"))
    today = clock.today()
    shown = lines(request.user, page.object_list)
    context = {
        "page": page,
        "overdue": [line for line in shown if line.reminder.due_on < today],
        "coming": [line for line in shown if line.reminder.due_on >= today],
        "today": today,
        "glass_waiting": BrokenGlass.objects.waiting_for(request.user).select_related("user"),
        "sees_deliveries": can_see_deliveries(request.user),
    }
    return render(request, "casefile/reminders.html", context)


def _stored(setting: Any) -> dict[str, object]:
    return {
        "weekly_on": setting.weekly_on,
        "same_day_overdue": setting.same_day_overdue,
        "quiet_from": setting.quiet_from.strftime("%H:%M"),
        "quiet_until": setting.quiet_until.strftime("%H:%M"),
        "away_until": setting.away_until,
    }


@declares(Verb.SEE_CASE)
@login_required
@require_http_methods(["GET", "POST"])
def reminder_settings(request: SignedInRequest) -> HttpResponse:
    require(can_set_reminders, request.user)
    setting: ReminderSetting = setting_of(request.user)

    def act(data: dict[str, Any]) -> str:
        actions.set_reminders(actor=request.user, **data)
        return reverse("casefile:reminders")

    return form_page(
        request,
        ReminderSettingForm,
        name="reminder-settings",
        title="When we email you",
        record=setting,
        stored=_stored,
        act=act,
        context={"back": reverse("casefile:reminders")},
        success="Your settings are saved",
    )


@declares(Verb.SEE_DELIVERIES)
@login_required
@require_safe
def deliveries(request: SignedInRequest) -> HttpResponse:
    """Reminder emails that nobody knows to have arrived."""
    require(can_see_deliveries, request.user)
    unsure = Digest.objects.exclude(state=DigestState.SENT).select_related("recipient").order_by("-made_at")
    page = Paginator(unsure, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "casefile/deliveries.html", {"page": page})
