"""What the program tells the user in passing: one sentence, and what can be done about it."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from acting_mirror.core.text import printable
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.widgets.notice import Choice, Notice

_LEAST_MS = 8_000
_A_LETTER_MS = 60
"""Long enough to be read twice, from where one acts."""


class Message:
    """What was told; whoever told it can take it back."""

    def __init__(
        self, messages: "Messages", words: str, choices: tuple[Choice, ...], on: QWidget | None, stays: bool
    ) -> None:
        """Belong to `messages`; see `Messages.tell` for the rest."""
        self.stays = stays
        self.words, self.choices, self.on = words, choices, on
        self._messages = messages

    def withdraw(self) -> None:
        """Take it back: it is no longer so, or it is decided."""
        self._messages.forget(self)


class Messages(QObject):
    """Tells one sentence at a time, the newest, in the strip of the window, each on the page that it belongs to."""

    def __init__(self, notice: Notice, jobs: Jobs) -> None:
        """Tell in a strip, and what fails in a worker thread too, where nobody else tells it."""
        super().__init__(notice)
        self._notice = notice
        self._page: QWidget | None = None
        self._told: list[Message] = []
        self._once: set[str] = set()
        self._lasting: Message | None = None
        self._time = QTimer(self, singleShot=True)
        self._time.timeout.connect(self._on_closed)
        notice.closed.connect(self._on_closed)
        jobs.failed.connect(self._on_failed)

    @property
    def shown(self) -> Message | None:
        """What is shown now."""
        here = [message for message in self._told if message.on in (None, self._page)]
        return here[-1] if here else None

    def tell(
        self, words: str, *choices: Choice, on: QWidget | None = None, stays: bool = False, once: bool = False
    ) -> Message:
        """Tell a sentence; a newer one takes its place until that one has gone.

        Args:
            words: What happened and what to do.
            choices: Buttons; pressing one also takes the message away.
            on: The page that it belongs to; None for all of them.
            stays: Whether it waits until it is decided or withdrawn, and does not go by itself.
            once: Whether it is told only the first time.

        Returns:
            The message, to be withdrawn when it is no longer so.
        """
        words = printable(words)
        message = Message(self, words, choices, on, stays)
        if once and words in self._once:
            return message
        if once:
            self._once.add(words)
        self._told = [each for each in self._told if (each.words, each.on) != (words, on)]
        self._told.append(message)
        self._show()
        return message

    def forget(self, message: Message) -> None:
        """Take a message away, if it is still there."""
        if message in self._told:
            self._told.remove(message)
            self._show()

    def set_page(self, page: QWidget) -> None:
        """Tell what belongs to another page from now on."""
        self._page = page
        self._show()

    def _on_failed(self, words: str) -> None:
        self.tell(words)

    def _on_closed(self) -> None:
        if (shown := self.shown) is not None:
            self.forget(shown)

    def _show(self) -> None:
        shown = self.shown
        if shown is not self._lasting:  # only what is shown grows old, not what waits behind it or on another page
            self._lasting = shown
            self._time.stop()
            if shown is not None and not shown.stays:
                self._time.start(max(_LEAST_MS, _A_LETTER_MS * len(shown.words)))
        if shown is None:
            self._notice.hide()
        else:
            self._notice.show_message(shown.words, shown.choices)
