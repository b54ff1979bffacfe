"""What the pages of a formal review print."""
