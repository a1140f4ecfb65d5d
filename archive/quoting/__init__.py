"""Find the quotations in a text and judge each against the record.

All of it is pure but `candidates` and `keeping`, which ask the database, and
`checking`, which calls them.
"""
