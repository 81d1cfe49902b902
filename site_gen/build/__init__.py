"""Read everything, decide, render, then write everything."""
