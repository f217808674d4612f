"""`python -m portal.cli`: the same commands, for a process that starts another."""

from portal.cli import main

main()
