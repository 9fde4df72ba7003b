"""What is kept between texts: results for short ones only, however many long ones come."""

import gc
import weakref

from pipeline.values.remembered import SHORT, remembered


class _Made:
    """A result whose end can be seen."""


def test_short_texts_are_worked_out_once_and_long_ones_are_not_kept() -> None:
    asked: list[str] = []
    made: list[weakref.ref[_Made]] = []

    @remembered
    def work(text: str) -> _Made:
        """Work."""
        asked.append(text)
        result = _Made()
        made.append(weakref.ref(result))
        return result

    short, long = "a" * SHORT, "a" * (SHORT + 1)
    assert work(short) is work(short)
    assert work(long) is not work(long)
    gc.collect()
    assert asked == [short, long, long]
    assert [each() is None for each in made] == [False, True, True]
    assert work.__name__ == "work"
