"""The composition root: settings, addresses, processes; it imports everything and nothing imports it."""
