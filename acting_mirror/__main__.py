"""`python -m acting_mirror`, and the command `acting-mirror`."""

from acting_mirror.settings.languages import use_chosen_language


def main() -> None:
    """Run a command in the user's language."""
    use_chosen_language()
    from acting_mirror.cli.main import main as run  # says what its options are for while it is imported

    run()


if __name__ == "__main__":
    main()
