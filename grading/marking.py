"""Three steps of nbgrader's marking that go on where its own would give up and leave a whole notebook without marks.

nbgrader_config.py puts them in place. What a student handed in stays as it is: nbgrader marks a copy, in autograded/.
"""

from collections import Counter

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
from traitlets import Integer

DIED, TIMED_OUT = "DeadKernelError", "CellTimeoutError"
PATIENCE = 5  # seconds that an interrupted kernel has to answer


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


class ExecuteToTheEnd(Execute):
    """Where a cell ends the kernel, or can't be interrupted, that cell has an error and the next ones run all the same.

    They run in a new kernel, in which the cells before were run again. And of what a cell prints only the first part
    is kept, while it prints.
    """

    max_characters = Integer(
        500_000, help="how much of a cell's output is kept (nbgrader's LimitOutput counts lines)"
    ).tag(config=True)

    def preprocess(self, nb, resources, km=None):
        self.done = []  # cells that can be run again, with their index
        self.length = Counter()  # of the output of the cell at an index
        return super().preprocess(nb, resources, km)

    def preprocess_cell(self, cell, resources, index):
        try:
            cell, resources = super().preprocess_cell(cell, resources, index)
        except DeadKernelError:
            self.log.warning("%s in the cell: %s", DIED, title(cell))
            text = f"{DIED}: this cell ended the kernel. The next ones run in a new one."
            cell.outputs = [new_output("error", ename=DIED, evalue="", traceback=[text])]
            self.begin_again(resources)
            return cell, resources
        if any(output.get("ename") == TIMED_OUT for output in cell.get("outputs", [])):
            self.log.warning("%s in the cell: %s", TIMED_OUT, title(cell))
            if not self.answers():
                self.begin_again(resources)
        elif cell.cell_type == "code":
            self.done.append((index, cell))
        return cell, resources

    def begin_again(self, resources):
        """A new kernel that knows what the cells before have defined."""
        self._cleanup_kernel()
        self.create_kernel_manager()
        self.start_new_kernel()
        self.start_new_kernel_client()
        for index, cell in self.done:
            try:
                super().preprocess_cell(cell.copy(), resources, index)
            except DeadKernelError:
                self.done.remove((index, cell))
                return self.begin_again(resources)
            finally:
                self.nb.cells[index] = cell  # with its first output

    def answers(self):
        """Whether the kernel could be interrupted."""

        async def ask():
            await self.kc.kernel_info(reply=True, timeout=PATIENCE)

        try:
            run_sync(ask)()
        except TimeoutError:
            return False
        return True

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


def title(cell):
    return name_of(cell) or cell.source.strip().partition("\n")[0]
