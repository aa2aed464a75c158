"""Colours for characters that can be read on a light and on a dark page."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator

LIGHT, DARK = ("#fbfaf7", "#ffedb8", "#f1eee6"), ("#14171c", "#3d3312", "#1c2027")
"""The page, the sentence that is being read on it, and the bar with the buttons."""
LEAST = 4.6
"""contrast of text with each; WCAG 2.2, criterion 1.4.3, asks for 4.5"""
GOLDEN = 0.381966
"""a turn of the colour wheel by the golden angle keeps any number of hues apart"""
FIRST = 0.58


def palette(count: int) -> tuple[tuple[str, str], ...]:
    """*count* colours, each as it is on a light page and on a dark one, as ``#rrggbb``."""
    pages = min(map(luminance, LIGHT)), max(map(luminance, DARK))  # those nearest to a text
    hues = ((FIRST + GOLDEN * n) % 1.0 for n in range(count))
    return tuple((_readable(hue, pages[0]), _readable(hue, pages[1])) for hue in hues)


def _readable(hue: float, page: float) -> str:
    """The colour of *hue* nearest to middle lightness that stands out from a *page* so light."""
    shades = _shades(hue, darker=page > 0.5)
    return next(one for one in shades if _ratio(luminance(one), page) >= LEAST)


def _shades(hue: float, *, darker: bool) -> Iterator[str]:
    for step in range(101):
        lightness = 0.5 - step / 200 if darker else 0.5 + step / 200
        rgb = colorsys.hls_to_rgb(hue, lightness, 0.6)
        yield "#" + "".join(f"{round(255 * part):02x}" for part in rgb)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    return _ratio(luminance(one), luminance(other))


def _ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of ``#rrggbb``, from 0 to 1 (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
