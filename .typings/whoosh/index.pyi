from whoosh.codec.base import Segment
from whoosh.fields import Schema
from whoosh.filedb.filestore import Storage

class EmptyIndexError(Exception): ...

class TOC:
    generation: int
    schema: Schema
    segments: list[Segment]
    @classmethod
    def read(
        cls, storage: Storage, indexname: str, schema: Schema | None = None
    ) -> TOC: ...
    @classmethod
    def _latest_generation(cls, storage: Storage, indexname: str) -> int: ...

class FileIndex:
    def __init__(
        self, storage: Storage, schema: Schema | None = None, indexname: str = "MAIN"
    ) -> None: ...
    @classmethod
    def create(
        cls, storage: Storage, schema: Schema, indexname: str = "MAIN"
    ) -> FileIndex: ...
