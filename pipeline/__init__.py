"""Turn a published interview into a podcast with a chapter at the second each question is asked."""

__version__ = "0.1.0"
