"""The panels of the Mirror page."""
