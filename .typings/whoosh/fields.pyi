from typing import Any

from whoosh.columns import Column

class FieldType:
    analyzer: Any
    format: Any
    indexed: bool
    scorable: bool
    stored: bool
    def index(self, value: Any, **options: Any) -> Any: ...
    def to_bytes(self, value: Any) -> Any: ...
    def from_bytes(self, value: Any) -> Any: ...

class COLUMN(FieldType):
    def __init__(self, columnobj: Column | None = None) -> None: ...

class Schema:
    def __init__(self, **fields: FieldType) -> None: ...
    def __getitem__(self, name: str) -> FieldType: ...
