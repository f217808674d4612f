"""The legal clock: which days count, and which limits the law sets on what.

This room knows dates and citations. It knows nothing of cases, messages or what time it is now.
"""
