"""Scripts, and how well a face fits what they want."""
