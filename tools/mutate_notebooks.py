"""Change the notebooks on purpose, one place at a time, and report how many of the changes pytest catches.

    python tools/mutate_notebooks.py [--number 100] [--seed 0] [--notebooks 04 05 ...] [--skip-full]

All places where something can be changed are collected, as many of each kind are picked at random, and for each of them
pytest runs on the changed notebook in a copy of the course. The exit status is 1 where a change went unseen.

    output      a digit of a saved output (a letter where there is none): printed, shown, or the words of a figure
    data        what a figure is drawn from: 2 % larger, or shifted by 2 % of its range
    constant    a number, a text, or a yes or no in a code cell
    label       a text given to a drawing function: a title, an axis, a legend, a name at a tick or in a box

What is no fault, or shows nowhere by its nature, is left out by a rule (see `left_out`), never by a list of places.
First pytest runs without the rule that refuses code which was changed after it was saved, so that the report says how
many of the changes show in what the notebooks print, draw and assert; then with that rule.
"""

import argparse
import ast
import functools
import itertools
import operator
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import nbformat
import numpy as np
import places

ROOT = Path(__file__).resolve().parent.parent
EXEMPT = "nbval-ignore-output"  # the cell prints durations
# a longer constant may make a line too long; and whatever is changed was changed after it was saved
UNSEEN = "not has_small_cells and not shows_what_its_code_gave"
INEQUALITIES = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


class Change(NamedTuple):
    kind: str
    path: str  # of the notebook, from the course's folder
    cell: int  # its number among the code cells, from 0 as pytest counts them
    words: str  # what becomes what
    keys: tuple  # where in the cell, such as ("outputs", 0, "text")
    new: str  # what stands there instead


def changes_in(path, rng):
    """Yield every Change of a notebook. path: from the course's folder."""
    for number, cell in enumerate(code_cells(read(path))):
        if EXEMPT in cell.metadata.get("tags", []):
            continue
        for keys, text in texts_in(cell):
            new, words = changed_text(text, rng)
            yield Change("output", path, number, words, keys, new)
        for kind, words, new in changes_in_code(cell.source, rng):
            yield Change(kind, path, number, words, ("source",), new)


def texts_in(cell):
    """(keys, text) of all that nbval and the tests of the documents compare: everything but the pixels of a picture."""
    for k, output in enumerate(cell.outputs):
        texts = [((), key, output.get(key)) for key in ("text", "evalue")]
        texts += [(("data",), mime, text) for mime, text in output.get("data", {}).items()]
        texts += [
            (("metadata", mime), "alt", about["alt"])
            for mime, about in output.get("metadata", {}).items()
            if "alt" in about
        ]
        yield from (
            (("outputs", k, *way, last), text)
            for way, last, text in texts
            if text and not last.startswith("image/")
        )


def changes_in_code(source, rng):
    """(kind, words, new source) for each constant, and each thing drawn, in the source of a code cell."""
    tree = ast.parse(source)
    drawings = [node for node in ast.walk(tree) if is_drawing(node)]
    in_drawings = {node for drawing in drawings for node in ast.walk(drawing)}
    skipped = set(left_out(tree))
    for node, value in constants(tree):
        if node not in skipped:
            is_label = isinstance(value, str) and node in in_drawings
            new, words = changed_value(value, rng)
            kind = "label" if is_label else "constant"
            yield kind, words, with_another(tree, node, ast.Constant(new))
    for drawing in drawings:
        for node in drawn_from(drawing):
            for way in ("larger", "shifted"):
                new = ast.parse(f"__import__('mutate_notebooks').{way}(0)", mode="eval").body
                new.args = [node]
                yield "data", f"{ast.unparse(node)} {way}", with_another(tree, node, new)


def constants(tree):
    """(node, value) of each number, text, True and False; a number with its minus sign is one."""
    if isinstance(tree, ast.Constant) and isinstance(tree.value, (int, float, str)):
        yield tree, tree.value
    elif (
        isinstance(tree, ast.UnaryOp)
        and isinstance(tree.op, ast.USub)
        and isinstance(tree.operand, ast.Constant)
    ):
        yield tree, -tree.operand.value
    else:
        for child in ast.iter_child_nodes(tree):
            yield from constants(child)


