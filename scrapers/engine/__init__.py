"""The only Scrapy glue: settings, commands, middlewares, pipeline, worker pool, cassettes."""

VERSION = "0.1.0"
"""Version of Klartekst, as pyproject.toml has it."""

CASSETTES = "fixtures/cassettes"
"""Folder where `scrapy record` puts cassettes unless told otherwise."""
