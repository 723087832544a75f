"""Charts of the experiments on forecasts."""
