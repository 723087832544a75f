"""Experiments on forecasts."""
