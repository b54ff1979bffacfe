"""Every read about benefits."""
