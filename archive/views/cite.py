"""The page that cites an interview, an exchange or a passage, and its downloads."""

from archive.views.citables import citable

__all__ = ["citable"]
