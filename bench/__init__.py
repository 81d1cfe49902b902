"""Measurements, each against a reference that is measured in the same run: `python -m bench` lists them.

Seconds say something about one machine on one day; the ratio to the reference is what can be compared.
"""
