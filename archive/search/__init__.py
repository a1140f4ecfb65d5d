"""Search: the reader's words in, turns with marked passages out.

The only room that knows haystack. Ask it through `results.search`.
"""
