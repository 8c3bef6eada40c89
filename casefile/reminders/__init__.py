"""Reminders: found by comparing what is due with what is there, told by digest, and closed when no longer due."""
