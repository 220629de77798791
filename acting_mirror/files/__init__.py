"""Files of any kind: written whole or not at all, under names that are free, on a disk that has room."""
