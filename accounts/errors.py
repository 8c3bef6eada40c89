from audit.errors import Refusal


class EmailInUse(Refusal):
    message = "Somebody already signs in with this email address. Enter another one, or find their account in the list."


class AlreadyHasRole(Refusal):
    message = "This person already has that role there. Choose another role or team."


class RoleNeedsTeam(Refusal):
    message = "This role belongs to a team. Choose which."


class RoleHasNoTeam(Refusal):
    message = "This role belongs to no team. Leave the team empty."


class TeamNameInUse(Refusal):
    message = "There is a team of this name already. Choose another name."


class TeamIsClosed(Refusal):
    message = "This team is closed. Choose another one."


class TeamInUse(Refusal):
    message = "People still have a role in this team. End their roles or move them first."


class LastAdministrator(Refusal):
    message = "This is the only administrator. Give somebody else the role first."


class AdministratorExists(Refusal):
    message = "There is an administrator already. They can add others."
