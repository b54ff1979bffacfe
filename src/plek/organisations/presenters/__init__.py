"""What pages print, one file per noun."""
