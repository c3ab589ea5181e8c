"""`python -m fastlint`.

Python puts the current directory first on `sys.path` for `-m`, so a file `click.py` in a scanned repository
would run in place of the library. It is taken off before anything else is imported.
"""

import os
import sys

if not sys.flags.safe_path and sys.path and sys.path[0] in ("", os.getcwd()):
    del sys.path[0]

from fastlint.cli import console_script

if __name__ == "__main__":
    console_script()
