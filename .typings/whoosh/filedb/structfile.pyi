from typing import Any

class StructFile:
    file: Any
    def __init__(
        self, fileobj: Any, name: str | None = None, onclose: Any = None
    ) -> None: ...
    def get(self, position: int, length: int) -> bytes: ...
