"""Shared: what several formats have in common. No format itself, so a folder and no module of `report`."""
