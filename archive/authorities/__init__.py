"""What names are kept under: topics and people brought into order, by an editor."""
