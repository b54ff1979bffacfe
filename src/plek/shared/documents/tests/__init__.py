"""Documents: tagged, in their language, with whatever was typed printed as it is."""
