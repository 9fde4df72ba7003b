"""``python -m pipeline``: the command line's door."""

if __name__ == "__main__":  # the processes that read files and make papers open this too, and need no command line
    import sys

    from pipeline.cli import main

    sys.exit(main())
