"""A file in, an interview out: source → blocks → turns → Transcript → models."""
