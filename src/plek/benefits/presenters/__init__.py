"""What the page about what a person keeps prints."""
