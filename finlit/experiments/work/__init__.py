"""Experiments on jobs, trades and firms."""
