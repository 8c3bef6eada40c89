"""What the person, and whoever speaks for them, said, wants and says came of it; and what was done for it."""

from typing import Any

import outcomes.actions
import principles.actions
from enquiries.choices import NotAskedReason, Voice
from outcomes.answers import Given, Judged, Overview
from outcomes.choices import (
    AnswerState,
    Involvement,
    Judge,
    Judgement,
    Overall,
    Phase,
    Question,
    SafetyLevel,
    ViewKind,
)
from outcomes.models import Answer, DesiredOutcome
from oversight.demo.doing.play import Answered, Play
from oversight.demo.threads import Step, Told
from principles.choices import Principle, Repeats

NOT_SAID = {"nothing-yet": AnswerState.NOTHING_YET, "rather-not": AnswerState.RATHER_NOT}
OPTIONAL = {
    "place": "place",
    "support": "support_given",
    "room": "in_the_room",
    "involve": "involvement",
    "involve_says": "involvement_detail",
    "note": "note",
    "safety": "safety",
}


def talk(play: Play, step: Step) -> None:
    told, actor = step.fields, play.actor(step)
    play.voice = Voice(told.get("voice", "adult"))
    asked_by = told.get("asked") or f"{actor.name}, {actor.job_title.lower()}"
    conversation = outcomes.actions.record_conversation(
        actor=actor,
        case_id=play.case,
        phase=Phase(told.get("phase", "start")),
        happened_at=step.happened,
        asked_by=asked_by,
        answered_by=told.get("answered_by", play.called),
        voice=play.voice,
        answers=_given(told),
        **{column: told[name] for name, column in OPTIONAL.items() if name in told},
    )
    play.conversations.append(conversation.pk)
    for answer in Answer.objects.visible_to(actor).filter(conversation=conversation).exclude(words=""):
        play.answers.append(Answered(answer.pk, answer.words, play.voice))


def _given(told: Told) -> list[Given]:
    notes = told.get("notes", {})
    answers = [
        Given(Question(question), state=NOT_SAID[words])
        if words in NOT_SAID
        else Given(Question(question), words, worker_note=notes.get(question, ""))
        for question, words in told.get("answers", {}).items()
    ]
    answers += [
        Given(Question.OTHER, other["words"], question_text=other["question"])
        for other in told.get("others", [])
    ]
    answers += [Given(Question.UNPROMPTED, words) for words in told.get("said", [])]
    return answers


def not_asked(play: Play, step: Step) -> None:
    told = step.fields
    outcomes.actions.record_not_asked(
        actor=play.actor(step),
        case_id=play.case,
        phase=Phase(told.get("phase", "start")),
        happened_at=step.happened,
        reason=NotAskedReason(told["reason"]),
        detail=told.get("detail", ""),
        try_again_on=play.due(told["again"]) if "again" in told else None,
    )


def _wish(play: Play, step: Step) -> dict[str, Any]:
    """The words of a wish, whose they are, and where they were said if they were said in a conversation."""
    words = step.fields["words"]
    said = play.passage(words)
    voice = Voice(step.fields.get("voice") or (said.voice if said else play.voice))
    wish = {"actor": play.actor(step), "words": words, "voice": voice, "said_on": step.on}
    return wish | ({"answer_id": said.id, "passage": words} if said else {})


def want(play: Play, step: Step) -> None:
    _keep(play, outcomes.actions.add_outcome(case_id=play.case, **_wish(play, step)))


def _keep(play: Play, outcome: DesiredOutcome) -> None:
    play.outcomes[outcome.number] = outcome.pk


def _version(play: Play, step: Step) -> dict[str, Any]:
    outcome_id = play.outcomes[step.fields["n"]]
    outcome = DesiredOutcome.objects.visible_to(play.actor(step)).get(pk=outcome_id)
    return {"outcome_id": outcome_id, "version": outcome.version}


def reword(play: Play, step: Step) -> None:
    outcomes.actions.reword_outcome(reason=step.fields["why"], **_version(play, step), **_wish(play, step))


def replace(play: Play, step: Step) -> None:
    _keep(
        play,
        outcomes.actions.replace_outcome(
            reason=step.fields["why"], **_version(play, step), **_wish(play, step)
        ),
    )


def withdraw(play: Play, step: Step) -> None:
    outcomes.actions.withdraw_outcome(
        actor=play.actor(step), withdrawn_on=step.on, reason=step.fields["why"], **_version(play, step)
    )


def cannot(play: Play, step: Step) -> None:
    told = step.fields
    outcomes.actions.explain_cannot_be_met(
        actor=play.actor(step),
        outcome_id=play.outcomes[told["n"]],
        why=told["why"],
        explained=told["explained"],
        explained_on=step.on,
        offered=told["offered"],
    )


