"""Dutch number and date formats where they differ from Django's."""
