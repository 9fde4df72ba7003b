"""Random histories of a quarter keep their invariants; ``python -m tests.histories 200`` runs more of them."""

from tests.histories import SEED, run_histories


def test_what_units_and_council_send_in_any_order_keeps_the_invariants() -> None:
    _, faults = run_histories(1, seed=SEED + 2)
    assert faults == []
