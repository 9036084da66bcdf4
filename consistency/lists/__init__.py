"""What a text says about the lists in it: the words that announce so many things, and the things that follow."""
