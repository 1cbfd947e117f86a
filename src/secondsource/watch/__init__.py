"""What is watched: sources, fetched politely, and what came of it."""
