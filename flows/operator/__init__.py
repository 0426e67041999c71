"""What operators are shown: they coordinate a region, a municipality or a school."""
