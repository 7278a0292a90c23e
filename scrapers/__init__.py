"""What Klartekst adds around the cleaners: outlets, normalizer, store, feed, and the Scrapy engine."""
