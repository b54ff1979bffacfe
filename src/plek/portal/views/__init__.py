"""The doors of the client's own side."""
