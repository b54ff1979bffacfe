"""The manual: its links, pictures, commands and generated pages agree with the product."""
