"""Page: what the format html is made of: the article, the margin, the bars of the figure tree, words for figures.

No format itself, so a folder and no module of `report`.
"""
