"""Every default of a Klartekst project, in alphabetical order; `-s NAME=VALUE` overrides any of them.

Scrapy's own settings keep their meaning. Those that only Klartekst knows are marked *Klartekst*;
`docs/settings.md` explains them.
"""

from __future__ import annotations

import os

ADDONS = {"scrapers.engine.addon.Klartekst": 0}

AUTOTHROTTLE_ENABLED = True
# The outlet's own delay (DOWNLOAD_DELAY) is where the throttle starts and what it never goes below.
AUTOTHROTTLE_START_DELAY = 0

BOT_NAME = "klartekst"

# Klartekst: seconds that cleaning and normalizing one page may take; then the page is reported and skipped.
CLEAN_DEADLINE = 20.0

# Klartekst: the user's cleaning steps, (place, dotted path) each, place being `before:NAME` or `after:NAME`.
CLEAN_STEPS: list[tuple[str, str]] = []

# Klartekst: processes that clean pages.
CLEAN_WORKERS = os.cpu_count() or 1

COMMANDS_MODULE = "scrapers.engine.commands"

# Scrapy makes that many tasks for every answer; ours give one item each.
CONCURRENT_ITEMS = 1

# Klartekst: web or mail address under which an outlet reaches you; part of the user agent.
CONTACT = ""

COOKIES_ENABLED = False

# Klartekst: outlets crawled at the same time by `scrapy crawl all`.
CRAWLS_AT_ONCE = 16

DEFAULT_DROPITEM_LOG_LEVEL = "DEBUG"

DOWNLOADER_MIDDLEWARES = {
    "scrapers.engine.conditional.ConditionalRequests": 560,
    "scrapers.engine.refresh.MetaRefresh": 580,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
}

# The largest sitemap that the sitemap protocol allows; no article page comes near it.
DOWNLOAD_MAXSIZE = 50 * 1024 * 1024
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_WARNSIZE = 0

EXTENSIONS = {"scrapers.engine.monitor.Monitor": 500}

FEED_EXPORT_ENCODING = "utf-8"

ITEM_PIPELINES = {"scrapers.engine.pipeline.ArticlePipeline": 300}

LOGSTATS_INTERVAL = 0
LOG_FORMAT = "%(levelname)s: %(message)s"
LOG_FORMATTER = "scrapers.engine.messages.Messages"
LOG_LEVEL = "WARNING"

NEWSPIDER_MODULE = "spiders"

# Klartekst: the user's normalizing steps, (place, dotted path) each, as in CLEAN_STEPS.
NORMALIZE_STEPS: list[tuple[str, str]] = []

# Klartekst: the user's outlet files (TOML), read after the catalogue that ships.
OUTLET_FILES: list[str] = []

# Klartekst: the user's phrase files (TOML), read after the lexicon that ships.
PHRASE_FILES: list[str] = []

# Klartekst: folder that `scrapy record` writes cassettes to; set by that command.
RECORD = ""

REMOTE_CONTROL_ENABLED = False

# Klartekst: folder of cassettes to play instead of asking the network; empty for a live crawl.
REPLAY = ""

RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"
RETRY_TIMES = 2

ROBOTSTXT_OBEY = True

SPIDER_LOADER_CLASS = "scrapers.engine.outlet_spiders.OutletLoader"
# Next to the engine: what another middleware dropped must not be recorded as wanted.
SPIDER_MIDDLEWARES = {"scrapers.engine.frontier.Frontier": 40}
SPIDER_MODULES = ["spiders"]

STATS_DUMP = False

# Klartekst: SQLAlchemy URL of the store; empty: klartekst.db (in a replay klartekst-replay.db) beside scrapy.cfg.
STORE_URL = ""

TELNETCONSOLE_ENABLED = False

# The check reads the callback's source with every answer: milliseconds in which nothing else happens.
WARN_ON_GENERATOR_RETURN_VALUE = False
