"""The drawn actor, piece by piece."""
