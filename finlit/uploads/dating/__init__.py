"""Dates: their forms, the numbers that stand for them, the names of months, their column."""
