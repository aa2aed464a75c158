"""Who there is in a book: names, and which of them are one person."""
