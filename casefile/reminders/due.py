"""What is due, as SQL: one query a kind, each giving (subject_id, case_id, due_on, owner_id).

Set-based, so that a hundred thousand due rows are compared in one statement. `owner_id` is who has it in hand where
the row itself names somebody (an action's owner). All dates are Europe/London dates.
"""

from casefile.reminders.choices import Kind

LONDON = "AT TIME ZONE 'Europe/London'"

OPEN_CASES = """
    open_cases AS (
        SELECT c.id, c.opened_at
        FROM enquiries_case c
        LEFT JOIN enquiries_enquiry e ON e.case_id = c.id
        WHERE (e.id IS NOT NULL AND e.closed_on IS NULL)
           OR (e.id IS NULL AND NOT EXISTS (SELECT FROM enquiries_decision d WHERE d.case_id = c.id))
    )
"""
"""Cases on which work goes on: an open enquiry, or nothing decided yet."""

REVIEW = f"""
    SELECT o.id, o.case_id,
           greatest(
               (o.recorded_at {LONDON})::date,
               (SELECT max(r.reviewed_on) FROM outcomes_outcomereview r WHERE r.outcome_id = o.id)
           ) + %(review_days)s,
           NULL::uuid
    FROM outcomes_desiredoutcome o
    JOIN open_cases ON open_cases.id = o.case_id
    WHERE o.state = 'wanted'
"""  # noqa: S608 -- constants only

ACTION = """
    SELECT a.id, a.case_id, a.due_on, a.owner_id
    FROM principles_action a
    LEFT JOIN enquiries_enquiry e ON e.case_id = a.case_id
    WHERE a.status = 'open' AND (e.id IS NULL OR e.closed_on IS NULL)
"""

ASK = f"""
    SELECT c.id, c.id,
           coalesce(
               greatest(
                   (SELECT max(t.try_again_on) FROM outcomes_conversation t
                    WHERE t.case_id = c.id AND t.withdrawn_at IS NULL),
                   (SELECT d.ask_on FROM enquiries_decision d
                    WHERE d.case_id = c.id ORDER BY d.decided_on DESC, d.recorded_at DESC LIMIT 1)
               ),
               (SELECT w.due FROM working_days w
                WHERE w.base = (c.opened_at {LONDON})::date AND w.number = %(ask_days)s)
           ),
           NULL::uuid
    FROM open_cases c
    JOIN enquiries_case whole ON whole.id = c.id
    JOIN people_person person ON person.id = whole.person_id AND person.died_on IS NULL
    WHERE NOT EXISTS (SELECT FROM outcomes_conversation t WHERE t.case_id = c.id AND t.asked AND t.withdrawn_at IS NULL)
"""  # noqa: S608 -- constants only

ADVOCATE = """
    SELECT r.id, r.case_id, w.due, NULL::uuid
    FROM enquiries_advocaterequest r
    JOIN open_cases ON open_cases.id = r.case_id
    JOIN working_days w ON w.base = r.asked_on AND w.number = %(advocate_days)s
    WHERE r.ended_on IS NULL AND r.allocated_on IS NULL
      AND NOT EXISTS (
          SELECT FROM enquiries_advocateinstruction i
          WHERE i.case_id = r.case_id AND i.from_on <= %(today)s AND (i.until_on IS NULL OR i.until_on >= %(today)s)
      )
"""

ADVOCATE_MEETS = """
    SELECT i.id, i.case_id, w.due, NULL::uuid
    FROM enquiries_advocateinstruction i
    JOIN open_cases ON open_cases.id = i.case_id
    JOIN working_days w ON w.base = i.from_on AND w.number = %(meet_days)s
    WHERE i.first_met_on IS NULL AND i.from_on <= %(today)s AND (i.until_on IS NULL OR i.until_on >= %(today)s)
      AND NOT EXISTS (SELECT FROM outcomes_conversation t WHERE t.instruction_id = i.id AND t.asked)
"""

