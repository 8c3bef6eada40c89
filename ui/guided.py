"""A form of several pages, one thing a page, that can be left and resumed.

All its pages write into one draft: what was typed is kept whether it is right or not, on the server, for its writer
alone, and is listed under "Not finished". The last page shows every answer, and sends them to one act, once.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID
from zlib import crc32

from django import forms
from django.contrib import messages
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render, resolve_url

from audit import clock
from audit.ids import new_id
from ui import conflicts, drafts, pages, unsent
from ui.errors import EditConflict, TextTooLong
from ui.keys import FormKey, record_name
from ui.models import Draft, Submission

SENT = "guided-done"
LAST_SENT = "guided-last-sent"
LAST_WRITTEN = "guided-last-written"
COMPLETED, UNFINISHED, NOT_STARTED = "Completed", "Not finished", "Not started"


@dataclass(frozen=True)
class Step:
    """One page. `slug` names it in addresses, `title` is its h1 and its line in the task list: no name of a person."""

    slug: str
    title: str
    form: type[forms.BaseForm]
    kwargs: dict[str, Any] = field(default_factory=dict)
    initial: dict[str, Any] = field(default_factory=dict)

    def names(self) -> set[str]:
        """The inputs that its fields are made of."""
        form = self.form(**self.kwargs)
        return {control for name in form.fields for control in conflicts.control_names(form, name)}


@dataclass(frozen=True)
class Shown:
    """One answer in the words of a page; `words` are a person's."""

    key: str
    value: str = ""
    words: str = ""


class Guided:
    """One begun form: its draft and its pages.

    `about` is the record that the pages' own keys name: the draft, or where there is one form a record, the record.
    """

    def __init__(self, draft: Draft, steps: Sequence[Step], about: models.Model | None = None) -> None:
        self.draft = draft
        self.steps = list(steps)
        self.about = about or draft

    def step(self, slug: str) -> Step | None:
        return next((step for step in self.steps if step.slug == slug), None)

    def form_of(self, step: Step) -> forms.BaseForm:
        """The page's form with what has been typed; unbound where nothing has been."""
        names = step.names()
        typed = {name: values for name, values in self.draft.posted.items() if name in names}
        is_begun = typed or step.slug in self.draft.posted.get(SENT, [])
        return step.form(drafts.as_query(typed) if is_begun else None, initial=step.initial, **step.kwargs)

    def state(self, step: Step) -> str:
        form = self.form_of(step)
        if not form.is_bound:
            return NOT_STARTED
        is_sent = step.slug in self.draft.posted.get(SENT, [])
        return COMPLETED if is_sent and form.is_valid() else UNFINISHED

    def incomplete(self) -> list[Step]:
        return [step for step in self.steps if self.state(step) != COMPLETED]

    def next_after(self, step: Step) -> Step | None:
        """The first page after this one that is not complete; None where the answers can be checked."""
        at = self.steps.index(step) + 1
        waiting = self.incomplete()
        return next((one for one in [*self.steps[at:], *self.steps[:at]] if one in waiting), None)

    def cleaned(self) -> dict[str, Any]:
        """The answers of all pages together. Every page must be complete."""
        data: dict[str, Any] = {}
        for step in self.steps:
            form = self.form_of(step)
            form.is_valid()
            data |= form.cleaned_data
        return data

    def values(self, step: Step) -> dict[str, Any]:
        """What is kept of a page, by its fields; empty where nothing has been typed."""
        form = self.form_of(step)
        return conflicts.typed_values(form) if form.is_bound else {}

    def keep(self, step: Step, typed: QueryDict, *, sent: bool) -> bool:
        """Put a page's text in place of what was kept of it. Raises TextTooLong.

        False, and nothing kept, where the page was sent already: what was saved while it was being typed may arrive
        after it and must not undo it. Raises EditConflict, and keeps nothing, where another window has written on
        this page since it was opened.
        """
        names = step.names()
        new = {name: values for name, values in drafts.posted_text(typed).items() if name in names}
        key = FormKey.read(typed.get("form_key"))
        page = f"{step.slug} {key.key if key else ''}"
        with transaction.atomic():
            draft = self._locked()
            others = {name: values for name, values in draft.posted.items() if name not in names}
            done = others.get(LAST_SENT, [])
            if typed.get("draft") == "1" and page in done:
                return False
            self.draft = draft
            self._refuse_to_overwrite(step, typed, new, page)
            others[LAST_WRITTEN] = _with_page(others.get(LAST_WRITTEN, []), page)
            if sent:
                others[SENT] = sorted({*others.get(SENT, []), step.slug})
                others[LAST_SENT] = _with_page(done, page)
            draft.posted = {**others, **new}
            if sum(len(value) for values in draft.posted.values() for value in values) > drafts.LONGEST_DRAFT:
                raise TextTooLong
            draft.saved_at = clock.now()
            draft.save(update_fields=["posted", "saved_at"])
        self.draft = draft
        return True

    def _refuse_to_overwrite(self, step: Step, typed: QueryDict, new: drafts.Posted, page: str) -> None:
        """Two windows on one page: the one that was opened earlier does not undo what the other has kept."""
        written_here = page in self.draft.posted.get(LAST_WRITTEN, [])
        began, values = typed.get(conflicts.BEGAN), self.values(step)
        if began is None or written_here or began == conflicts.marks(values):
            return
        kept = {name: given for name, given in self.draft.posted.items() if name in step.names()}
        if kept != new:
            raise EditConflict(self.draft)

    def _locked(self) -> Draft:
        """The stored draft, for this request alone; one that is not stored yet is stored once, however many ask."""
        draft = self.draft
        if draft._state.adding:
            drafts.lock(FormKey(str(draft.user_id), draft.form, key=f"{draft.record_id} {draft.user_id}"))
            same = {"record_type": draft.record_type, "record_id": draft.record_id}
            stored = begun(draft.user, draft.form).filter(**same).first()
            if stored is None:
                draft.save(force_insert=True)
            draft = stored or draft
        return Draft.objects.select_for_update().get(pk=draft.pk)

    def take_in(self, step: Step) -> FormKey:
        """A key for the page; what arrived for it when its writer was signed out is put into place first."""
        key = FormKey.for_form(self.draft.user, f"{self.draft.form}:{step.slug}"[:60], step.title, self.about)
        late, _ = drafts.draft_for(key)
        if late is not None:
            text = {name: values for name, values in late.posted.items() if name != conflicts.BEGAN}
            self.keep(step, drafts.as_query(text), sent=False)
            late.delete()
        return key


