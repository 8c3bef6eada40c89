"""Every step that a story can tell, and the act of the product that does it."""

from collections.abc import Callable

from oversight.demo.doing import process, voice
from oversight.demo.doing.play import Play
from oversight.demo.threads import Step

DOING: dict[str, Callable[[Play, Step], None]] = {
    "concern": process.concern,
    "pass": process.pass_on,
    "allocate": process.allocate,
    "handover": process.handover,
    "decide": process.decide,
    "feedback": process.feedback,
    "restrict": process.restrict,
    "name": process.name,
    "break-glass": process.break_glass,
    "judge-glass": process.judge_glass,
    "ask-for-advocate": process.ask_for_advocate,
    "instruct": process.instruct,
    "end-instruction": process.end_instruction,
    "note": process.note,
    "participant": process.participant,
    "meeting": process.meeting,
    "contact-rule": process.contact_rule,
    "died": process.died,
    "stage": process.stage,
    "close": process.close,
    "reopen": process.reopen,
    "print": process.ask_for_report,
    "given": process.given,
    "talk": voice.talk,
    "not-asked": voice.not_asked,
    "want": voice.want,
    "reword": voice.reword,
    "replace": voice.replace,
    "withdraw": voice.withdraw,
    "cannot": voice.cannot,
    "pass-wish-on": voice.pass_wish_on,
    "act": voice.act,
    "done": voice.done,
    "drop": voice.drop,
    "review": voice.review,
    "rate": voice.rate,
    "involve": voice.involve,
    "view": voice.view,
    "report": voice.view,
    "answer": voice.answer,
    "reply": voice.reply,
    "correct": voice.correct,
}
