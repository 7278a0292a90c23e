"""What Klartekst adds to the `scrapy` command line: one module, one command."""
