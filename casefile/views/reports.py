from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.actions import record
from audit.errors import require
from audit.events import Event
from audit.policy import on_record
from casefile import actions
from casefile.forms.reports import WAYS, AgainForm, GivenForm, RequestReportForm
from casefile.looking import banner_of, looked_at
from casefile.models import Report, ReportKind, ReportState
from casefile.permissions import can_request_report
from casefile.reports import glyphs
from casefile.reports.freezing import freeze
from casefile.reports.leaving_out import items_of
from casefile.reports.rendering import INSTALL_PANGO, can_render
from enquiries.models import Case
from people.contact import rules_broken
from ui.pages import form_page


def visible_case(request: SignedInRequest, case_id: UUID) -> Case:
    cases = Case.objects.visible_to(request.user).select_related("person", "team", "enquiry")
    return get_object_or_404(cases, pk=case_id)


def visible_report(request: SignedInRequest, case: Case, report_id: UUID) -> Report:
    reports: QuerySet[Report] = Report.objects.visible_to(request.user).without_bytes()
    report = get_object_or_404(reports.select_related("recorded_by", "given_by"), pk=report_id, case=case)
    report.case = case
    return report


def about(request: SignedInRequest, case: Case) -> dict[str, object]:
    """What every page about a case shows around its own matter."""
    return {
        "case": case,
        "person": case.person,
        "banner": banner_of(request.user, case),
        "may_ask": can_request_report(request.user, case),
        "breadcrumbs": [
            {"text": case.reference, "href": case.get_absolute_url()},
            {"text": "Reports", "href": reverse("casefile:reports", args=[case.pk])},
        ],
    }


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def reports(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """The reports of a case, newest first."""
    case = visible_case(request, case_id)
    looked_at(request, case)
    found = Report.objects.visible_to(request.user).without_bytes().filter(case=case)
    rows = found.select_related("recorded_by").order_by("-recorded_at")
    return render(request, "casefile/reports.html", {**about(request, case), "reports": rows})


@on_record(Verb.SEE_CASE, Verb.REQUEST_REPORT)
@login_required
@require_http_methods(["GET", "POST"])
def ask_for_report(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = visible_case(request, case_id)
    require(can_request_report, request.user, case)
    frozen = freeze(case, ReportKind.FILE, request.user)
    missing = glyphs.missing(frozen) if request.method == "GET" else ""
    return form_page(
        request,
        RequestReportForm,
        name="request-report",
        title="Ask for an outcome report",
        record=case,
        act=lambda data: actions.request_report(actor=request.user, case_id=case.pk, **data),
        template="casefile/ask_for_report.html",
        form_kwargs={"died": case.person.died_on is not None, "items": items_of(frozen)},
        context={**about(request, case), "missing": glyphs.named(missing), "install": _what_to_install()},
        button="Make the report",
        success="",
    )


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def report(request: SignedInRequest, case_id: UUID, report_id: UUID) -> HttpResponse:
    """One report: how far it is, and the PDF once it is there. A small part of the page asks again by itself."""
    case = visible_case(request, case_id)
    found = visible_report(request, case, report_id)
    if request.htmx:
        return render(request, "casefile/_report_state.html", _state(request, case, found))
    looked_at(request, case)
    return render(request, "casefile/report.html", {**about(request, case), **_state(request, case, found)})


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def download_report(request: SignedInRequest, case_id: UUID, report_id: UUID) -> HttpResponse:
    """The PDF as a file named by reference. Who took a copy is recorded before it leaves."""
    case = visible_case(request, case_id)
    made = Report.objects.visible_to(request.user).filter(case=case, state=ReportState.MADE)
    found = get_object_or_404(made, pk=report_id)
    if not found.is_whole:
        return render(request, "casefile/report_damaged.html", about(request, case), status=500)
    record(Event.REPORT_DOWNLOADED, actor=request.user, subject=found, sha256=found.sha256)
    return HttpResponse(
        bytes(found.pdf),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{found.file_name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


@on_record(Verb.SEE_CASE, Verb.REQUEST_REPORT)
@login_required
@require_POST
def retry_report(request: SignedInRequest, case_id: UUID, report_id: UUID) -> HttpResponse:
    case = visible_case(request, case_id)
    found = visible_report(request, case, report_id)
    require(can_request_report, request.user, case)
    return form_page(
        request,
        AgainForm,
        name="retry-report",
        title="Try the report again",
        record=found,
        act=lambda _data: actions.retry_report(actor=request.user, report_id=found.pk),
        context=about(request, case),
        button="Try again",
        success="",
    )


@on_record(Verb.SEE_CASE, Verb.REQUEST_REPORT)
@login_required
@require_http_methods(["GET", "POST"])
def give_report(request: SignedInRequest, case_id: UUID, report_id: UUID) -> HttpResponse:
    case = visible_case(request, case_id)
    found = visible_report(request, case, report_id)
    require(can_request_report, request.user, case)
    if found.kind != ReportKind.PERSON:
        raise Http404
    return form_page(
        request,
        GivenForm,
        name="give-report",
        title="Record that the report was given",
        record=found,
        act=lambda data: actions.record_report_given(actor=request.user, report_id=found.pk, **data),
        template="casefile/give_report.html",
        context={**about(request, case), "report": found, "forbidden": _forbidden(case)},
        success="Recorded",
    )


def _state(request: SignedInRequest, case: Case, found: Report) -> dict[str, object]:
    return {
        "case": case,
        "report": found,
        "missing": glyphs.named(found.missing_glyphs),
        "may_ask": can_request_report(request.user, case),
        "install": _what_to_install() if found.state != ReportState.MADE else "",
    }


def _what_to_install() -> str:
    return "" if can_render() else INSTALL_PANGO


def _forbidden(case: Case) -> list[str]:
    """The ways in which the person must not be contacted now, each with its reason."""
    found = {rule.pk: rule for channel, _label in WAYS for rule in rules_broken(case.person, channel)}
    return [rule.as_sentence for rule in found.values()]
