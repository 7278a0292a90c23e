"""Cleaning: a page in, the article and everything that was taken out of the page, out. Pure."""
