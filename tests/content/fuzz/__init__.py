"""Broken sites, made from a seed: what each input is, and what must become of it.

An input is the good site with one thing changed. It must end in problems that name a place, or build:
in bounded time and memory, without a traceback, and without a trace in what is published.
"""
