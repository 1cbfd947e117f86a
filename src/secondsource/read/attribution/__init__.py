"""Who says what in English prose: spans of source, cue and content, and the statements made of them."""
