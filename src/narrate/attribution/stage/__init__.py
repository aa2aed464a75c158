"""Who is there when: actors, walk-on parts, the subject of each clause, forms of address."""
