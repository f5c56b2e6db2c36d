"""Markdown and short words, read, checked and sanitised."""
