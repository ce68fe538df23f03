"""Damaged .npz files for Hypothesis: a zip archive of members, each a header in words and the bytes of an array."""

import ast
import io
import struct
import zipfile
from typing import NamedTuple

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from support.fuzz_bytes import BYTES, Content, behead, damage, delete, duplicate, truncate


class Npz(NamedTuple):
    """The bytes of an .npz file, and the members (name: bytes) that went into it."""

    members: dict[str, bytes]
    content: bytes
    intact: bool  # whether the zip archive is whole; its members may be damaged

    @classmethod
    def of(cls, members):
        return cls(members, as_zip(members), intact=True)


def as_zip(members, method=zipfile.ZIP_DEFLATED):
    """Return the bytes of an archive like those that np.savez_compressed writes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, member in members.items():
            with archive.open(name, "w", force_zip64=True) as entry:
                entry.write(member)
    return Content(file.getvalue())


def as_member(header, data):
    """Return the bytes of an .npy file."""
    text = repr(header).encode("latin1") + b"\n"
    return b"\x93NUMPY\1\0" + struct.pack("<H", len(text)) + text + data


def split_member(member):
    end = 10 + struct.unpack("<H", member[8:10])[0]
    return ast.literal_eval(member[10:end].decode("latin1")), member[end:]


@st.composite
def damaged_npzs(draw, good):
    """From good members damaged ones, in an archive that is damaged or intact."""
    members = {name: damage(draw, member, MEMBER, max_size=1) for name, member in good.items()}
    if draw(st.integers(0, 9)) == 0:  # one gets the name of another, or a new one
        name = draw(st.sampled_from([*good, "extra.npy"]))
        members[name] = members.pop(draw(st.sampled_from(list(good))))
    whole = as_zip(members, draw(st.sampled_from([zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])))
    content = damage(draw, whole, [*BYTES, *[change_record] * len(BYTES)])
    assume(content != whole or members != good)
    members = {name: Content(member) for name, member in members.items()}
    return Npz(members, Content(content), intact=content == whole)


# --- damage to the archive; Hypothesis' draw and the bytes come in ---


def change_record(draw, content):
    """Another number in the records of a zip that say what is where: sizes, checksums, methods, flags, offsets."""
    starts = [i for i in range(len(content)) if content[i : i + 2] == b"PK"]
    if not starts:
        return content
    at = draw(st.sampled_from(starts)) + draw(st.integers(0, 46))
    form, highest = draw(st.sampled_from([("<B", 0xFF), ("<H", 0xFFFF), ("<I", 0xFFFFFFFF)]))
    number = st.sampled_from([0, 1, 8, 12, 14, 20, 45, 93, 95, highest - 1, highest])
    new = struct.pack(form, draw(number | st.integers(0, highest)))
    return content[:at] + new + content[at + len(new) :]


# --- damage to a member; Hypothesis' draw and the bytes come in ---

# fmt: off
DESCRS = [
    "<f8", ">f8", "=f8", "<f4", "<f2", "<f16", "<i8", "<u8", "|u1", "|i1", "|b1", "|O", "<c8", "<M8[s]",
    "<U43", ">U43", "<U1", "<U0", "|S1", "|V8", "|V0", "<U99999999", "<f3", "f8", "float64", "d", "",
    [("a", "<f8")], ("<f8", (43,)), None, 8,
]
# fmt: on
LENGTHS = [-1, 0, 1, 2, 3, 42, 43, 44, 86, 784, 785, 10**6, 10**9, 10**12, 2**63, 10**30]
SHAPES = st.lists(st.sampled_from(LENGTHS), max_size=3).map(tuple)
FIELDS = {
    "descr": st.sampled_from(DESCRS),
    "shape": SHAPES | st.sampled_from([43, (43.0,), ("43",), (True,), [43], None]),
    "fortran_order": st.sampled_from([True, False, 0, 1, None, "True"]),
}
NUMBERS = [np.nan, np.inf, -np.inf, 1e300, 5e-324, 0.0]


def change_field(draw, member):
    """Another dtype, order or shape, in a header that is whole."""
    header, data = split_member(member)
    key = draw(st.sampled_from(list(header)))
    return as_member({**header, key: draw(FIELDS[key])}, data)


def change_keys(draw, member):
    header, data = split_member(member)
    key = draw(st.sampled_from(list(header)))
    new = draw(st.sampled_from([{}, {"x": 1}, {key.upper(): header[key]}]))
    if not new or draw(st.booleans()):
        del header[key]
    return as_member({**header, **new}, data)


def change_header_bytes(draw, member):
    length = len(member) - len(split_member(member)[1])
    return damage(draw, member[:length], BYTES, max_size=1) + member[length:]


def change_data(draw, member):
    data = split_member(member)[1]
    length = len(member) - len(data)
    number = st.sampled_from(NUMBERS).map(lambda x: struct.pack("<d", x))
    at, new = draw(st.integers(0, len(data))), draw(number | st.binary(max_size=8))
    return member[: length + at] + new + data[at + draw(st.sampled_from([0, len(new)])) :]


def change_length(draw, member):
    return draw(st.sampled_from([truncate, duplicate, delete, behead]))(draw, member)


MEMBER = [change_field, change_keys, change_header_bytes, change_data, change_length]
