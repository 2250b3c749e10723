"""The store: the only two doors to the database, its rules, and the few acts that see more than their caller may."""
