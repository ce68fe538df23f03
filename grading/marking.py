"""Three steps of nbgrader's marking, which nbgrader_config.py puts in place.

The first two go on where nbgrader's own would give up and leave a whole notebook without marks. The third runs the
student's cells in a process that has few rights (apart.py), and the tests in another one, which takes from the first
only what the student's functions return (examiner.py): nothing that a cell does to its own Python changes the marks.
What a student handed in stays as it is: nbgrader marks a copy, in autograded/.
"""

import json
import secrets
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import apart
import canary
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import DeadKernelError
from nbclient.util import run_sync
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from nbgrader.api import Gradebook
from nbgrader.preprocessors import (
    ClearHiddenTests,
    Execute,
    NbGraderPreprocessor,
    OverwriteCells,
)
from traitlets import Any, Integer

FORGED = "Forged"
TIME_IS_OVER = "TimeIsOver"
DIED, TIMED_OUT = "DeadKernelError", "CellTimeoutError"
PATIENCE = 5  # seconds that an interrupted kernel has to answer
GIVEN = 60  # seconds for a cell that every student was given: a first import can be slow


def cells_of(source):
    """The cells that nbgrader knows of a notebook: {name: (its cell in the gradebook, its metadata)}."""
    points = {cell.name: cell.max_score for cell in source.grade_cells}
    solutions = {cell.name for cell in source.solution_cells}
    cells = {}
    for cell in source.source_cells:
        metadata = {
            "grade": cell.name in points,
            "grade_id": cell.name,
            "locked": cell.locked,
            "schema_version": 3,
            "solution": cell.name in solutions,
            "task": False,
            "cell_type": cell.cell_type,
            "checksum": cell.checksum,
        }
        if cell.name in points:
            metadata["points"] = points[cell.name]
        cells[cell.name] = cell, metadata
    return cells


class ForgetStrangers(NbGraderPreprocessor):
    """Takes nbgrader's marks off cells of another problem set, off copies, and off what is garbled.

    nbgrader itself would stop, some of it for all students. Of two cells with one name the last counts.
    """

    def preprocess(self, nb, resources):
        names = resources["nbgrader"]
        with Gradebook(names["db_url"]) as gradebook:
            ours = cells_of(gradebook.find_notebook(names["notebook"], names["assignment"]))
        seen = set()
        for cell in reversed(nb.cells):
            name = name_of(cell)
            cell.metadata.pop("nbgrader", None)
            if name in ours and name not in seen:
                seen.add(name)
                cell.metadata["nbgrader"] = ours[name][1]
        if not seen:
            self.log.warning("No cell of this notebook belongs to the problem set")
        return nb, resources


def name_of(cell):
    found = cell.metadata.get("nbgrader")
    name = found.get("grade_id") if isinstance(found, dict) else None
    return name if isinstance(name, str) else None


class RestoreCells(OverwriteCells):
    """Overwrites what is locked, as nbgrader does, and brings back what was deleted.

    The set-up comes back as the first cell. Tests come back at the end, where all that they test is defined; nbgrader
    (add_missing_cells) wants them behind their solution, and gives up where that was deleted as well.
    """

    def preprocess(self, nb, resources):
        names = resources["nbgrader"]
        with Gradebook(names["db_url"]) as gradebook:
            ours = cells_of(gradebook.find_notebook(names["notebook"], names["assignment"]))
            present = {name_of(cell): cell for cell in nb.cells}
            of_another = not set(present) & set(ours)  # so all are missing, and that was said
            for name, (source, metadata) in ours.items():
                if name not in present and (metadata["grade"] or metadata["locked"]):
                    if not of_another:
                        self.log.warning("Cell %s was deleted", name)
                    new = new_code_cell if source.cell_type == "code" else new_markdown_cell
                    place = len(nb.cells) if metadata["grade"] else 0
                    nb.cells.insert(place, new(source.source, metadata={"nbgrader": metadata}))
                elif metadata["locked"] and is_changed(present[name], source):
                    self.log.warning("Cell %s was changed", name)
        return super().preprocess(nb, resources)


