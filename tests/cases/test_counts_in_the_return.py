"""What each of the six cases counts as in the national return, and the six together, done through the acts.

The product derives it in Python from the rows; the statements here count the same rows again, in SQL of their own.
"""

from collections import Counter

import pytest
from django.db import connection

from casefile.returns import return_values
from tests.cases.acting import Doer
from tests.cases.story import FILES, Story

YEAR = "2025-26"

STATEMENTS = """
WITH e AS (
    SELECT *, CASE WHEN extract(month FROM closed_on) >= 4 THEN extract(year FROM closed_on)
                   ELSE extract(year FROM closed_on) - 1 END::int AS concluded,
              CASE WHEN extract(month FROM began_on) >= 4 THEN extract(year FROM began_on)
                   ELSE extract(year FROM began_on) - 1 END::int AS begun
    FROM enquiries_enquiry),
r AS (
    SELECT DISTINCT e.id AS enquiry, e.concluded, k.abuse_type, k.place, k.assessment, k.outcome,
           CASE s.kind WHEN 'self' THEN 'known' ELSE s.kind END AS source
    FROM enquiries_risk k JOIN enquiries_risksource s ON s.id = k.source_id JOIN e ON e.case_id = k.case_id
    WHERE k.withdrawn_on IS NULL),
best AS (
    SELECT DISTINCT ON (enquiry, source) enquiry, concluded, source, assessment FROM r WHERE assessment <> ''
    ORDER BY enquiry, source, array_position(ARRAY['identified-action','identified-no-action','inconclusive-action',
        'inconclusive-no-action','none-action','none-no-action','ceased'], assessment::text)),
became AS (
    SELECT enquiry, concluded, source,
           CASE WHEN count(DISTINCT outcome) = 1 THEN min(outcome) ELSE 'reduced' END AS outcome
    FROM r WHERE assessment LIKE 'identified%' GROUP BY enquiry, concluded, source HAVING bool_and(outcome <> '')),
capacity AS (
    SELECT e.id AS enquiry, e.case_id, e.concluded,
           CASE WHEN bool_or(a.answer = 'lacks') THEN 'yes' WHEN bool_or(a.answer = 'not-established') THEN 'dont-know'
                WHEN count(a.id) > 0 THEN 'no' ELSE 'not-recorded' END AS answer
    FROM e LEFT JOIN enquiries_capacityassessment a ON a.case_id = e.case_id AND a.of_enquiry
         AND NOT EXISTS (SELECT FROM enquiries_capacityassessment l WHERE l.supersedes_id = a.id)
    GROUP BY e.id, e.case_id, e.concluded),
judged AS (
    SELECT e.id AS enquiry, e.concluded, o.id,
           (SELECT v.judgement FROM outcomes_outcomereview v WHERE v.outcome_id = o.id
            ORDER BY array_position(ARRAY['person','advocate','worker'], v.judge::text), v.reviewed_on DESC,
                     v.recorded_at DESC LIMIT 1) AS judgement
    FROM outcomes_desiredoutcome o JOIN e ON e.case_id = o.case_id
    WHERE o.state NOT IN ('no-longer-wanted', 'replaced', 'mistaken')),
achieved AS (
    SELECT enquiry, concluded, CASE WHEN bool_and(judgement = 'met') THEN 'fully'
           WHEN bool_or(judgement IN ('met', 'partly')) THEN 'partially' ELSE 'not-achieved' END AS answer
    FROM judged GROUP BY enquiry, concluded)
SELECT 'SG1f', 'concern', '', CASE WHEN extract(month FROM received_at) >= 4 THEN extract(year FROM received_at)
       ELSE extract(year FROM received_at) - 1 END::int, count(*) FROM enquiries_concern GROUP BY 4
UNION ALL SELECT 'SG1f', kind, '', begun, count(*) FROM e GROUP BY 2, 4
UNION ALL SELECT 'SG2a', abuse_type, source, concluded, count(DISTINCT enquiry) FROM r GROUP BY 2, 3, 4
UNION ALL SELECT 'SG2b', place, source, concluded, count(DISTINCT enquiry) FROM r GROUP BY 2, 3, 4
UNION ALL SELECT 'SG2c', assessment, source, concluded, count(*) FROM best GROUP BY 2, 3, 4
UNION ALL SELECT 'SG2e', outcome, source, concluded, count(*) FROM became GROUP BY 2, 3, 4
UNION ALL SELECT 'SG3a', answer, '', concluded, count(*) FROM capacity GROUP BY 2, 4
UNION ALL SELECT 'SG3a', 'supported', '', c.concluded, count(*) FROM capacity c WHERE c.answer = 'yes' AND (
    EXISTS (SELECT FROM enquiries_advocateinstruction i WHERE i.case_id = c.case_id) OR 'individual' = (
        SELECT k.outcome FROM enquiries_advocacycheck k WHERE k.case_id = c.case_id
        ORDER BY k.checked_on DESC, k.recorded_at DESC LIMIT 1)) GROUP BY 4
UNION ALL SELECT 'SG4a', 'expressed', '', concluded, count(*) FROM achieved GROUP BY 4
UNION ALL SELECT 'SG4a', answer, '', concluded, count(*) FROM achieved GROUP BY 2, 4
"""

