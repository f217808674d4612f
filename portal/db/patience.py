"""How long anybody waits for the database, in seconds, and for how many at once. Knows no database.

Whoever waits is a person with a phone: all of these are shorter than what it takes to give up and go.
"""

BUSY_SECONDS = 10  # for another writer, for a lock, for a connection to be free
CONNECT_SECONDS = 5  # for a server to take a connection; one that is there takes it at once
STATEMENT_SECONDS = 20  # for one statement; the longest of ours takes some milliseconds
SILENCE_SECONDS = 25  # for a word of a server that is there and says nothing: longer than it needs to say no itself
IDLE_SECONDS = 30  # for a process of ours that holds locks and does nothing: it was stopped, or the way to it is cut

CONNECTIONS = 16  # one process keeps so many: more than requests are answered at once, for those that lost patience
