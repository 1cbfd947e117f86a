"""Who and what claims join: people in public roles, bodies, places, countries. Private persons and unnamed ones are never in it."""
