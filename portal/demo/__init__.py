"""A made-up year of a complaints team, so that a newcomer sees a living system: stories as data, and who plays them.

Everything goes through the doors that real cases go through. It refuses to know the questions people are asked, and is
for somebody's own machine: whoever calls it makes sure of that.
"""
