"""The steps, oldest first: `rNNNN_what.py`. A step that has been released is never edited."""
