"""Every read of a formal review."""
