"""A place for one student's code: a folder of its own, a process with few rights, and limits.

What there is of it depends on the system, so each way is tried before it is used:

- Linux that lets us have namespaces (root, or an ordinary user where that is allowed): no network, no other processes,
  nothing can be written outside the folder, and the course's folders are empty; for root also another user.
- any system as root: another user, who owns nothing.
- Linux and macOS otherwise: limits of time, memory, files. Windows: a folder of its own.
"""

import contextlib
import ctypes
import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import wire  # noqa: F401, marking.py has it from here

GRADING = Path(__file__).resolve().parent
ROOT = GRADING.parent
KIT = "wire.py", "outpost.py"  # what goes into the student's process
PYTHON = {Path(folder).resolve() for folder in (sys.prefix, sys.base_prefix)}
MEMORY = 4 * 2**30  # bytes of addresses
FILE = 200 * 2**20  # bytes of the largest file that may be written
SECONDS = 1800  # of processor, all cells together
PROCESSES = 512
KEEP = "PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "COMSPEC", "PATHEXT", "NBGRADER_EXECUTION"
TOGETHER = ["setpriv", "--pdeathsig", "KILL"]  # it ends when the marking ends, however that does
NAMESPACES = "--mount --pid --net --ipc --fork --kill-child --mount-proc"
INIT = ["sh", "-c", '"$@"; exit $?', "sh"]  # process 1, so that the kernel is an ordinary process
ROOTS = [*TOGETHER, "unshare", *NAMESPACES.split(), *INIT]
ANYBODYS = [*TOGETHER, "unshare", "--user", "--map-root-user", *NAMESPACES.split(), *INIT]
WAYS = {
    "namespaces and another user": (ROOTS, {"user": True, "mounts": True}),
    "namespaces": (ANYBODYS, {"mounts": True}),
    "another user": ([], {"user": True}),
    "limits": ([], {}),
    "a folder": None,
}
MEANS = {
    "namespaces and another user": "It has no network, and can neither write nor see what is yours.",
    "namespaces": "It has no network and can't write, but may read, as you, outside your home and this folder.",
    "another user": "It has network, and may read what every user may read.",
    "limits": "It has network and your rights: it may read, change and delete your files. See grading/README.md.",
    "a folder": "It has network, your rights, and no limit of memory. See grading/README.md.",
}


@functools.cache
def way():
    """The strongest of the WAYS that works here."""
    root = hasattr(os, "getuid") and os.getuid() == 0
    for name, how in WAYS.items():
        if how is None:
            return name
        if how[1].get("user") and not root:
            continue
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            place = Place(folder, folders_to_hide(GRADING), name)
            with contextlib.suppress(OSError, subprocess.SubprocessError):
                done = subprocess.run(
                    place.command([sys.executable, "-c", "import zmq, numpy; open('a', 'w')"]),
                    capture_output=True,
                    timeout=60,
                    env=place.environment(),
                    cwd=folder,
                )
                if done.returncode == 0:
                    return name
    return "a folder"


class Place:
    """A temporary folder with helpers/ and data/, and the student's files in problem_set/."""

    def __init__(self, folder, hide, how=None):
        """hide: folders that the student's code shall find empty."""
        self.folder = Path(folder).resolve()
        self.hide = [str(path) for path in hide]
        self.how = how or way()
        self.work, self.run, self.kit = (self.folder / n for n in ("problem_set", "run", "kit"))
        self.own = [self.work, self.run, self.folder / "home"]
        for path in *self.own, self.kit:
            path.mkdir()
        for name in KIT:
            shutil.copy(GRADING / name, self.kit)

    def furnish(self, files):
        """Copy what a notebook needs. files: the folder with what was handed in."""
        leave = shutil.ignore_patterns("__pycache__", "mnist_784.npz*", "*.part")
        for name in "helpers", "data":
            shutil.copytree(ROOT / name, self.folder / name, ignore=leave)
        shutil.copytree(files, self.work, ignore=leave, dirs_exist_ok=True)

    def command(self, command):
        """The command that runs this one in the place."""
        how = WAYS[self.how]
        if how is None:
            return list(command)
        before, settings = how
        self.folder.chmod(0o755)
        settings = {
            "user": False,
            "mounts": False,
            **settings,
            "folder": str(self.folder),
            "own": [str(path) for path in self.own],
            "hide": self.hide,
            "work": str(self.work),
            "needed": [*map(str, PYTHON), str(self.folder)],
        }
        return [*before, sys.executable, __file__, json.dumps(settings), *command]

    def environment(self):
        """Environment variables for it: none of the teacher's that it need not have."""
        home = str(self.folder / "home")
        kept = {name: os.environ[name] for name in KEEP if name in os.environ}
        names = "HOME TMPDIR TEMP TMP USERPROFILE APPDATA IPYTHONDIR MPLCONFIGDIR XDG_CACHE_HOME"
        threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        return {**kept, **dict.fromkeys(names.split(), home), **threads, "PYTHONUTF8": "1"}

    def socket(self, name):
        """The path of a socket in the place, or "" where there is nothing of the kind."""
        return "" if os.name == "nt" else str(self.run / name)


