"""A small grammar of narration: subjects, verbs of saying, who is told, turns of speech."""
