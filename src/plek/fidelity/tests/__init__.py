"""The indication: counts against a second count, who may see what, the pages and the command."""