def folders_to_hide(course):
    """The course's folder, with solutions and gradebook, this repository, and the teacher's home."""
    every = {Path(folder).resolve() for folder in (course, ROOT, Path.home())}
    return sorted(folder for folder in every if folder != Path(folder.anchor))


def enter(settings, command):
    """In the new process: give up rights, and become the command."""
    if settings["mounts"]:
        mount(settings)
    limit(settings["user"])
    prctl = getattr(ctypes.CDLL(None), "prctl", lambda *arguments: 0)
    if settings["mounts"]:
        for capability in range(64):
            prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP: what is mounted stays mounted
    if settings["user"]:
        user, group = nobody()
        for top in settings["own"]:
            os.chown(top, user, group)
            for folder, folders, files in os.walk(top):
                for name in (*folders, *files):
                    os.lchown(os.path.join(folder, name), user, group)
        os.setgroups([])
        os.setgid(group)
        os.setuid(user)
    prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS: no sudo
    if settings["mounts"]:
        os.environ.pop("JPY_PARENT_PID", None)  # which has another number here
    else:
        prctl(1, 9, 0, 0, 0)  # PR_SET_PDEATHSIG, SIGKILL: as setpriv does in the other ways
    os.chdir(settings["work"])
    os.execv(command[0], command)


def nobody():
    import pwd

    with contextlib.suppress(KeyError):
        found = pwd.getpwnam("nobody")
        return found.pw_uid, found.pw_gid
    return 65534, 65534


def mount(settings):
    """Everything is read-only but the folder; what is to be hidden is empty, but for Python and the folder."""

    def run(*arguments):
        subprocess.run(["mount", *arguments], check=True, capture_output=True)

    def read_only(point):
        run("-o", "remount,bind,ro", point)

    run("--make-rprivate", "/")
    run("--bind", settings["folder"], settings["folder"])
    run("-t", "tmpfs", "-o", "size=64m,mode=1777", "none", "/dev/shm")
    with open("/proc/self/mountinfo", encoding="utf-8") as file:
        points = [line.split()[4].encode().decode("unicode_escape") for line in file]
    leave = ("/proc/", "/sys/", "/dev/", settings["folder"] + "/")
    for point in dict.fromkeys(points):
        if not f"{point}/".startswith(leave):
            read_only(point)
    needed = [Path(path) for path in settings["needed"]]
    hide = [Path(path) for path in settings["hide"]]  # the outer ones first
    needed = [path for path in needed if any(path.is_relative_to(f) for f in hide)]
    for k, path in enumerate(needed):
        aside(k).mkdir()
        run("--bind", str(path), str(aside(k)))
    for folder in hide:
        if not folder.exists():
            continue  # it was in one of the others
        run("-t", "tmpfs", "-o", "size=4m,mode=755", "none", str(folder))
        for k, path in enumerate(needed):
            if path.is_relative_to(folder):
                path.mkdir(parents=True, exist_ok=True)
                run("--bind", str(aside(k)), str(path))
                if str(path) != settings["folder"]:
                    read_only(str(path))
        read_only(str(folder))
    for k, _ in enumerate(needed):
        subprocess.run(["umount", str(aside(k))], check=True, capture_output=True)
        aside(k).rmdir()


def aside(k):
    """Where something that is needed is kept while its folder is hidden."""
    return Path("/dev/shm", f"needed_{k}")


def limit(another_user):
    import resource

    limits = {"AS": MEMORY, "FSIZE": FILE, "CPU": SECONDS, "CORE": 0}
    if another_user:  # otherwise all processes of the teacher's would count
        limits["NPROC"] = PROCESSES
    for name, most in limits.items():
        kind = getattr(resource, f"RLIMIT_{name}", None)
        if kind is not None:
            with contextlib.suppress(OSError, ValueError):  # macOS has some by name only
                resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    enter(json.loads(sys.argv[1]), sys.argv[2:])
