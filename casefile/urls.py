from django.urls import path

from casefile.views import (
    advocate,
    assessing,
    closing,
    deciding,
    guide,
    home,
    overview,
    reminders,
    reports,
    returns,
    thread,
    timeline,
    withdrawing,
)

app_name = "casefile"
urlpatterns = [
    path("", home.home, name="home"),
    path("cases/", home.cases, name="cases"),
    path("cases/find/", home.search, name="search"),
    path("first-visit/", guide.first_visit_done, name="first-visit-done"),
    path("help/", guide.contents, name="help"),
    path("help/<slug:topic>/", guide.topic, name="help-topic"),
    path("cases/<uuid:case_id>/", overview.case, name="case"),
    path("advocate/<uuid:case_id>/", advocate.case, name="advocate-case"),
    path("cases/<uuid:case_id>/timeline/", timeline.timeline, name="timeline"),
    path("cases/<uuid:case_id>/thread/", thread.thread, name="thread"),
    path("cases/<uuid:case_id>/balance/", thread.balance, name="balance"),
    path("cases/<uuid:case_id>/risks/", assessing.risks, name="risks"),
    path("cases/<uuid:case_id>/capacity/", assessing.capacity, name="capacity"),
    path("cases/<uuid:case_id>/reports/", reports.reports, name="reports"),
    path("cases/<uuid:case_id>/reports/ask/", reports.ask_for_report, name="ask-for-report"),
    path("cases/<uuid:case_id>/reports/<uuid:report_id>/", reports.report, name="report"),
    path(
        "cases/<uuid:case_id>/reports/<uuid:report_id>/pdf/", reports.download_report, name="download-report"
    ),
    path("cases/<uuid:case_id>/reports/<uuid:report_id>/again/", reports.retry_report, name="retry-report"),
    path("cases/<uuid:case_id>/reports/<uuid:report_id>/given/", reports.give_report, name="give-report"),
    path(
        "cases/<uuid:case_id>/conversations/<uuid:conversation_id>/withdraw/",
        withdrawing.withdraw_conversation,
        name="withdraw-conversation",
    ),
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/settings/", reminders.reminder_settings, name="reminder-settings"),
    path("reminders/deliveries/", reminders.deliveries, name="deliveries"),
    path("cases/<uuid:case_id>/decide/", deciding.decide, name="decide"),
    path("cases/<uuid:case_id>/decisions/", deciding.decisions, name="decisions"),
    path("cases/<uuid:case_id>/close/", closing.close, name="close"),
    path("cases/<uuid:case_id>/close/their-view/", closing.close_their_view, name="close-their-view"),
    path("cases/<uuid:case_id>/close/check/", closing.close_check, name="close-check"),
    path("cases/<uuid:case_id>/counts/", returns.counts, name="counts"),
    path("cases/<uuid:case_id>/reopen/", closing.reopen, name="reopen"),
]
