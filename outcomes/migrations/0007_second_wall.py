"""The second wall around what the person said and wants (decision 13); their advocate is let in."""

from django.db import migrations

from audit.wall import SecureRows


class Migration(migrations.Migration):
    dependencies = [
        ("outcomes", "0006_withdrawn_conversations_and_corrected_ratings"),
        ("enquiries", "0009_second_wall"),
    ]
    operations = [
        SecureRows("outcomes_conversation", door="thread"),
        SecureRows("outcomes_safetyrating", door="thread"),
        SecureRows("outcomes_involvementwish", door="thread"),
        SecureRows("outcomes_desiredoutcome", door="thread"),
        SecureRows("outcomes_advocateview", door="thread"),
        SecureRows("outcomes_councilanswer", door="thread"),
        SecureRows("outcomes_overalljudgement", door="thread"),
        SecureRows("outcomes_answer", door="parent", parent="outcomes_conversation", key="conversation_id"),
        SecureRows("outcomes_conversationcorrection", door="parent", parent="outcomes_conversation", key="conversation_id"),
        SecureRows("outcomes_safetycorrection", door="parent", parent="outcomes_safetyrating", key="rating_id"),
        SecureRows("outcomes_outcomeversion", door="parent", parent="outcomes_desiredoutcome", key="outcome_id"),
        SecureRows("outcomes_outcomereview", door="parent", parent="outcomes_desiredoutcome", key="outcome_id"),
        SecureRows("outcomes_cannotbemet", door="parent", parent="outcomes_desiredoutcome", key="outcome_id"),
    ]
