"""A scheduler and workers of dask.distributed on this computer, each a process, with TCP between them. Plumbing."""

import logging
import os
import runpy
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from distributed import Client

COURSE = Path(__file__).resolve().parents[2]
ONE_THREAD = dict.fromkeys(["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"], "1")


class Cluster:
    """Use: with Cluster(2) as cluster: client = cluster.client(). At the end of the block all its processes end.

    n_workers: how many to begin with; each has one thread. workers: their processes, in the order of their start. They
    end with the program that started them, too, however that ends.
    """

    def __init__(self, n_workers):
        logging.getLogger("distributed").setLevel(
            logging.CRITICAL
        )  # what is lost is said by errors
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.file = Path(self.folder.name) / "scheduler.json"
        self.clients, self.workers = [], []
        self.scheduler = self.start("scheduler", "--port", "0")
        for _ in range(n_workers):
            self.add()

    def start(self, what, *options):
        """Start `dask scheduler` or `dask worker` as a process that listens on this computer only."""
        command = [sys.executable, "-m", __name__, what, "--scheduler-file", str(self.file)]
        command += ["--host", "127.0.0.1", "--no-dashboard", *options]
        path = os.pathsep.join(filter(None, [str(COURSE), os.environ.get("PYTHONPATH")]))
        return subprocess.Popen(
            command,
            env=os.environ | ONE_THREAD | {"PYTHONPATH": path},
            cwd=self.folder.name,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def add(self):
        """Start one more worker. Returns its process; process.kill() is its end."""
        options = "--no-nanny", "--nthreads", "1", "--memory-limit", "0"
        self.workers.append(self.start("worker", *options, "--local-directory", self.folder.name))
        return self.workers[-1]

    def client(self):
        """A client that has found the scheduler and all workers that live.

        Raises OSError where they do not answer within a minute.
        """
        client = Client(scheduler_file=str(self.file), timeout=60, set_as_default=False)
        self.clients.append(client)
        client.wait_for_workers(sum(worker.poll() is None for worker in self.workers), timeout=60)
        return client

    def close(self):
        """End all processes; what they were computing is lost."""
        for client in self.clients:
            client.close(timeout=2)
        for process in [*self.workers, self.scheduler]:
            process.kill()
            process.wait()
            process.stdin.close()
        self.folder.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


def run(what):
    """In the new process: be a scheduler or a worker, and end when the program that started it does."""

    def watch():
        sys.stdin.read()  # until the other end is closed
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
    sys.argv[1:] = sys.argv[2:]
    runpy.run_module(f"distributed.cli.dask_{what}", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    run(sys.argv[1])
