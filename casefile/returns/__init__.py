"""What one enquiry counts as in the Safeguarding Adults Collection (SAC) 2025-26, derived from its rows."""

from casefile.returns.reading import return_values
from casefile.returns.values import Gap, Line, Values, year_of

__all__ = ["Gap", "Line", "Values", "return_values", "year_of"]
