"""Who it is that runs a command, for the trail."""

import getpass


def operator() -> str:
    """The account's name; "operator" where the system knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "operator"
