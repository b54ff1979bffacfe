"""Shape and check of what is typed about benefits."""
