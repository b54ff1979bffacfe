"""The product with one more page: nothing but the frame, to measure the others against."""
