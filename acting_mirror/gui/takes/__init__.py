"""The Takes page: what was recorded, looked at again and compared."""
