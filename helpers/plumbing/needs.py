"""What a notebook needs beside requirements.txt: its metadata, or a cell's, name the packages under "needs"."""

import functools
import importlib.util
import json


def lacking(metadata):
    """The packages that metadata, a dict, name under "needs" and that are not installed: a list of names."""
    needs = metadata.get("needs", [])
    return [name for name in needs if importlib.util.find_spec(name) is None]


@functools.cache
def lacking_in(notebook, with_cells=False):
    """What the metadata of a notebook, a pathlib.Path, name and lack; with_cells: those of its cells as well."""
    read = json.loads(notebook.read_text(encoding="utf-8"))
    parts = [read, *read["cells"]] if with_cells else [read]
    return sorted({name for part in parts for name in lacking(part["metadata"])})
