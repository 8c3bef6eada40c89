from tests.access.matrix import (
    ADMINISTRATOR,
    ADVOCATE,
    ANALYST,
    AUDITOR,
    COLLEAGUE,
    EVERYBODY,
    FRONT_DOOR,
    MANAGER,
    OTHER_ADVOCATE,
    OUTSIDER,
    SAM,
    WORKER,
    Row,
)

SEES_FIGURES = (WORKER, COLLEAGUE, SAM, OUTSIDER, MANAGER, ANALYST, AUDITOR)
REFUSED = (FRONT_DOOR, ADVOCATE, OTHER_ADVOCATE, ADMINISTRATOR)

ROWS = [
    Row(
        "oversight:reading",
        lets=[AUDITOR],
        refuses=[who for who in EVERYBODY if who != AUDITOR],
        methods="GET",
    ),
    Row("oversight:dashboard", lets=SEES_FIGURES, refuses=REFUSED, methods="GET"),
    Row("oversight:dashboard-csv", lets=SEES_FIGURES, refuses=REFUSED, methods="GET"),
    Row("oversight:figure-rows", {"key": "adult-met"}, lets=SEES_FIGURES, refuses=REFUSED, methods="GET"),
    Row("oversight:figure-csv", {"key": "adult-met"}, lets=SEES_FIGURES, refuses=REFUSED, methods="GET"),
]
