"""`python -m acting_mirror`, and the command `acting-mirror`."""

import sys

from acting_mirror.settings.languages import use_chosen_language


def main() -> None:
    """Run a command in the user's language."""
    if getattr(sys, "frozen", False):  # as built, the program is what its workers are started with
        import multiprocessing

        multiprocessing.freeze_support()
    use_chosen_language()
    from acting_mirror.cli.main import main as run  # says what its options are for while it is imported

    run()


if __name__ == "__main__":
    main()
