"""The doors of organisations, one file per noun."""
