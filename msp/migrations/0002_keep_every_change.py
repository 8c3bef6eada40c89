from django.db import migrations

from audit.tracking import keep_changes

OF_CASE = (
    "enquiries_caseaccess",
    "enquiries_allocation",
    "enquiries_advocaterequest",
    "enquiries_advocateinstruction",
    "enquiries_brokenglass",
    "enquiries_note",
    "enquiries_participant",
    "enquiries_meeting",
    "enquiries_concern",
    "enquiries_concernfeedback",
    "enquiries_concerncorrection",
    "enquiries_decision",
    "enquiries_enquiry",
    "enquiries_closure",
    "enquiries_stagechange",
    "enquiries_capacityassessment",
    "enquiries_bestinterestsdecision",
    "enquiries_advocacycheck",
    "enquiries_imcaconsideration",
    "enquiries_risksource",
    "enquiries_risk",
    "enquiries_riskchange",
    "enquiries_riskview",
    "enquiries_riskchoice",
    "enquiries_bodymark",
    "outcomes_conversation",
    "outcomes_safetyrating",
    "outcomes_involvementwish",
    "outcomes_desiredoutcome",
    "outcomes_advocateview",
    "outcomes_councilanswer",
    "outcomes_overalljudgement",
    "principles_action",
)
OF_PERSON = (
    "people_personaccess",
    "people_communicationneed",
    "people_safecontactrule",
    "people_conflictofinterest",
    "people_preparedcontact",
    "people_contactdetail",
    "people_address",
    "people_warningnote",
    "people_relationship",
)
OF_CONVERSATION = "conversation_id > outcomes_conversation.case_id"
OF_OUTCOME = "outcome_id > outcomes_desiredoutcome.case_id"
OF_BEST_INTERESTS = "best_interests_id > enquiries_bestinterestsdecision.case_id"
OF_RATING = "rating_id > outcomes_safetyrating.case_id"
OF_ACTION = "action_id > principles_action.case_id"


class Migration(migrations.Migration):
    """Triggers keep each change of the record, whatever hand makes it. A later table does so in its own app."""

    dependencies = [
        ("msp", "0001_only_the_owner_migrates"),
        ("audit", "0013_changes_of_every_table"),
        ("accounts", "0002_signing_in"),
        ("people", "0004_conflicts_of_interest"),
        ("enquiries", "0006_kinds_of_restriction_and_broken_glass"),
        ("outcomes", "0006_withdrawn_conversations_and_corrected_ratings"),
        ("principles", "0003_actions_of_a_period"),
        ("casefile", "0004_remind_of_broken_glass"),
    ]

    operations = [
        keep_changes("accounts_user", left_out=["last_login"], digests=["password"]),
        keep_changes("accounts_team"),
        keep_changes("accounts_membership"),
        keep_changes("people_organisation"),
        keep_changes("people_person", person="id"),
        *(keep_changes(table, person="person_id") for table in OF_PERSON),
        keep_changes("enquiries_case", case="id", person="person_id"),
        *(keep_changes(table, case="case_id") for table in OF_CASE),
        keep_changes("enquiries_consulted", case=OF_BEST_INTERESTS),
        keep_changes("enquiries_bestinterestsoption", case=OF_BEST_INTERESTS),
        keep_changes("outcomes_safetycorrection", case=OF_RATING),
        keep_changes("outcomes_answer", case=OF_CONVERSATION),
        keep_changes("outcomes_conversationcorrection", case=OF_CONVERSATION),
        keep_changes("outcomes_outcomeversion", case=OF_OUTCOME),
        keep_changes("outcomes_cannotbemet", case=OF_OUTCOME),
        keep_changes("outcomes_outcomereview", case=OF_OUTCOME),
        keep_changes("principles_actiondone", case=OF_ACTION),
        keep_changes("principles_action_further_outcomes", case=OF_ACTION),
        keep_changes(
            "casefile_report", case="case_id", left_out=["attempts", "claimed_until"], digests=["pdf"]
        ),
        keep_changes("casefile_remindersetting", key="user_id"),
    ]
