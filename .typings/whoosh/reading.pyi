from collections.abc import Iterator
from typing import Any

from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import W3TermsReader
from whoosh.fields import Schema
from whoosh.filedb.filestore import Storage

class TermNotFound(Exception): ...

class SegmentReader:
    schema: Schema
    _terms: W3TermsReader
    def __init__(self, storage: Storage, schema: Schema, segment: Segment) -> None: ...
    def segment(self) -> Segment: ...
    def column_reader(self, fieldname: str, translate: bool = True) -> Any: ...
    def expand_prefix(self, fieldname: str, prefix: str) -> Iterator[bytes]: ...
