"""What a table says about its own figures: its cells as numbers, the words of its labels, the sums that it claims."""
