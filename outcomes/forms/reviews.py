from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from enquiries.choices import Voice
from outcomes.answers import Judged, Overview
from outcomes.choices import Judge, Judgement, Overall
from outcomes.forms.fields import overall_field, safety_field, voice_field
from outcomes.gaps import Verdicts
from outcomes.models import DesiredOutcome
from ui.forms import ChoiceRadios, DayField, KitForm, WordsField, YesNoField

NOT_NOW = "not-now"
WORKERS_CHOICES = [choice for choice in Judgement.choices if choice[0] != Judgement.DOES_NOT_KNOW]


@dataclass(frozen=True)
class Side:
    """The inputs of one outcome: what the person says beside what the writer thinks."""

    outcome: DesiredOutcome
    verdicts: Verdicts
    gap: str
    version: BoundField
    person: BoundField
    person_words: BoundField
    own: BoundField
    own_words: BoundField


class ReviewForm(KitForm):
    """All live outcomes of a case side by side; what was not asked about this time stays empty."""

    reviewed_on = DayField(
        label="When was this?",
        subject="The day of the review",
        future=False,
        error_messages={"required": "Enter the day of the review"},
    )
    at_closing = YesNoField(
        label="Is this the review at closing?",
        small=True,
        error_messages={"required": "Choose whether this is the review at closing"},
    )

    def __init__(
        self,
        *args: Any,
        name: str,
        outcomes: Sequence[DesiredOutcome],
        verdicts: dict[Any, Verdicts],
        voices: Iterable[Voice],
        own: Judge,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.name, self.outcomes, self.verdicts, self.own = name, outcomes, verdicts, own
        self.fields["voice"] = voice_field(voices, label=f"Who spoke, for what {name} says?", required=False)
        for outcome in outcomes:
            self._judge(outcome)
        self.fields["overall"] = overall_field()
        self.fields["overall_words"] = WordsField(label="In their words", required=False, rows=2)
        self.fields["safety"] = safety_field()

    def _judge(self, outcome: DesiredOutcome) -> None:
        key = str(outcome.number)
        mine = "Your own view, as their advocate" if self.own == Judge.ADVOCATE else "What you think"
        newest = max(version.number for version in outcome.versions.all())
        self.fields[f"version-{key}"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=newest, required=False
        )
        for side, label, choices in (
            ("person", f"What {self.name} says", Judgement.choices),
            ("own", mine, WORKERS_CHOICES),
        ):
            self.fields[f"{side}-{key}"] = ChoiceRadios(
                label=f"{label}: outcome {key}",
                choices=[
                    *choices,
                    (NOT_NOW, "Not asked this time" if side == "person" else "No view this time"),
                ],
                small=True,
                required=False,
            )
            self.fields[f"{side}_words-{key}"] = WordsField(
                label="In their words" if side == "person" else "Why you think so", required=False, rows=2
            )

    def sides(self) -> list[Side]:
        return [self._side(outcome) for outcome in self.outcomes]

    def _side(self, outcome: DesiredOutcome) -> Side:
        verdicts, key = self.verdicts[outcome.pk], str(outcome.number)
        parts = {
            part: self[f"{part}-{key}"] for part in ("version", "person", "person_words", "own", "own_words")
        }
        return Side(outcome, verdicts, verdicts.gap(self.name), **parts)

    def clean(self) -> dict[str, Any]:
        """What the act takes: the boxes made into judgements."""
        cleaned = super().clean() or {}
        voice = cleaned.get("voice") or ""
        judgements = [
            judged
            for outcome in self.outcomes
            for judged in (
                self._judged(outcome, "person", Judge.PERSON, voice),
                self._judged(outcome, "own", self.own, Voice.PROFESSIONAL),
            )
            if judged
        ]
        overall, words = cleaned.get("overall"), cleaned.get("overall_words") or ""
        if words.strip() and not overall:
            self.add_error("overall", "Choose what they said about it all, or delete their words")
        by_person = any(judged.judge == Judge.PERSON for judged in judgements)
        if not voice and "voice" not in self.errors and (by_person or overall or cleaned.get("safety")):
            self.add_error("voice", f"Choose who spoke: {self.name}, or somebody who speaks for them")
        return {
            name: cleaned[name] for name in ("reviewed_on", "at_closing", "safety") if name in cleaned
        } | {
            "judgements": judgements,
            "overview": Overview(Overall(overall), Voice(voice), words) if overall and voice else None,
            "safety_voice": voice,
        }

    def _judged(self, outcome: DesiredOutcome, side: str, judge: Judge, voice: Voice | str) -> Judged | None:
        key = str(outcome.number)
        judgement = self.cleaned_data.get(f"{side}-{key}") or NOT_NOW
        words = self.cleaned_data.get(f"{side}_words-{key}") or ""
        if judgement == NOT_NOW:
            if words.strip():
                self.add_error(
                    f"{side}-{key}", "Choose a judgement to go with the words, or delete the words"
                )
            return None
        return Judged(
            outcome_id=outcome.pk,
            judge=judge,
            judgement=Judgement(judgement),
            voice=Voice(voice) if voice else Voice.ADULT,
            words=words,
            version=self.cleaned_data.get(f"version-{key}"),
        )
