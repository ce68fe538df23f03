# @title Set-up: puts helpers/ and data/ of the course beside this notebook, where they are not there yet
import base64
import gzip
import io
import os
import tarfile
import tempfile
import zlib
from pathlib import Path

PACKED = ""


def content_of(path):
    """What is in a file, gzipped or not: nothing where there is no file, or a damaged one."""
    try:
        return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (FileNotFoundError, EOFError, gzip.BadGzipFile, zlib.error):
        return b""


def unpack(packed, folder):
    """Write what is packed into the folder. Where something else is there, digits are replaced, the rest stays."""
    kept = []
    with tarfile.open(fileobj=io.BytesIO(base64.b85decode(packed)), mode="r:xz") as files:
        for file in files:
            content, path = files.extractfile(file).read(), folder / file.name
            found = content_of(path)
            if found == content:
                continue
            if found and path.suffix != ".gz":
                kept.append(file.name)
                continue
            if path.exists():
                print("Replaced, for it was damaged or another file:", file.name)
            content = gzip.compress(content, 1) if path.suffix == ".gz" else content
            path.parent.mkdir(parents=True, exist_ok=True)
            # complete or not at all, also where two notebooks begin at once
            with tempfile.TemporaryDirectory(dir=path.parent) as beside:
                unfinished = Path(beside) / path.name
                unfinished.write_bytes(content)
                os.replace(unfinished, path)
    if kept:
        print("Kept, though they differ from what this notebook brings:", ", ".join(kept))
        print(
            "If you did not change them: delete them, restart the kernel, and run this cell again."
        )


unpack("".join(PACKED.split()), Path.cwd())
