"""Forms of what is shared about the person."""

from typing import Any

from enquiries.forms.fields import day_field, detail_field, long_field, need_voice, voice_field, words_field
from enquiries.planning import Agreed, SharingGround, SharingMethod
from ui.forms import ChoiceRadios, KitForm, LineField, YesNoField

NOT_AGREED = ["ground", "proportionality"]


class SharingForm(KitForm):
    asked = YesNoField(
        label="Was the person asked?",
        hint="Ask, unless asking would put somebody at more risk. Nobody can promise to keep everything",
        reveals={"yes": ["agreed"]},
        error_messages={"required": "Say whether the person was asked"},
    )
    agreed = ChoiceRadios(
        label="Did they agree?",
        choices=Agreed.choices,
        error_messages={"required": "Choose whether they agreed"},
    )
    words = words_field("What did they say about it?", required=False)
    voice = voice_field(required=False)
    shared = YesNoField(
        label="What is decided?",
        yes="To share it",
        no="Not to share it",
        reveals={"yes": ["method"]},
        error_messages={"required": "Choose whether it is shared"},
    )
    method = ChoiceRadios(
        label="How is it shared?",
        choices=SharingMethod.choices,
        small=True,
        error_messages={"required": "Choose how it is shared"},
    )
    with_whom = LineField(
        label="With whom?",
        hint="A name, and who they are",
        max_length=300,
        error_messages={"required": "Enter with whom"},
    )
    what = long_field("What, and no more than they need?", "Enter what is shared or kept")
    why = long_field("Why?", "Enter why")
    ground = ChoiceRadios(
        label="If it is shared without their agreement: on what ground?",
        choices=SharingGround.choices,
        small=True,
        required=False,
    )
    proportionality = detail_field(
        "Why is it proportionate?",
        hint="What would happen without it, and what you leave out. Only without agreement",
    )
    despite_rule = detail_field(
        "If a safe contact rule says not to tell them: why must it be shared all the same?",
        hint="Leave empty where there is no such rule",
        max_length=2000,
    )
    decided_by = LineField(
        label="Who decided?", max_length=300, error_messages={"required": "Enter who decided"}
    )
    decided_on = day_field("When?", "The day it was decided")
    told = YesNoField(
        label="Has the person been told what was decided?",
        reveals={"yes": ["told_on"], "no": ["not_told_reason"]},
        error_messages={"required": "Say whether they have been told"},
    )
    told_on = day_field("On which day?", "The day they were told")
    not_told_reason = detail_field(
        "Why not, or not yet?", "Enter why they have not been told", max_length=2000
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        need_voice(self, data)
        if data.get("shared") and data.get("agreed") != Agreed.YES:
            self._need_ground(data)
        return data

    def _need_ground(self, data: dict[str, Any]) -> None:
        if not data.get("ground"):
            self.add_error("ground", "Choose the ground on which it is shared without their agreement")
        if not (data.get("proportionality") or "").strip():
            self.add_error("proportionality", "Enter why it is proportionate")


class ToldForm(KitForm):
    told_on = day_field("When were they told?", "The day they were told")
