"""Writing a note: its form, what each kind asks, and notes that lost their words."""
