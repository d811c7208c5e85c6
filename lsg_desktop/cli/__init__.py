"""The command line: words on the terminal and exit codes, nothing that computes."""
