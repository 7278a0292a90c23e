"""What `scrapy clean` does: pages from files, cleaned on all cores, written in the order in which they were read."""
