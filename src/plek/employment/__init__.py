"""Jobs and education, found and kept."""
