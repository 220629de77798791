"""What the pages share: the session of now, the settings, messages, dialogs, keys."""
