"""Cases of past years come in from a council's own list: it is read, every row is checked, and then all come in."""
