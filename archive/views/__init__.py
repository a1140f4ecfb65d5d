"""The pages readers see: each view reads a request, asks one question, answers."""
