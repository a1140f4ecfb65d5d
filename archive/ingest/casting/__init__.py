"""Who takes part: printed names and labels to people and their roles. Pure."""
