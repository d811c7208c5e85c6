"""Live captions and simultaneous translation with an audio language model as its own policy."""

__version__ = "0.1.0"
