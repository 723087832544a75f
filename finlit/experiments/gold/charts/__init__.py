"""Charts of the experiments on gold, coins and lending."""
