"""MP3 files: encoding, packets, and joining what was encoded apart."""
