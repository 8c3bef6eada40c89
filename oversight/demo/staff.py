"""The invented council: its teams, who works in them, and the advocates outside it."""

from dataclasses import dataclass

from accounts.actions import (
    add_first_administrator,
    add_membership,
    add_team,
    add_user,
    change_own_details,
)
from accounts.models import Team, User
from accounts.rules import Role

DOMAIN = "demo.example"
ADVOCACY = "Harbour Voices Advocacy"

TEAMS = {
    "front-door": "Adult front door",
    "harbour": "Harbour and Town team",
    "valley": "Valley team",
    "moor": "Moorside team",
    "hospital": "Hospital team",
}
LOCALITIES = ("harbour", "valley", "moor", "hospital")


@dataclass(frozen=True)
class Colleague:
    """Somebody with an account. Only those whose key is a role's name can sign in; the others fill the teams."""

    key: str
    name: str
    job_title: str
    role: Role
    team: str = ""
    signs_in: bool = False

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"

    @property
    def organisation(self) -> str:
        return ADVOCACY if self.role == Role.ADVOCATE else ""


ADMINISTRATOR = Colleague(
    "administrator", "Dawn Whitlock", "Systems officer", Role.ADMINISTRATOR, signs_in=True
)
COLLEAGUES = (
    Colleague("front.door", "Megan Lloyd", "Contact officer", Role.FRONT_DOOR, "front-door", signs_in=True),
    Colleague("yusuf.karim", "Yusuf Karim", "Contact officer", Role.FRONT_DOOR, "front-door"),
    Colleague("carole.hobbs", "Carole Hobbs", "Senior contact officer", Role.FRONT_DOOR, "front-door"),
    Colleague(
        "social.worker", "Grace Adeyemi", "Social worker", Role.SOCIAL_WORKER, "harbour", signs_in=True
    ),
    Colleague("aoife.brennan", "Aoife Brennan", "Social worker", Role.SOCIAL_WORKER, "harbour"),
    Colleague("daniel.osei", "Daniel Osei", "Senior social worker", Role.SOCIAL_WORKER, "harbour"),
    Colleague("social.worker2", "Tomos Bevan", "Social worker", Role.SOCIAL_WORKER, "valley", signs_in=True),
    Colleague("shazia.mirza", "Shazia Mirza", "Social worker", Role.SOCIAL_WORKER, "valley"),
    Colleague("luke.farrow", "Luke Farrow", "Social worker", Role.SOCIAL_WORKER, "valley"),
    Colleague("iwan.parry", "Iwan Parry", "Social worker", Role.SOCIAL_WORKER, "moor"),
    Colleague("bola.akande", "Bola Akande", "Senior social worker", Role.SOCIAL_WORKER, "moor"),
    Colleague("kate.munro", "Kate Munro", "Social worker", Role.SOCIAL_WORKER, "moor"),
    Colleague("nisha.parekh", "Nisha Parekh", "Hospital social worker", Role.SOCIAL_WORKER, "hospital"),
    Colleague("owen.trask", "Owen Trask", "Hospital social worker", Role.SOCIAL_WORKER, "hospital"),
    Colleague("sam", "Ruth Pargeter", "Team manager", Role.SAM, "harbour", signs_in=True),
    Colleague("sam2", "Anil Deshmukh", "Team manager", Role.SAM, "valley", signs_in=True),
    Colleague("helen.strand", "Helen Strand", "Team manager", Role.SAM, "moor"),
    Colleague("gareth.lisle", "Gareth Lisle", "Hospital team manager", Role.SAM, "hospital"),
    Colleague(
        "service.manager", "Frances Oyelaran", "Head of safeguarding", Role.SERVICE_MANAGER, signs_in=True
    ),
    Colleague("analyst", "Callum Reddy", "Performance analyst", Role.ANALYST, signs_in=True),
    Colleague("auditor", "Piers Hallam", "Internal auditor", Role.AUDITOR, signs_in=True),
    Colleague("advocate", "Miriam Feld", "Advocate", Role.ADVOCATE, signs_in=True),
    Colleague("advocate2", "Joel Sang", "Advocate", Role.ADVOCATE, signs_in=True),
)
SAM_OF = {colleague.team: colleague.key for colleague in COLLEAGUES if colleague.role == Role.SAM}
WORKERS_OF = {
    team: [
        colleague.key
        for colleague in COLLEAGUES
        if colleague.team == team and colleague.role == Role.SOCIAL_WORKER
    ]
    for team in LOCALITIES
}
TEAM_OF = {colleague.key: colleague.team for colleague in COLLEAGUES}


@dataclass(frozen=True)
class Council:
    """The accounts and teams as they stand in the database, by key."""

    staff: dict[str, User]
    teams: dict[str, Team]


def appoint(password: str) -> Council:
    """Make the teams and accounts. All who sign in share one password; the others have none."""
    administrator = add_first_administrator(
        actor=User(email=ADMINISTRATOR.email, name=ADMINISTRATOR.name, job_title=ADMINISTRATOR.job_title),
        password=password,
    )
    administrator = User.objects.get(pk=administrator.pk)
    teams = {
        key: add_team(actor=administrator, name=name, is_front_door=key == "front-door")
        for key, name in TEAMS.items()
    }
    staff = {ADMINISTRATOR.key: administrator}
    for number, colleague in enumerate(COLLEAGUES):
        staff[colleague.key] = _appoint(administrator, colleague, teams, password, number)
    return Council(staff, teams)


def _appoint(
    administrator: User, colleague: Colleague, teams: dict[str, Team], password: str, number: int
) -> User:
    user = add_user(
        actor=administrator,
        email=colleague.email,
        name=colleague.name,
        password=password if colleague.signs_in else None,
        job_title=colleague.job_title,
        organisation_name=colleague.organisation,
    )
    team = teams[colleague.team].pk if colleague.team else None
    add_membership(actor=administrator, user_id=user.pk, role=colleague.role, team_id=team)
    return change_own_details(
        actor=User.objects.get(pk=user.pk),
        name=colleague.name,
        job_title=colleague.job_title,
        telephone=f"01632 960{number + 100}",
    )
