"""The one place that makes HTML: from spans, and from what editors write."""
