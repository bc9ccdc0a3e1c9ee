"""Feeds of the tests' own making."""

from __future__ import annotations


def rss(*items: str, title: str = "De Bode") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{title}</title><link>https://bode.example/</link><language>nl-NL</language>{''.join(items)}"
        "</channel></rss>"
    )


def rss_item(title: str, guid: str = "", link: str = "", description: str = "", more: str = "") -> str:
    fields = {"title": title, "guid": guid, "link": link, "description": description}
    return "<item>" + "".join(f"<{k}>{v}</{k}>" for k, v in fields.items() if v) + more + "</item>"
