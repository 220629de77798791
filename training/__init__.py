"""How the networks are made: reading the data, training, measuring, exporting.

Imports `acting_mirror.core` and `acting_mirror.vision`; nothing in `acting_mirror` imports it.
"""
