"""The command line: parses, calls, prints; no rule of the domain lives here."""
