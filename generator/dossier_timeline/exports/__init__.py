"""What a site gives to machines: data, feeds, citations, and what pages say of themselves."""
