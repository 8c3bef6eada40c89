"""A typist: types the steps of a case through the product's own pages, each in the place it belongs to."""

from datetime import date
from typing import Any

from enquiries.models import Case, Concern
from outcomes.models import Answer, DesiredOutcome
from people.models import Person
from principles.models import Action
from tests.cases.story import Step, Story
from tests.infrastructure.browser import Site
from tests.infrastructure.typing import answer_checklist, send, type_into

RAISED_BY = ("raised_by_name", "raised_by_role", "raised_by_organisation")
NOT_ASKED = ("not_asked_reason", "not_asked_detail")
TESTS = ("has_needs", "at_risk", "cannot_protect")


class Typist:
    """Types one story, each step signed in as whoever does it."""

    def __init__(self, site: Site, cast: Any, story: Story) -> None:
        self.site, self.page, self.cast, self.story = site, site.page, cast, story
        self.signed_in = ""

    # how it types

    def form(self, who: str, path: str, /, **answers: Any) -> None:
        """Open the form at `path` as `who`, answer it and send it."""
        self.open(who, path)
        type_into(self.page, **answers)
        send(self.page)

    def open(self, who: str, path: str) -> None:
        if who != self.signed_in:
            self.site.sign_in(getattr(self.cast, who))
            self.signed_in = who
        self.site.open(path)

    @property
    def case(self) -> Case:
        return Case.objects.get()

    def of_case(self, path: str) -> str:
        return f"/cases/{self.case.pk}/{path}"

    def numbered(self, number: int) -> DesiredOutcome:
        return DesiredOutcome.objects.get(number=number)

    def day(self, step: Step) -> date:
        return self.story.day(step["day"])

    # the whole story

    def type_all(self) -> None:
        self.person()
        for step in self.story.steps:
            getattr(self, step["do"].replace("-", "_"))(step)

    def person(self) -> None:
        told = self.story.person
        born = {"about_age-age": told["estimated_age"]}
        month = {"about_age-month": self.story.day_0.month, "about_age-year": self.story.day_0.year}
        names = given(told, "preferred_name", "given_names", "family_name")
        self.form("front_door", "/people/add/", **names, birth="about", **born, **month)
        about = f"/people/{Person.objects.get().pk}/"
        equality = given(told, "gender", "support_reason")
        self.form("front_door", f"{about}equality/", **equality)
        for need in told.get("needs", []):
            self.form("front_door", f"{about}needs/add/", **need)
        for rule in told.get("rules", []):
            self.form("front_door", f"{about}safe-contact/add/", **as_contact_form(rule))
        for row in told.get("relationships", []):
            self.form("front_door", f"{about}relationships/add/", **row)
        for address in told.get("addresses", []):
            self.form("front_door", f"{about}addresses/add/", **address)
        if contact := told.get("contact"):
            self.form("front_door", f"{about}contact-details/add/", **contact)

    # the process

    def raise_concern(self, step: Step) -> None:
        """The guided form, page by page; then on to the team that works with the person."""
        who = step["who"]
        self.form(who, f"/concerns/raise/?person={Person.objects.get().pk}")
        tasks = self.page.url.removeprefix(self.site.url)
        for slug, answers in self.concern_pages(step).items():
            self.form(who, f"{tasks}{slug}/", **answers)
        self.form(who, f"{tasks}check/")
        north = self.cast.north
        self.form(who, self.of_case("pass/"), team=north.pk, reason="It is for the team where they live.")
        for role, user in (("lead", self.cast.worker), ("sam", self.cast.sam)):
            self.form("sam", self.of_case("allocate/"), role=role, user=user.pk)

    def concern_pages(self, step: Step) -> dict[str, dict[str, Any]]:
        return {
            "who": given(step, "raised_by"),
            "contact": given(step, *RAISED_BY),
            "received": {"received_at": self.story.moment(step["day"])},
            "danger": given(step, "immediate_danger", "safety_steps"),
            "happened": given(step, "fact", "opinion", "hearsay"),
            "kind": given(step, "types"),
            "place": given(step, "places"),
            "source": given(step, "sources", "source_description"),
            "words": given(step, "own_words", "own_words_voice"),
            "knows": given(step, "adult_knows", "not_told_reason"),
            "agrees": given(step, "adult_agrees", "agreement_detail"),
            "others": given(step, "others_at_risk", "others_detail"),
        }

    def told(self, step: Step) -> None:
        """The person now knows about the concern."""
        self.form(
            step["who"],
            f"/concerns/{Concern.objects.get().pk}/correct/knows/",
            adult_knows="yes",
            told_on=self.day(step),
            told_by=step["told_by"],
            reason="They have been told now.",
        )

    def decide(self, step: Step) -> None:
        tests = [part for test in TESTS for part in (test, f"{test}_reasons")]
        asking = {"ask_on": self.story.day(step["ask_on_day"])} if "ask_on_day" in step else {}
        answers = given(step, *NOT_ASKED) | asking | given(step, *tests, "kind", "reasons")
        self.form(step["who"], self.of_case("decide/"), **answers, decided_on=self.day(step))

    def note(self, step: Step) -> None:
        happened = self.story.moment(step["day"])
        answers = given(step, "kind", "text") | {"happened_at": happened, "third_party": False}
        self.form(step["who"], self.of_case("notes/add/"), **answers)

    def ask_for_advocate(self, step: Step) -> None:
        self.form(step["who"], self.of_case("advocates/ask/"), asked_on=self.day(step), reason=step["reason"])

    def instruct_advocate(self, step: Step) -> None:
        answers = given(step, "kind", "organisation", "instructed") | {"from_on": self.day(step)}
        self.form(
            step["who"],
            self.of_case("advocates/instruct/"),
            advocate=self.cast.advocate.pk,
            **answers,
        )

    def feedback(self, step: Step) -> None:
        path = f"/concerns/{Concern.objects.get().pk}/feedback/"
        self.form(step["who"], path, **given(step, "result", "said", "why_not"), on=self.day(step))

    def close(self, step: Step) -> None:
        who, why = step["who"], given(step, "reason", "reason_detail")
        self.form(who, self.of_case("close/"), closed_on=self.day(step), **why)
        view = given(step, "person_view", "person_view_voice")
        self.form(who, self.of_case("close/their-view/"), has_view="said", **view)
        self.open(who, self.of_case("close/checklist/"))
        answer_checklist(self.page)
        self.form(who, self.of_case("close/check/"))

    # what they said and want

    def conversation(self, step: Step) -> None:
        facts = given(
            step, "phase", "place", "asked_by", "answered_by", "voice", "support_given", "in_the_room"
        )
        said = {f"{question}-words": words for question, words in step.get("answers", {}).items()}
        unasked = enumerate(step.get("unprompted", []), start=1)
        said |= {f"unprompted-{row}-words": words for row, words in unasked}
        self.open(step["who"], self.of_case("conversations/record/"))
        if "unprompted" in step:
            self.page.get_by_text("Something they said without being asked").click()
        type_into(self.page, **facts, happened_at=self.story.moment(step["day"]), **said)
        type_into(self.page, **given(step, "safety", "involvement"))
        send(self.page)

    def outcome(self, step: Step) -> None:
        """From the words of an answer where the step names them, else as it was said."""
        path = self.of_case("outcomes/add/")
        if "passage" in step:
            answer = Answer.objects.get(question=step["question"], words__contains=step["passage"])
            path = self.of_case(f"answers/{answer.pk}/outcome/")
        self.form(step["who"], path, **wish(step), voice=step["voice"], said_on=self.day(step))

    def replace(self, step: Step) -> None:
        said = given(step, "words", "passage", "voice", "reason")
        self.form(step["who"], self.of_outcome(step, "replace"), **said, said_on=self.day(step))

    def withdraw(self, step: Step) -> None:
        path = self.of_outcome(step, "withdraw")
        self.form(step["who"], path, withdrawn_on=self.day(step), reason=step["reason"])

    def pass_on(self, step: Step) -> None:
        answers = {"passed_to": step["to"], "passed_on": self.day(step), "why": step["reason"]}
        self.form(step["who"], self.of_outcome(step, "pass-on"), **answers)

    def of_outcome(self, step: Step, page: str) -> str:
        return f"{self.numbered(step['number']).get_absolute_url()}{page}/"

    def review(self, step: Step) -> None:
        sides = {
            "person": "person",
            "own": "worker",
            "person_words": "person_words",
            "own_words": "worker_words",
        }
        answers = {
            f"{side}-{number}": said
            for side, key in sides.items()
            for number, said in step.get(key, {}).items()
        }
        facts = given(step, "at_closing", "voice") | {"reviewed_on": self.day(step)}
        self.form(step["who"], self.of_case("outcomes/review/"), **facts, **answers)

    # what is done

    def action(self, step: Step) -> None:
        days = done_days(self.story, step)
        answers = given(step, "what", "principle", "how_it_serves")
        if "outcome" in step:
            answers["outcome"] = self.numbered(step["outcome"]).pk
        else:
            answers |= {"outcome": "duty", "duty": step["duty"]}
        answers["due_on"] = self.story.day(step["due_day"]) if "due_day" in step else days[0]
        if "repeats" in step:
            answers |= {
                "repeats": step["repeats"],
                "repeats_until": self.story.day(step["repeats_until_day"]),
            }
        self.form(step["who"], self.of_case("actions/add/"), **answers)
        action = Action.objects.get(what=step["what"])
        for day in days:
            path = f"{action.get_absolute_url()}complete/"
            self.form(step["who"], path, done_on=day, what_was_done=step["what_was_done"])


def given(step: Step, *names: str) -> dict[str, Any]:
    """The answers of those names that the story gives, in that order."""
    return {name: step[name] for name in names if name in step}


def wish(step: Step) -> dict[str, Any]:
    """The words of an outcome; its passage alone where it is said in the same words."""
    same = step.get("passage") == step["words"]
    return given(step, "passage") if same else given(step, "passage", "words")


def done_days(story: Story, step: Step) -> list[date]:
    return [story.day(number) for number in step.get("done_days", [step.get("done_day")])]


CONTACT_NAMES = {
    "may": {"channel": "may_channel", "subject": "may_subject"},
    "must-not": {"channel": "must_not_channel", "place": "must_not_place"},
    "never-tell": {},
}


def as_contact_form(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule of safe contact as its form asks for it: what belongs to its kind stands under its kind."""
    names = CONTACT_NAMES[rule["kind"]]
    return {names.get(name, name): value for name, value in rule.items()}
