"""What the user can set, with its defaults, in one place."""
