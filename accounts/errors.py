from audit.errors import Refusal


class EmailInUse(Refusal):
    message = "Somebody already signs in with this email address. Enter another one, or find their account in the list."


class AlreadyHasRole(Refusal):
    message = "This person already has that role there. Choose another role or team."
