from django.urls import path

from enquiries.views import (
    advocates,
    allocating,
    concerns,
    conflicts,
    glass,
    involved,
    notes,
    partners,
    raising,
)

app_name = "enquiries"
CASE = "cases/<uuid:case_id>/"
NOTE = f"{CASE}notes/<uuid:note_id>/"
PARTICIPANT = f"{CASE}people/<uuid:participant_id>/"

urlpatterns = [
    path("concerns/", concerns.concerns, name="concerns"),
    path("concerns/raise/", raising.raise_concern, name="raise-concern"),
    path("concerns/raise/<uuid:key>/", raising.tasks, name="concern-tasks"),
    path("concerns/raise/<uuid:key>/check/", raising.check, name="check-concern"),
    path("concerns/raise/<uuid:key>/<slug:slug>/", raising.step, name="concern-step"),
    path("concerns/<uuid:concern_id>/", concerns.concern, name="concern"),
    path("concerns/<uuid:concern_id>/sent/", raising.raised, name="concern-raised"),
    path("concerns/<uuid:concern_id>/correct/<slug:slug>/", concerns.correct_concern, name="correct-concern"),
    path("concerns/<uuid:concern_id>/feedback/", concerns.record_feedback, name="concern-feedback"),
    path("break-glass/", glass.glass, name="glass"),
    path("break-glass/now/", glass.break_glass, name="break-glass"),
    path(f"{CASE}break-glass/", glass.break_glass_on, name="break-glass-on"),
    path("break-glass/<uuid:glass_id>/", glass.review_glass, name="review-glass"),
    path("break-glass/<uuid:glass_id>/end/", glass.end_glass, name="end-glass"),
    path("people/<uuid:person_id>/conflicts/add/", conflicts.declare_conflict, name="declare-conflict"),
    path(
        "people/<uuid:person_id>/conflicts/<uuid:conflict_id>/lift/",
        conflicts.lift_conflict,
        name="lift-conflict",
    ),
    path(f"{CASE}partners/ask/", partners.ask_partner, name="ask-partner"),
    path(f"{CASE}partners/<uuid:question_id>/", partners.partner_question, name="partner-question"),
    path(
        f"{CASE}partners/<uuid:question_id>/revoke/",
        partners.revoke_partner_question,
        name="revoke-partner-question",
    ),
    path("partner/<uuid:question_id>/<str:proof>/", partners.partner, name="partner"),
    path(f"{CASE}pass/", allocating.pass_case, name="pass-case"),
    path(f"{CASE}allocate/", allocating.allocate, name="allocate"),
    path(f"{CASE}allocations/<uuid:allocation_id>/end/", allocating.end_allocation, name="end-allocation"),
    path(f"{CASE}restrict/", allocating.restrict, name="restrict"),
    path(f"{CASE}unrestrict/", allocating.unrestrict, name="unrestrict"),
    path(f"{CASE}named/add/", allocating.name_on_case, name="name-on-case"),
    path(f"{CASE}named/<uuid:user_id>/end/", allocating.end_named_access, name="end-named-access"),
    path(f"{CASE}notes/add/", notes.add_note, name="add-note"),
    path(NOTE, notes.note, name="note"),
    path(f"{NOTE}correct/", notes.correct_note, name="correct-note"),
    path(f"{NOTE}withdraw/", notes.withdraw_note, name="withdraw-note"),
    path(f"{CASE}people/", involved.people_involved, name="people-involved"),
    path(f"{CASE}people/add/", involved.add_participant, name="add-participant"),
    path(f"{PARTICIPANT}change/", involved.change_participant, name="change-participant"),
    path(f"{PARTICIPANT}end/", involved.end_participant, name="end-participant"),
    path(f"{CASE}meetings/plan/", involved.plan_meeting, name="plan-meeting"),
    path(f"{CASE}meetings/<uuid:meeting_id>/cancel/", involved.cancel_meeting, name="cancel-meeting"),
    path(f"{CASE}stage/", involved.move_stage, name="move-stage"),
    path(f"{CASE}advocates/ask/", advocates.ask, name="ask-for-advocate"),
    path(
        f"{CASE}advocates/requests/<uuid:request_id>/end/", advocates.end_request, name="end-advocate-request"
    ),
    path(f"{CASE}advocates/instruct/", advocates.instruct, name="instruct-advocate"),
    path(f"{CASE}advocates/<uuid:instruction_id>/end/", advocates.end_instruction, name="end-instruction"),
]
