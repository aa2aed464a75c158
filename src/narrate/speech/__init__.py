"""Turns print into speech: what is written becomes words that a voice can say."""
