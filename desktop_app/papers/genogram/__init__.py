"""A genogram on paper and in files: the same shapes as SVG, PDF and PNG."""

from desktop_app.papers.genogram.pdf import Leaf, pdf, pdf_leaves
from desktop_app.papers.genogram.png import png
from desktop_app.papers.genogram.svg import svg

__all__ = ["Leaf", "pdf", "pdf_leaves", "png", "svg"]
