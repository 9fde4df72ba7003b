"""No regular expression of the program goes back and forth over what somebody typed: time grows with the length only."""

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from functools import partial

import pipeline
import schemas

try:
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover
    import sre_parse as parser

TINY, SHORT, LONG = 300, 3_000, 30_000  # characters
SLOW, BOUND = 0.002, 1.0  # seconds: what is tried at the greater length, and what it may take there
PIECES = (" ", "	", "a", "A", "1", ".", "-", "<", "a ", "1. ", "<!---->")


def patterns() -> dict[str, "re.Pattern[str] | re.Pattern[bytes]"]:
    """Every pattern of a module, by itself or in a table, by its name."""
    found: dict[str, re.Pattern[str] | re.Pattern[bytes]] = {}
    for top in (pipeline, schemas):
        for info in pkgutil.walk_packages(top.__path__, f"{top.__name__}."):
            if not info.name.endswith("__main__"):
                module = importlib.import_module(info.name)
                for name, value in vars(module).items():
                    found |= {f"{info.name}.{name}{n}": each for n, each in enumerate(_within(value))}
    return found


def _within(value: object, depth: int = 3) -> Iterator["re.Pattern[str] | re.Pattern[bytes]"]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict):
        yield from (each for pair in value.items() for part in pair for each in _within(part, depth - 1))
    elif depth and isinstance(value, (tuple, list)) and len(value) < 500:
        yield from (each for part in value for each in _within(part, depth - 1))


def beginnings(tokens: object) -> list[str]:
    """Texts with which a match of a parsed pattern may begin: hostile texts are made of them."""
    texts = [""]
    for kind, what in tokens:  # type: ignore[attr-defined]
        match str(kind):
            case "LITERAL":
                more = [chr(what)]
            case "SUBPATTERN":
                more = beginnings(what[3])
            case "BRANCH":
                more = [text for each in what[1][:4] for text in beginnings(each)]
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                once = beginnings(what[2])
                more = ["", *once] if what[0] == 0 else [text * what[0] for text in once]
            case "IN":
                more = ["1" if str(what[0][1]) == "CATEGORY_DIGIT" else " " if "SPACE" in str(what[0][1]) else "a"]
            case "ANY" | "NOT_LITERAL":
                more = ["a"]
            case _:
                more = [""]
        texts = [f"{text}{each}" for text in texts for each in more][:8]
    return [text for text in dict.fromkeys(texts) if text]


def hostile(pattern: "re.Pattern[str] | re.Pattern[bytes]") -> Iterator[Callable[[int], str]]:
    """Makers of texts of any length that nearly match, again and again, and never do at their end."""
    source = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    begun = beginnings(parser.parse(source, pattern.flags & ~re.UNICODE))
    for head in ("", *begun[-1:]):
        for piece in dict.fromkeys((*PIECES, *begun[:3], *begun[-1:])):
            yield partial(_repeated, head, piece)


def _repeated(head: str, piece: str, length: int) -> str:
    return head + (piece * (length // len(piece) + 1))[:length] + "\x01"


def seconds(pattern: "re.Pattern[str] | re.Pattern[bytes]", text: str) -> float:
    """The time of a search, the shorter of two tries."""
    subject = text.encode("latin-1", "ignore") if isinstance(pattern.pattern, bytes) else text
    best = 1e9
    for _ in range(2):
        begun = time.process_time()
        pattern.search(subject)  # type: ignore[arg-type]
        best = min(best, time.process_time() - begun)
        if best < SLOW:
            break
    return best


def test_every_pattern_takes_time_in_proportion_to_the_text() -> None:
    slow = []
    for name, pattern in patterns().items():
        for text in hostile(pattern):
            tiny, short = text(TINY), text(SHORT)
            if seconds(pattern, tiny) > 0.1 or (
                seconds(pattern, short) > SLOW and seconds(pattern, text(LONG)) > BOUND
            ):
                slow.append((name, tiny[:20]))
                break
    assert slow == []


def test_a_pattern_that_goes_back_and_forth_is_seen() -> None:
    for source, length in ((r"(a+)+b", 22), (r" *x *y", SHORT), (r"<.*>", LONG)):
        bad = re.compile(source, re.DOTALL)
        assert max(seconds(bad, text(length)) for text in hostile(bad)) > SLOW, source


def test_all_patterns_are_looked_at() -> None:
    assert len(patterns()) > 150
