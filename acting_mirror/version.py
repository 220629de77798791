"""Which version of the program this is; it stands in pyproject.toml alone."""

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str | None:
    """As it was installed or built; None where a checkout runs that was never installed."""
    try:
        return version("acting-mirror")
    except PackageNotFoundError:
        return None
