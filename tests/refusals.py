"""What is refused, and with which remedy."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from acting_mirror.core.errors import Remedy, UserError


@contextmanager
def refused(match: str, remedy: Remedy) -> Iterator[None]:
    """Expect a `UserError` whose text matches and that has a remedy."""
    with pytest.raises(UserError, match=match) as caught:
        yield
    assert caught.value.remedy is remedy
