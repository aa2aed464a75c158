"""What is kept from run to run: takes, encoded pieces, scripts; and what is removed again."""
