"""``python -m pipeline``: the command line's door."""

import os
import sys

# A run writes in its outputs only, by whichever of its processes: setting up compiles the modules (Makefile).
sys.dont_write_bytecode = True
os.environ["PYTHONDONTWRITEBYTECODE"] = "1"

if __name__ == "__main__":
    from pipeline.commands.cli import main

    sys.exit(main())
