"""The sentences of one language, read from the text in which a translator wrote them (.po)."""

import gettext
import json
import re
from typing import Final

_TEXT: Final = re.compile(r'^(msgid|msgid_plural|msgstr(?:\[\d\])?) (".*"(?:\n".*")*)', re.MULTILINE)
_RULE: Final = re.compile(r"plural=([^;]*)")


class Catalogue(gettext.NullTranslations):
    """What a language has of the program; all else is said in English."""

    def __init__(self, text: str) -> None:
        """Take a translator's text apart."""
        super().__init__()
        self._forms: dict[str, list[str]] = {}
        for kind, lines in _TEXT.findall(text):
            words = json.loads('"' + "".join(line[1:-1] for line in lines.splitlines()) + '"')
            if kind == "msgid":
                forms = self._forms[words] = []
            elif kind != "msgid_plural" and words:
                forms.append(words)
        header = self.gettext("")
        self._info = dict(line.lower().split(": ", 1) for line in header.splitlines())
        rule = _RULE.search(header)
        self._form_for = gettext.c2py(rule[1] if rule else "n != 1")

    def gettext(self, message: str) -> str:
        """A sentence in this language."""
        return (self._forms.get(message) or [message])[0]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """A sentence on a number of things in this language."""
        forms, form = self._forms.get(msgid1, ()), self._form_for(n)
        return forms[form] if form < len(forms) else super().ngettext(msgid1, msgid2, n)

    def info(self) -> dict[str, str]:
        """What its header says, by names in small letters."""
        return self._info
