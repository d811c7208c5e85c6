"""What a test leaves behind: threads of errands, and widgets that nobody holds any more.

Python may collect such widgets on any thread, and Qt's may only go on their own.
"""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QGraphicsView


def join():
    """Wait for the threads of errands."""
    for thread in threading.enumerate():
        if thread.name.startswith("errand"):
            thread.join(30)
            assert not thread.is_alive()


def clear():
    """Leave no thread and no widget to the next test."""
    join()
    _close_charts()
    # A widget that calls its own Python back is held by Qt, and collected by nobody.
    for widget in QApplication.topLevelWidgets() if QApplication.instance() else ():
        if widget.parent() is None:
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def _close_charts():
    """Have pyqtgraph take its items apart: Qt, which does not know all of them, would crash."""
    for widget in QApplication.allWidgets() if QApplication.instance() else ():
        # Those of pyqtgraph, which not every test loads, say whether they were closed.
        if isinstance(widget, QGraphicsView) and not getattr(widget, "closed", True):
            widget.close()
