"""The exceptions that are no fault of ours: one carries a sentence for the user, one says that the user stopped it."""


class UserError(Exception):
    """The user's input or environment is at fault.

    Its text is one sentence that says what is wrong and what to do about it; commands print it and exit with 2.
    """


class CancelledError(Exception):
    """The user stopped it; nothing half-written is left."""
