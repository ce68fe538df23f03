"""Files, downloads, and the checks of what comes in: not taught."""
