"""Whose an address is: of the people who come to us, or of staff. It refuses to know who asks for it."""

from flask import request

STAFF = "/staff"


def is_for_staff() -> bool:
    """Is this request for an address of staff, whether or not there is such a page?"""
    return request.path == STAFF or request.path.startswith(f"{STAFF}/")
