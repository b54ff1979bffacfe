"""The rules of the today page: the method's time norms as data, and the pure engine that applies them."""
