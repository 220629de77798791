"""A self-tape as it was asked for: takes and slate in one file, of the right size, loudness and name."""
