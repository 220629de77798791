"""`python -m acting_mirror`."""

from acting_mirror.cli.main import main

if __name__ == "__main__":
    main()
