"""A form page that never loses text. `docs/how-to/add-an-act.md` shows how a page uses it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url

from audit.errors import Refusal
from ui import conflicts, drafts, unsent
from ui.errors import EditConflict, TextTooLong
from ui.keys import FormKey
from ui.models import Draft

Act = Callable[[dict[str, Any]], Any]
Stored = Callable[[Any], Mapping[str, Any]]


def form_page(
    request: HttpRequest,
    form_class: type[forms.BaseForm],
    *,
    name: str,
    title: str,
    record: models.Model | None,
    act: Act,
    template: str = "ui/form_page.html",
    form_kwargs: dict[str, Any] | None = None,
    initial: dict[str, Any] | None = None,
    stored: Stored | None = None,
    context: dict[str, Any] | None = None,
    button: str = "Save",
    success: str = "Saved",
) -> HttpResponse:
    """Show a form, keep what is typed in it, and do one act with it, once.

    `name` is the stable name of the act, `title` the page's h1, `record` what the form is about (None where it
    makes something new that belongs to nothing yet). `act` gets the cleaned data and returns an address, or
    an object that has one, to go to. A form that edits `record` itself gives `stored`, which maps a row to its
    fields' values: the form begins from them, `act` gets `version` too, and somebody else's change in
    between is shown side by side. The view fetches `record` through `visible_to` and checks permission first.

    Raises PermissionDenied and Http404 from the act; other refusals are shown in the form with status 422.
    """
    page = _FormPage(
        request=request,
        form_class=form_class,
        name=name,
        title=title,
        record=record,
        act=act,
        template=template,
        form_kwargs=form_kwargs or {},
        initial=initial or {},
        stored=stored,
        context=context or {},
        button=button,
        success=success,
    )
    return page.post() if request.method == "POST" else page.get()


def without_errors(form: forms.BaseForm) -> forms.BaseForm:
    """The form with what was typed, unjudged: half-written text is not yet wrong."""
    form._errors = forms.utils.ErrorDict()  # type: ignore[attr-defined]  # Django has no public way
    return form


@dataclass
class _FormPage:
    request: HttpRequest
    form_class: type[forms.BaseForm]
    name: str
    title: str
    record: models.Model | None
    act: Act
    template: str
    form_kwargs: dict[str, Any]
    initial: dict[str, Any]
    stored: Stored | None
    context: dict[str, Any]
    button: str
    success: str
    key: FormKey = field(init=False)
    draft: Draft | None = field(init=False, default=None)
    others: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self.key = FormKey.for_form(self.request.user, self.name, self.title, self.record)

    # -- what is there when the page opens

    def get(self) -> HttpResponse:
        chosen = self.request.GET.get("draft", "")
        self.draft, self.others = drafts.draft_for(self.key, chosen=chosen)
        draft = self.draft
        if draft is None:
            return self.show(self.new_form())
        self.key = self.key.continuing(draft.pk, draft.saved_at.isoformat())
        form = self.new_form(drafts.as_query(draft.posted))
        if self.stored_values() and draft.version != self.version:
            return self.show_conflict(form)
        return self.show(without_errors(form))

    def new_form(self, data: Any = None, files: Any = None) -> forms.BaseForm:
        initial = {**self.initial, **self.stored_values()}
        return self.form_class(data, files, initial=initial, **self.form_kwargs)

    def stored_values(self) -> Mapping[str, Any]:
        return self.stored(self.record) if self.stored else {}

    def began_from(self, form: forms.BaseForm) -> str:
        """Marks of the values that the typing began from, to tell later who changed which."""
        return str(form.data.get(conflicts.BEGAN) or conflicts.marks(self.stored_values()))

    @property
    def version(self) -> int | None:
        return getattr(self.record, "version", None) if self.stored else None

    # -- what is done with what was sent

    def post(self) -> HttpResponse:
        sent = FormKey.read(self.request.POST.get("form_key"))
        if sent is not None and sent.same_form(self.key):
            self.key = sent
        try:
            typed = unsent.unsent_from(self.request, self.key)
        except TextTooLong as refusal:
            return self.too_long(refusal)
        if self.request.POST.get("draft"):
            return self.save_for_later(typed)
        with transaction.atomic():
            drafts.lock(self.key)
            result = drafts.result_of(self.key)
            return self.submit(typed) if result is None else self.done(result)

    def save_for_later(self, typed: unsent.Unsent) -> HttpResponse:
        draft = typed.save(self.record)
        if self.request.POST["draft"] == "1":
            if draft is None:
                return HttpResponse("Already sent", status=409, content_type="text/plain")
            return unsent.saved_answer(draft)
        messages.success(self.request, "Kept. You can finish it later: it is under “Not finished”.")
        back: Any = self.record if hasattr(self.record, "get_absolute_url") else "ui:unfinished"
        return redirect(back)

    def submit(self, typed: unsent.Unsent) -> HttpResponse:
        form = self.new_form(self.request.POST, self.request.FILES)
        if self.stored and unsent.posted_version(self.request) != self.version:
            return self.conflicting(form, typed)
        if unsent.chooses_between_versions(self.request):
            return self.resolved(form, typed)
        return self.attempt(form, typed)

    def attempt(self, form: forms.BaseForm, typed: unsent.Unsent) -> HttpResponse:
        """Do the act if the form is right; otherwise show the form again and keep its text."""
        if form.is_valid():
            try:
                return self.done(self.acted(form.cleaned_data))
            except EditConflict as conflict:
                self.take_fresh(conflict.record)
                return self.conflicting(form, typed)
            except (Refusal, ValidationError) as refusal:
                form.add_error(None, refusal if isinstance(refusal, ValidationError) else str(refusal))
            except ObjectDoesNotExist as gone:
                raise Http404 from gone
        typed.save(self.record)
        return self.show(form, status=422)

    @transaction.atomic
    def acted(self, cleaned: dict[str, Any]) -> str:
        """Where the result of the act is; the key and the act are stored together or not at all."""
        if not drafts.claim_submission(self.key):
            return drafts.result_of(self.key) or self.request.path
        data = {**cleaned, "version": self.version} if self.stored else cleaned
        result = resolve_url(self.act(data))
        drafts.finish_submission(self.key, result)
        return result

    def done(self, result: str) -> HttpResponse:
        if self.success:
            messages.success(self.request, self.success)
        return HttpResponseRedirect(result)

    def take_fresh(self, record: models.Model) -> None:
        """Go on with the row as it is now; the conflict may carry another row than the form's."""
        if isinstance(self.record, type(record)) and record.pk == self.record.pk:
            self.record = record
        elif self.record is not None:
            self.record.refresh_from_db()

    # -- somebody else was quicker

    def conflicting(self, form: forms.BaseForm, typed: unsent.Unsent) -> HttpResponse:
        typed.save(self.record)
        if self.stored_values():
            return self.show_conflict(form)
        form.add_error(None, f"{EditConflict.message} Look at it again, then send this.")
        return self.show(form, status=422)

    def show_conflict(self, form: forms.BaseForm, *, missing: list[str] | None = None) -> HttpResponse:
        comparison = conflicts.compare(form, self.stored_values(), self.request.POST)
        extra = {"comparison": comparison, "missing": missing or []}
        return self.render(
            "ui/conflict.html",
            without_errors(form),
            extra,
            status=409 if self.request.method == "POST" else 200,
        )

    def resolved(self, form: forms.BaseForm, typed: unsent.Unsent) -> HttpResponse:
        """Go on with what was chosen field by field."""
        comparison = conflicts.compare(form, self.stored_values(), self.request.POST)
        missing = comparison.not_chosen()
        if missing:
            typed.save(self.record)
            return self.show_conflict(form, missing=missing)
        data = comparison.chosen_data(form, self.new_form())
        chosen = self.new_form(data, self.request.FILES)
        merged = replace(typed, version=self.version, posted=drafts.posted_text(data))
        if self.request.POST.get("resolve") == "edit":
            merged.save(self.record)
            return self.show(without_errors(chosen))
        return self.attempt(chosen, merged)

    # -- pages

    def too_long(self, refusal: TextTooLong) -> HttpResponse:
        if self.request.POST.get("draft") == "1":
            return HttpResponse(str(refusal), status=413, content_type="text/plain")
        form = self.new_form(self.request.POST, self.request.FILES)
        form.add_error(None, str(refusal))
        return self.show(form, status=422)

    def show(self, form: forms.BaseForm, *, status: int = 200) -> HttpResponse:
        return self.render(self.template, form, {}, status=status)

    def render(
        self, template: str, form: forms.BaseForm, extra: dict[str, Any], *, status: int
    ) -> HttpResponse:
        flow = {
            "key": self.key.signed(),
            "version": self.version if "version" not in form.fields else None,
            "began_from": self.began_from(form) if self.stored else "",
            "draft": self.draft,
            "typed": unsent.when(self.draft) if self.draft else "",
            "others": self.others,
            "files_lost": status != 200 and bool(self.request.FILES),
        }
        context = {
            "form": form,
            "title": self.title,
            "record": self.record,
            "button": self.button,
            "flow": flow,
            **self.context,
            **extra,
        }
        return render(self.request, template, context, status=status)
