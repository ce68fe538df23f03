# The course's commands. Each makes its own virtual environment first, and again when requirements.txt changes.
#
#   make lab PYTHON=python3.12 VENV=.venv-3.12     another Python, in an environment of its own
#   make lab ARGS="--no-browser --port 9000"       ARGS goes to the program behind lab, test or run

VENV ?= .venv
ARGS ?=

ifeq ($(OS),Windows_NT)
  PYTHON ?= python
  PY := $(VENV)/Scripts/python.exe
else
  PYTHON ?= python3
  PY := $(VENV)/bin/python
  # JupyterLab refuses to run as root unless told; in a container root is usual.
  AS_ROOT = $(if $(filter 0,$(shell id -u)),--allow-root)
endif

# .ready is put there when everything is installed, .making while it is not yet: an environment in which an earlier
# run was interrupted is emptied and made anew.
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
CLEAR := $(if $(wildcard $(VENV)/.making),--clear)

# nbgrader has an environment of its own, for it may want other versions of what the course uses.
VENV_GRADING ?= .venv-grading
PY_GRADING := $(VENV_GRADING)/$(if $(filter Windows_NT,$(OS)),Scripts/python.exe,bin/python)
READY_GRADING := $(VENV_GRADING)/.ready

# So has the site. Its Sphinx needs Python 3.11.
VENV_SITE ?= .venv-site
PY_SITE := $(VENV_SITE)/$(if $(filter Windows_NT,$(OS)),Scripts/python.exe,bin/python)
READY_SITE := $(VENV_SITE)/.ready
export VENV_SITE

OLD_ENOUGH = $(shell $(PYTHON) -c "import sys; print(sys.version_info >= (3, 10))")
CHECK_PYTHON = $(if $(filter True,$(OLD_ENOUGH)),,$(error \
  This course needs Python 3.10 or newer, and $(PYTHON) is not that. Name another one: make lab PYTHON=python3.12))

NEW_ENOUGH = $(shell $(PYTHON) -c "import sys; print(sys.version_info >= (3, 11))")
CHECK_PYTHON_SITE = $(if $(filter True,$(NEW_ENOUGH)),,$(error \
  The site is made with Python 3.11 or newer, and $(PYTHON) is not that. Name another one: make site PYTHON=python3.12))

help:
	@echo "make lab        open the course in JupyterLab"
	@echo "make test       re-execute every notebook, compare every output with the saved one, and run the unit tests"
	@echo "make quick      the rules and the unit tests, without running a notebook; for those who change something"
	@echo "make beyond     install what part three and make bench can use as well: PyTorch, JAX and Dask, about a gigabyte"
	@echo "make run        re-execute every notebook and save it with its new outputs"
	@echo "make site       write build/site/: the whole course as a web site, to read without network or to put anywhere"
	@echo "make colab      write build/colab/: each notebook as one file that runs alone, in Colab or anywhere"
	@echo "make lint       check the style of the code, in .py files and notebooks"
	@echo
	@echo "For teachers:"
	@echo "make class      write build/class/: a set of files for the students, one for the teacher, and the slides;"
	@echo "                PROBLEM_SET=../grading-2026 puts that term's problem set into them"
	@echo "make problem-set  write ../grading-YEAR/: a problem set, its key and its hand-outs; SEED=TEXT, or a random one"
	@echo "make slides     write build/slides/: a deck for each notebook, to hold the class with, without network"
	@echo "make progress   who is stuck, and at which hint, from the records in a folder: make progress ARGS=FOLDER"
	@echo "make quiz       write build/quiz/: a quiz for each lesson and each part, for Moodle, for Canvas, and as notebooks"
	@echo "make marks      mark the problem set in grading/submitted/ with nbgrader, and write grading/marks.csv;"
	@echo "                ARGS=\"--course ../grading-2026\" for another course folder"
	@echo
	@echo "For maintainers, these take from minutes to more than an hour:"
	@echo "make bench      measure the speed beside scikit-learn and, where they are installed, PyTorch and JAX"
	@echo "make record     notebook 16's long training, five seeds of some ten minutes each; ARGS=ablation for its other table"
	@echo "make classroom  thirty students at once: run that many kernels, compare their outputs, measure their memory"
	@echo "make grading-test  mark made-up students' problem sets with nbgrader, forgeries among them, and compare the marks"
	@echo "make accessibility  axe over every page of the site, light and dark, and Lighthouse; needs Chromium and npm"
	@echo "make fuzz       give each loader ten thousand damaged files: a clear error, or the right array"
	@echo "make matrix     the same outputs with every Python found, the oldest packages, Colab's, other processors, odd places"
	@echo "make mutants    change helpers/ in thousands of small ways, and list the changes that no test notices"

