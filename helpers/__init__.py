"""What the lessons build. Each module that stands directly in this folder is taught: a notebook builds what it holds.

What stands in the folders here is not taught: plots draws, plumbing reads and writes files and refuses bad input, check
answers the exercises. (setup_check is no lesson either; the first cell of every notebook looks for it at this place.)
"""
