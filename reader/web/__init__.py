"""The network: one HTTP client, pages, feeds, OPML."""
