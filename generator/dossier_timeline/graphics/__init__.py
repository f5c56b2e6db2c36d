"""Drawings as SVG: the overview and the charts."""
