"""What a run made, put in place safely: plan, write, ledger, manifest, report, differences, PDF."""
