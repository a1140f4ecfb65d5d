"""The whole archive in one file, and back: open format, checksums, any database.

The file is a zip of JSON lines that reads without this program (its README.txt
says how). Sessions, login attempts and the search index stay out.
"""

from archive.backup.restoring import replace, restore
from archive.backup.tables import Watch
from archive.backup.writing import Contents, overwrite, write

__all__ = ["Contents", "Watch", "overwrite", "replace", "restore", "write"]
