"""Forms of a question to somebody outside the council."""

from ui.forms import EmailField, KitForm, LineField, NumberField, WordsField


class AskPartnerForm(KitForm):
    organisation = LineField(
        label="Which organisation do they work for?",
        hint="For example, the police, a hospital, a care provider",
        max_length=300,
        error_messages={"required": "Enter the organisation"},
    )
    name = LineField(
        label="Who will answer?", max_length=300, error_messages={"required": "Enter who will answer"}
    )
    email = EmailField(
        label="Their own work email address",
        hint="A code goes to it each time they open the link. Do not use one that others read",
        error_messages={"required": "Enter their email address"},
    )
    question = WordsField(
        label="What do you ask them?",
        hint="They see this and nothing else. Tell them no more than they need",
        rows=6,
        error_messages={"required": "Enter what you ask them"},
    )
    days = NumberField(
        label="For how many days may they answer?",
        min_value=1,
        max_value=28,
        suffix="days",
        initial=7,
        error_messages={"required": "Enter for how many days, 28 at most"},
    )


class CodeForm(KitForm):
    code = LineField(
        label="The 6 numbers in the email",
        width=5,
        max_length=6,
        error_messages={"required": "Enter the code"},
    )


class PartnerAnswerForm(KitForm):
    answer = WordsField(label="Your answer", rows=12, error_messages={"required": "Enter your answer"})
