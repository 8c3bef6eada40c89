"""Who may do what: the one table.

A row is a verb; for each role it names the relations to a case in which that role may do it. `visible_to` and every
`can_<verb>_<noun>` read this table, and the documentation and the access matrix are made from it.
"""

from collections.abc import Iterable
from enum import StrEnum

from django.db.models import TextChoices


class Role(TextChoices):
    FRONT_DOOR = "front-door", "Front door"
    SOCIAL_WORKER = "social-worker", "Social worker"
    SAM = "sam", "Safeguarding adults manager"
    SERVICE_MANAGER = "service-manager", "Service manager"
    ANALYST = "analyst", "Performance analyst"
    ADVOCATE = "advocate", "Advocate"
    ADMINISTRATOR = "administrator", "Administrator"
    AUDITOR = "auditor", "Auditor"


class Relation(StrEnum):
    """How somebody stands to a case."""

    ANY = "any"
    FRONT_DOOR = "at the front door, and the person belongs to that front door"
    TEAM = "of a team they belong to"
    ALLOCATED = "allocated to them"
    INSTRUCTED = "they are instructed as its advocate today"
    BROKE_GLASS = "they broke the glass on it, four hours ago at most"


class Verb(StrEnum):
    # looking
    SEE_IDENTITY = "see who a person is"
    SEE_CONCERN = "see a concern"
    SEE_CASE = "see the whole case"
    SEE_THREAD = "see what the person said, wants, and what is done for it"
    SEE_OWN_PEOPLE = "see on whose behalf they are instructed"
    SEE_FIGURES = "see figures"
    SEE_AUDIT = "see who did and saw what"
    SEE_AS_IT_WAS = "see a case as it stood at a date and time"
    LIST_READERS = "list who has looked at a person's record"
    KNOW_OF_RESTRICTED = "be told that a restricted record may exist, and whom to ask"
    # people
    ADD_PERSON = "add a person"
    CHANGE_PERSON = "change a person's details"
    # the process
    RAISE_CONCERN = "raise a concern"
    CHANGE_CONCERN = "correct a concern, record feedback"
    DECIDE = "decide on the three tests"
    ALLOCATE = "allocate and pass on"
    RECORD_SAFETY = "record what was done to make the person safe at once"
    WRITE_NOTE = "write in the chronology"
    MOVE_STAGE = "move the enquiry to another stage"
    CLOSE = "close and reopen"
    PLAN_SAFETY = "write and review a safeguarding plan, and ask for approval"
    APPROVE = "approve what a colleague prepared"
    RESTRICT = "restrict, and name who may see"
    INSTRUCT_ADVOCATE = "instruct an advocate"
    ASK_PARTNER = "ask a partner outside the council one question"
    ASSESS_RISK = "record and assess risks"
    SIGN_OFF_RISK = "sign off a choice to live with a risk"
    ASSESS_CAPACITY = "record capacity and best interests"
    CHECK_ADVOCACY = "check whether an advocate is needed"
    DECIDE_IMCA = "decide on an independent mental capacity advocate"
    PLAN = "plan the enquiry, its questions and what runs beside it"
    CAUSE_ENQUIRY = "cause another body to enquire, and record its report"
    CHECK_CAUSED = "accept or return the report of a caused enquiry"
    DECIDE_SHARING = "decide what to share and with whom"
    # who may see it
    BREAK_GLASS = "open for four hours at most what they may not see, with a reason"
    REVIEW_GLASS = "judge whether somebody had to break the glass"
    DECLARE_CONFLICT = "say that they are the person, or close to them"
    MANAGE_CONFLICT = "say it of a colleague, and lift it"
    # what the person said and wants
    RECORD_VOICE = "record conversations, outcomes and views"
    WITHDRAW_CONVERSATION = "withdraw a conversation that somebody else recorded by mistake"
    REVIEW_OUTCOME = "record a review of an outcome"
    ACT = "add and complete actions"
    REQUEST_REPORT = "ask for the outcome report"
    # running the product
    MANAGE_ACCOUNTS = "manage accounts, teams and settings"
    SEE_DELIVERIES = "see which reminder emails may not have arrived"


ANY = frozenset({Relation.ANY})
NEAR = frozenset({Relation.TEAM, Relation.ALLOCATED})
DOOR = frozenset({Relation.FRONT_DOOR})
OWN = frozenset({Relation.INSTRUCTED})
GLASS = frozenset({Relation.BROKE_GLASS})