ADVOCATE_REPORT = f"""
    SELECT v.id, v.case_id, w.due, NULL::uuid
    FROM outcomes_advocateview v
    JOIN working_days w ON w.base = (v.recorded_at {LONDON})::date AND w.number = %(answer_days)s
    WHERE v.kind = 'report'
      AND NOT EXISTS (SELECT FROM outcomes_councilanswer a WHERE a.view_id = v.id)
"""  # noqa: S608 -- constants only

GIVE_REPORT = f"""
    SELECT r.id, r.case_id, w.due, NULL::uuid
    FROM casefile_report r
    JOIN enquiries_case c ON c.id = r.case_id
    JOIN people_person person ON person.id = c.person_id AND person.died_on IS NULL
    JOIN working_days w ON w.base = (r.made_at {LONDON})::date AND w.number = %(give_days)s
    WHERE r.kind = 'person' AND r.state = 'made' AND r.given_on IS NULL
      AND NOT EXISTS (
          SELECT FROM casefile_report later
          WHERE later.case_id = r.case_id AND later.kind = 'person' AND later.state = 'made'
            AND later.recorded_at > r.recorded_at
      )
"""  # noqa: S608 -- constants only

INSTRUCTION = """
    SELECT i.id, i.case_id, i.until_on, NULL::uuid
    FROM enquiries_advocateinstruction i
    JOIN open_cases ON open_cases.id = i.case_id
    WHERE i.until_on >= %(today)s - %(instruction_kept_days)s AND i.ended_reason = ''
      AND NOT EXISTS (
          SELECT FROM enquiries_advocateinstruction later
          WHERE later.case_id = i.case_id AND (later.until_on IS NULL OR later.until_on > i.until_on)
      )
"""

GLASS = f"""
    SELECT g.id, g.case_id, (g.started_at {LONDON})::date, NULL::uuid
    FROM enquiries_brokenglass g
    WHERE g.reviewed_at IS NULL
"""  # noqa: S608 -- constants only

RISK_CHOICE = f"""
    SELECT c.id, c.case_id, w.due, coalesce(
        (SELECT a.user_id FROM enquiries_allocation a
         WHERE a.case_id = c.case_id AND a.role = 'sam' AND a.ended_at IS NULL AND a.user_id <> c.recorded_by_id),
        (SELECT m.user_id FROM accounts_membership m
         JOIN accounts_user u ON u.id = m.user_id AND u.is_active
         WHERE m.team_id = whole.team_id AND m.role = 'sam' AND m.ended_at IS NULL AND m.user_id <> c.recorded_by_id
         ORDER BY m.user_id LIMIT 1)
    )
    FROM enquiries_riskchoice c
    JOIN open_cases ON open_cases.id = c.case_id
    JOIN enquiries_case whole ON whole.id = c.case_id
    JOIN working_days w ON w.base = (c.recorded_at {LONDON})::date AND w.number = %(sign_days)s
    WHERE c.signed_by_id IS NULL
"""  # noqa: S608 -- constants only

CAPACITY = """
    SELECT a.id, a.case_id, a.review_on, NULL::uuid
    FROM enquiries_capacityassessment a
    JOIN open_cases ON open_cases.id = a.case_id
    WHERE a.review_on IS NOT NULL
      AND NOT EXISTS (SELECT FROM enquiries_capacityassessment later WHERE later.supersedes_id = a.id)
"""

CAUSED = """
    SELECT c.id, c.case_id, c.return_on, NULL::uuid
    FROM enquiries_causedenquiry c
    JOIN open_cases ON open_cases.id = c.case_id
    WHERE c.state = 'asked'
"""

DUE = {
    Kind.REVIEW: REVIEW,
    Kind.ACTION: ACTION,
    Kind.ASK: ASK,
    Kind.ADVOCATE: ADVOCATE,
    Kind.ADVOCATE_MEETS: ADVOCATE_MEETS,
    Kind.ADVOCATE_REPORT: ADVOCATE_REPORT,
    Kind.GIVE_REPORT: GIVE_REPORT,
    Kind.INSTRUCTION: INSTRUCTION,
    Kind.GLASS: GLASS,
    Kind.RISK_CHOICE: RISK_CHOICE,
    Kind.CAPACITY: CAPACITY,
    Kind.CAUSED: CAUSED,
}
