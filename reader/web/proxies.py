"""Proxies, as the environment names them (`http_proxy`, `https_proxy`, `all_proxy`, `no_proxy`)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.translation import _
from reader.web.errors import WebError

if TYPE_CHECKING:
    from reader.web.addresses import Address


def proxy_for(address: Address) -> str | None:
    """The proxy that `address` is to be asked through, or None.

    Raises `WebError` for a proxy of a kind that is not supported.
    """
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()
    proxy = proxies.get(address.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(f"{address.host}:{address.port}") or proxy_bypass(address.host):
        return None
    if "://" not in proxy:
        proxy = f"http://{proxy}"
    if urlsplit(proxy).scheme.lower() not in ("http", "https"):
        problem, advice = _("this kind of proxy is not supported"), _("name an http or https proxy instead")
        raise WebError(proxy, problem, advice)
    return proxy
