"""The web door: turns requests into calls on the rooms, and what they say into pages. It asks rooms, not tables."""
