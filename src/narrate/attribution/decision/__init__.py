"""Whose line it is: weights, scores, and the likeliest speakers of a scene."""
