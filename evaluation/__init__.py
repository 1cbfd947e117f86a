"""Quality, measured: the program's output for each task, the scorers over it, floors that hold it, peers beside it."""
