"""The one exception that carries a sentence for the user."""


class UserError(Exception):
    """The user's input or environment is at fault.

    Its text is one sentence that says what is wrong and what to do about it; commands print it and exit with 2.
    """
