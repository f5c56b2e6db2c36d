"""What the command line can do; each command is a file of its own."""
