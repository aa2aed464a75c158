"""Markup as blocks: parsing it, what its elements are to a listener, what its style sheets say."""