def pass_wish_on(play: Play, step: Step) -> None:
    told = step.fields
    outcomes.actions.pass_on_outcome(
        actor=play.actor(step),
        outcome_id=play.outcomes[told["n"]],
        passed_to=told["to"],
        passed_on=step.on,
        why=told["why"],
    )


def act(play: Play, step: Step) -> None:
    told = step.fields
    wanted = told.get("for", [])
    wanted = [play.outcomes[number] for number in (wanted if isinstance(wanted, list) else [wanted])]
    owner = told.get("owner") or step.who
    mine = {"owner_id": play.user(owner).pk} if owner in play.council.staff else {"owner_name": owner}
    action = principles.actions.add_action(
        actor=play.actor(step),
        case_id=play.case,
        what=told["what"],
        principle=Principle(told["principle"]),
        how_it_serves=told["how"],
        outcome_id=wanted[0] if wanted else None,
        further=wanted[1:],
        duty=told.get("duty", ""),
        duty_detail=told.get("duty_detail", ""),
        due_on=play.due(told["due"]),
        repeats=Repeats(told["repeats"]) if "repeats" in told else Repeats.NO,
        repeats_until=play.due(told["until"]) if "until" in told else None,
        **mine,
    )
    play.actions[told["what"]] = action.pk


def done(play: Play, step: Step) -> None:
    principles.actions.complete_action(
        actor=play.actor(step),
        action_id=play.actions[step.fields["what"]],
        done_on=step.on,
        what_was_done=step.fields["result"],
    )


def drop(play: Play, step: Step) -> None:
    principles.actions.withdraw_action(
        actor=play.actor(step),
        action_id=play.actions[step.fields["what"]],
        withdrawn_on=step.on,
        reason=step.fields["why"],
    )


def review(play: Play, step: Step) -> None:
    """`person`, `worker` and `advocate` give a judgement by outcome number; `says` and the like their words."""
    told = step.fields
    voice = Voice(told.get("voice", play.voice))
    judged = _judged(play, told, Judge.PERSON, "says", voice)
    judged += _judged(play, told, Judge.WORKER, "worker_says", Voice.PROFESSIONAL)
    judged += _judged(play, told, Judge.ADVOCATE, "advocate_says", Voice.PROFESSIONAL)
    overall = told.get("overall")
    outcomes.actions.review_outcomes(
        actor=play.actor(step),
        case_id=play.case,
        reviewed_on=step.on,
        judgements=judged,
        at_closing=told.get("closing", False),
        overview=Overview(Overall(overall), voice, told.get("overall_says", "")) if overall else None,
        safety=SafetyLevel(told["safety"]) if "safety" in told else "",
        safety_voice=voice if "safety" in told else "",
    )


def _judged(play: Play, told: Told, judge: Judge, said: str, voice: Voice) -> list[Judged]:
    words = told.get(said, {})
    return [
        Judged(play.outcomes[number], judge, Judgement(verdict), voice, words.get(number, ""))
        for number, verdict in told.get(judge.value, {}).items()
    ]


def rate(play: Play, step: Step) -> None:
    outcomes.actions.rate_safety(
        actor=play.actor(step),
        case_id=play.case,
        level=SafetyLevel(step.fields["safety"]),
        voice=Voice(step.fields.get("voice", play.voice)),
        rated_on=step.on,
    )


def involve(play: Play, step: Step) -> None:
    outcomes.actions.record_involvement(
        actor=play.actor(step),
        case_id=play.case,
        level=Involvement(step.fields["level"]),
        voice=Voice(step.fields.get("voice", play.voice)),
        said_on=step.on,
        detail=step.fields.get("detail", ""),
    )


def view(play: Play, step: Step) -> None:
    kind = ViewKind.REPORT if step.do == "report" else ViewKind.VIEW
    words = step.fields["words"]
    play.views[words] = outcomes.actions.record_view(
        actor=play.actor(step), case_id=play.case, kind=kind, happened_on=step.on, words=words
    ).pk


def answer(play: Play, step: Step) -> None:
    outcomes.actions.answer_advocate(
        actor=play.actor(step),
        case_id=play.case,
        text=step.fields["text"],
        view_id=play.views[step.fields["to"]],
    )


def reply(play: Play, step: Step) -> None:
    """Answer in writing the conversation that the advocate last recorded."""
    outcomes.actions.answer_advocate(
        actor=play.actor(step),
        case_id=play.case,
        text=step.fields["text"],
        conversation_id=play.conversations[-1],
    )


def correct(play: Play, step: Step) -> None:
    """Put right a mistyped answer: `wrong` words in it become `words`."""
    old = next(answer for answer in reversed(play.answers) if step.fields["wrong"] in answer.words)
    words = old.words.replace(step.fields["wrong"], step.fields["words"])
    newer = outcomes.actions.correct_answer(
        actor=play.actor(step), answer_id=old.id, words=words, reason=step.fields["why"]
    )
    play.answers.append(Answered(newer.pk, words, old.voice))
