from casefile.actions.closing import close_enquiry, reopen_enquiry
from casefile.actions.deciding import decide

__all__ = ["close_enquiry", "decide", "reopen_enquiry"]
