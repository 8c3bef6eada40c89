"""Who is reminded, as SQL: whoever has the case in hand and may see it; where nobody has, the team's manager.

The order: who the row names, the lead worker, the second worker, the case's SAM, the team's SAMs (at the front door,
its people), the service managers. Only the best rank of a case is told. A restricted case or person is told of to the
named alone, and nobody of a person to whom they are close. Reading and sending check again through `visible_to`.
"""

RUNNING = """
    running AS (
        SELECT m.user_id, m.role, m.team_id
        FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id AND u.is_active
        WHERE m.ended_at IS NULL
    )
"""

HANDS = """
    hands AS (
        SELECT a.case_id, a.user_id, CASE a.role WHEN 'lead' THEN 1 WHEN 'second' THEN 2 ELSE 3 END AS rank
        FROM enquiries_allocation a
        WHERE a.ended_at IS NULL AND a.case_id IN (SELECT case_id FROM due)
          AND EXISTS (SELECT FROM running r WHERE r.user_id = a.user_id AND r.role IN ('social-worker', 'sam'))
        UNION ALL
        SELECT c.id, r.user_id,
               CASE WHEN r.role = 'service-manager' THEN 5
                    WHEN r.role = 'sam' OR r.role = 'front-door' THEN 4
                    ELSE 9 END
        FROM enquiries_case c
        JOIN accounts_team t ON t.id = c.team_id
        JOIN running r ON r.role = 'service-manager'
             OR (r.team_id = t.id AND r.role IN ('sam', 'social-worker'))
             OR (r.team_id = t.id AND r.role = 'front-door' AND t.is_front_door)
        WHERE c.id IN (SELECT case_id FROM due)
    ),
    may_be_told AS MATERIALIZED (
        SELECT h.case_id, h.user_id, min(h.rank) AS rank
        FROM hands h
        JOIN enquiries_case c ON c.id = h.case_id
        JOIN people_person p ON p.id = c.person_id
        WHERE (NOT c.restricted OR EXISTS (
                  SELECT FROM enquiries_caseaccess a WHERE a.case_id = c.id AND a.user_id = h.user_id))
          AND (NOT p.restricted OR EXISTS (
                  SELECT FROM people_personaccess a WHERE a.person_id = p.id AND a.user_id = h.user_id))
          AND NOT EXISTS (
                  SELECT FROM people_conflictofinterest k
                  WHERE k.person_id = p.id AND k.user_id = h.user_id AND k.lifted_at IS NULL)
        GROUP BY h.case_id, h.user_id
    )
"""
"""Rank 9, the rest of the team, is told only of what is theirs by name."""

WANTED = """
    best AS MATERIALIZED (
        SELECT case_id, user_id FROM (
            SELECT case_id, user_id, rank, min(rank) OVER (PARTITION BY case_id) AS first
            FROM may_be_told WHERE rank < 9
        ) ranked WHERE rank = first
    ),
    wanted AS MATERIALIZED (
        SELECT due.subject_id, due.case_id, due.due_on, coalesce(owner.user_id, best.user_id) AS recipient_id
        FROM due
        LEFT JOIN may_be_told owner ON owner.case_id = due.case_id AND owner.user_id = due.owner_id
        LEFT JOIN best ON best.case_id = due.case_id AND owner.user_id IS NULL
        WHERE coalesce(owner.user_id, best.user_id) IS NOT NULL
    )
"""

GLASS = """
    wanted AS MATERIALIZED (
        SELECT DISTINCT due.subject_id, due.case_id, due.due_on, told.user_id AS recipient_id
        FROM due
        JOIN enquiries_brokenglass g ON g.id = due.subject_id
        JOIN enquiries_case c ON c.id = g.case_id
        JOIN (
            SELECT case_id, user_id FROM may_be_told WHERE rank BETWEEN 3 AND 4
            UNION
            SELECT due.case_id, r.user_id FROM due, running r WHERE r.role = 'service-manager'
        ) told ON told.case_id = due.case_id AND told.user_id <> g.user_id
        WHERE EXISTS (
              SELECT FROM running r WHERE r.user_id = told.user_id AND r.role IN ('sam', 'service-manager'))
          AND NOT EXISTS (
              SELECT FROM people_conflictofinterest k
              WHERE k.person_id = c.person_id AND k.user_id = told.user_id AND k.lifted_at IS NULL)
    )
"""
"""Who is told that somebody broke the glass: every manager who may judge it, but never the one who did."""

MANAGERS = """
    managers AS (
        SELECT id, user_id FROM (
            SELECT due.id, m.user_id, m.rank, min(m.rank) OVER (PARTITION BY due.id) AS first
            FROM due JOIN may_be_told m ON m.case_id = due.case_id
            WHERE m.rank BETWEEN 3 AND 5 AND m.user_id <> due.recipient_id
        ) ranked WHERE rank = first
    )
"""
"""Who a reminder goes on to when nobody did it in time: the case's SAM, the team's, or the service managers."""
