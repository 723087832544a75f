"""Charts: a tidy frame in, a Vega-Lite specification with its rows and a description out."""
