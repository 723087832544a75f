"""The blind dip: a game with real, unnamed companies, the ones that left or died included.

Codes, the draw, rounds, decisions and scores; no pages, no clock, no chance but a code's own.
"""