def _with_page(pages: Sequence[str], page: str) -> list[str]:
    """The window that did it last, for each page."""
    return [one for one in pages if one.split()[0] != page.split(maxsplit=1)[0]] + [page]


def begin(user: Any, form: str, title: str, *, record: models.Model, path: Callable[[UUID], str]) -> Draft:
    """A new draft for a guided form; `path` says from its key where it is taken up again."""
    draft = prepare(user, form, title, record=record, path=path)
    draft.save(force_insert=True)
    return draft


def prepare(user: Any, form: str, title: str, *, record: models.Model, path: Callable[[UUID], str]) -> Draft:
    """The same, stored only when something is typed."""
    kind, pk = record_name(record)
    key = new_id()
    return Draft(
        user=user,
        form_key=key,
        form=form,
        title=title,
        record_type=kind,
        record_id=pk,
        path=path(key),
        about=unsent.reference_of(record)[:40],
        posted={},
        saved_at=clock.now(),
    )


def begun(user: Any, form: str) -> models.QuerySet[Draft]:
    """The user's own unfinished ones; nobody else's are ever found."""
    return drafts.drafts_of(user).filter(form=form)


def result_of(user: Any, key: UUID) -> str:
    """Where the result is, of a form that this user has sent; empty where there is none."""
    found = Submission.objects.filter(form_key=key, user_id=user.pk).values_list("result", flat=True).first()
    return found or ""


def step_page(
    request: HttpRequest,
    guided: Guided,
    step: Step,
    *,
    onward: Callable[[], str],
    template: str,
    context: dict[str, Any],
    button: str = "Continue",
) -> HttpResponse:
    """One page: kept as it is typed, shown again with its errors, and when it is right on to `onward()`."""
    page = _StepPage(request, guided, step, onward, template, {**context, "button": button})
    return page.post() if request.method == "POST" else page.show(drafts_form(guided, step))


