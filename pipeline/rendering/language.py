"""The language of the templates: Jinja, sandboxed and strict, which spells what it prints as XML."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jinja2 import StrictUndefined, pass_eval_context
from jinja2.nodes import EvalContext
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from pipeline.opc.pack import NOT_IN_XML

LINE_BREAKS = re.compile(r"[\t\n\r\f\v\a]+")


class _Environment(SandboxedEnvironment):
    """Jinja without globals, where a dot on a record means its key and never a method."""

    def getattr(self, obj: object, attribute: str) -> object:
        if type(obj) is dict or isinstance(obj, Mapping):  # nearly all are dictionaries, which are known at once
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


@pass_eval_context  # without it Jinja folds constants to text before this is asked
def _printable(_: EvalContext, value: object) -> object:
    """What may be printed, spelt as XML: text and whole numbers. None, NaN and the like are a fault, never the word «None»."""
    if type(value) is str and value.isprintable() and not ("&" in value or "<" in value or ">" in value):
        return value  # nearly always
    if isinstance(value, str):
        clean = value if value.isprintable() else NOT_IN_XML.sub("", LINE_BREAKS.sub(" ", value))
        if isinstance(value, Markup) or not ("&" in clean or "<" in clean or ">" in clean):
            return clean
        return (
            clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        )  # and no quotes: as lxml spells XML
    if isinstance(value, StrictUndefined):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise TypeError(f"giá trị kiểu {type(value).__name__} không in được")


ENVIRONMENT = _Environment(undefined=StrictUndefined, finalize=_printable)  # which escapes all that is printed
ENVIRONMENT.globals.clear()
