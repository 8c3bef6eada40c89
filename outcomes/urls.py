from django.urls import path

from outcomes.views import advocates, conversations, outcomes, questions, ratings, reviews

app_name = "outcomes"
CASE = "cases/<uuid:case_id>/"
OUTCOME = f"{CASE}outcomes/<uuid:outcome_id>/"
ANSWER = f"{CASE}answers/<uuid:answer_id>/"

urlpatterns = [
    path("advocate/", advocates.advocate, name="advocate-home"),
    path(f"{CASE}conversations/", conversations.conversations, name="conversations"),
    path(f"{CASE}conversations/record/", conversations.record_conversation, name="record-conversation"),
    path(f"{CASE}conversations/not-asked/", conversations.record_not_asked, name="record-not-asked"),
    path(f"{CASE}conversations/<uuid:conversation_id>/", conversations.conversation, name="conversation"),
    path(
        f"{CASE}conversations/<uuid:conversation_id>/correct/",
        conversations.correct_conversation,
        name="correct-conversation",
    ),
    path(f"{CASE}safety/", ratings.rate_safety, name="rate-safety"),
    path(f"{CASE}safety/<uuid:rating_id>/correct/", ratings.correct_safety, name="correct-safety"),
    path(f"{CASE}involvement/", ratings.record_involvement, name="record-involvement"),
    path(f"{ANSWER}correct/", conversations.correct_answer, name="correct-answer"),
    path(f"{ANSWER}outcome/", outcomes.outcome_from_answer, name="outcome-from-answer"),
    path(f"{CASE}outcomes/", outcomes.outcomes, name="outcomes"),
    path(f"{CASE}outcomes/add/", outcomes.add_outcome, name="add-outcome"),
    path(f"{CASE}outcomes/review/", reviews.review_outcomes, name="review-outcomes"),
    path(OUTCOME, outcomes.outcome, name="outcome"),
    path(f"{OUTCOME}reword/", outcomes.reword_outcome, name="reword-outcome"),
    path(f"{OUTCOME}replace/", outcomes.replace_outcome, name="replace-outcome"),
    path(f"{OUTCOME}withdraw/", outcomes.withdraw_outcome, name="withdraw-outcome"),
    path(f"{OUTCOME}cannot-be-met/", outcomes.explain_cannot_be_met, name="explain-cannot-be-met"),
    path(f"{OUTCOME}pass-on/", outcomes.pass_on_outcome, name="pass-on-outcome"),
    path(f"{CASE}questions/add/", questions.ask_question, name="ask-question"),
    path(f"{CASE}views/", advocates.views, name="views"),
    path(f"{CASE}views/record/", advocates.record_view, name="record-view"),
    path(f"{CASE}answer/<slug:kind>/<uuid:row_id>/", advocates.answer_advocate, name="answer-advocate"),
]
