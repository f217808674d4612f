"""Who is at the command line, for what is written down on a case."""

import getpass
import os


def user() -> str:
    """Their name on this machine, or their number."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # in a container a user may have a number and no name
        return f"user {os.getuid()}"
