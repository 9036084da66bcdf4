"""Drawing: what the reports for people are made of. No format itself, so a folder and no module of `report`."""
