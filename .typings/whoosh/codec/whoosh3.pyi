from collections.abc import Sequence
from typing import Any

class W3LeafMatcher:
    _ids: Sequence[int]
    _lastblock: bool
    _maxid: int
    _values: Sequence[bytes]
    _weights: Sequence[float]
    def _next_block(self) -> None: ...
    def _read_ids(self) -> None: ...
    def _read_values(self) -> None: ...
    def _read_weights(self) -> None: ...

class W3TermsReader:
    def matcher(
        self, fieldname: str, termbytes: bytes, format_: Any
    ) -> W3LeafMatcher: ...
