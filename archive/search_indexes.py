"""Where haystack looks for indexes; ours are declared in the search room."""

from archive.search.indexes import TurnIndex

__all__ = ["TurnIndex"]
