"""Suhbat: interviews, as they were published, in a searchable web archive."""
