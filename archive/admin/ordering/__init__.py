"""Pages that bring topics and people into order, many rows at a time."""
