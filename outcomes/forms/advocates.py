from outcomes.choices import ViewKind
from ui.forms import ChoiceRadios, DayField, KitForm, WordsField


class ViewForm(KitForm):
    kind = ChoiceRadios(
        label="What is this?",
        choices=[
            (ViewKind.VIEW.value, "A view on their behalf"),
            (ViewKind.REPORT.value, "A written report"),
        ],
        hints={
            ViewKind.REPORT.value: (
                "Where something the council does or decides worries you. "
                "The council must answer it in writing."
            )
        },
        error_messages={"required": "Choose whether this is a view or a written report"},
    )
    happened_on = DayField(
        label="What day is it from?",
        subject="The day",
        future=False,
        error_messages={"required": "Enter the day it is from"},
    )
    words = WordsField(
        label="What do you want to put on record?",
        rows=12,
        error_messages={"required": "Enter what you want to put on record"},
    )


class AnswerForm(KitForm):
    text = WordsField(
        label="What does the council answer?",
        hint="The advocate reads it. What they recorded stays as it is.",
        rows=8,
        error_messages={"required": "Enter the council's answer"},
    )