LABELS = {
    "concern": "Total Number of Safeguarding Concerns",
    "s42": "Total Number of Section 42 Safeguarding Enquiries",
    "provider": "Service Provider",
    "known": "Other – Known to Individual",
    "unknown": "Other – Unknown to Individual",
    "financial": "Financial or Material Abuse",
    "neglect": "Neglect and Acts of Omission",
    "discriminatory": "Discriminatory Abuse",
    "sexual-exploitation": "Sexual Exploitation",
    "domestic": "Domestic Abuse",
    "physical": "Physical Abuse",
    "psychological": "Psychological Abuse",
    "self-neglect": "Self-Neglect",
    "own-home": "Own Home",
    "community": "In the Community (excluding community services)",
    "identified-action": "Risk identified and action taken",
    "inconclusive-action": "Risk – Assessment inconclusive and action taken",
    "none-action": "No risk identified and action taken",
    "reduced": "Risk Reduced",
    "removed": "Risk Removed",
    "yes": "Yes, they lacked capacity",
    "no": "No, they did not lack capacity",
    "supported": "Of those: supported by an advocate, family or friend",
    "expressed": "Yes they were asked and outcomes were expressed",
    "fully": "Fully Achieved",
    "partially": "Partially Achieved",
    "": "",
}


def counted_again():
    """Every cell with its number, counted by the database from the same rows."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENTS)
        return Counter(
            {
                (table, LABELS[row], LABELS[column], f"{year}-{(year + 1) % 100}"): number
                for table, row, column, year, number in cursor.fetchall()
            }
        )


def as_counted(values):
    return Counter((*line.cell, line.year) for line in values.lines)


def as_expected(*stories):
    return Counter(
        (one["table"], one["row"], one["column"], one["year"]) for story in stories for one in story.counts
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_case_counts_exactly_as_cases_md_says(cast, north, path):
    story = Story(path)
    values = return_values(Doer(cast, story, north).do_all(), cast.sam)
    assert as_counted(values) == as_expected(story)
    assert values.gaps == []
    assert all(line.why and line.rows and all(row.href for row in line.rows) for line in values.lines)
    assert counted_again() == as_expected(story)


def test_the_six_together_yield_the_year(cast, north):
    stories = [Story(path) for path in FILES]
    counted = Counter()
    for story in stories:
        counted += as_counted(return_values(Doer(cast, story, north).do_all(), cast.sam))
    assert counted == counted_again() == as_expected(*stories)
    assert the_last_paragraph(counted) == {
        LABELS["concern"]: 5,
        LABELS["s42"]: 5,
        LABELS["yes"]: 1,
        LABELS["supported"]: 1,
        LABELS["no"]: 5,
        LABELS["expressed"]: 6,
        LABELS["fully"]: 3,
        LABELS["partially"]: 3,
    }


def the_last_paragraph(counted):
    """The numbers that `cases.md` states for the six together, in the year."""
    rows = {
        row: number
        for (table, row, _, year), number in counted.items()
        if year == YEAR and table[:3] != "SG2"
    }
    return {row: number for row, number in rows.items() if row}
