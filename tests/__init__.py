"""A package by name: the wheel of a library brings a folder `tests` of its own, which would be found instead."""
