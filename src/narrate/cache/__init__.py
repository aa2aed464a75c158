"""Keeps takes, encoded pieces, scripts and records of finished files from run to run; prunes."""
