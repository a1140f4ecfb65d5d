"""Hashes and offsets of the whole archive, computed again and compared.

Reads and never writes. Memory is bounded by the largest interviews, not by the archive.
"""

from archive.fixity.findings import Finding, Watch
from archive.fixity.verifying import Verification

__all__ = ["Finding", "Verification", "Watch"]
