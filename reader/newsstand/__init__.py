"""From the network into the reader and the library: one page, or all that is new in the feeds.

    >>> from reader.newsstand.fetching import fetch_feeds
    >>> for looked in fetch_feeds(library, library.feeds()):
    ...     print(looked.feed.address, looked.new)

It joins `reader.web`, which knows no library, and `reader.library`, which knows no network. The
command line and the screens call it; it draws nothing.
"""
