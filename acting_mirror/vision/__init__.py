"""Devices, files and models. No Qt."""