def is_drawing(node):
    """Whether a node calls a drawing function, which are in helpers.plots."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("plots", "plt", "axes", "ax")
    )


def drawn_from(drawing):
    """The arguments of a call that are computed; of a dictionary written there, its values."""
    for argument in drawing.args + [keyword.value for keyword in drawing.keywords]:
        parts = argument.values if isinstance(argument, ast.Dict) else [argument]
        for part in parts:
            computed = any(isinstance(node, ast.Name) for node in ast.walk(part))
            if computed and not isinstance(part, ast.JoinedStr):
                yield part


def left_out(tree):
    """Yield the nodes of a cell in which a change is no fault, or shows nowhere, and nothing could tell."""
    for node in ast.walk(tree):
        # docstrings: words about the program
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        # thresholds of what is asserted: another one that holds as well says something else, and nothing false
        elif isinstance(node, ast.Assert):
            for inside in ast.walk(node.test):
                if isinstance(inside, ast.Compare) and isinstance(inside.ops[0], INEQUALITIES):
                    for operand in (inside.left, *inside.comparators):
                        yield from reckoned(operand)
            if node.msg:
                yield from ast.walk(node.msg)  # said only where it fails
        # tolerances, and that two lists are equally long, where they are
        elif isinstance(node, ast.keyword) and node.arg in ("rtol", "atol", "strict"):
            yield node.value
        # a tolerance that is compared with
        elif isinstance(node, ast.Compare) and isinstance(node.ops[0], INEQUALITIES):
            for operand in node.comparators:
                if (
                    isinstance(operand, ast.Constant)
                    and isinstance(operand.value, float)
                    and operand.value < 1e-3
                ):
                    yield operand
        # how often something is timed, and with what: a duration
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "shortest_time"
        ):
            yield from ast.walk(node)


def reckoned(node):
    """The nodes of an arithmetic expression, and of the places it takes its values from, but of no call."""
    yield node
    if not isinstance(node, ast.Call):
        for child in ast.iter_child_nodes(node):
            yield from reckoned(child)


# How something is changed


def changed_text(text, rng):
    """A text with another digit at one place, or another first letter where it has none; and what becomes what."""
    digits = [k for k, letter in enumerate(text) if letter in "0123456789"]
    places = digits or [k for k, letter in enumerate(text) if letter.isalpha()][:1]
    if not places:
        return text + "_", f"{text!r} -> {text + '_'!r}"
    k = rng.choice(places)
    others = "0123456789" if digits else "abcdefghijklmnopqrstuvwxyz"
    new = text[:k] + rng.choice(others.replace(text[k].lower(), "")) + text[k + 1 :]
    near = slice(max(0, k - 20), k + 20)
    return new, f"{text[near]!r} -> {new[near]!r}"


def changed_value(value, rng):
    """A text changed at one place, a number a tenth larger but at least by 1, True for False; and what becomes what."""
    if isinstance(value, str):
        return changed_text(value, rng)
    new = not value if isinstance(value, bool) else value + max(1, abs(value) // 10)
    return new, f"{value!r} -> {new!r}"


def larger(data):
    """For a changed notebook: data, 2 % larger."""
    return drawn_otherwise(data, lambda array: 1.02 * array)


def shifted(data):
    """For a changed notebook: data, shifted by 2 % of its range."""
    return drawn_otherwise(
        data, lambda array: array + 0.02 * (np.nanmax(array) - np.nanmin(array) or 1)
    )


def drawn_otherwise(data, change):
    """Data of any kind a drawing function takes, its numbers changed; a text is longer, a yes is a no."""
    if callable(data):
        return lambda x: change(data(x))
    if isinstance(data, dict):
        return {name: drawn_otherwise(values, change) for name, values in data.items()}
    array = np.asarray(data)
    if array.dtype.kind == "U":
        return np.char.add(array, "x").tolist()
    return ~array if array.dtype == bool else change(array)


def with_another(tree, old, new):
    """The source of a syntax tree with the node new in place of the node old."""
    Exchange(old, new).visit(tree)
    source = ast.unparse(tree)
    Exchange(new, old).visit(tree)
    return source


class Exchange(ast.NodeTransformer):
    def __init__(self, old, new):
        self.old, self.new = old, new

    def visit(self, node):
        return self.new if node is self.old else self.generic_visit(node)


# How it is tried


def pick(changes, number, rng):
    """As many of each kind as there are, or as fit into number; in the order of the notebooks."""
    kinds = {}
    for change in rng.sample(changes, len(changes)):
        kinds.setdefault(change.kind, []).append(change)
    in_turn = itertools.chain.from_iterable(itertools.zip_longest(*kinds.values()))
    picked = [change for change in in_turn if change is not None][:number]
    return sorted(picked, key=lambda change: (change.path, change.cell))


def what_fails(folder, paths, without=UNSEEN):
    """The test that fails first when pytest runs on some notebooks, "" where none does. without: tests to leave out.

    What is asserted about durations may fail on a busy machine: there it has to fail three times.
    """
    options = ["-x", "--color=no", "-p", "no:cacheprovider", "--nbval-cell-timeout=300"]
    options += ["-k", without]
    for _ in range(3):
        run = subprocess.run(
            [sys.executable, "-m", "pytest", *options, "tests/test_notebooks.py", *paths],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(folder / "tools")},  # has `larger` and `shifted`
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        if run.returncode > 1:
            sys.exit(f"pytest ended with {run.returncode}\n{run.stdout}{run.stderr}")
        failed = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - |$)", run.stdout, re.MULTILINE)
        by = failed[1] if failed else ""
        if not is_about_durations(by):
            break
    return by


def is_about_durations(by):
    """Whether a test is of a cell that stands behind one with durations, and so asserts about them."""
    path, _, number = by.partition("::Cell ")
    before = code_cells(read(path))[: int(number)] if number else []
    return bool(before) and EXEMPT in before[-1].metadata.get("tags", [])


def read(path):
    return nbformat.read(ROOT / path, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--notebooks", nargs="+", default=[""], help="parts of their names")
    parser.add_argument("--skip-full", action="store_true", help="leave out 10_full_mnist")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    paths = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("notebooks/*.ipynb"))
    paths = [
        path
        for path in paths
        if any(name in path for name in options.notebooks)
        and not (options.skip_full and "10_" in path)
    ]
    changes = [change for path in paths for change in changes_in(path, rng)]
    picked = pick(changes, options.number, rng)
    found = Counter(change.kind for change in changes)
    print("to choose from:", ", ".join(f"{found[kind]} {kind}" for kind in found), flush=True)
    sys.exit(try_all(picked, places.copy("changed notebooks")))


def try_all(picked, folder):
    """Print what becomes of each change, and a summary. Returns whether one was not caught."""
    refuse_if_it_fails_unchanged(folder, sorted({change.path for change in picked}))
    caught, shown, survivors = Counter(), Counter(), []
    for change in picked:
        by = what_fails_with(change, folder)
        caught[change.kind] += bool(by)
        shown[change.kind] += bool(by) and "shows_what_its_code_gave" not in by
        survivors += [] if by else [change]
        verdict = f"caught by {by}" if by else "SURVIVED"
        print(f"{show(change)}  {verdict}", flush=True)
    tried = Counter(change.kind for change in picked)
    for kind in tried:
        print(
            f"{kind:<9} {caught[kind]} of {tried[kind]}, {shown[kind]} by what the notebook shows"
        )
    print(
        f"{caught.total()} of {len(picked)} changes were caught, {shown.total()} by what the notebook shows"
    )
    for change in survivors:
        source = code_cells(read(change.path))[change.cell].source
        print(f"survived: {show(change)}\n{source}\n")
    return bool(survivors)


def show(change):
    return f"{change.kind:<9} {Path(change.path).stem} cell {change.cell}: {change.words}"


def refuse_if_it_fails_unchanged(folder, paths):
    """Without a change nothing may fail, not even where all code is written as the changed cells will be."""
    notebooks = [path.relative_to(ROOT).as_posix() for path in ROOT.glob("notebooks/**/*.ipynb")]
    for path in notebooks:  # the solutions too: they begin with the same set-up as the lessons
        notebook = read(path)
        for cell in code_cells(notebook):
            cell.source = ast.unparse(ast.parse(cell.source))
        nbformat.write(notebook, folder / path)
    by = what_fails(folder, paths)
    if by:
        sys.exit(f"without any change, {by} fails")
    for path in notebooks:
        shutil.copy(ROOT / path, folder / path)


def what_fails_with(change, folder):
    notebook = read(change.path)
    *way, last = change.keys
    holder = functools.reduce(operator.getitem, way, code_cells(notebook)[change.cell])
    holder[last] = change.new
    nbformat.write(notebook, folder / change.path)
    by = what_fails(folder, [change.path]) or what_fails(
        folder, [], without="shows_what_its_code_gave"
    )
    shutil.copy(ROOT / change.path, folder / change.path)
    return by


if __name__ == "__main__":
    main()
