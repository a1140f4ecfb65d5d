"""A later edition: words aligned, anchors kept, notes found again. Pure."""
