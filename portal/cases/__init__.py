"""The council's handling of one representation: what was received, where it goes, what is due, and what happened."""
