"""What an article implies without printing it: the support that a figure of its headline may have in the body.

body       Body: the figures outside the titles in order of value, and all that supports a stated figure
clock      the hours between two times of the day that are told in words
idioms     what looks like a figure of the title and claims nothing
intervals  the lengths of time between two dates or two times of the clock
lengths    the lengths of time of the body in the unit of the title's
margins    the differences of scores
one_off    what a title turns round: the next birthday, one and the others, twice for half
pairs      the sums, differences and shares of two neighbours, the sums of lists
quotients  what so many come to at a price each, a price a night, so many a month
rates      what percentages leave, what they are of each other, and what they come to
spread     what figures imply that count different things or say their unit once
times      the years that the body knows, and the lengths of time in it
untold     what a title says and its article need not say again
words      the numbers that it tells without a numeral
"""
