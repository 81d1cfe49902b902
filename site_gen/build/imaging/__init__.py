"""Pixels: pictures in other sizes, and cards for addresses that are shared. Alone to know Pillow."""
