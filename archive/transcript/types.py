"""Whether what was read from outside has the types that its classes declare."""

import dataclasses
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


def typed(value: T) -> T:
    """Return the value; TypeError when something in it is of another type."""
    _require(value, type(value))
    return value


def _require(value: Any, kind: Any) -> None:
    declared = get_args(kind)
    if get_origin(kind) is tuple:
        _require_parts(value, declared)
    elif declared and value is not None:
        _require(value, declared[0])
    elif not declared:
        _require_class(value, kind)


def _require_parts(value: Any, declared: tuple[Any, ...]) -> None:
    _require_class(value, tuple)
    kinds = declared[:1] * len(value) if declared[-1] is Ellipsis else declared
    for part, kind in zip(value, kinds, strict=True):
        _require(part, kind)


def _require_class(value: Any, kind: type) -> None:
    # A bool is an int to Python, and no number to us.
    if type(value) is not kind:
        raise TypeError(f"{value!r} is no {kind.__name__}")
    if isinstance(value, str) and "\0" in value:
        raise ValueError("a NUL character is no part of any text")
    if dataclasses.is_dataclass(kind) or hasattr(kind, "_fields"):
        for name, inner in get_type_hints(kind).items():
            _require(getattr(value, name), inner)
