"""A small grammar of narration: subjects, verbs of saying, hearers, turns."""
