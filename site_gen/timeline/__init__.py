"""Events in order, and time on a line, in numbers."""
