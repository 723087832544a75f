"""How values are written as words and figures, the same everywhere."""
