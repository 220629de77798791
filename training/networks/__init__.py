"""The networks, one file a family; `training.zoo` builds them by name."""
