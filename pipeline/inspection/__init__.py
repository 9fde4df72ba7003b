"""Checks any Word file against Nghị định 30/2020/NĐ-CP, point by point."""
