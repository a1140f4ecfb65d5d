"""The tests mirror the rooms of `archive/`."""
