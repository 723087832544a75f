"""Charts of the experiments on jobs, trades and firms."""
