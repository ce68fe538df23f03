"""Copies of the course in places where it should work as well, and its notebooks compared there.

    python -m tools.measure.odd_places             (or make matrix ARGS="-s places"; half an hour on two cores)
    python -m tools.measure.odd_places "C locale"  this place alone; "single files" only writes those

Exit status 1 where something failed.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "build" / "places"
CACHE = Path("data", "mnist_784.npz")
PYTEST = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider")
TWO = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")  # at a time, each with one thread
C_LOCALE = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def copy(name):
    """Copy what git knows, and the cache of full MNIST where it is here, into an empty folder. Returns the folder."""
    folder = empty(name)
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    for file in [*listed.stdout.decode().split("\0")[:-1], CACHE]:
        if (ROOT / file).exists():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / file, folder / file)
    return folder


def empty(name):
    folder = HOME / name
    if folder.exists():
        set_writable(folder, True)
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


def set_writable(folder, writable):
    for path in [folder, *folder.rglob("*")]:
        mode = path.stat().st_mode
        path.chmod(mode | 0o200 if writable else mode & ~0o222)


def read_only(folder):
    """Let nobody write into the folder. Returns the words to put before a command, so that root may not either."""
    set_writable(folder, False)
    if not os.access(folder, os.W_OK):
        return ()
    mount = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && cd "$0" && exec "$@"'
    return ("unshare", "-rm", "sh", "-c", mount, str(folder))


def single_files():
    """Each single-file notebook alone in a folder of its own; 12 and 16 with the cache that they look for."""
    make = [sys.executable, "-m", "tools.publish.make_colab"]
    subprocess.run(make, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    folder = empty("single files")
    for path in sorted((ROOT / "build" / "colab").rglob("*.ipynb")):
        (folder / path.stem).mkdir()
        shutil.copy2(path, folder / path.stem)
        if path.name.startswith(("12_", "16_")) and (ROOT / CACHE).exists():
            (folder / path.stem / "data").mkdir()
            shutil.copy2(ROOT / CACHE, folder / path.stem / CACHE)
    return folder


def move_notebooks(name, subfolder):
    """A copy whose notebooks lie in another subfolder, which so becomes the folder that their kernels work in."""
    folder = copy(name)
    (folder / subfolder).mkdir(parents=True, exist_ok=True)
    for path in folder.glob("notebooks/*.ipynb"):
        path.rename(folder / subfolder / path.name)
    return folder


def files(folder):
    """All files below the folder but what Python itself keeps there."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path for path in paths if "__pycache__" not in path.parts}


def compare(folder, notebooks="notebooks", before=(), **variables):
    """Whether the notebooks there give the saved outputs."""
    command = [*before, *PYTEST, *TWO, notebooks, "--ignore=tests", "--ignore=grading"]
    return subprocess.run(command, cwd=folder, env={**os.environ, **variables}).returncode == 0


def read_only_course():
    folder = copy("read-only")
    return compare(folder, before=read_only(folder))


def working_folder(subfolder):
    return compare(move_notebooks("working folder", subfolder), subfolder)


def twice_in_a_row():
    folder = copy("twice")
    before = files(folder) | {CACHE}
    well = compare(folder) and compare(folder)
    left = sorted(map(str, files(folder) - before))
    print("Left behind:", ", ".join(left) or "nothing")
    return well and not left


PLACES = {
    "spaces and letters": lambda: compare(copy("Übung 1, нейрон & 神経")),
    "C locale": lambda: compare(copy("C locale"), **C_LOCALE),
    "read-only": read_only_course,
    "the top as working folder": lambda: working_folder("."),
    "a working folder further down": lambda: working_folder("notebooks/week 1/day 2"),
    "twice in a row": twice_in_a_row,
}


def main(names):
    if names == ["single files"]:
        print(single_files().relative_to(ROOT))
        return
    if unknown := [name for name in names if name not in PLACES]:
        sys.exit(f"No place is named {unknown[0]!r}. There are: {', '.join(PLACES)}.")
    well = {}
    for name in names or PLACES:
        print(f"\n{name}", flush=True)
        well[name] = PLACES[name]()
    print("", *(f"{name:<32} {'ok' if good else 'FAIL'}" for name, good in well.items()), sep="\n")
    sys.exit(not all(well.values()))


if __name__ == "__main__":
    main(sys.argv[1:])
