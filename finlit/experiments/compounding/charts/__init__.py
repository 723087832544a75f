"""Charts of the experiments on compounding."""
