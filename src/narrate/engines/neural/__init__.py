"""What engines with a neural model share: sentences, sounds, the model's graph, takes of parts."""
