"""Mutation testing: change the code of helpers/ in thousands of small ways, and see which changes no test notices.

    python -m tools.measure.mutants                   (or make mutants; about an hour; not on Windows, which can't fork)
    python -m tools.measure.mutants "helpers.losses*"    these alone, by the names that mutmut gives them

Prints the share of killed mutants for each module, and every survivor: each is a test that is missing, or a change that
does no harm. Fails where fewer than 90 % are killed. The settings of mutmut are in pyproject.toml; its working folder
mutants/ is made anew each time.
"""

import argparse
import fnmatch
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
MUTMUT = Path(sys.executable).with_name("mutmut")
EVERYTHING = ["helpers.*"]
WANTED = 0.9
KILLED = ("killed", "timeout", "segfault")


class Mutant(NamedTuple):
    """One change of one function, and what became of it."""

    name: str  # as mutmut has it, such as helpers.losses.x_cross_entropy__mutmut_3
    status: str

    @property
    def module(self):
        """Below helpers, such as losses or check.exercise."""
        return self.name.partition(".")[2].rpartition(".")[0]

    @property
    def killed(self):
        return self.status in KILLED

    def change(self):
        """Where it is, the lines that it takes away, and those that it puts there: the same wherever they stand."""
        from mutmut.mutation.diff_apply import get_diff_for_mutant

        _, _, *lines = get_diff_for_mutant(
            self.name, path=f"helpers/{self.module.replace('.', '/')}.py"
        ).split("\n")
        before, after = (
            " ".join(line[1:].strip() for line in lines if line[0] == sign) for sign in "-+"
        )
        function = re.sub("^x[_ǁ]|__mutmut_.*", "", self.name.rpartition(".")[2]).replace("ǁ", ".")
        return f"{self.module}.{function}", before, after


def run(names):
    """Make the mutants and run the tests on them. OpenBLAS with one thread: it would only get in its own way.

    The names are needed even for all: then mutmut first runs every test once more by its own name, and stops where one
    fails that way. Without them such a test would fail for every mutant, and seem to kill it.
    """
    shutil.rmtree("mutants", ignore_errors=True)
    log = Path("mutants", "run.log")
    log.parent.mkdir()
    print(f"This takes about an hour. {log} tells how far it is.", flush=True)
    command = [MUTMUT, "run", "--max-children", "1", *names]
    with log.open("w", encoding="utf-8") as output:
        done = subprocess.run(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        )
    if done.returncode:
        sys.exit(
            f"{log.read_text(encoding='utf-8')[-5000:]}\nmutmut failed; {log} has the whole of it."
        )


def results(names):
    """What became of the mutants whose names fit."""
    command = [MUTMUT, "results", "--all", "true"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    mutants = [Mutant(*line.strip().split(": ")) for line in lines]
    return [m for m in mutants if any(fnmatch.fnmatch(m.name, name) for name in names)]


def print_shares(mutants):
    """A table: mutants, killed ones and their share, by module. Returns the share of all."""
    killed, made = (
        Counter(m.module for m in mutants if m.killed),
        Counter(m.module for m in mutants),
    )
    print(f"\n{'module':<16} mutants  killed   share")
    for module in sorted(made):
        share = killed[module] / made[module]
        print(f"{module:<16} {made[module]:7} {killed[module]:7} {share:7.1%}")
    share = killed.total() / made.total()
    print(f"{'all':<16} {made.total():7} {killed.total():7} {share:7.1%}")
    late = sum(m.status == "timeout" for m in mutants)
    print(f"Of the killed ones, {late} ran out of time.\n")
    return share


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", default=EVERYTHING, help='such as "helpers.losses*"')
    names = parser.parse_args().names
    os.chdir(ROOT)
    run(names)
    mutants = results(names)
    if not mutants:
        sys.exit(
            f"No mutant is named {' or '.join(names)}. Names begin with helpers. and a module."
        )
    share = print_shares(mutants)
    for mutant in mutants:
        if not mutant.killed:
            function, before, after = mutant.change()
            print(f"{mutant.name}: {mutant.status}")
            print(f"- `{function}`: `{before}` → " + (f"`{after}`" if after else "nothing"))
    if share < WANTED:
        sys.exit(f"Wanted: {WANTED:.0%} killed.")


if __name__ == "__main__":
    main()
