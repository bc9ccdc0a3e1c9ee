"""`g7reader verify`: was this really said?"""

from __future__ import annotations

import click

from reader import streams
from reader.cli.options import json_option
from reader.cli.stored import library_option, limit_option, open_stored
from reader.cli.writing import NOTHING_FOUND
from reader.opening import DONE
from reader.translation import _

LONGEST = 64 * 1024
"""How many bytes may be asked for: no quote is as long."""


@click.command(short_help=_("Was this really said? The closest quotes, and what differs."))
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@library_option
@limit_option(5)
@json_option
def verify(words: tuple[str, ...], library: str | None, limit: int, is_json: bool) -> int:
    """Look in the library for the quotes that are closest to WORDS.

    The answer says whether they were said word for word, nearly, or are not
    found; then by whom, where and when. [+So+] stand words that only the quote
    has, [-so-] words that only you gave. Quotes of several articles with the same
    words are shown as one, with its places. Case, accents and punctuation do not
    count. With - the words are read from standard input.

    \b
    Exit codes:
      0  found word for word
      1  not, or not quite
    """
    from reader.library.verifying import Verdict

    asked = " ".join(words)
    if asked == streams.STANDARD_INPUT:
        asked = streams.read_piped(LONGEST).decode("utf-8", errors="replace")
    from reader.formats import clean_line

    asked = clean_line(asked)
    if not any(map(str.isalnum, asked)):
        raise click.UsageError(_("there are no words to look for"))
    with open_stored(library) as opened:
        from reader.library.verifying import verify as verify_words

        found = verify_words(opened, asked, limit)
    if is_json:
        from reader.export.library_json import verification_as_json

        streams.write(verification_as_json(found), encoding="utf-8")
    else:
        from reader.cli.showing import write_close_quotes, write_lines
        from reader.export.lists import Entry

        told = {
            Verdict.WORD_FOR_WORD: _("Found word for word."),
            Verdict.NEARLY: _("Nearly; no quote has just these words. The closest:"),
            Verdict.NOT_FOUND: _("Not found; the closest:") if found.groups else _("Not found."),
        }[found.verdict]
        write_lines([Entry(told)])
        write_close_quotes(found)
    return DONE if found.verdict is Verdict.WORD_FOR_WORD else NOTHING_FOUND
