"""Charts of the experiments on diversification."""
