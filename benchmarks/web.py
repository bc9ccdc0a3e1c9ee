"""What fetching costs, against real servers on loopback that this script starts.

    python benchmarks/web.py [--runs 5]

Prints the peak memory of a fetch above an idle process with the client loaded, for pages from
ordinary to hostile, and beside it that of the largest process that parses, as a whole; the time to
parse a feed of 1,000 items and compare it with what a library knows of it, against feedparser alone
in the same run; and a fetch of 200 feeds, of which 20 misbehave, into a library.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent))

from reader.feed import Feed, FeedState
from reader.formats.isolation import Isolated
from reader.library import open_library
from reader.web.feed_parsing import parse_feed
from reader.web.feeds import compare
from tests.web.feeds import rss, rss_item
from tests.web.servers import serving
from tests.web.test_refresh import misbehaving

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_MEMORY = 60.0
MOST_SECONDS = 0.5
MIB = 2**20
SENTENCE = "<p>De minister zei dinsdag dat het <b>niet</b> doorgaat: er is <a href='/x'>geen geld</a>.</p>"

# Runs by itself, on Linux, which tells a process its peak and can forget it.
ONE_FETCH = """
import re, resource, sys, tempfile
from pathlib import Path
from reader.library import open_library
from reader.newsstand.fetching import fetch_feeds
from reader.web import pages
from reader.web.client import Client
from reader.feed import Feed, Pages
def memory(name):
    return int(re.search(name + r":\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
address, kind = sys.argv[1:3]
client = Client(allow_private=True)
client._tls
with tempfile.TemporaryDirectory() as folder, open_library(folder + "/library.db") as library:
    lines = (sys.stdin.read().split() or [address]) if kind == "feed" else []
    for future in [library.add_feed(Feed(line, pages=Pages.NEVER)) for line in lines]:
        future.result()
    feeds = library.feeds()
    Path("/proc/self/clear_refs").write_text("5")
    idle = memory("VmRSS")
    try:
        if kind == "page":
            said = str(len(pages.fetch_article(client, address).text)) + " characters"
        else:
            good = new = all = 0
            for looked in fetch_feeds(library, feeds, client=client):
                all, good, new = all + 1, good + (not looked.state.problem), new + looked.new
            said = f"{good} of {all} feeds, {new} articles"
    except Exception as error:
        said = str(error).split(": ", 1)[-1]
    above = memory("VmHWM") - idle
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"{above:.1f}|{idle:.1f}|{child:.0f}|{said}")
"""


def one_fetch(address: str, kind: str, given: str = "") -> tuple[float, str]:
    """Peak memory above idle in MiB, and what came of it."""
    command = [sys.executable, "-c", ONE_FETCH, address, kind]
    run = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    above, idle, child, said = run.stdout.strip().split("|")
    return float(above), f"{said} (idle {idle} MiB; parsing process {child} MiB)"


def report(name: str, value: float, bound: float, unit: str, said: str = "") -> None:
    verdict = "ok" if value <= bound else "MISSED"
    print(f"{name:<34} {value:8.2f} {unit:<4} <= {bound:g} {verdict:<7} {said}")


def median(work: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def memory() -> None:
    page = "<html><body><article>{}</article></body></html>"
    with serving() as site:
        packed = gzip.compress(bytes(300 * MIB))
        bodies: dict[str, tuple[bytes, dict[str, str]]] = {
            "page of 100 KB": (page.format(sentences(1000)).encode(), {}),
            "page of 10 MiB": (page.format(sentences(91_000)).encode(), {}),
            "page of 23 MB": (b"x" * 23_000_000, {}),
            "gzip bomb of 300 MiB": (packed, {"Content_Encoding": "gzip"}),
        }
        for number, (name, (body, headers)) in enumerate(bodies.items()):
            above, said = one_fetch(site.page(f"/{number}", body, **headers), "page")
            report(name, above, MOST_MEMORY, "MiB", said)
        text = rss(*(item(n) for n in range(1000)))
        above, said = one_fetch(site.page("/feed", text), "feed")
        report("feed of 1,000 items", above, MOST_MEMORY, "MiB", said)


def sentences(count: int) -> str:
    return "".join(SENTENCE.replace("dinsdag", f"op {n} mei") for n in range(count))


def item(number: int) -> str:
    return rss_item(f"Bericht {number}", f"nr{number}", f"/a/{number}", escape(SENTENCE * 3))


def feeds(runs: int) -> None:
    import feedparser

    data = rss(*(item(n) for n in range(1000))).encode()
    address = "https://bode.example/rss"
    known = compare(parse_feed(data, address).items, ())[2]
    alone = median(lambda: feedparser.parse(BytesIO(data)), runs)
    here = median(lambda: compare(parse_feed(data, address).items, known), runs)
    with Isolated() as isolated:
        isolated.run(parse_feed, data, address)
        apart = median(lambda: compare(isolated.run(parse_feed, data, address).items, known), runs)
    report(
        "1,000 items, parsed and compared", here, MOST_SECONDS, "s", f"{here / alone:.2f}x feedparser alone"
    )
    report("the same, in another process", apart, MOST_SECONDS, "s", f"{apart / alone:.2f}x feedparser alone")
    with (
        Isolated() as isolated,
        tempfile.TemporaryDirectory() as folder,
        open_library(Path(folder) / "library.db") as library,
    ):
        number = library.add_feed(Feed(address)).result().id
        library.keep_look(number, address, FeedState(known=known)).result()

        def look() -> None:
            items = isolated.run(parse_feed, data, address).items
            new, changed, after = compare(items, library.known_items(number))
            assert not new and not changed
            library.keep_look(number, address, FeedState(known=after)).result()

        look()
        stored = median(look, runs)
    report("the same, with the store", stored, MOST_SECONDS, "s", f"{stored / alone:.2f}x feedparser alone")


def many() -> None:
    with ExitStack() as stack:
        sites = [stack.enter_context(serving(f"127.0.0.{n}")) for n in range(2, 20)]
        text = rss(*(item(n) for n in range(50)))
        addresses = [site.page(f"/{n}", text) for n in range(10) for site in sites]
        for number, (name, route) in enumerate(misbehaving(sites[0]).items()):
            site = stack.enter_context(serving(f"127.0.1.{number + 1}"))
            path = "/" + name.replace(" ", "-")
            site.routes[path] = route
            addresses.insert(number * 9, site.url(path))
        start = time.perf_counter()
        above, said = one_fetch("", "feed", "\n".join(addresses))
        took = time.perf_counter() - start
    report("fetch of 200 feeds", above, MOST_MEMORY, "MiB", f"{took:.1f} s, {said}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    memory()
    feeds(options.runs)
    many()
