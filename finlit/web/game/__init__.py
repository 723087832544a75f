"""The blind dip on the page."""
