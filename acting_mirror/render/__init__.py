"""Readings drawn over pictures."""
