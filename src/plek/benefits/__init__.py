"""What work leaves of a benefit: the question on the command line and at one screen."""
