"""Many clips: read on all cores into one folder, with a journal of what is done."""
