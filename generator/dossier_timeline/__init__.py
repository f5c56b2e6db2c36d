"""A static, multilingual report site from a folder of documents and what they prove."""

__version__ = "0.1.0"
