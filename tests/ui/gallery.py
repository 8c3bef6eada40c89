"""A page with every component and field, at an address that only tests have: to be looked at, and for axe."""

from datetime import UTC, date, datetime

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from audit.policy import public
from ui import charts
from ui.forms import (
    AboutAgeField,
    ChoiceRadios,
    DayField,
    DayTimeField,
    EmailField,
    FileField,
    KitForm,
    LineField,
    ManyChoices,
    NumberField,
    PasswordField,
    SelectField,
    WordsField,
    YesNoField,
)

KINDS = [("phone", "Phone"), ("letter", "Letter"), ("visit", "Visit")]


class GalleryForm(KitForm):
    words = WordsField(label="What did they say?", hint="Write it as they said it", max_length=400)
    name = LineField(label="What do they like to be called?", width=20)
    email = EmailField(label="What is their email address?", required=False)
    days = NumberField(label="How many days?", suffix="days", width=3)
    day = DayField(label="When did you speak?", subject="The day you spoke", future=False)
    at = DayTimeField(label="When did the call come in?", required=False)
    about = AboutAgeField(label="About how old are they?", required=False)
    agree = YesNoField(label="Do they agree?", reveals={"no": ["why_not"]})
    why_not = WordsField(label="Why not?", rows=3)
    how = ChoiceRadios(
        label="How should we get in touch?",
        choices=[*KINDS, ("none", "They have not said")],
        hints={"letter": "Only if nobody else opens their letters"},
        reveals={"phone": ["number"]},
        divider=["none"],
    )
    number = LineField(label="Which number?", width=10)
    many = ManyChoices(
        label="What helps them?", choices=[*KINDS, ("none", "Nothing yet")], exclusive=["none"]
    )
    place = SelectField(label="Where do they live?", choices=KINDS)
    scan = FileField(label="Add a file", required=False, endings=[".pdf", ".txt"])
    password = PasswordField(label="Password", required=False)


class FilterForm(KitForm):
    how = ManyChoices(label="How", choices=KINDS, hint="", required=False, small=True)


PERSON = {
    "preferred_name": "Olwen Tarrable",
    "href": "#person",
    "age_text": "78 years old",
    "pronouns": "she",
    "reference": "E-2026-00017",
    "contact": ["Phone 0161 496 0000, after 11 in the morning", "Ask for Olwen; say it is about the garden"],
    "must_not_tell": ["Jan (neighbour): that a concern was raised"],
    "needs": ["Hard of hearing: face her, speak clearly", "Large print"],
    "restricted": True,
    "died_text": "",
}
WORDS = (
    "Safe? In my own kitchen?\nI was till this started.\n\n"
    "It's being talked about over my head I don't feel safe with."
)
TIMELINE = [
    {
        "title": "Spoke with Olwen at home",
        "href": "#",
        "by": "Wyn Worker",
        "moment": datetime(2026, 3, 3, 14, 2, tzinfo=UTC),
        "recorded": datetime(2026, 3, 4, 9, 0, tzinfo=UTC),
        "words": WORDS,
        "voice": "The person, in their own words",
    },
    {"title": "Concern raised", "by": "Fay Door", "moment": date(2026, 3, 1), "text": "By phone."},
]
STAGES = [
    {"text": "Concern", "state": "done", "day": date(2026, 3, 1)},
    {"text": "Enquiry", "state": "now"},
    {"text": "Plan and review", "state": "later"},
    {"text": "Closing", "state": "later"},
]
NAVIGATION = [
    {"text": "My work", "href": "#", "active": True, "shortcut": "h"},
    {"text": "Concerns", "href": "#"},
    {"text": "People", "href": "#", "shortcut": "p"},
    {"text": "Dashboard", "href": "#"},
]


@login_required
def gallery(request: HttpRequest) -> HttpResponse:
    form = GalleryForm(request.POST or None, request.FILES or None)
    context = {
        "form": form,
        "filter_form": FilterForm(request.GET or None),
        "title": "Every component",
        "person": PERSON,
        "words": WORDS,
        "timeline": TIMELINE,
        "stages": STAGES,
        "nav_items": NAVIGATION,
        "bell": {"count": 3, "href": "#"},
        "breadcrumbs": [{"text": "My work", "href": "#"}, {"text": "E-2026-00017"}],
        "head": ["Reference", "Stage", "Days open"],
        "rows": [["E-2026-00017", "Enquiry", 12], ["E-2026-00018", "Closing", 140]],
        "page": Paginator(range(200), 10).page(7),
        "tasks": [
            {"title": {"text": "What happened"}, "href": "#", "status": {"text": "Completed"}},
            {
                "title": {"text": "Their words so far"},
                "href": "#",
                "status": {"tag": {"text": "Not started", "classes": "govuk-tag--grey"}},
            },
        ],
        "charts": gallery_charts(),
    }
    return render(request, "gallery.html", context, status=422 if form.is_bound else 200)


SCALE = ["Not at all safe", "Less than adequately safe", "Adequately safe", "As safe as I want"]


def gallery_charts() -> list[charts.Chart]:
    return [
        charts.bars(
            "Actions by principle",
            [
                charts.Bar("Empowerment", 14, "#"),
                charts.Bar("Prevention", 3),
                charts.Bar("Proportionality", 0),
            ],
        ),
        charts.shares(
            "Were outcomes met?",
            ["Met", "Partly met", "Not met", "Too early to say"],
            [
                ("As the person says", [12, 4, 1, 3]),
                ("As the worker says", [14, 3, 1, 2]),
                ("Advocates", [0, 0, 0, 0]),
            ],
        ),
        charts.dumbbells(
            "Does the person feel safer?",
            [
                charts.Shift(name, first, last)
                for name, first, last in zip(SCALE, [9, 5, 3, 2], [2, 3, 6, 8], strict=True)
            ],
        ),
        charts.ratings(
            "How safe Olwen said she felt",
            SCALE,
            [
                charts.Rating(date(2026, 3, 3), 1),
                charts.Rating(date(2026, 3, 20), None),
                charts.Rating(date(2026, 4, 2), 2),
                charts.Rating(date(2026, 5, 6), 3),
            ],
            events=[
                (date(2026, 3, 9), "The locks were changed"),
                (date(2026, 4, 20), "Jan keeps the receipts"),
            ],
        ),
    ]


urlpatterns = [path("gallery/", public(gallery), name="gallery"), path("", include("msp.urls"))]