def is_changed(cell, source):
    """Whether it is another than that which was handed out, without its hidden tests."""
    given = NotebookNode(source=source.source)
    ClearHiddenTests()._remove_hidden_test_region(given)
    return cell.source.strip() not in (given.source.strip(), source.source.strip())


class ApartKernel(AsyncKernelManager):
    """Starts a student's kernel in a place of its own."""

    place, watched = Any(), Any()

    def format_kernel_cmd(self, extra_arguments=None):
        settings = {"watched": self.watched, "course": str(self.place.folder)}
        kernel = [sys.executable, str(self.place.kit / "outpost.py"), json.dumps(settings)]
        return self.place.command([*kernel, "-f", self.connection_file, *(extra_arguments or [])])


class Examiner:
    """The process that runs the tests. It works in the course's folder, with the teacher's rights."""

    def __init__(self, socket):
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("examiner.py")), socket],
            cwd=apart.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self.address = json.loads(self.process.stdout.readline())

    def begin(self, **request):
        print(json.dumps(request), file=self.process.stdin, flush=True)

    def result(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the process that runs the tests has ended")
        return json.loads(line)

    def gone(self, token):
        """Say that nobody will answer any more, to a test that still waits for the first answer."""
        try:
            link = apart.wire.connect(self.address)
            link.send({"gone": token})
            link.close()
        except (OSError, apart.wire.Lost):
            pass

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


class ExecuteApart(Execute):
    """Runs the student's cells in one process and the tests in another.

    Where a cell ends the kernel, or can't be interrupted, that cell has an error and the next ones run all the same, in
    a new kernel, in which the cells before were run again. Of what a cell prints only the first part is kept, while it
    prints. After each cell a canary (canary.py) shows whether Python still is what it was; if not, no test counts.
    """

    max_characters = Integer(
        500_000, help="how much of a cell's output is kept (nbgrader's LimitOutput counts lines)"
    ).tag(config=True)
    longest = Integer(1800, help="seconds for all cells; later ones don't run").tag(config=True)
    after = Integer(2, help="seconds for a test, once one took too long").tag(config=True)

    def preprocess(self, nb, resources, km=None):
        names = resources["nbgrader"]
        with Gradebook(names["db_url"]) as gradebook:
            every = cells_of(gradebook.find_notebook(names["notebook"], names["assignment"]))
        code = [(cell.source, data) for cell, data in every.values() if cell.cell_type == "code"]
        self.tests = [source for source, data in code if is_test(data)]
        self.locked = [source for source, data in code if data["locked"]]
        self.owned = canary.defined(source for source, data in code if data["solution"])
        self.done = []  # cells that can be run again, with their index
        self.length = Counter()  # of the output of the cell at an index
        self.forged = ""
        self.answer = ""  # the last cell of the student's
        self.kernels = 0
        self.loops = False  # whether a test took too long
        self.timeout_func = self.seconds_for
        self.end = time.monotonic() + self.longest
        files = resources["metadata"]["path"]
        course = Path(names["db_url"].removeprefix("sqlite:///")).parent
        with tempfile.TemporaryDirectory(prefix="marks-", ignore_cleanup_errors=True) as folder:
            self.place = apart.Place(folder, apart.folders_to_hide(course))
            self.place.furnish(files)
            self.examiner = Examiner(self.place.socket("tests"))
            self.log.info("Students' code and tests run apart (%s)", self.place.how)
            try:
                nb, resources = super().preprocess(nb, resources, km)
            finally:
                self.examiner.close()
        if self.forged:
            self.log.warning("%s: %s", FORGED, self.forged)
            for cell in nb.cells:
                if is_test(cell.metadata.get("nbgrader", {})):
                    text = f"{FORGED}: {self.forged}. No test counts."
                    cell.outputs = [new_output("error", ename=FORGED, evalue="", traceback=[text])]
        return nb, resources

    def create_kernel_manager(self):
        self.kernels += 1
        self.km = ApartKernel(
            place=self.place,
            watched=canary.watched(self.locked),
            connection_file=str(self.place.run / f"kernel-{self.kernels}.json"),
            transport="tcp" if self.place.how in ("a folder", "limits") else "ipc",
        )
        return self.km

    def start_new_kernel(self, **kwargs):
        quiet = dict.fromkeys(("stdout", "stderr"), subprocess.DEVNULL)  # cells print elsewhere
        kwargs.update(cwd=str(self.place.work), env=self.place.environment(), **quiet)
        super().start_new_kernel(**kwargs)

    def preprocess_cell(self, cell, resources, index):
        if cell.cell_type != "code" or self.forged:
            return cell, resources
        data = cell.metadata.get("nbgrader", {})
        if time.monotonic() > self.end:
            self.log.warning("%s before the cell: %s", TIME_IS_OVER, title(cell))
            text = f"{TIME_IS_OVER}: the cells before took {self.longest} seconds."
            cell.outputs = [new_output("error", ename=TIME_IS_OVER, evalue="", traceback=[text])]
        elif is_test(data):
            self.test(cell, resources, index)
        else:
            if data.get("locked"):
                self.set_up(cell)
            else:
                self.answer = title(cell)
            self.run_cell(cell, resources, index)
            self.look(cell, resources, index)
        return cell, resources

    def seconds_for(self, cell):
        """What loops in one test loops in the next one: an endless loop is paid for once. Answers keep their time."""
        data = cell.metadata.get("nbgrader", {})
        if is_test(data):
            return self.after if self.loops else self.timeout
        return GIVEN if data.get("locked") else self.timeout

    def set_up(self, cell):
        """What is given, and locked, the tests have as well."""
        self.examiner.begin(cell=name_of(cell), source=cell.source, owned=[], token="")
        error = self.examiner.result()["error"]
        if error:
            raise RuntimeError(f"{name_of(cell)} fails: {error[0]}: {error[1]}")

    def test(self, cell, resources, index):
        """Run a test, while the student's kernel answers what it asks."""
        token = secrets.token_hex(8)
        self.examiner.begin(
            cell=name_of(cell),
            source=cell.source,
            owned=self.owned,
            token=token,
            seconds=self.seconds_for(cell) + 2 * PATIENCE,
        )
        serve = f"__import__('outpost').serve({self.examiner.address!r}, {token!r})"
        served = new_code_cell(serve, metadata=cell.metadata)
        ended = self.run_cell(served, resources, index, again=False)
        self.nb.cells[index] = cell
        self.examiner.gone(token)
        result = self.examiner.result()
        cell.outputs = [as_printed(o) for o in served.outputs if o.output_type != "error"]
        if result["printed"]:
            cell.outputs.append(new_output("stream", name="stdout", text=result["printed"]))
        failed = [o for o in served.outputs if o.get("ename") in (TIMED_OUT, DIED)]
        if failed:
            cell.outputs += failed
        elif result["error"]:
            name, text, trace = result["error"]
            if name == "NotForStudents":
                raise RuntimeError(f"{name_of(cell)}: {text}, and that can't travel (wire.py)")
            cell.outputs.append(new_output("error", ename=name, evalue=text, traceback=[trace]))
        elif result["value"] is not None:
            data = {"text/plain": result["value"]}
            cell.outputs.append(new_output("execute_result", data=data, execution_count=1))
        if ended:  # what the student saw of it, for the names that it defines
            shown = NotebookNode(source=cell.source)
            ClearHiddenTests()._remove_hidden_test_region(shown)
            if canary.does_something(shown.source):
                self.run_cell(new_code_cell(shown.source, metadata=cell.metadata), resources, index)
                self.nb.cells[index] = cell
        self.look(cell, resources, index)

    def run_cell(self, cell, resources, index, again=True):
        """Run a cell in the student's kernel. again: do so once more in the next kernel. -> whether it ended."""
        try:
            super().preprocess_cell(cell, resources, index)
        except DeadKernelError:
            self.log.warning("%s in the cell: %s", DIED, title(cell))
            text = f"{DIED}: this cell ended the kernel. The next ones run in a new one."
            cell.outputs = [new_output("error", ename=DIED, evalue="", traceback=[text])]
            self.begin_again()
            return False
        if any(output.get("ename") == TIMED_OUT for output in cell.get("outputs", [])):
            self.log.warning("%s in the cell: %s", TIMED_OUT, title(cell))
            self.loops |= is_test(cell.metadata.get("nbgrader", {}))
            if not self.answers():
                self.begin_again()
            return False
        if again:
            self.done.append((index, cell))
        return True

    def begin_again(self):
        """A new kernel that knows what the cells before have defined."""
        self._cleanup_kernel()
        self.create_kernel_manager()
        self.start_new_kernel()
        self.start_new_kernel_client()
        for index, cell in self.done:
            here = self.nb.cells[index]
            try:
                super().preprocess_cell(cell.copy(), self.resources, index)
            except DeadKernelError:
                self.done.remove((index, cell))
                return self.begin_again()
            finally:
                self.nb.cells[index] = here  # with its first output

    def answers(self):
        """Whether the kernel could be interrupted."""

        async def ask():
            await self.kc.kernel_info(reply=True, timeout=PATIENCE)

        try:
            run_sync(ask)()
        except TimeoutError:
            return False
        return True

    def look(self, cell, resources, index):
        """Send a canary, and another one if it comes back wrong; the second one names what was replaced."""
        what = self.send_canary(resources, index)
        if what.startswith(canary.ENDS):  # an interrupt may have come late
            what = self.send_canary(resources, index)
        if what:
            names = self.send_canary(resources, index, plain=True)
            what = names if names.startswith(canary.REPLACES) else what
            place = self.answer if is_test(cell.metadata.get("nbgrader", {})) else title(cell)
            self.forged = f"{place} ({what})"

    def send_canary(self, resources, index, plain=False):
        """-> what is wrong, or "" where it failed as it should."""
        here, counted = self.nb.cells[index], self.length[index]
        token = secrets.token_hex(8)
        bird = new_code_cell(canary.source(token, self.tests, plain))
        try:
            super().preprocess_cell(bird, resources, index)
        except DeadKernelError:
            self.begin_again()
            return ""
        finally:
            self.nb.cells[index], self.length[index] = here, counted
        if any(output.get("ename") == TIMED_OUT for output in bird.outputs):
            if not self.answers():
                self.begin_again()
            return ""
        what = canary.verdict(bird.outputs, token)
        if what == canary.EXHAUSTED:
            self.begin_again()
            return ""
        return what

    def output(self, outs, msg, display_id, cell_index):
        """Called for each piece of output."""
        content = msg["content"]
        left = max(0, self.max_characters - self.length[cell_index])
        self.length[cell_index] += len(str(content))
        if msg["msg_type"] == "stream":
            content["text"] = content["text"][:left]
        elif msg["msg_type"] == "error":  # never left out, for it costs the points
            content["evalue"] = content["evalue"][: self.max_characters]
            content["traceback"] = [line[: self.max_characters] for line in content["traceback"]]
        elif left < len(str(content)):
            return None
        return super().output(outs, msg, display_id, cell_index)


def as_printed(output):
    """Neither stderr, which would cost a test's points, nor a result, which would be taken for points."""
    output = output.copy()
    if output.output_type == "stream":
        output.name = "stdout"
    if output.output_type == "execute_result":
        return new_output("display_data", data=output.data)
    return output


def is_test(data):
    return bool(data.get("grade")) and not data.get("solution")


def title(cell):
    return name_of(cell) or cell.source.strip().partition("\n")[0]
