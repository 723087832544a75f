"""Charts of the experiments on saving and household money."""
