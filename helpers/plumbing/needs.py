"""What a notebook needs beside requirements.txt: its metadata name the packages under "needs"."""

import functools
import importlib.util
import json


@functools.cache
def lacking(notebook):
    """The packages that a notebook, a pathlib.Path, names and that are not installed: a list of names."""
    needs = json.loads(notebook.read_text(encoding="utf-8"))["metadata"].get("needs", [])
    return [name for name in needs if importlib.util.find_spec(name) is None]
