"""Shape and check of input, one file per noun."""
