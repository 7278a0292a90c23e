"""Spiders find article URLs and yield pages; they extract nothing."""
