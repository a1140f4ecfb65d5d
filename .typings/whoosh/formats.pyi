from typing import Any

class Format:
    def __init__(self, field_boost: float = 1.0, **options: Any) -> None: ...
