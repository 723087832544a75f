"""Experiments on gold, coins and lending."""
