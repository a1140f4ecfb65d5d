"""Dates in Kazakh."""
