from collections.abc import Iterable

from whoosh.fields import Schema
from whoosh.filedb.filestore import Storage

class EmptyIndexError(Exception): ...

class Segment:
    def segment_id(self) -> str: ...
    def doc_count_all(self) -> int: ...
    def deleted_docs(self) -> Iterable[int]: ...

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
