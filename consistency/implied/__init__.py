"""What an article implies without printing it: the support that a figure of its headline may have in the body.

body       Body: the figures outside the titles in order of value, and all that supports a stated figure
intervals  the lengths of time between two dates or two times of the clock
margins    the differences of scores
pairs      the sums, differences and shares of two neighbours, the sums of lists
rates      what percentages leave, what they are of each other, and what they come to
times      the years that the body knows, and the lengths of time in it
untold     what a title says and its article need not say again
words      the numbers that it tells without a numeral
"""
