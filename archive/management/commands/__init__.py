"""Thin doors: arguments in, one call, a report out."""
