"""Where full MNIST is not there and cannot be had, leave out what needs it, and say so. (More in tests/conftest.py.)"""

import pytest

REASON = pytest.StashKey[str]()
LEFT_OUT = pytest.StashKey[list]()


def pytest_configure(config):
    config.addinivalue_line("markers", "full_mnist: needs all 70,000 digits, see data/README.md")


# Last, so after -k and -m: nothing is downloaded for a test that will not run.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    needing = [item for item in items if needs_full_mnist(item)]
    if not needing or config.option.collectonly:
        return
    from helpers.data import load_mnist

    try:
        load_mnist()  # may download; here pytest captures nothing, so the progress is seen
    except OSError as error:
        # What each way said was printed already; the second line of the message is about the first way.
        lines = str(error).splitlines()
        config.stash[REASON] = lines[min(1, len(lines) - 1)].strip()
        config.stash[LEFT_OUT] = sorted({item.path.name for item in needing})
        for item in needing:
            item.add_marker(pytest.mark.skip(reason="needs the full MNIST set, which is not there"))


def pytest_terminal_summary(terminalreporter, config):
    if REASON in config.stash:
        terminalreporter.write_line(
            f"Left out: {', '.join(config.stash[LEFT_OUT])}. Needs the full MNIST set, which could not be had "
            f'({config.stash[REASON]}). How to have it: "Full MNIST" in data/README.md.'
        )


def needs_full_mnist(item):
    """The notebooks named 10_... need it, and the tests that are marked full_mnist."""
    is_notebook = item.path.suffix == ".ipynb" and item.path.name.startswith("10_")
    return is_notebook or item.get_closest_marker("full_mnist") is not None
