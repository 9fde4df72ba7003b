"""What the decree asks of each component of a paper, one module a component."""
