"""Write each notebook as one file that runs alone: in Colab, from a mail, in any Jupyter.

    python -m tools.publish.make_colab [--repository OWNER/NAME]        (or make colab)

Writes build/colab/NN_….ipynb: the notebook, and before its first code cell one that brings helpers/ and the 5,000
digits, packed, and unpacks them beside it; solutions/NN_….ipynb, the solutions in the same form; and the glossary. With
--repository also README.md, an index that opens each in Colab from the branch colab of that repository; links between
the notebooks then lead there too.
"""

import argparse
import base64
import gzip
import io
import re
import shutil
import tarfile
from copy import deepcopy
from pathlib import Path
from urllib.parse import quote

import nbformat

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "build" / "colab"
NOTEBOOKS = ROOT / "notebooks"
GLOSSARY = NOTEBOOKS / "glossary.md"
LARGEST = 2_000_000  # bytes; what mails and Colab's preview still take
FOLDED = {"cellView": "form", "jupyter": {"source_hidden": True}, "tags": ["unpack"]}
EXTRAS = {
    "load_network": "data/networks",
    "data/handwriting": "data/handwriting",
    "check.reading": "data/handwriting",
}  # a word in a notebook's code -> the folder that it then needs as well
LINE = 4000  # characters: editors do not like lines of a million


def packed(extras=()):
    """helpers/, requirements.txt, the digits and these folders as text: a .tar.xz in base 85, in lines."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:xz", preset=9) as archive:
        patterns = ["helpers/**/*.py", "helpers/**/*.js", "requirements.txt"]
        patterns += [f"{folder}/*" for folder in extras]
        for path in [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]:
            add(archive, path.relative_to(ROOT).as_posix(), path.read_bytes())
        # as it is in the repository, the file is gzipped, and xz could do nothing about it
        digits = gzip.decompress((ROOT / "data" / "mnist_5k.csv.gz").read_bytes())
        add(archive, "data/mnist_5k.csv.gz", digits)
    text = base64.b85encode(content.getvalue()).decode()
    return "\n".join(text[start : start + LINE] for start in range(0, len(text), LINE))


def add(archive, name, content):
    entry = tarfile.TarInfo(name)  # no owner, no date: the same bytes every time
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))


def single_file(notebook, cell, repository):
    """The notebook with this cell before its first code cell."""
    first = next(i for i, c in enumerate(notebook.cells) if c.cell_type == "code")
    notebook.cells.insert(first, cell)
    for c in notebook.cells:
        if repository and c.cell_type == "markdown":
            c.source = into_colab(c.source, repository)
    return notebook


def into_colab(markdown, repository):
    """Markdown whose links to notebooks, and to the glossary, lead to the branch colab."""
    link = r"\]\((?:\.\./)?((?:solutions/)?\d\d_\w+\.ipynb)\)"
    markdown = re.sub(link, rf"]({colab(repository)}\1)", markdown)
    page = f"https://github.com/{repository}/blob/colab/{GLOSSARY.name}"
    return re.sub(rf"\]\((?:\.\./)?{re.escape(GLOSSARY.name)}\)", f"]({page})", markdown)


def extras(notebook):
    """The folders that this notebook needs and others do not."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    return sorted({folder for word, folder in EXTRAS.items() if word in code})


def unpacking_cell(extras=()):
    """The source of tools/publish/unpack.py with the files in it; folded, so that the lesson begins with the lesson."""
    source = (ROOT / "tools" / "publish" / "unpack.py").read_text(encoding="utf-8")
    source = source.replace('PACKED = ""', f'PACKED = """\n{packed(extras)}\n"""')
    return nbformat.v4.new_code_cell(source.strip(), id="unpack", metadata=FOLDED)


def colab(repository):
    return f"https://colab.research.google.com/github/{repository}/blob/colab/"


def index(notebooks, repository):
    """Markdown: each notebook's title, linked into Colab."""
    lines = [
        "# The course in Colab",
        "",
        "Each notebook is one file that runs alone. A click opens it in Colab; there choose *Run all*.",
        "The whole course, to read, run and change, is on the "
        f"[main page](https://github.com/{repository}).",
        "",
    ]
    for name, notebook in notebooks.items():
        if name.startswith("solutions/") and "## Solutions" not in lines:
            lines += ["", "## Solutions", "", "Try before you read.", ""]
        title = notebook.cells[0].source.partition("\n")[0].lstrip("# ")
        lines.append(f"- [{title}]({colab(repository)}{quote(name)})")
    return "\n".join(lines) + "\n"


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--repository", help="owner/name on GitHub, for the links")
    repository = parser.parse_args(arguments).repository
    shutil.rmtree(TARGET, ignore_errors=True)
    (TARGET / "solutions").mkdir(parents=True)
    cells, notebooks = {}, {}
    for path in [*sorted(NOTEBOOKS.glob("*.ipynb")), *sorted(NOTEBOOKS.glob("solutions/*.ipynb"))]:
        notebook = nbformat.read(path, as_version=4)
        needs = tuple(extras(notebook))
        if needs not in cells:
            cells[needs] = unpacking_cell(needs)
        notebook = single_file(notebook, deepcopy(cells[needs]), repository)
        name = path.relative_to(NOTEBOOKS).as_posix()
        nbformat.write(notebook, TARGET / name)
        notebooks[name] = notebook
        size = (TARGET / name).stat().st_size
        print(f"{(TARGET / name).relative_to(ROOT)}   {size / 1e6:.2f} MB")
        if size > LARGEST:
            raise SystemExit(f"{path.name} is larger than {LARGEST / 1e6:.0f} MB")
    glossary = GLOSSARY.read_text(encoding="utf-8")
    if repository:
        glossary = into_colab(glossary, repository)
        (TARGET / "README.md").write_text(index(notebooks, repository), encoding="utf-8")
    (TARGET / GLOSSARY.name).write_text(glossary, encoding="utf-8")


if __name__ == "__main__":
    main()
