"""What `scrapy clean` does: pages from files, cleaned on all cores, written out in the order in which they were read."""
