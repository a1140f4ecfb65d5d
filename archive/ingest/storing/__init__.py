"""Transcript → models: the rows of an interview and its editions."""
