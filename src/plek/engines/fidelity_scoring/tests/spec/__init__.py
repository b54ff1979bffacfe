"""Tables of what each item must give, which also make the page of the manual."""
