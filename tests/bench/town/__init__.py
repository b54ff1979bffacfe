"""An invented organisation of any size, copied into a database of its own in seconds."""
