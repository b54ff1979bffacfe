"""The append-only log of who saw or did what, chained by hash; ids are plain values."""
