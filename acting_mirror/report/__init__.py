"""What was read, as files for others: CSV and JSON."""
