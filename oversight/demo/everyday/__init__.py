"""The cases between the stories: told from small pieces, so that a year has as many of each kind as a real one."""

from oversight.demo.everyday.concerns import concern_only
from oversight.demo.everyday.enquiries import enquiry
from oversight.demo.everyday.pieces import KINDS, Pieces

__all__ = ["KINDS", "Pieces", "concern_only", "enquiry"]
