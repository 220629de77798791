"""The Mirror page: a face, what it says now, and how that went."""
