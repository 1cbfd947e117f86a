"""The scenario model at the desk: a few levers, and what follows from them. It shows nothing of the case."""
