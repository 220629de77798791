"""The Rehearse page: a script, its prompter, and how each line came across."""
