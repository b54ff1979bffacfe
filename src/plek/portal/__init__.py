"""The client's own side: my plan, my people, who looked."""
