"""The one exception that stops a command; a module of its own, so that the command line starts without the model of the papers."""

from __future__ import annotations


class PipelineError(Exception):
    """Stops a command before it writes anything; the text is Vietnamese and says what to do, a line for each reason."""
