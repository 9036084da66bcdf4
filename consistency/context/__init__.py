"""The words around a figure: which figures of an article are said of the same thing, whatever their values."""
