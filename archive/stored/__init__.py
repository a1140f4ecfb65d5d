"""Pages kept as they were answered, for readers who bring nothing of their own.

What is kept holds for one generation of the archive and until the next thing becomes
due: no page is older than the last change, in any process. Imports models alone.
"""
