"""The legal clock: which days count, which limits the law sets, and how one duty runs.

This room knows dates and citations. It knows nothing of cases, messages or what time it is now.
"""
