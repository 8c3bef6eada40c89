"""Which colour goes with which word, so that the same state looks the same on every page. Colour never stands alone."""

COLOURS = {
    # outcomes and reviews
    "met": "green",
    "partly met": "yellow",
    "not met": "red",
    "too early to say": "blue",
    "the person does not know": "grey",
    "no longer wanted": "grey",
    "recorded by mistake": "grey",
    "replaced by another": "grey",
    "passed on: not for safeguarding": "purple",
    "wanted": "blue",
    "views differ": "orange",
    # work
    "to do": "blue",
    "done": "green",
    "withdrawn": "grey",
    "overdue": "red",
    "due today": "orange",
    "due soon": "yellow",
    "not yet asked": "orange",
    "not asked": "orange",
    # cases
    "open": "blue",
    "closed": "grey",
    "reopened": "blue",
    "concern": "yellow",
    "enquiry": "blue",
    "safeguarding plan and review": "turquoise",
    "closing": "purple",
    "restricted": "red",
    # risk
    "waits for a manager": "blue",
    "signed off": "green",
    "sent back": "orange",
    # enquiries that others make, and what runs beside
    "waiting for their report": "blue",
    "report to check": "orange",
    "report accepted": "green",
    "accepted: it answers what was asked": "green",
    "returned with questions": "orange",
    "considered, not begun": "grey",
    "running": "blue",
    "ended": "grey",
    # reports
    "waiting to be made": "blue",
    "ready": "green",
    "could not be made": "red",
    # task lists
    "completed": "green",
    "not started": "grey",
    "in progress": "blue",
    "not finished": "yellow",
}


def colour_of(text: str) -> str:
    """A GOV.UK tag colour; grey for words that are not in the table."""
    return COLOURS.get(text.strip().lower(), "grey")
