"""Who may do what on a case. Each answer comes from `accounts/rules.py` and how the user stands to the case."""

from uuid import UUID

from django.db.models import QuerySet

from accounts import rules
from accounts.models import User
from accounts.rules import Relation, Role, Verb
from accounts.statements import Statement
from audit import clock
from enquiries.models import Allocation, BrokenGlass, Case


@Statement
def allocated_to(reader: User, case: UUID) -> QuerySet[Allocation]:
    """The reader's own allocations to the case that are running."""
    own: QuerySet[Allocation] = Allocation.objects.filter(case=case, user=reader, ended_at=None).only("pk")
    return own


def standing(user: User, case: Case) -> set[tuple[Role, Relation]]:
    """Every (role, relation) in which `user` stands to `case`; read once for each case instance."""
    known: dict[object, set[tuple[Role, Relation]]] = case.__dict__.setdefault("_standing", {})
    if user.pk not in known:
        known[user.pk] = _read_standing(user, case)
    return known[user.pk]


def _read_standing(user: User, case: Case) -> set[tuple[Role, Relation]]:
    roles = user.roles
    found = {(role, Relation.ANY) for role in roles}
    if not is_named(user, case):  # there nobody is anything but named, or behind broken glass
        return _behind_glass(user, case)
    for membership in user.running_memberships:
        if membership.team_id == case.team_id:
            found.add((Role(membership.role), Relation.TEAM))
            if membership.team and membership.team.is_front_door:
                found.add((Role(membership.role), Relation.FRONT_DOOR))
    if roles & {Role.SOCIAL_WORKER, Role.SAM} and allocated_to.rows(user, case=case.pk):
        found |= {(role, Relation.ALLOCATED) for role in roles}
    if (
        Role.ADVOCATE in roles
        and case.advocateinstructions.running_on(clock.today()).filter(advocate=user).exists()
    ):
        found.add((Role.ADVOCATE, Relation.INSTRUCTED))
    if not any(rules.allows(Verb.SEE_CASE, [one]) for one in found):
        found |= _behind_glass(user, case)
    return found


def is_named(user: User, case: Case) -> bool:
    """Whether a restriction of the case or its person, where there is one, names `user`."""
    if case.restricted and not user.case_access.filter(case=case).exists():
        return False
    return not case.person.restricted or user.person_access.filter(person=case.person_id).exists()


def _behind_glass(user: User, case: Case) -> set[tuple[Role, Relation]]:
    if not user.may(Verb.BREAK_GLASS) or not user.broken_glass.running().filter(case=case).exists():
        return set()
    return {(role, Relation.BROKE_GLASS) for role in user.roles}


def allowed(verb: Verb, user: User, case: Case) -> bool:
    """Whether the rule table gives `verb` to `user` on `case`."""
    return user.is_active and rules.allows(verb, standing(user, case))


def can_see_case(user: User, case: Case) -> bool:
    return allowed(Verb.SEE_CASE, user, case)


def can_see_thread(user: User, case: Case) -> bool:
    return allowed(Verb.SEE_THREAD, user, case)


def can_raise_concern(user: User, _person: object = None) -> bool:
    return user.may(Verb.RAISE_CONCERN)


def can_see_concerns(user: User, _obj: object = None) -> bool:
    return user.may(Verb.SEE_CONCERN)


def can_change_concern(user: User, case: Case) -> bool:
    return allowed(Verb.CHANGE_CONCERN, user, case)


def can_decide(user: User, case: Case) -> bool:
    return allowed(Verb.DECIDE, user, case)


def can_allocate(user: User, case: Case) -> bool:
    return allowed(Verb.ALLOCATE, user, case)


def can_record_safety(user: User, case: Case) -> bool:
    return allowed(Verb.RECORD_SAFETY, user, case)


def can_write_note(user: User, case: Case) -> bool:
    return allowed(Verb.WRITE_NOTE, user, case)


def can_move_stage(user: User, case: Case) -> bool:
    return allowed(Verb.MOVE_STAGE, user, case)


def can_close_enquiry(user: User, case: Case) -> bool:
    return allowed(Verb.CLOSE, user, case)


def can_plan_safety(user: User, case: Case) -> bool:
    return allowed(Verb.PLAN_SAFETY, user, case)


def can_approve(user: User, case: Case) -> bool:
    return allowed(Verb.APPROVE, user, case)


def can_restrict_case(user: User, case: Case) -> bool:
    return allowed(Verb.RESTRICT, user, case)


def can_instruct_advocate(user: User, case: Case) -> bool:
    return allowed(Verb.INSTRUCT_ADVOCATE, user, case)


def can_assess_risk(user: User, case: Case) -> bool:
    return allowed(Verb.ASSESS_RISK, user, case)


def can_sign_off_risk(user: User, case: Case) -> bool:
    return allowed(Verb.SIGN_OFF_RISK, user, case)


def can_assess_capacity(user: User, case: Case) -> bool:
    return allowed(Verb.ASSESS_CAPACITY, user, case)


def can_check_advocacy(user: User, case: Case) -> bool:
    return allowed(Verb.CHECK_ADVOCACY, user, case)


def can_decide_imca(user: User, case: Case) -> bool:
    return allowed(Verb.DECIDE_IMCA, user, case)


def can_plan(user: User, case: Case) -> bool:
    return allowed(Verb.PLAN, user, case)


def can_cause_enquiry(user: User, case: Case) -> bool:
    return allowed(Verb.CAUSE_ENQUIRY, user, case)


def can_check_caused(user: User, case: Case) -> bool:
    return allowed(Verb.CHECK_CAUSED, user, case)


def can_decide_sharing(user: User, case: Case) -> bool:
    return allowed(Verb.DECIDE_SHARING, user, case)


def can_break_glass(user: User, _case: object = None) -> bool:
    """The case must have been fetched through `behind_glass`."""
    return user.may(Verb.BREAK_GLASS)


def can_review_glass(user: User, glass: BrokenGlass) -> bool:
    """Whoever may judge it, and did not open it; fetched through `visible_to`, which knows whose cases they judge."""
    return user.may(Verb.REVIEW_GLASS) and glass.user_id != user.pk


def can_end_glass(user: User, glass: BrokenGlass) -> bool:
    return glass.user_id == user.pk or can_review_glass(user, glass)


def can_see_glass(user: User, _obj: object = None) -> bool:
    return user.may(Verb.REVIEW_GLASS) or user.may(Verb.BREAK_GLASS)


def can_declare_conflict(user: User, _person: object = None) -> bool:
    """Of themselves; the person must have been fetched through `visible_to`."""
    return user.may(Verb.DECLARE_CONFLICT)


def can_manage_conflict(user: User, _person: object = None) -> bool:
    """Of a colleague; the person must have been fetched through `visible_to(user, Verb.MANAGE_CONFLICT)`."""
    return user.may(Verb.MANAGE_CONFLICT)


def can_ask_partner(user: User, case: Case) -> bool:
    return allowed(Verb.ASK_PARTNER, user, case)
