"""A self-tape checked before it is sent: format, framing, light, sound, start and end."""
