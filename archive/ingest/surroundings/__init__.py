"""What is printed around a conversation: title, credit, date, furniture. Pure."""
