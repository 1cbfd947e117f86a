"""Claims on a map of the world, each as precisely as its place is known and may be shown."""
