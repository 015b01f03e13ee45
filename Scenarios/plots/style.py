"""What the matplotlib recipes share: arguments, fonts, and pictures that are the same bytes each time."""

import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
matplotlib.rcParams.update({
    "font.family": ["DejaVu Sans", "sans-serif"],
    "svg.fonttype": "none",  # text stays text, which keeps the file small
    "svg.hashsalt": "capsim",
    "axes.spines.top": False,
    "axes.spines.right": False,
})


def arguments(picture):
    """The results folder and the picture to write, `picture` unless the second argument says otherwise."""
    if len(sys.argv) < 2:
        sys.exit(f"usage: {sys.argv[0]} RESULTS [PICTURE]")
    return Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else picture


def save(figure, picture):
    """Writes the picture; its ending chooses the format."""
    metadata = {"Date": None} if picture.endswith(".svg") else None
    figure.savefig(picture, dpi=150, metadata=metadata, facecolor="white")
