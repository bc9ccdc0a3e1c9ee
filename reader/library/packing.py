"""Stored readings made small.

What the readings of one library have in common, its words above all, goes into a
dictionary that is learned from the library itself; each reading is then written down as
what differs from it. Without a dictionary yet, a reading is deflated.

Dictionaries are known to the whole process by their numbers, which come from what is in
them, so libraries do not get in each other's way.
"""

from __future__ import annotations

import threading
import zlib
from typing import TYPE_CHECKING, cast

from reader.library.errors import LibraryError
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zstandard import ZstdCompressionDict, ZstdCompressor, ZstdDecompressor

_DEFLATED, _SHARED = b"\x01", b"\x02"
_LARGEST = 128 * 1024 * 1024  # bytes; four times the largest file that is read as an article
_LONG = 64 * 1024  # bytes; from here on the best packing takes longer than anyone would wait
_BEST, _QUICK = 16, 9
# Readings come out about as small as at zstd's best level, in a seventh to a half of the time. What
# they share with the dictionary are words and more: no match under five bytes is worth looking for,
# and one of 64 is taken as it is.
_READING = {
    "window_log": 19,
    "chain_log": 20,
    "hash_log": 20,
    "search_log": 5,
    "min_match": 5,
    "target_length": 64,
}
_FRAME = {"write_checksum": 1, "write_content_size": 1, "write_dict_id": 1}

# The pieces that every reading repeats: deflate finds them here instead of spelling them out.
# Stored readings need these very bytes; a new set needs a new first byte.
_PIECES = (
    b'"table row","preformatted","caption","list item","block quote","code","strong","emphasis","link",'
    b'"group","country","organisation","person","none","carried",0,null,[],{}],[],0,0,null,"","","nl","en",'
    b'"de","fr","outlet":"title":"published":"language":"topic":"url":"tags":["authors":[https://www.'
    b',0,"heading",2,""],[2,"paragraph",0,""],[2,[0,"mixed",[0,[0,"indirect",["cued",0,"direct",["cued",0,"'
)

_known: dict[int, ZstdCompressionDict] = {}
_local = threading.local()  # a compressor serves one thread at a time


def pack(written: bytes, dictionary: int | None = None) -> bytes:
    """`written` in fewer bytes; with a dictionary, by its number, in much fewer."""
    if dictionary is None:
        deflate = zlib.compressobj(9, zdict=_PIECES)
        return _DEFLATED + deflate.compress(written) + deflate.flush()
    return _SHARED + _compressor(dictionary, is_long=len(written) > _LONG).compress(written)


def unpack(body: bytes) -> bytes:
    """What was packed. Raises `LibraryError` when that cannot be told."""
    try:
        if body[:1] == _DEFLATED:
            inflate = zlib.decompressobj(zdict=_PIECES)
            written = inflate.decompress(body[1:], _LARGEST)
            if inflate.eof:
                return written
        elif body[:1] == _SHARED:
            return _decompressed(body[1:])
    except (zlib.error, MemoryError):
        pass
    raise damaged()


def damaged() -> LibraryError:
    """The error for an article that cannot be read back."""
    return LibraryError(_("An article in the library is damaged and cannot be read."))


# --- dictionaries ---


def learn(samples: Sequence[bytes], size: int) -> bytes | None:
    """A dictionary of about `size` bytes for writings like these, ready to be kept.

    None where they are too few, or too much alike, to learn from.
    """
    import zstandard

    try:
        learned = zstandard.train_dictionary(size, list(samples)).as_bytes()
    except zstandard.ZstdError:
        return None
    return zstandard.ZstdCompressor(level=_BEST, write_checksum=True).compress(learned)


def remember(kept: bytes) -> int | None:
    """Make a dictionary known; its number, or None where it is damaged."""
    import zstandard

    try:
        if zstandard.get_frame_parameters(kept).content_size > _LARGEST:
            return None
        dictionary = zstandard.ZstdCompressionDict(zstandard.ZstdDecompressor().decompress(kept))
    except (zstandard.ZstdError, MemoryError):
        return None
    number = dictionary.dict_id()
    _known.setdefault(number, dictionary)
    return number


def is_known(dictionary: int) -> bool:
    """Whether this process has seen the dictionary."""
    return dictionary in _known


def _compressor(dictionary: int, *, is_long: bool) -> ZstdCompressor:
    import zstandard

    made = cast("dict[tuple[int, bool], ZstdCompressor]", _local.__dict__.setdefault("compressors", {}))
    if (dictionary, is_long) not in made:
        if is_long:
            parameters = zstandard.ZstdCompressionParameters.from_level(_QUICK, **_FRAME)
        else:
            parameters = zstandard.ZstdCompressionParameters(
                strategy=zstandard.STRATEGY_BTOPT, **_READING, **_FRAME
            )
        # The dictionary is read in anew: what is worked out of it depends on the parameters.
        shared = zstandard.ZstdCompressionDict(_known[dictionary].as_bytes())
        made[dictionary, is_long] = zstandard.ZstdCompressor(dict_data=shared, compression_params=parameters)
    return made[dictionary, is_long]


def _decompressed(frame: bytes) -> bytes:
    import zstandard

    made = cast("dict[int, ZstdDecompressor]", _local.__dict__.setdefault("decompressors", {}))
    try:
        parameters = zstandard.get_frame_parameters(frame)
        number = parameters.dict_id
        if number not in _known or parameters.content_size > _LARGEST:
            raise damaged()
        if number not in made:
            made[number] = zstandard.ZstdDecompressor(dict_data=_known[number])
        return made[number].decompress(frame)
    except zstandard.ZstdError as error:
        raise damaged() from error
