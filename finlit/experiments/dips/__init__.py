"""Experiments on buying the dip."""
