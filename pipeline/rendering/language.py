"""The Jinja environment of the templates: sandboxed, strict about names and values, escaping what it prints as XML."""

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
    """Jinja in which a dot on a dictionary means its key and never a method."""

    def getattr(self, obj: object, attribute: str) -> object:
        # the exact type first: nearly all are dictionaries, and this is fast
        if type(obj) is dict or isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


@pass_eval_context  # without it Jinja turns constants into text at compile time, unchecked
def _printable(_: EvalContext, value: object) -> object:
    """A text or whole number escaped as XML; raises TypeError for None, NaN and the like, which must never be printed as words.

    No line begins with the dash of a name («Phòng Tổ chức - Hành chính»).
    """
    if isinstance(value, str) and " - " in value:
        value = value.replace(" - ", "\u00a0- ")
    if type(value) is str and value.isprintable() and not ("&" in value or "<" in value or ">" in value):
        return value  # the usual case
    if isinstance(value, str):
        clean = value if value.isprintable() else NOT_IN_XML.sub("", LINE_BREAKS.sub(" ", value))
        if isinstance(value, Markup) or not ("&" in clean or "<" in clean or ">" in clean):
            return clean
        # quotes are not escaped: lxml writes XML so
        return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if isinstance(value, StrictUndefined):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise TypeError(f"giá trị kiểu {type(value).__name__} không in được")


ENVIRONMENT = _Environment(undefined=StrictUndefined, finalize=_printable)  # ``finalize`` escapes all that is printed
ENVIRONMENT.globals.clear()
