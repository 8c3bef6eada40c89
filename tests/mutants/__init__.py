"""Planted faults: each takes one rule of access away, and a named test must turn red for it.

`python3 dev.py mutants` plants each in a copy of the tree and runs its test. A rule that nothing tests could go
without anybody knowing; here it would be seen. The database's second wall hides a fault of the first from whoever asks
by HTTP, so the tests named here ask the rule itself.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """In the file `path`, `rule` becomes `fault`; `test` must fail then."""

    name: str
    path: str
    rule: str
    fault: str
    test: str


GLASS, CONFLICTS = "tests/enquiries/test_break_glass.py", "tests/enquiries/test_conflicts.py"
MUTANTS = [
    Mutant(
        "a restricted case is open to its team",
        "enquiries/querysets.py",
        "    opened = named & known\n",
        "    opened = Q(pk__isnull=False)\n",
        "tests/enquiries/test_restrict_case.py::test_only_the_named_see_it_with_its_person_and_concerns",
    ),
    Mutant(
        "a restricted person is found by everybody",
        "people/querysets.py",
        'named = Q(restricted=False) | Q(pk__in=user.person_access.values("person"))',
        "named = Q(pk__isnull=False)",
        "tests/people/test_find_people.py::test_a_restricted_person_is_found_by_the_named_only",
    ),
    Mutant(
        "every team's cases are everybody's",
        "accounts/scopes.py",
        "        scope |= Q(team__in=user.team_ids(roles))\n",
        "        scope |= Q(team__isnull=False)\n",
        "tests/casefile/test_close_enquiry.py::test_another_team_finds_nothing_to_close",
    ),
    Mutant(
        "an allocation that ended still lets in",
        "accounts/scopes.py",
        'user.allocations.filter(ended_at=None).values("case")',
        'user.allocations.values("case")',
        "tests/enquiries/test_doors.py::test_an_allocation_that_ends_closes_the_door_at_once",
    ),
    Mutant(
        "an instruction that ended still lets in",
        "accounts/scopes.py",
        'user.instructions.running_on(clock.today()).values("case")',
        'user.instructions.values("case")',
        "tests/enquiries/test_advocates.py::test_after_the_end_the_advocate_sees_nothing",
    ),
    Mutant(
        "everybody may close",
        "enquiries/permissions.py",
        "    return allowed(Verb.CLOSE, user, case)\n",
        "    return True\n",
        "tests/casefile/test_close_enquiry.py::test_only_a_sam_closes_and_reopens",
    ),
    Mutant(
        "figures and their CSV count what the reader may not see",
        "oversight/scope.py",
        "Case.objects.visible_to(self.user, Verb.SEE_FIGURES)",
        "Case.objects.all()",
        "tests/oversight/test_figures.py::test_a_figure_counts_only_what_its_reader_may_see",
    ),
    Mutant(
        "nobody is asked again who they are",
        "accounts/step_up.py",
        "if proved_recently(request) or",
        "if True or",
        "tests/accounts/test_step_up.py::test_after_a_quarter_of_an_hour_the_page_asks_first",
    ),
    Mutant(
        "who is close to the person sees them",
        "enquiries/querysets.py",
        '    return opened & ~Q(person__in=user.conflicts.standing().values("person"))\n',
        "    return opened\n",
        f"{CONFLICTS}::test_no_role_or_relation_lets_them_in",
    ),
    Mutant(
        "the database secures a table of cases no more",
        "enquiries/migrations/0009_second_wall.py",
        '        SecureRows("enquiries_brokenglass", door="glass"),\n',
        "",
        "tests/wall/test_every_table.py::test_every_table_of_a_case_or_person_has_a_forced_policy",
    ),
    Mutant(
        "broken glass never ends",
        "enquiries/querysets.py",
        "ended_at=None, until__gt=Now()",
        "ended_at=None",
        f"{GLASS}::test_it_ends_by_itself",
    ),
    Mutant(
        "behind broken glass a role has all its verbs",
        "enquiries/permissions.py",
        "    if not is_named(user, case):",
        "    if False:",
        f"{GLASS}::test_it_lets_in_to_read_to_note_and_to_record_safety_and_to_nothing_else",
    ),
    Mutant(
        "one judges one's own broken glass",
        "enquiries/permissions.py",
        "user.may(Verb.REVIEW_GLASS) and glass.user_id != user.pk",
        "user.may(Verb.REVIEW_GLASS)",
        f"{GLASS}::test_nobody_judges_themselves_by_the_act_or_by_hand",
    ),
    Mutant(
        "the one who broke the glass is the one who is told",
        "casefile/reminders/recipients.py",
        " AND told.user_id <> g.user_id",
        "",
        f"{GLASS}::test_managers_are_told_at_once_and_the_one_who_did_it_is_not",
    ),
    Mutant(
        "reminders tell of a restricted case to its team",
        "casefile/reminders/recipients.py",
        "WHERE (NOT c.restricted OR EXISTS (",
        "WHERE (true OR EXISTS (",
        "tests/casefile/test_find_reminders.py::test_a_restricted_case_is_told_of_to_the_named_alone",
    ),
    Mutant(
        "everybody is told that a restricted record may exist",
        "people/duplicates.py",
        "    if not user.may(Verb.KNOW_OF_RESTRICTED):\n",
        "    if False:\n",
        "tests/people/test_add_person.py::"
        "test_only_those_whom_the_policy_names_are_told_that_a_restricted_record_may_exist",
    ),
    Mutant(
        "an address that declares nothing answers",
        "audit/middleware.py",
        "            return HttpResponseForbidden()\n",
        "            return None\n",
        "tests/access/test_policies.py::test_a_view_that_declares_nothing_does_not_answer",
    ),
    Mutant(
        "a form is taken from another site",
        "accounts/views/own.py",
        '@own\n@login_required\n@require_http_methods(["GET", "POST"])\ndef profile(',
        '@(lambda view: setattr(view, "csrf_exempt", True) or view)\n@own\n@login_required\ndef profile(',
        "tests/access/test_policies.py::test_no_address_takes_forms_from_other_sites",
    ),
    Mutant(
        "a look at a case leaves no trace",
        "casefile/looking.py",
        '    if request.method == "GET":\n',
        "    if False:\n",
        "tests/casefile/test_overview.py::test_reading_it_leaves_a_trace",
    ),
    Mutant(
        "a refused attempt leaves no trace",
        "audit/middleware.py",
        "        if not isinstance(exception, PermissionDenied | Http404)",
        "        if True or not isinstance(exception, PermissionDenied | Http404)",
        "tests/access/test_policies.py::test_a_refused_attempt_is_recorded",
    ),
]
