"""Charts of the experiments on buying the dip."""
