"""The Practice page and its parts."""
