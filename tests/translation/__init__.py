"""Tests of handing words over to translators."""
