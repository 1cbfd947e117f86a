"""Pages for people at work on the case: signing in, accounts, rights, work and notes, and the record of what was opened."""
