"""Engines: haystack backends, nothing else. One package or module an engine."""
