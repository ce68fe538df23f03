"""Thirty students on one machine: run that many kernels at once, and see how many finish right.

    python -m tools.measure.classroom [--students 30] [--threads 1]         (or make classroom; some minutes)

As on a shared server, each student has a copy of a notebook in a folder of their own inside the course's folder, and
all share its helpers/ and data/. The cache of full MNIST is not there at the start: those with notebook 12 download it
at the same moment, and eight more who only load it, from a server on this machine that stands in for the mirrors. Right
means that every output is the saved one, as in make test. Prints the peak memory of each kernel and of all; exit status
1 where one is not right.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from itertools import cycle, islice

import psutil

from helpers.plumbing import mnist
from tests.support.mnist_server import MnistServer
from tools.measure import odd_places

NBVAL = ("--nbval", "--nbval-current-env", "--nbval-cell-timeout=7200", "--noconftest")
FILMS = (odd_places.ROOT / "nbval.cfg").read_text(encoding="utf-8")
# Who comes first to full MNIST is told of the download, and the saved outputs know nothing of it.
DOWNLOAD = (
    "[download]\nregex: (?s)Downloading the full MNIST set.*?Saved as [^\\n]*\\n\nreplace: \n"
)
REDIRECT = """\
import sys
sys.path.append({course!r})
from helpers.plumbing import mnist_idx
mnist_idx.MIRRORS = [{mirror!r}]
"""
FILL = "from helpers.data import load_mnist; assert load_mnist().labels.shape == (70_000,)"
N_FILLING = 8  # who only load full MNIST, at the same moment


class Student:
    """A folder with a notebook, the process that runs it there, and the most memory that its kernel held."""

    def __init__(self, course, number, notebook):
        self.folder = course / "students" / f"student {number:02d}"
        self.folder.mkdir(parents=True)
        shutil.copy2(notebook, self.folder)
        self.notebook, self.kernel = notebook.stem, None
        self.peak, self.seconds, self.own = 0, None, 0  # bytes, seconds, bytes now

    def start(self, redirect, threads):
        startup = self.folder / ".ipython" / "profile_default" / "startup"
        startup.mkdir(parents=True)
        (startup / "redirect.py").write_text(redirect, encoding="utf-8")
        sanitize = self.folder / "sanitize.cfg"
        sanitize.write_text(FILMS + DOWNLOAD, encoding="utf-8")
        variables = {
            "IPYTHONDIR": str(self.folder / ".ipython"),
            "OPENBLAS_NUM_THREADS": str(threads),
            "no_proxy": "*",
        }
        command = [
            sys.executable,
            "-m",
            "pytest",
            *NBVAL,
            "-c",
            os.devnull,
            "-p",
            "no:cacheprovider",
        ]
        command += ["--nbval-sanitize-with", "sanitize.cfg", f"{self.notebook}.ipynb"]
        self.begin = time.perf_counter()
        with open(self.folder / "log.txt", "w") as log:
            self.process = psutil.Popen(
                command,
                cwd=self.folder,
                env={**os.environ, **variables},
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    @property
    def right(self):
        return self.process.returncode == 0

    def look(self):
        """Measure the kernel's memory, and see whether all is done."""
        self.own = 0
        if self.seconds is not None:
            return
        if self.process.poll() is not None:
            self.seconds = time.perf_counter() - self.begin
            return
        try:
            if self.kernel is None:
                kernels = [
                    p for p in self.process.children() if "ipykernel" in " ".join(p.cmdline())
                ]
                self.kernel = kernels[0] if kernels else None
            if self.kernel is not None:
                self.peak = max(self.peak, self.kernel.memory_info().rss)
                memory = self.kernel.memory_full_info()
                self.own = getattr(memory, "pss", memory.uss)  # what is shared counts by its share
        except psutil.Error:
            pass  # it has ended meanwhile


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument("--threads", type=int, default=1, help="of each kernel's matrix products")
    arguments = parser.parse_args()

    course = odd_places.copy("classroom")
    cache = mnist.CACHE = course / odd_places.CACHE
    digits = mnist.read_cache()
    cache.unlink()
    server = MnistServer()
    server.serve_idx(*digits, 60_000)
    redirect = REDIRECT.format(course=str(course), mirror=server.mirror)

    notebooks = sorted(course.glob("notebooks/*.ipynb"))
    notebooks = islice(cycle(notebooks), arguments.students)
    students = [Student(course, number, path) for number, path in enumerate(notebooks, 1)]
    for student in students:
        student.start(redirect, arguments.threads)
    fill = [sys.executable, "-c", redirect + FILL]
    environment = {**os.environ, "no_proxy": "*"}
    filling = [
        subprocess.Popen(fill, cwd=course, env=environment, stdout=subprocess.DEVNULL)
        for _ in range(N_FILLING)
    ]
    most = 0
    while any(student.seconds is None for student in students):
        for student in students:
            student.look()
        most = max(most, sum(student.own for student in students))
        time.sleep(0.2)
    n_filled = sum(process.wait() == 0 for process in filling)
    server.close()

    mnist.read_cache()  # raises where it is damaged, or not there
    left = sorted(path.name for path in cache.parent.glob(".unfinished*"))
    for student in students:
        right = "right" if student.right else f"WRONG, see {student.folder / 'log.txt'}"
        peak = f"{student.peak / 2**20:5.0f} MB"
        print(
            f"{student.folder.name}  {student.notebook:38} {student.seconds:5.0f} s {peak}  {right}"
        )
    n_right = sum(student.right for student in students)
    part_one = max(student.peak for student in students if student.notebook < "08")
    slowest = max(students, key=lambda student: student.seconds)
    print(f"{n_right} of {len(students)} finish right")
    print(
        f"{n_filled} of {N_FILLING} others loaded full MNIST; beside its whole cache: {left or 'nothing'}"
    )
    print(f"the largest kernel of part one: {part_one / 2**20:.0f} MB")
    print(f"all kernels, what they share counted once: {most / 2**30:.1f} GB")
    print(f"the slowest: {slowest.notebook}, {slowest.seconds:.0f} s")
    sys.exit(n_right < len(students) or n_filled < N_FILLING or bool(left))


if __name__ == "__main__":
    main()
