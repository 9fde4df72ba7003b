"""``python -m pipeline``: the command line's door."""

import gc
import os
import sys

# A run writes in its outputs only, by whichever of its processes: setting up compiles the modules (Makefile).
sys.dont_write_bytecode = True
os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
gc.set_threshold(100_000)  # objects made between two searches for garbage: a quarter makes many, and hardly any garbage

if __name__ == "__main__":
    from pipeline.commands.cli import main

    status = main()
    gc.freeze()  # else Python searches all that was loaded for garbage before it ends: an eighth of the shortest run
    sys.exit(status)
