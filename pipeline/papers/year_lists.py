"""Turns the year's printed exemplars into the rows of its lists: numbered, those chosen in a quarter first."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from pipeline.papers.printing import Context, numbered
from pipeline.values.numbers import count
from schemas.co_quan import COLLECTIVE, INDIVIDUAL


def heading_the_list(printed: Sequence[Context]) -> Context:
    """Those chosen in a quarter, who head the lists, and the others: each kind numbered from 1, the chosen ones together."""
    chosen, others = ([each for each in printed if bool(each["quy_chon"]) == wanted] for wanted in (True, False))
    collectives = of_kind(chosen, COLLECTIVE)
    people = ({**each, "tt": str(int(each["tt"]) + len(collectives))} for each in of_kind(chosen, INDIVIDUAL))
    return {
        "chon_tap_the": collectives,
        "chon_ca_nhan": tuple(people),
        "khac_tap_the": of_kind(others, COLLECTIVE),
        "khac_ca_nhan": of_kind(others, INDIVIDUAL),
    }


def of_kind(printed: Iterable[Context], recipient: str) -> tuple[Context, ...]:
    """Those of one kind, numbered from 1."""
    return numbered(each for each in printed if bool(each.get("ho_ten")) == (recipient == INDIVIDUAL))


def register_rows(register: Mapping[str, Sequence[str]], sent: Container[str]) -> tuple[Context, ...]:
    """A row for each unit: its state in each quarter, and in how many its state is one of ``sent``."""
    return tuple(
        {
            "tt": str(number),
            "don_vi": unit,
            **{f"quy_{n}": state for n, state in enumerate(states, 1)},
            "da_gui": count(sum(state in sent for state in states)),
        }
        for number, (unit, states) in enumerate(register.items(), 1)
    )
