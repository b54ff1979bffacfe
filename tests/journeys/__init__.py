"""Stories in a real browser against the running product, by role, each page checked with axe."""
