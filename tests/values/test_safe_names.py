"""Whatever a disk allows as a file name becomes printable, distinct, and usable as a name on every system."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.values.safe_names import (
    DEVICES,
    MAX_BYTES,
    fitted,
    name_key,
    printable,
    safe_stem,
    shown_name,
    unique_stems,
)

SIGNS = st.one_of(st.characters(exclude_characters="/\0"), st.sampled_from(" .~\\:*?\u202e\n\x1b\udcff\udc80ếẾe\u0302"))
NAMES = st.text(SIGNS, min_size=1, max_size=300).filter(lambda name: name not in (".", ".."))


@given(st.lists(NAMES, unique=True, max_size=8))
@settings(max_examples=300, deadline=None)
def test_names_become_printable_and_stay_different(names: list[str]) -> None:
    shown = [shown_name(name) for name in names]
    assert len({*shown}) == len(names)
    for name in shown:
        assert "\n" not in name
        assert name.encode()
        assert printable(name) == name


@given(st.lists(NAMES, unique=True, max_size=8))
@settings(max_examples=300, deadline=None)
def test_stems_are_safe_and_unique_on_every_system(names: list[str]) -> None:
    stems = unique_stems([shown_name(name) for name in names])
    assert len({name_key(stem) for stem in stems.values()}) == len(names)
    for stem in stems.values():
        assert stem
        assert len(f"{stem}.moi-99.xlsx".encode()) <= MAX_BYTES
        assert not {*stem} & {*'<>:"/\\|?*\n\0\u202e'}
        assert stem[0] not in " .~"
        assert stem[-1] not in " ."
        assert stem.partition(".")[0].lower() not in DEVICES


def test_a_plain_name_stays_as_it_is() -> None:
    assert unique_stems(["Phòng Tổng hợp (2).xlsx"]) == {"Phòng Tổng hợp (2).xlsx": "Phòng Tổng hợp (2)"}
    assert safe_stem("con") == "_con"
    assert safe_stem("a.moi-2") == "a-moi-2"


def test_many_names_of_one_stem_are_numbered_in_linear_time() -> None:
    stems = unique_stems([f"{'a' * 300}{n}.xlsx" for n in range(5000)])
    assert len({*stems.values()}) == 5000


def test_a_new_versions_name_fits() -> None:
    assert len(fitted("ế" * 85, ".moi.xlsx").encode()) <= MAX_BYTES
    assert fitted("a", ".moi.xlsx") == "a.moi.xlsx"
