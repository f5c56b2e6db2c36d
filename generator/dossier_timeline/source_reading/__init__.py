"""Documents as they come (PDF, HTML, DOCX, …), read into blocks and written as a source text."""