@dataclass
class _StepPage:
    request: HttpRequest
    guided: Guided
    step: Step
    onward: Callable[[], str]
    template: str
    context: dict[str, Any]
    key: FormKey = field(init=False)

    def __post_init__(self) -> None:
        self.key = self.guided.take_in(self.step)

    def post(self) -> HttpResponse:
        if unsent.chooses_between_versions(self.request):
            return self.resolved()
        typing = self.request.POST.get("draft", "")
        if typing == "1":
            return self.save_as_typed()
        form = self.step.form(self.request.POST, **self.step.kwargs)
        try:
            self.guided.keep(self.step, self.request.POST, sent=not typing)
        except TextTooLong as refusal:
            form.add_error(None, str(refusal))
        except EditConflict:
            return self.show_conflict(form)
        if typing:
            messages.success(self.request, "Kept. You can finish it later: it is under “Not finished”.")
            return redirect("ui:unfinished")
        return self.go_on(form)

    def save_as_typed(self) -> HttpResponse:
        """What the page's script sends while its user is typing."""
        try:
            if self.guided.keep(self.step, self.request.POST, sent=False):
                return unsent.saved_answer(self.guided.draft)
            answer, status = "Already sent", 409
        except EditConflict as refusal:
            answer, status = str(refusal), 412
        except TextTooLong as refusal:
            answer, status = str(refusal), 413
        return HttpResponse(answer, status=status, content_type="text/plain")

    def go_on(self, form: forms.BaseForm) -> HttpResponse:
        return HttpResponseRedirect(self.onward()) if form.is_valid() else self.show(form, status=422)

    def show_conflict(self, form: forms.BaseForm, *, missing: Sequence[str] = ()) -> HttpResponse:
        """Both versions side by side, field by field; the form's version says which kept one was seen."""
        comparison = conflicts.compare(form, self.guided.values(self.step), self.request.POST)
        extra = {"comparison": comparison, "missing": missing, "by_oneself": True}
        flow = {"began_from": str(form.data.get(conflicts.BEGAN, "")), "version": self.kept_version()}
        return self.show(pages.without_errors(form), flow, template="ui/conflict.html", status=409, **extra)

    def kept_version(self) -> int:
        return crc32(conflicts.marks(self.guided.values(self.step)).encode())

    def resolved(self) -> HttpResponse:
        """Go on with what was chosen field by field."""
        form = self.step.form(self.request.POST, **self.step.kwargs)
        values = self.guided.values(self.step)
        comparison = conflicts.compare(form, values, self.request.POST)
        missing = comparison.not_chosen()
        if missing or unsent.posted_version(self.request) != self.kept_version():
            return self.show_conflict(form, missing=missing)
        data = comparison.chosen_data(form, self.guided.form_of(self.step))
        data.setlist("form_key", self.request.POST.getlist("form_key"))
        data[conflicts.BEGAN] = conflicts.marks(values)
        chosen = self.step.form(data, **self.step.kwargs)
        is_to_be_changed = self.request.POST["resolve"] == "edit"
        try:
            self.guided.keep(self.step, data, sent=not is_to_be_changed)
        except EditConflict:  # once more, in between
            return self.show_conflict(chosen)
        return self.show(pages.without_errors(chosen)) if is_to_be_changed else self.go_on(chosen)

    def show(
        self,
        form: forms.BaseForm,
        flow: dict[str, Any] | None = None,
        *,
        template: str = "",
        status: int = 200,
        **extra: Any,
    ) -> HttpResponse:
        began = conflicts.marks(self.guided.values(self.step))
        plain = {
            "key": self.key.signed(),
            "version": None,
            "began_from": began,
            "draft": None,
            "others": False,
        }
        shown = {"form": form, "title": self.step.title, "flow": plain | (flow or {}), "step": self.step}
        context = {**shown, **self.context, **extra}
        return render(self.request, template or self.template, context, status=status)


def drafts_form(guided: Guided, step: Step) -> forms.BaseForm:
    """The page's form as it opens: with its text, and with its errors only where it was sent with them."""
    form = guided.form_of(step)
    return form if step.slug in guided.draft.posted.get(SENT, []) else pages.without_errors(form)


def send(guided: Guided, act: Callable[[], Any]) -> str:
    """Do the act once, however often it is asked for; says where its result is. The draft goes with it.

    A Refusal goes to the caller, and nothing is written.
    """
    key = FormKey.for_form(guided.draft.user, guided.draft.form, guided.draft.title, None)
    key = FormKey(**{**key.__dict__, "key": str(guided.draft.form_key)})
    with transaction.atomic():
        drafts.lock(key)
        result = drafts.result_of(key)
        if result is None:
            drafts.claim_submission(key)
            result = resolve_url(act())
            drafts.erase_drafts([guided.draft])
            drafts.finish_submission(key, result)
    return result


def answers_of(form: forms.BaseForm, values: dict[str, Any], words: Iterable[str] = ()) -> list[Shown]:
    """The answers of a form in the words of a page; those of the fields in `words` are a person's. Empty ones too."""
    found = []
    for name, bound_field in form.fields.items():
        value = values.get(name)
        text = "" if value == "" else conflicts.shown(bound_field, value)
        key = str(bound_field.label or name)
        found.append(Shown(key, words=text) if name in words and text else Shown(key, value=text))
    return found
