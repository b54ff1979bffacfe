"""The look of every page: tokens, frame, components, icons, and the gallery that shows them."""
