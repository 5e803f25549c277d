"""A genogram on paper and in files: the same shapes as SVG, PDF and PNG."""

from desktop_app.papers.genogram.svg import svg

__all__ = ["svg"]