Grants = dict[Role, frozenset[Relation]]

TABLE: dict[Verb, Grants] = {
    Verb.SEE_IDENTITY: {
        Role.FRONT_DOOR: ANY | GLASS,
        Role.SOCIAL_WORKER: ANY | GLASS,
        Role.SAM: ANY | GLASS,
        Role.SERVICE_MANAGER: ANY | GLASS,
        Role.AUDITOR: ANY,
        Role.ADVOCATE: OWN,
    },
    Verb.SEE_CONCERN: {
        Role.FRONT_DOOR: ANY | GLASS,
        Role.SOCIAL_WORKER: NEAR | GLASS,
        Role.SAM: NEAR | GLASS,
        Role.SERVICE_MANAGER: ANY | GLASS,
        Role.AUDITOR: ANY,
    },
    Verb.SEE_CASE: {
        Role.FRONT_DOOR: DOOR | GLASS,
        Role.SOCIAL_WORKER: NEAR | GLASS,
        Role.SAM: NEAR | GLASS,
        Role.SERVICE_MANAGER: ANY | GLASS,
        Role.AUDITOR: ANY,
    },
    Verb.SEE_THREAD: {
        Role.FRONT_DOOR: DOOR | GLASS,
        Role.SOCIAL_WORKER: NEAR | GLASS,
        Role.SAM: NEAR | GLASS,
        Role.SERVICE_MANAGER: ANY | GLASS,
        Role.AUDITOR: ANY,
        Role.ADVOCATE: OWN,
    },
    Verb.SEE_OWN_PEOPLE: {Role.ADVOCATE: OWN},
    Verb.SEE_FIGURES: {
        Role.SOCIAL_WORKER: NEAR,
        Role.SAM: NEAR,
        Role.SERVICE_MANAGER: ANY,
        Role.ANALYST: ANY,
        Role.AUDITOR: ANY,
    },
    Verb.SEE_AUDIT: {Role.AUDITOR: ANY},
    Verb.SEE_AS_IT_WAS: {Role.SAM: NEAR, Role.SERVICE_MANAGER: ANY, Role.AUDITOR: ANY},
    Verb.LIST_READERS: {Role.SAM: NEAR, Role.SERVICE_MANAGER: ANY, Role.AUDITOR: ANY},
    Verb.KNOW_OF_RESTRICTED: {Role.FRONT_DOOR: ANY, Role.SAM: ANY, Role.SERVICE_MANAGER: ANY},
    Verb.ADD_PERSON: {
        Role.FRONT_DOOR: ANY,
        Role.SOCIAL_WORKER: ANY,
        Role.SAM: ANY,
        Role.SERVICE_MANAGER: ANY,
    },
    Verb.CHANGE_PERSON: {
        Role.FRONT_DOOR: DOOR,
        Role.SOCIAL_WORKER: NEAR,
        Role.SAM: NEAR,
        Role.SERVICE_MANAGER: ANY,
    },
    Verb.RAISE_CONCERN: {
        Role.FRONT_DOOR: ANY,
        Role.SOCIAL_WORKER: ANY,
        Role.SAM: ANY,
        Role.SERVICE_MANAGER: ANY,
    },
    Verb.CHANGE_CONCERN: {
        Role.FRONT_DOOR: DOOR,
        Role.SOCIAL_WORKER: NEAR,
        Role.SAM: NEAR,
        Role.SERVICE_MANAGER: ANY,
    },
    Verb.RECORD_SAFETY: {
        Role.FRONT_DOOR: DOOR | GLASS,
        Role.SOCIAL_WORKER: NEAR | GLASS,
        Role.SAM: NEAR | GLASS,
        Role.SERVICE_MANAGER: ANY | GLASS,
    },
    Verb.DECIDE: {Role.SAM: NEAR},
    Verb.ALLOCATE: {Role.FRONT_DOOR: DOOR, Role.SAM: NEAR, Role.SERVICE_MANAGER: ANY},
    Verb.WRITE_NOTE: {
        Role.FRONT_DOOR: DOOR | GLASS,
        Role.SOCIAL_WORKER: NEAR | GLASS,
        Role.SAM: NEAR | GLASS,
        Role.SERVICE_MANAGER: ANY | GLASS,
    },
    Verb.MOVE_STAGE: {Role.SOCIAL_WORKER: NEAR, Role.SAM: NEAR},
    Verb.CLOSE: {Role.SAM: NEAR},
    Verb.PLAN_SAFETY: {Role.SOCIAL_WORKER: NEAR, Role.SAM: NEAR},
    Verb.APPROVE: {Role.SAM: NEAR},
    Verb.RESTRICT: {Role.SAM: NEAR, Role.SERVICE_MANAGER: ANY},
    Verb.BREAK_GLASS: {
        Role.FRONT_DOOR: ANY,
        Role.SOCIAL_WORKER: ANY,
        Role.SAM: ANY,
        Role.SERVICE_MANAGER: ANY,
    },
    Verb.REVIEW_GLASS: {Role.SAM: NEAR, Role.SERVICE_MANAGER: ANY},
    Verb.DECLARE_CONFLICT: {
        Role.FRONT_DOOR: ANY | GLASS,
        Role.SOCIAL_WORKER: ANY | GLASS,
        Role.SAM: ANY | GLASS,
        Role.SERVICE_MANAGER: ANY | GLASS,
        Role.AUDITOR: ANY,
        Role.ADVOCATE: OWN,
    },
    Verb.MANAGE_CONFLICT: {Role.SAM: NEAR, Role.SERVICE_MANAGER: ANY},
    Verb.ASK_PARTNER: {Role.SOCIAL_WORKER: NEAR, Role.SAM: NEAR},
    Verb.INSTRUCT_ADVOCATE: {Role.SOCIAL_WORKER: NEAR, Role.SAM: NEAR},
    Verb.ASSESS_RISK: {Role.FRONT_DOOR: DOOR, Role.SOCIAL_WORKER: NEAR, Role.SAM: NEAR},
    Verb.SIGN_OFF_RISK: {Role.SAM: NEAR},
    Verb.ASSESS_CAPACITY: {Role.SOCIAL_WORKER: NEAR, Role.SAM: NEAR},
    Verb.CHECK_ADVOCACY: {Role.FRONT_DOOR: DOOR, Role.SOCIAL_WORKER: NEAR, Role.SAM: NEAR},
    Verb.DECIDE_IMCA: {Role.SAM: NEAR},
    Verb.PLAN: {Role.SOCIAL_WORKER: NEAR, Role.SAM: NEAR},
    Verb.CAUSE_ENQUIRY: {Role.SOCIAL_WORKER: NEAR, Role.SAM: NEAR},
    Verb.CHECK_CAUSED: {Role.SAM: NEAR},
    Verb.DECIDE_SHARING: {Role.FRONT_DOOR: DOOR, Role.SOCIAL_WORKER: NEAR, Role.SAM: NEAR},
    Verb.RECORD_VOICE: {
        Role.FRONT_DOOR: DOOR,
        Role.SOCIAL_WORKER: NEAR,
        Role.SAM: NEAR,
        Role.ADVOCATE: OWN,
    },
    Verb.WITHDRAW_CONVERSATION: {Role.SAM: NEAR},
    Verb.REVIEW_OUTCOME: {Role.SOCIAL_WORKER: NEAR, Role.SAM: NEAR, Role.ADVOCATE: OWN},
    Verb.ACT: {Role.FRONT_DOOR: DOOR, Role.SOCIAL_WORKER: NEAR, Role.SAM: NEAR},
    Verb.REQUEST_REPORT: {Role.SOCIAL_WORKER: NEAR, Role.SAM: NEAR, Role.SERVICE_MANAGER: ANY},
    Verb.MANAGE_ACCOUNTS: {Role.ADMINISTRATOR: ANY},
    Verb.SEE_DELIVERIES: {Role.SERVICE_MANAGER: ANY, Role.ADMINISTRATOR: ANY},
}


def relations_for(verb: Verb, roles: Iterable[Role]) -> dict[Relation, frozenset[Role]]:
    """For each relation that gives `verb` to any of `roles`: the roles that it gives it through."""
    grants = TABLE[verb]
    found: dict[Relation, set[Role]] = {}
    for role in roles:
        for relation in grants.get(role, frozenset()):
            found.setdefault(relation, set()).add(role)
    return {relation: frozenset(held) for relation, held in found.items()}


def allows(verb: Verb, standing: Iterable[tuple[Role, Relation]]) -> bool:
    """Whether any (role, relation) in which somebody stands to a case gives them `verb`."""
    grants = TABLE[verb]
    return any(relation in grants.get(role, frozenset()) for role, relation in standing)
