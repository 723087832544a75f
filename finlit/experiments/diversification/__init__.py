"""Experiments on diversification."""
