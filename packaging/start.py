"""What a frozen build starts with; it knows no command.

A process that a library starts anew would otherwise begin with the whole application.
"""

import multiprocessing

if __name__ == "__main__":
    multiprocessing.freeze_support()

    from lsg_desktop.cli.main import entry

    entry()
