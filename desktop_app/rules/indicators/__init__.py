"""What a return says of the work: counts, rates and bands, each with the children behind it."""

from desktop_app.rules.indicators.shapes import Indicator, Page, Period, Row
from desktop_app.rules.indicators.snapshot import snapshot

__all__ = ["Indicator", "Page", "Period", "Row", "snapshot"]
