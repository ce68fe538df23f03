"""Damage to any file: bytes change, come, go and move. Each function takes Hypothesis' draw and the bytes."""

from hypothesis import strategies as st

# fmt: off
BAD_BYTES = [
    b'"', b"'", b",", b";", b"\t", b" ", b"\n", b"\r", b"\r\n", b"\0", b"\v", b"\f", b"\x1a", b"\xff", b"\xef\xbb\xbf",
    b"\xc2\xa0", b"-", b"+", b".", b"e", b"0", b"9", b"<", b"PK\x03\x04", b"\x1f\x8b",
]
# fmt: on


class Content(bytes):
    """The bytes of a file; where a test fails, they are in the file and not on the screen."""

    def __repr__(self):
        return f"<{len(self):,} bytes>"


def flip(draw, content):
    at = draw(st.integers(0, len(content) - 1))
    return content[:at] + bytes([content[at] ^ draw(st.integers(1, 255))]) + content[at + 1 :]


def insert(draw, content):
    at = draw(st.integers(0, len(content)))
    return content[:at] + draw(st.sampled_from(BAD_BYTES) | st.binary(min_size=1)) + content[at:]


def overwrite(draw, content):
    at = draw(st.integers(0, len(content)))
    new = draw(st.sampled_from(BAD_BYTES) | st.binary(min_size=1))
    return content[:at] + new + content[at + len(new) :]


def delete(draw, content):
    start, end = a_slice(draw, content)
    return content[:start] + content[end:]


def duplicate(draw, content):
    start, end = a_slice(draw, content)
    return content[:end] + content[start:]


def swap(draw, content):
    start, end = a_slice(draw, content)
    middle = draw(st.integers(start, end))
    return content[:start] + content[middle:end] + content[start:middle] + content[end:]


def truncate(draw, content):
    return content[: draw(st.integers(0, len(content)))]


def behead(draw, content):
    return content[draw(st.integers(0, len(content))) :]


def a_slice(draw, content):
    """Return its start and its end; half of them are short."""
    start = draw(st.integers(0, len(content)))
    longest = draw(st.sampled_from([20, len(content)]))
    return start, draw(st.integers(start, min(start + longest, len(content))))


BYTES = [flip, insert, overwrite, delete, duplicate, swap, truncate, behead]


def damage(draw, content, kinds, max_size=2):
    """Return the content after some damages of these kinds, or of none."""
    for kind in draw(st.lists(st.sampled_from(kinds), max_size=max_size)):
        if content:
            content = kind(draw, content)
    return content
