"""Who asks as somebody else than whoever acts: a list that is short, and known."""

import ast

from tests.test_architecture import PARSED, ROOT

KNOWN = {
    "enquiries/actions/concerns.py:raise_concern",  # a concern joins whichever case is open
    "enquiries/receipts.py:receipt_for",  # of a concern that one wrote oneself
    "enquiries/actions/restricting.py:_set_restricted",  # another restricted case keeps the person shut
    "enquiries/actions/restricting.py:end_named_access",  # or keeps a name on them
    "enquiries/actions/glass.py:break_glass",  # what the glass stands before
    "enquiries/glass.py:case_behind_glass",
    "people/duplicates.py:whom_to_ask_of",  # whether a restricted record may be there, and nothing of it
    "oversight/management/commands/demo.py:handle",  # acts for everybody, in the past
    "msp/celery.py:__call__",  # sweeps
    "ui/drafts.py:keep_parcel",  # as the writer, whom the signed key names
    "ui/apps.py:offer_what_was_kept",  # as the user who has just signed in
    "audit/middleware.py:__call__",  # as the user of the request
    "audit/context.py:for_figures",
    "audit/actions.py:_person_id",  # whose record it was that was acted upon
    "enquiries/views/partners.py:partner",  # as the question that their link was made for
}


def test_every_step_past_the_wall_is_on_the_list():
    found = {
        f"{path.relative_to(ROOT)}:{function.name}"
        for path, tree in PARSED.items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in {"asking", "context.asking"}
    }
    assert found == KNOWN, "a step past the wall is named here and in docs/decisions/0013-a-second-wall.md"
