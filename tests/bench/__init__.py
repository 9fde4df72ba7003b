"""What the product costs, measured against what people would use instead: ``make bench``."""
