"""Who said it, whom they had it from, how many independent origins stand behind it, and what the law of that day says."""

__version__ = "0.1.0.dev0"
