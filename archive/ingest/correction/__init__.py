"""What editors correct in a Transcript, kept and done again on every reading."""
