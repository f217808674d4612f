"""The yearly report the law asks for (SI 2006/1738 reg. 13): facts of cases, figures over them, editions, history."""
