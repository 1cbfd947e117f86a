"""Coverage-guided fuzzing of every reader of bytes, with atheris."""