lab: $(READY)
	$(PY) -m jupyterlab --LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb \
	  --ServerApp.kernel_websocket_connection_class=helpers.pad.at_once.AtOnce $(AS_ROOT) $(ARGS)

# Two at a time, the notebooks in their order first: the longest one, 12, should not be the last to begin.
test: $(READY_DEV)
	$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

beyond: $(READY)
	$(PY) -m pip install -q --disable-pip-version-check -r requirements-beyond.txt

quick: $(READY_DEV)
	$(PY) -m pytest -n 2 --dist worksteal -m "not slow" tests $(ARGS)

run: $(READY)
	$(PY) -m tools.publish.run_notebooks $(ARGS)
	$(PY) -m tools.publish.make_picture

colab: $(READY)
	$(PY) -m tools.publish.make_colab $(ARGS)

site: $(READY_SITE)
	$(PY_SITE) -m tools.publish.make_site $(ARGS)

slides: $(READY_DEV)
	$(PY) -m tools.publish.make_slides $(ARGS)

class: $(READY_DEV)
	$(PY) -m tools.publish.make_class $(if $(PROBLEM_SET),--problem-set "$(PROBLEM_SET)") $(ARGS)

problem-set: $(READY)
	$(PY) grading/problem_set.py $(if $(SEED),"$(SEED)") $(ARGS)

progress: $(READY)
	$(PY) -m tools.publish.class_progress $(ARGS)

quiz: $(READY)
	$(PY) -m tools.publish.make_quiz

marks: $(READY_GRADING)
	$(PY_GRADING) grading/mark.py $(ARGS)

grading-test: $(READY_GRADING)
	$(PY_GRADING) -m pytest -p no:cacheprovider tests/grading/test_grading.py $(ARGS)

matrix: $(READY_DEV)
	$(PY) -m nox $(ARGS)

classroom: $(READY)
	$(PY) -m tools.measure.classroom $(ARGS)

bench: $(READY)
	$(PY) -m tools.measure.bench

accessibility: site $(READY_DEV)
	$(PY) -m tools.measure.site

record: $(READY)
	$(PY) -m tools.measure.record $(or $(ARGS),record)

fuzz: $(READY_DEV)
	FUZZ=many $(PY) -m pytest tests/plumbing/test_fuzz.py --hypothesis-show-statistics $(ARGS)

mutants: $(READY_DEV)
	$(PY) -m tools.measure.mutants $(ARGS)

lint: $(READY_DEV)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

# The import at the end lets Matplotlib build its font cache here, where its notice about it disturbs nobody.
$(READY): requirements.txt
	$(CHECK_PYTHON)
	@echo "Installing what requirements.txt lists into $(VENV). This takes about a minute."
	@$(PYTHON) -m venv $(CLEAR) $(VENV)
	@$(PY) -c "open('$(VENV)/.making', 'w').close()"
	@$(PY) -m pip install -qq --disable-pip-version-check -r requirements.txt
	@$(PY) -c "import matplotlib.font_manager, os; os.replace('$(VENV)/.making', '$@')"

$(READY_DEV): requirements-dev.txt $(READY)
	@$(PY) -m pip install -qq --disable-pip-version-check -r requirements-dev.txt
	@$(PY) -c "open('$@', 'w').close()"

$(READY_SITE): requirements-site.txt requirements.txt
	$(CHECK_PYTHON_SITE)
	@echo "Installing Sphinx, and what requirements.txt lists, into $(VENV_SITE). This takes about a minute."
	@$(PYTHON) -m venv --clear $(VENV_SITE)
	@$(PY_SITE) -m pip install -qq --disable-pip-version-check -r requirements-site.txt
	@$(PY_SITE) -c "open('$@', 'w').close()"

$(READY_GRADING): requirements-grading.txt requirements.txt
	$(CHECK_PYTHON)
	@echo "Installing nbgrader, and what requirements.txt lists, into $(VENV_GRADING). This takes about a minute."
	@$(PYTHON) -m venv --clear $(VENV_GRADING)
	@$(PY_GRADING) -m pip install -qq --disable-pip-version-check -r requirements-grading.txt
	@$(PY_GRADING) -c "open('$@', 'w').close()"

.PHONY: help record beyond quick matrix class problem-set progress quiz site slides marks grading-test accessibility lab test run colab classroom bench fuzz mutants lint
