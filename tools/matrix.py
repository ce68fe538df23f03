"""Run the strict checks in every environment that is found here, and in every place where the course should work.

    python tools/matrix.py [WORD ...]      (or make matrix; about an hour on two cores)
    python tools/matrix.py --list          (the names; with words, only those that contain one of them run)

All compare with the same saved outputs:
packages      the oldest that requirements.txt allows on the oldest Python, the newest on every Python from 3.10
Colab         its own packages; the single-file notebooks, each in an empty folder, without network
processors    OpenBLAS behaves as on another machine, with one thread and with two
places        odd paths, read-only, a C locale, other working folders, twice in a row with nothing left behind
Full logs are in build/logs/. Exit status 1 where something failed.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import environments
import places

LOGS = places.ROOT / "build" / "logs"
THIS = Path(sys.executable)
NO_CACHE = ("-p", "no:cacheprovider")
TWO = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")  # at a time, each with one thread
ALONE = ("--nbval", "--nbval-current-env", "--nbval-cell-timeout=900", "-c", os.devnull, *NO_CACHE)
NO_NETWORK = {f"{scheme}_proxy": "http://127.0.0.1:9" for scheme in ("http", "https")}
C_LOCALE = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def pytest(name, folder, *arguments, python=THIS, variables=None, before=()):
    """Run pytest in a folder with an environment's Python, report it in one line, and return whether all is well."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / (re.sub(r"\W+", "-", name) + ".log")
    command = [*before, python, "-m", "pytest", *arguments]
    start = time.perf_counter()
    with open(log, "w", encoding="utf-8") as output:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **(variables or {})},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    text = log.read_text(encoding="utf-8", errors="replace")
    results = [line for line in text.splitlines() if re.search(r"\d (passed|failed|error)", line)]
    report(name, done.returncode == 0, time.perf_counter() - start, (results or ["no result"])[-1])
    return done.returncode == 0


def report(name, good, seconds, what):
    print(f"{name:38} {'ok  ' if good else 'FAIL'} {seconds:5.0f} s   {what}", flush=True)


def whole_course(name, python, packages):
    inside = environments.environment(name, python, packages)
    return pytest(name, places.copy("whole course"), *TWO, python=inside)


def single_files(name, python):
    inside = environments.environment(name, python, environments.colabs_packages())
    variables = NO_NETWORK | {"OPENBLAS_NUM_THREADS": "1"}
    return pytest(
        name, places.single_files(), *ALONE, *TWO, ".", python=inside, variables=variables
    )


def notebooks(name, place="notebooks", how=TWO, variables=None):
    return pytest(name, places.copy(place), "notebooks", *NO_CACHE, *how, variables=variables)


def processor(name, core, threads):
    how = TWO if threads == "1" else ()  # two with two threads each would wait for each other
    return notebooks(
        name, how=how, variables={"OPENBLAS_CORETYPE": core, "OPENBLAS_NUM_THREADS": threads}
    )


def read_only(name):
    folder = places.copy(name)
    before = places.read_only(folder)
    return pytest(name, folder, "notebooks", *NO_CACHE, *TWO, before=before)


def working_folder(name, subfolder):
    folder = places.move_notebooks(name, subfolder)
    leave = ("--ignore=tests", "--ignore=grading")
    return pytest(name, folder, subfolder, *leave, *NO_CACHE, *TWO)


def twice(name):
    folder = places.copy(name)
    before = places.files(folder) | {places.CACHE}
    what = (folder, "notebooks", *NO_CACHE, *TWO)
    well = [pytest(f"{name}: {time}", *what) for time in ("once", "again")]
    left = sorted(map(str, places.files(folder) - before))
    report(f"{name}: nothing left behind", not left, 0, ", ".join(left))
    return all(well) and not left


def jobs():
    """By name, functions that take the name, run something, and return whether all is well."""
    found = environments.pythons()
    newest, oldest = environments.newest_packages(), environments.oldest_packages()
    first = min(found)
    jobs = {
        f"oldest packages, {dotted(first)}": partial(
            whole_course, python=found[first], packages=oldest
        )
    }
    for version, python in found.items():
        job = partial(whole_course, python=python, packages=newest)
        jobs[f"newest packages, {dotted(version)}"] = job
    if environments.COLAB_PYTHON in found:
        jobs["Colab"] = partial(single_files, python=found[environments.COLAB_PYTHON])
    for core in ("Haswell", "Nehalem", "SkylakeX", "Zen"):
        for threads in "12":
            name = f"processor {core}, threads {threads}"
            jobs[name] = partial(processor, core=core, threads=threads)
    jobs["spaces and letters"] = partial(notebooks, place="Übung 1, нейрон & 神経")
    jobs["C locale"] = partial(notebooks, variables=C_LOCALE)
    jobs["read-only"] = read_only
    jobs["working folder, the top"] = partial(working_folder, subfolder=".")
    jobs["working folder, further down"] = partial(
        working_folder, subfolder="notebooks/week 1/day 2"
    )
    jobs["twice in a row"] = twice
    return jobs


def dotted(version):
    return ".".join(map(str, version))


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("words", nargs="*", help="run only what has one of these in its name")
    parser.add_argument("--list", action="store_true", help="show the names of all")
    arguments = parser.parse_args()
    chosen = {
        name: job
        for name, job in jobs().items()
        if not arguments.words or any(word in name for word in arguments.words)
    }
    if arguments.list:
        print("\n".join(chosen))
        return
    results = [job(name) for name, job in chosen.items()]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
