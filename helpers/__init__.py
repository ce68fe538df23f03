"""What the notebooks have built, to import in the next one."""
