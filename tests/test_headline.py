"""The headline against its body: what counts as support, and what must not support itself."""

from __future__ import annotations

import time

import pytest

from consistency import engine, rulebook
from consistency.extraction import extract
from consistency.findings import Finding
from consistency.proposers import headline
from consistency.readers import read_text
from consistency.relation import Article

RULES = rulebook.load(select=["headline"])


def found(text: str, suffix: str = ".md", show: str = "warning") -> list[Finding]:
    report = engine.check([], rulebook=RULES, texts={f"article{suffix}": text})
    return [finding for finding in report.shown(show) if finding.rule != "headline-name"]


SUPPORTED = {
    "a change": ("Profit up 20%", "Profit rose from $100 million to $120 million."),
    "a fall": ("Sales down a quarter, or 25%", "Sales fell from $80 million to $60 million."),
    "a worded fall": ("Sales fall by a quarter", "Sales fell from $80 million to $60 million."),
    "a share": ("40% of pupils ill", "Of the 300 pupils, 120 pupils stayed at home."),
    "a difference": ("Shop loses 14 clerks", "The shop went from 40 clerks to 26 clerks in May."),
    "a sum": ("Town plants 75 trees", "It planted 30 trees in May. In June 45 trees followed."),
    "an ordinal in words": ("The 3rd Bridge Opens", "The third bridge over the river opened on Friday."),
    "a compound ordinal": ("22nd Fair Begins", "The twenty-second fair begins in the old hall with 3 bands."),
    "a number in a name": ("Big 3 Meet", "The Big Three met in 2 rooms."),
    "years since": ("After 31 Years, Road Opens", "Published 3 May 2021\n\nThe road was planned in 1990 for 400 cars."),
    "a decade": ("Mill Idle for 10 Years", "The mill stood idle for a decade, and 40 workers left."),
    "years ago": ("The 1999 Flood", "Published 3 May 2019\n\nThe flood came 20 years ago and took 12 houses."),
    "the end of a range": ("Storm fells 100 oaks", "It felled an estimated 90 to 100 oaks."),
    "Title Case with number words": ("Fourteen Schools Close for Good", "In all, 14 schools will close."),
    "men and women": ("9 Climbers Lost", "The slide took seven men and two women from a hut with 30 beds."),
    "one more with them": ("3 Guards Hurt", "The dog bit two guards and a porter at 5 pm."),
    "another and others": ("Quake Kills 1,400", "It killed 1,100 in the port. Another 300 died in the hills."),
    "others than the first": ("4 Cellists Ill", "Nils fell ill on stage, and three other cellists at home."),
    "numbers without their unit": ("Jockey Drops 14 Kilograms", "He started at 71 and got down to 57, he told us."),
    "years from one to another": ("Mill Idle for 12 Years", "From 1998 to 2010 the mill, with 60 looms, stood idle."),
    "years since a decade": ("A 70-Year-Old Puzzle", "Published 3 May 2015\n\nThe 12 riddles date from the 1940s."),
    "hours in days": ("Boy Survives 2 Days in a Well", "He sat in the well for 43 hours."),
    "the last of so many years": ("Oak Show Ends After 10 Years", "The show, with 30 oaks, ends in its tenth year."),
    "a year of birth": ("Weaver Dies at 93", "Published 4 June 2021\n\nBorn in 1928, she sold 400 carpets."),
    "a birthday to come": ("Weaver Turns 92", "Published 4 June 2021\n\nBorn in 1928, she sold 400 carpets."),
    "a trio": ("3 Held After Robbery", "Police hold a trio for a robbery of 40 rings."),
    "both": ("2 Pilots Safe", "Both pilots jumped from 3,000 feet."),
    "a single one": ("1 Step Remains", "The law, with 300 articles, is one final step from the palace."),
    "a centenary": ("Mill Marks 100 Years", "The mill celebrates its centenary with 30 guests."),
    "a year in months": ("12 Months After the Fire", "A year after the fire, 30 families still live in tents."),
    "half an hour": ("30 Minutes in the Dark", "For half an hour 900 flats had no light."),
    "pounds in a Title Case unit": ("Cook Loses 27 Lbs", "The cook lost 27 pounds on 1,800 calories a day."),
    "a limit of age": ("Town Bans Under-16 Riders", "No rider under 16 may use the 12 paths."),
    "the same number of a measure": ("12 in Drill Reaches Miners", "A 900-foot shaft, 12 inches wide, was drilled."),
    "millions with an m": ("Nearly 1m Sign", "More than 950,000 people have signed in 3 days."),
    "a unit that is a thing": (
        "A Gram of Dust Has 36,000 Grains",
        "A gram has 36,000 visible particles, and weighs 2 cents.",
    ),
    "points without a word for them": ("A 14-Point Swing to the Greens", "The swing was 14 points in a town of 900."),
    "a fortnight": ("Two Weeks After the Frost", "A fortnight after the frost, 80 vines are dead."),
    "what it fell from": ("Debt Shrinks by $30m", "The debt fell to $150 million from $180 million."),
    "what it is compared with": ("Rents Up $400", "A flat rents for $3,912, compared with $3,508 a year ago."),
    "rather than": ("Ferry to Be 14 Minutes Faster", "The crossing will take 27 minutes rather than 41."),
    "up from": ("Eight More Libraries", "There will be 31 libraries, up from the 23 of today."),
    "a list added up": ("17 in One Boat", "Nine women, two men and six children sat in a boat built for 4."),
    "two terms": ("Forger Gets 9 Years", "He was given six years for the notes and three for the stamps."),
    "a share of what was": ("Village Loses 1 in 10", "It has 1,800 people, 200 fewer than ten years before."),
    "a step in percent": ("Herons: 20% Fewer", "They saw 240 nests, 60 fewer than the 300 of the spring before."),
    "what it was held against": ("Eel Catch Down a Third", "They caught 800 eels in May, against 1,200 in April."),
    "a multiple": ("Three Times as Many Owls", "There were 960 owls, and 320 in the year of the fire."),
    "centimetres of metres": (
        "Glacier Tongue Thinner by 70 Centimetres",
        "It is 31.2 metres thick. It was 31.9 metres.",
    ),
    "a vote in words": (
        "Court Splits 5-2 on Eels",
        "By five judges to two it ruled, after 4 hours, that eels are fish.",
    ),
    "a lead": ("Reeve Leads by 6 Points", "She leads the mayor by 47% to 41%."),
    "one year of a text and another": ("Music School: 20 Years On", "It opened in 1999. In 2019 it had 60 pupils."),
    "years to a date that nobody told": (
        "Ninety Years of the Lock",
        "The lock was opened in 1931, with 4,000 at the gates.",
    ),
    "years since a date told": ("Pit Disaster, 60 Years On", "On 4 March 1959 the shaft flooded. It took 41 men."),
    "a price each": ("Eels Worth $18,000 Stolen", "They took 1,500 eels, worth $12 each, and left by 4 a.m."),
    "a price by weight": (
        "Saffron Worth £9,000 Burns",
        "Some 3 kg of saffron burned, at £3,000 a kilogram, on 2 shelves.",
    ),
    "a price a night": ("Reeve's £300-a-Night Trip", "The reeve got a £2,100 seven-night cruise from 2 mills."),
    "a price a second": ("Advert Costs $40K a Second", "The slot goes for $1.2 million per 30 seconds, in 9 towns."),
    "so many a month": ("Baker's 120 Loaves a Month", "She bakes 30 loaves every week, and 14 buns a day."),
    "a share of two things": ("Frost Kills 1 in 40 Lambs", "The vets counted 12,000 births and 300 deaths."),
    "nearly a fraction": ("Toll Goes Up by Almost a Third", "The toll is £9, up from £7, a rise of 29 per cent."),
    "what is left of all": (
        "Most of Ferry's Riders Are Missing: More Than Half",
        "Boats picked up 94 of those on a ferry with 200 aboard. That leaves 106 to be found.",
    ),
    "a rest": ("3 Climbers Still Missing", "The party of eight set out on Friday; the crew has found five bodies."),
    "from a time to the next day": (
        "Riders' 11-Hour Wait",
        "The coach, due to leave at 8.15pm on Friday, left at 7.15 the next morning with 40 riders.",
    ),
    "noon to noon": ("A 24-Hour Swim", "She dived in at noon and came out at noon the next day, 31 lengths on."),
    "seasons": ("Out After 14 Years", "The club's stay in the league ended after 14 seasons, on a 3-1 defeat."),
    "faster than": (
        "Sold Out in 20 Minutes, 40 Faster Than in May",
        "They went in 20 minutes. In May it took an hour.",
    ),
    "terms that say their unit once": (
        "Trio Get 30 Years",
        "Hale, 39, got 12 years, Orr, 34, got 10 and Voss, 33, got 8 for the theft of 400 bees.",
    ),
    "things in a list": (
        "Three Raids on the Quay",
        "A baker's, a bank and the net loft were raided. Two men are held.",
    ),
    "twice": ("Cook Is Robbed in Two Raids", "The cook, who is 61, was robbed twice on Sunday."),
    "the rank after those that were more": (
        "Eel run third largest on record",
        "The run came to 4m eels. Only those of 1998 and 2011 were larger.",
    ),
    "more on top of": ("Toll Climbs to 64", "Nine more bodies were found, on top of 55 on Sunday."),
    "pence of pounds": ("Toll Up 30p a Mile", "Drivers pay £1.50 a mile from May, up from £1.20."),
    "a vote of percentages": ("Poll Puts Greens Ahead 55-45", "They lead by 55 per cent to 45, in a poll of 900."),
    "a vote of which the body tells one side and the whole": (
        "Board splits 6-3 on the quay",
        "Three of the nine members spoke against it. The guild was for it by 14-2.",
    ),
    "a result with its scorers": (
        "Rovers 4-2 Albion: Hale Bows Out",
        "Rovers 4 (Hale 9, 71, Orr 80, Voss 88) Albion 2 (Dunn 3, 12)\n\nAt half-time Albion led 2-1.",
    ),
    "dearer than it was": ("Lock Fees Up 40%", "The fee for a barge was £150 in 2019 and is £210 now."),
    "a couple with children": ("Six Safe", "The couple and their four children walked home from a hut with 12 beds."),
    "the next birthday": ("Orr, 50 Next Month, Rows On", "Orr, 49, has signed for 2 more years."),
    "others": ("Skipper and 71 Others Safe", "All 72 on board got off."),
    "a thing that gets old": ("The Old Lock Turns 100", "The lock, 31 metres long, was dug in 1931."),
    "half as fast": ("Fees Up Twice as Fast as Pay", "Fees rose by 8 per cent; pay went up half as fast."),
    "to the weekday": (
        "Rower Saved After 16 Days",
        "Published 20 June 2023\n\nHe was swept out on 3 June, with 30 tins of eel, and picked up on Monday.",
    ),
    "the sign of a day": ("A Moon in a 16-Day Orbit", "The period is 15.9 ± 0.2 d and its day lasts 31 h."),
    "a half-century": ("The Lock at 50", "The lock is half a century old and 31 metres long."),
    "a marathon": ("26.2 Miles in Clogs", "She ran the marathon in 5 hours."),
    "a record that the body dates": (
        "Wettest May in 38 Years",
        "It was the wettest May since 1986, with 142 mm of rain.",
    ),
    "headings with a conclusion": (
        "3 Tips for Rye Bread",
        "We baked 40 loaves.\n\n## Wait\n\nLong.\n\n## Fold\n\nOften.\n\n## Steam\n\nA lot.\n\n## Conclusion\n\nDone.",
    ),
}
UNSUPPORTED = {
    "another change": ("Profit up 30%", "Profit rose from $100 million to $120 million."),
    "another share": ("60% of pupils ill", "Of the 300 pupils, 120 pupils stayed at home."),
    "a sum of different things": ("Crash hurts 21", "The crash hurt 12 drivers. Some 9 cars burned."),
    "a thing for a duration": ("Riders wait 3 hours", "The riders sat in three carriages for 7 hours."),
    "a half for fifty": ("50 houses burn", "The fire took 5 houses and half of the barns."),
    "two for 2 %": ("Bread Up 2%", "Two bakers sell bread; it is 7% dearer than in May."),
    "a rank for a length": ("Walkers Wait 3 Hours", "The third walker waited for 7 hours."),
    "anywhere in a wide range": ("Eel Lives 340 Years", "The eel may live for 200 to 500 years, up from 90 years."),
    "a decade of life": ("Cook Dead at 86", "The cook, 85, had worked into his 80s."),
    "a term for years since": ("Banker Gets 8 Years", "Published 4 May 2014\n\nHe got six years for a theft in 2006."),
    "one sum said twice": ("Fee Hits $800", "The fee is $400 now. A fee of $400 is too much, a guest said."),
    "one where many are meant": ("1 Jockeys Ill", "Of 15 jockeys one tells us that 14 stayed in bed."),
    "a difference of others": ("Debt Shrinks by $50m", "The debt fell to $150 million from $180 million."),
    "another list": ("19 in One Boat", "Nine women, two men and six children sat in a boat built for 4."),
    "another share of what was": ("Village Loses 1 in 5", "It has 1,800 people, 200 fewer than ten years before."),
    "another multiple": ("Five Times as Many Owls", "There were 960 owls, and 320 in the year of the fire."),
    "another lead": ("Reeve Leads by 9 Points", "She leads the mayor by 47% to 41%."),
    "years since, in a dated text": (
        "Ninety Years of the Lock",
        "Published 3 May 2011\n\nThe lock was opened in 1931, with 4,000 at the gates.",
    ),
    "another vote": ("Court Splits 5-2 on Eels", "The court ruled 4-3 that eels are fish."),
    "another price each": ("Eels Worth $21,000 Stolen", "They took 1,500 eels, worth $12 each, and left by 4 a.m."),
    "another share of two things": ("Frost Kills 1 in 20 Lambs", "The vets counted 12,000 births and 300 deaths."),
    "another rest": (
        "5 Boats Still Missing",
        "Of the 20 boats 12 came back by noon. Only two of the crews had radios.",
    ),
    "other terms that say their unit once": (
        "Trio Get 40 Years",
        "Hale, 29, got 12 years, Orr, 24, got 10 and Voss, 23, got 8 for the theft of 400 bees.",
    ),
    "another rank after those that were more": (
        "Eel run fifth largest on record",
        "The run came to 4m eels. Only those of 1998 and 2011 were larger.",
    ),
    "pence of pounds, otherwise": ("Toll Up 20p a Mile", "Drivers pay £1.50 a mile from May, up from £1.20."),
    "another pair of numbers": ("Moot Backs Weir 61-22", "The moot voted 58 to 22 for the weir."),
    "another vote of percentages": (
        "Poll Puts Greens Ahead 57-45",
        "They lead by 55 per cent to 45, in a poll of 900.",
    ),
    "a score that meets another one's range": (
        "Otters Top Newts 31-20",
        "The Otters won 31-14. They led 20-3 early on.",
    ),
    "another part of the same whole": (
        "Weir Holds 41 of 48 Rafts",
        "It held 39 of the 48 rafts. Six sank, two others ran aground and one more, of 41 feet, drifted on.",
    ),
    "a total added to its terms": (
        "Fair Takes £30,000",
        "The fair took more than £15,000. It got £8,200 at the gate and £6,900 elsewhere, or £15,100 altogether.",
    ),
    "years on, where the body reckons": (
        "Four Years On, Dam Still Shut",
        "They met on 9 May 2025, three years after the dam broke. It had cost £2m, and broke on 9 May 2022.",
    ),
    "fewer in a team": ("Nine-Man Albion Hold On", "Albion played for 40 minutes with ten men."),
    "a part of two sentences": (
        "A Quarter of Farms Flooded",
        "Of the 180 farms in the dale, 60 are at risk of flood. In 14 it is bad.",
    ),
    "another change from then to now": ("Lock Fees Up 60%", "The fee for a barge was £150 in 2019 and is £210 now."),
    "another couple with children": ("Seven safe", "The couple and their four children walked home from 12 huts."),
    "to another weekday": (
        "Rower Saved After 26 Days",
        "Published 20 June 2023\n\nHe was swept out on 3 June, with 40 tins of eel, and picked up on Monday.",
    ),
    "another sign of a day": ("A Moon in a 19-Day Orbit", "The period is 15.9 d and its day lasts 31 h."),
    "another birthday": ("Orr, 60 Next Month, Rows On", "Orr, 49, has signed for 2 more years."),
    "other others": ("Skipper and 81 Others Safe", "All 72 on board got off."),
    "another record": ("Rye at a 30-Year High", "Rye is dearer than ever since the flood, at a 20-year high of $9."),
    "a record of a dated text": (
        "Rye at a 30-Year High",
        "Published 3 May 2011\n\nRye costs $9, the highest price since 1991.",
    ),
    "a year with its digits changed over": (
        "The 1935 Flood",
        "Published 3 June 2021\n\nThe flood of 1953 took 300 lives.",
    ),
    "a year told with a preposition": ("Missing Since 1955", "Published 3 June 2021\n\nHe went in 1972 with 12 goats."),
}
UNTOLD = {
    "a second one": ("2nd Quake Hits Coast", "A quake hit the coast weeks after another one of magnitude 7.8."),
    "a kind of road": ("12-Lane Road Divides Valley", "The road is 80 metres wide and costs $4 million."),
    "the next year": (
        "Price Freeze in 2013",
        "Published 3 May 2012\n\nIn 2009 and 2010 the 40 bakers had raised prices.",
    ),
    "a year in a name": ("2019 Survey of Bakers", "We asked 1,211 bakers, after 1,361 in 2018 and 1,335 in 2017."),
    "another currency": ("Bank Pays €10m", "The bank pays $11 million to 300 clients."),
    "a score in goals": ("Rovers Win 3-1", "Rovers scored three goals, before 4,000 fans, and United one."),
    "a list": ("7 Ways to Save Water", "We asked 12 plumbers. Fix the taps. Shower less. Water at night."),
    "a chart's name": ("Top 40 Radio Fades", "The 12 stations lose listeners."),
    "a version": ("Loom 1.29 Is Out", "The new loom has 12 shuttles and two new pedals."),
    "a race": ("10K Run Sold Out", "All 3,400 places for the run are gone."),
    "a class": ("Class of 2009 Meets", "Published 3 June 2021\n\nIn 2012 and 2016 only 12 came."),
    "a record": ("Rye at a 30-Year High", "Rye costs $9, the highest price since the flood of 1991."),
    "a record of months": ("Rye at a Three-Month Low", "Rye costs $9, its lowest price since 4 March."),
    "a row": ("Rye Falls for 5th Straight Week", "Rye fell again, to $9, for the second time under $10."),
    "charts and words": ("The Harvest in Seven Charts and 300 Words", "Rye was down 12% and oats were up 4%."),
    "minutes to be introduced": ("A 30-Minute Introduction to Rye", "Rye was down 12%, and the mill ran for 40 hours."),
    "minutes to read": ("9-Minute Read: The Harvest", "Rye was down 12%, and the mill ran for 40 minutes."),
    "what was tried": ("I Tried 14 Rye Breads in 20 Days", "The first costs $4 and keeps for 3 days."),
    "a part": ("Baking with Rye (Part 2 of 6)", "Take 400 grams of flour and 2 spoons of salt."),
    "a period": ("Accounts, Period 8", "The mill took in $4m and paid 12 bills."),
    "the best of": ("The Tallest of 63 Mills", "The first is 31 metres high. The second has 9 floors."),
    "a race of men": ("Hale Wins the Men's 200 Metres", "Hale won in 20.1 seconds, on a track of 400 metres."),
    "hundreds": ("240 March for Rain", "Hundreds marched for 3 hours."),
}


NO_CLAIM = {
    "one for a": ("Two Held After Fires in One Lane", "The crews went to six farms, and two men are held."),
    "in one night": ("Nine Barns Burn in One Week", "Nine barns have burned since Monday."),
    "one dead": ("One Dead as Raft Sinks", "A man drowned when a raft sank, and 14 people were saved."),
    "a single beast": ("1 Bear, 12 Tents", "A grizzly tore up all 12 tents in the camp."),
    "none": ("40 Tents, Zero Bears", "The bear left the 40 tents alone."),
    "half her age": ("Cook, 70, Weds Man Half Her Age Plus Two", "Ada Hale, 70, married Tom Orr, 37."),
    "a tenth ahead": ("Orr Wins by a Whisker, a Tenth Ahead", "Orr won in 51.2, her 7th win of the year."),
    "in 24 hours": ("Three Aldermen Quit in 24 Hours", "Three aldermen have gone since Monday evening."),
    "a course": ("HIST 208: The Hanse", "There are 24 lectures and 3 essays of 2,000 words."),
    "a course for beginners": ("Botany 101 outline", "There are 24 lectures and 3 essays."),
    "a version": ("Why we left Plover 14", "It took 36 hours and 12 cooks. We moved 214 looms."),
    "a road": ("Route 40 in Winter", "We stopped at 31 mills and 9 locks."),
    "a circle of latitude": ("A Fern from the 52nd Parallel", "We found it in 3 bogs, the 2nd one deep."),
}
CLAIM = {
    "one of many": ("Fire takes one mill", "The fire took three mills."),
    "one week of two": ("Weir Shut for One Week", "The weir is shut for two weeks."),
    "in so many hours": ("Three Aldermen Quit in 24 Hours", "Three aldermen went within 36 hours."),
    "in so many days": ("Weir Built in 27 Days", "Work began on 3 May and ended on 20 May, with 40 men."),
    "a rank": ("Orr finishes 10th", "Orr came in 7th."),
    "a name at the beginning": ("Albion 14 ahead", "Albion lead the table by 11."),
}


@pytest.mark.parametrize("name", NO_CLAIM)
def test_what_claims_nothing_is_passed_over(name: str) -> None:
    title, body = NO_CLAIM[name]
    assert not found(f"# {title}\n\n{body}\n", show="note")


@pytest.mark.parametrize("name", CLAIM)
def test_what_looks_like_an_idiom_and_claims_something(name: str) -> None:
    title, body = CLAIM[name]
    assert found(f"# {title}\n\n{body}\n")


@pytest.mark.parametrize("name", SUPPORTED)
def test_supported(name: str) -> None:
    title, body = SUPPORTED[name]
    assert not found(f"# {title}\n\n{body}\n")


@pytest.mark.parametrize("name", UNSUPPORTED)
def test_unsupported(name: str) -> None:
    title, body = UNSUPPORTED[name]
    assert [finding.rule for finding in found(f"# {title}\n\n{body}\n")] == ["headline-figure"]


@pytest.mark.parametrize("name", UNTOLD)
def test_what_a_body_need_not_repeat_is_a_note(name: str) -> None:
    title, body = UNTOLD[name]
    text = f"# {title}\n\n{body}\n"
    assert not found(text)
    assert {note.confidence for note in found(text, show="note")} == {"low"}


def named(title: str, body: str, show: str = "warning") -> list[str]:
    report = engine.check([], rulebook=RULES, texts={"article.md": f"# {title}\n\n{body}\n"})
    return [finding.message for finding in report.shown(show) if finding.rule in ("headline-name", "headline-date")]


@pytest.mark.parametrize(
    ("title", "body", "name", "printed"),
    [
        ("7Bench Users Meet", "Users of 4Bench met.", "7Bench", "4Bench"),
        ("Fleet of F-53s Grounded", "Each F-35 stays on the ground.", "F-53s", "F-35"),
        ("Voters Back Prop 9", "Proposition 4 has passed.", "Prop 9", "Proposition 4"),
        ("Sales Fall in Q20", "Sales fell in the second quarter.", "Q20", "second quarter"),
        ("Show Ends After Season 60", "The sixth season is the last.", "Season 60", "sixth season"),
        ("She Left in '78", "She left in 1987, she says.", "'78", "1987"),
        ("2400K Jobs to Go", "Some 240,000 jobs will go.", "2400K", "Some 240,000"),
        (
            "Mill Files for Chapter 17",
            "The mill owes its creditors $3m. It will file for Chapter 11.",
            "Chapter 17",
            "Chapter 11",
        ),
        ("717 Neo Grounded", "The 737 Neo stays on the ground.", "717", "737 Neo"),
        ("Polls Open on May 16", "The polls open on May 6.", "May 16", "May 6"),
        ("Lowest Since May 2018", "Prices are the lowest since May 2008.", "May 2018", "May 2008"),
    ],
)
def test_another_number_in_a_name_or_date(title: str, body: str, name: str, printed: str) -> None:
    (message,) = named(title, body)
    assert message.startswith(f"{name} in the headline")
    assert message.endswith(f" {printed} in the article")


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Rovers Win Game 3", "Rovers won. Game 4 is on Sunday."),
        (
            "**Example 1: a loan**",
            "It is repaid.\n\n**Example 2: a lease**\n\nIt is cheap.\n\n**Example 3: a gift**\n\nIt is free.",
        ),
        ("RULE0010", "See RULE0053 for how it began, in 12 steps."),
        ("Loom 5.5 (18 August 2024)", "A new reed.\n\n## Loom 5.4 (11 August 2017)\n\nA new shuttle."),
        ("Film Tops Chart at No. 1", "The film won. At No. 2 came a comedy, at No. 4 a western."),
        ("Results in Chapter 3", "The method is told in Chapter 7."),
        ("Phone 9 Outsells Phone 8", "The Phone 9 sells well."),
        ("The G7 Meets", "The Group of Seven meets. The G20 meets in May."),
        ("Music of the '80s", "The 1980s had 12 good bands."),
        ("A Truck of '86", "It was built in 1987."),
        ("Summer '24 Edition", "The halls open by 2027, the firm said."),
        ("Vote Moved from May 5 to May 12", "The vote of May 5 is a week later."),
        ("Vote on May 12", "The vote is on the 12th. The last one was on May 3."),
        ("Fair Ends on May 9", "The fair runs from May 5 to 9."),
    ],
)
def test_another_one_of_the_kind(title: str, body: str) -> None:
    assert not named(title, body)


def test_a_date_near_the_article_own_is_passed_over() -> None:
    body = "It sails on Wednesday. It had been idle since August 19."
    text = "---\ntitle: Ferry sails on August 4\ndate: {}\n---\n\n" + body
    for day, count in (("2021-08-01", 0), ("2021-06-01", 1)):
        report = engine.check([], rulebook=RULES, texts={"article.md": text.format(day)})
        assert len(report.shown()) == count


def test_a_title_does_not_support_itself() -> None:
    page = "<title>500 jobs</title><h1>500 jobs</h1><p>The mill will cut 600 jobs.</p><h1>Related</h1>"
    (one,) = found(page, ".html")
    assert [mark.text for mark in one.marks if mark.role != "candidates"] == ["500", "500"]


def test_front_matter_and_heading_do_not_support_each_other() -> None:
    texts = [finding.primary.text for finding in found("---\ntitle: 500 jobs\n---\n\n# 500\n\nIt will cut 600 jobs.\n")]
    assert texts
    assert set(texts) == {"500"}


def test_a_block_that_repeats_the_title_is_no_support() -> None:
    page = "<title>500 jobs go</title><h2>500 Jobs go.</h2><p>The mill will cut 600 jobs.</p>"
    assert [finding.primary.text for finding in found(page, ".html")] == ["500"]


def test_the_number_of_another_noun_is_a_note() -> None:
    text = "# Chain to cut 900 jobs\n\nThe chain runs 900 shops. It will cut 1,200 jobs by May.\n"
    assert not found(text)
    assert [(note.rule, note.severity) for note in found(text, show="note")] == [("headline-noun", "note")]
    assert not found(text.replace("900 jobs", "1,200 jobs"), show="note")


def test_very_many_figures() -> None:
    body = "\n\n".join(f"In hall {n % 40} they counted {n:,} bees and ${n + 1:,} of debt." for n in range(1001, 7001))
    bees = " ".join(f"{n:,} bees," for n in range(30_001, 30_301))
    document = read_text("article.md", f"# Hives hold {bees} at last\n\n{body}\n")
    article = Article(document, extract(document))
    start = time.perf_counter()
    proposals = list(headline.propose(article, {}))
    assert time.perf_counter() - start < 10
    assert len(proposals) == 300
    # However long the body, the judge is given a handful of candidates for each figure.
    assert max(len(proposal.roles["candidates"]) + len(proposal.values) for proposal in proposals) < 500


@pytest.mark.parametrize(
    "text",
    [
        "# Plover 4.12 Release Notes\n\nSince 4.11 there are 3 new commands, and 4.10 is no longer kept.",
        "# Plover v4 in short\n\nEverything that is new since Plover v3, in 12 steps.",
        "# The manual. Last change: 2019 Mar 4\n\nIt was begun on 9 March 2004 and has 12 parts.",
        "# Guide, updated 5 June 2020\n\nThe first guide of 8 June 2015 had 40 pages.",
    ],
)
def test_a_version_or_the_date_of_the_file_itself_is_no_claim(text: str) -> None:
    report = engine.check([], rulebook=RULES, texts={"notes.md": text})
    assert report.shown("warning") == ()


def test_a_figure_that_cannot_be_decided_is_passed_over() -> None:
    engine.check([], rulebook=RULES, texts={"a.md": "# Fair on May 5\n\nIt takes 1,5s or 2.345, and began on May 6."})


def test_a_title_that_is_printed_twice_is_one_finding() -> None:
    title = "Strike: 47 dockers dismissed"
    body = "The port dismissed 74 dockers on Monday. About 600 people work there."
    (one,) = found(f'---\ntitle: "{title}"\n---\n\n# {title}\n\n{body}\n')
    assert [(mark.line, mark.text) for mark in one.marks if mark.role != "candidates"] == [(2, "47"), (5, "47")]
    (one,) = found(f'---\ntitle: "{title}"\n---\n\n# {title.replace("47", "74")}\n\n{body}\n')
    assert [(mark.line, mark.text) for mark in one.marks if mark.role != "candidates"] == [(2, "47")]
    twice = found(f"# {title} at a port of 47\n\n{body}\n")
    assert [one.primary.column for one in twice] == [11, 45]


@pytest.mark.parametrize(
    ("title", "body", "text"),
    [
        ("Voters back Prop 9", "Proposition 4, on the water of the valley, has passed.", "Prop 9"),
        ("Polls open on May 16", "The country will vote on 6 May, a Thursday.", "May 16"),
    ],
)
def test_a_name_or_a_date_of_two_titles_is_one_finding(title: str, body: str, text: str) -> None:
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{body}</p></body></html>"
    report = engine.check([], rulebook=rulebook.load(), texts={"page.html": page})
    (one,) = report.findings
    assert [mark.text for mark in one.marks] == [text, text]


def test_a_title_over_a_table_is_one_finding() -> None:
    title = "Orchard co-op shipped 61,400 crates in 2024"
    text = (
        f"---\ntitle: {title}\n---\n\n# {title}\n\nThe Vale orchard co-operative shipped 64,100 crates of fruit, its "
        "report said. That is 12 percent more than the 57,200 crates of the year before.\n\n"
        "| Fruit | 2024 | 2023 |\n|---|---|---|\n| Apples | 31,250 | 27,900 |\n| Pears | 18,770 | 16,480 |\n"
        "| Plums | 14,080 | 12,820 |\n| Total | 64,100 | 57,200 |\n"
    )
    report = engine.check([], rulebook=rulebook.load(), texts={"crates.md": text})
    assert [one.rule for one in report.findings] == ["headline-figure"]


ONLY_A_NOTE = {
    "persons told one by one": (
        "Two Women Held Over Stolen Bees",
        "Ada Hale, 44, and Mia Orr, 37, are held over 30 hives.",
    ),
    "another class": ("Class 1: Stone Takes the Cup", "Stone, 19, who sailed in Class 2 until May, won on Sunday."),
    "a day put off": (
        "Regatta on 18 June",
        "Because of the wind the regatta, planned for 11 June, was put off by a week.",
    ),
    "goals on the way": (
        "Harbour 4-2 Mills",
        "Lunt made it 1-1 and a header gave Mills the lead at 2-1, before Lunt scored thrice.",
    ),
    "a round before": ("Cup Final on 18 June", "Corran won the semi-final of 4 June by two lengths."),
}


@pytest.mark.parametrize(("title", "body"), ONLY_A_NOTE.values(), ids=ONLY_A_NOTE)
def test_what_the_body_may_tell_in_its_own_way_is_a_note(title: str, body: str) -> None:
    report = engine.check([], rulebook=RULES, texts={"article.md": f"# {title}\n\n{body}\n"})
    assert not report.shown("warning")
    assert len(report.shown("note")) == 1


@pytest.mark.parametrize(
    ("title", "body", "text"),
    [
        ("Four Women Held Over Stolen Bees", "Ada Hale, 44, and Mia Orr, 37, are held over 30 hives.", "Four"),
        ("Two Women Held Over Stolen Bees", "Three women, among them Ada Hale, 44, and Mia Orr, 37, are held.", "Two"),
        ("Class 1: Stone Takes the Cup", "Stone won in Class 2, before the rest of Class 2.", "Class 1"),
        ("Regatta on 18 June", "The regatta is on 11 June, with 40 boats.", "18 June"),
        ("Harbour 4-2 Mills", "Lunt made it 1-1, and Harbour won 3-2 with a late header.", "4-2"),
    ],
)
def test_what_the_body_contradicts_is_a_warning(title: str, body: str, text: str) -> None:
    report = engine.check([], rulebook=RULES, texts={"article.md": f"# {title}\n\n{body}\n"})
    assert [finding.primary.text for finding in report.shown("warning")] == [text]


def shown(text: str) -> list[str]:
    """What the finding of the headline points at besides the headline."""
    [finding] = [finding for finding in found(text) if finding.rule == "headline-figure"]
    return [place.text for place in finding.related]


def test_the_finding_points_at_what_the_headline_may_have_been_meant_for() -> None:
    text = "# Ferryman Leaves After {} Months\n\nThe ferryman leaves after only {} on the river. He had hoped for 40 months.\n"
    assert shown(text.format(17, "71 months")) == ["71 months"], "its digits have changed places, far as it is"
    assert shown(text.format(83, "29 months")) == ["29 months"], "its sentence has the words of the headline"
    [finding] = found(text.format(17, "71 months"))
    assert finding.help == "the article has 71 months in line 3"


def test_two_figures_that_are_as_likely_are_both_shown() -> None:
    assert shown("# Weir to cost $3m\n\nThe lower weir will cost $5 million, the upper weir will cost $7 million.\n") == [
        "$5 million", "$7 million",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "body", "text"),
    [
        (
            "Weaver raised $163m",
            "Another $24 million of her own brought what she raised to $563 million.",
            "$563 million",
        ),
        ("Potter dies at 93", "The potter, born in the old mill, was 39. She leaves two sons, 17 and 21.", "39"),
        (
            "Ferry to run again in 2019",
            "The yard had it since May 2013. It runs again in June 2018, they hope.",
            "June 2018",
        ),
        ("47 killed as roof falls", "At least 44 guests died when the roof fell on two halls.", "At least 44"),
        ("Smith Dead at 8", "He was 88, and worked at the forge to the end.", "88"),
    ],
)
def test_of_several_figures_it_points_at_the_likeliest(title: str, body: str, text: str) -> None:
    assert shown(f"# {title}\n\n{body}\n")[:1] == [text]


def test_a_number_whose_digits_changed_places_is_found_though_a_sum_supports_the_headline() -> None:
    text = (
        "# Guild takes 83 apprentices\n\nThe guild takes {} apprentices this year.\n\n"
        "There are 41 apprentices for the looms, 27 for the forge, and 15 other apprentices.\n"
    )
    assert [finding.rule for finding in found(text.format(38))] == ["headline-slip"]
    assert not found(text.format(83))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Potter dead at 50", "She made jugs for 50 years, and died in her mill aged 81."),
        ("Forger gets 26 years", "The court gave the 26-year-old 9 years in prison."),
        ("Dow down 40 at noon", "The Dow fell 312 points to 19,400. The yield of the 40-year bond held steady."),
        ("Diver falls 34 feet", "She fell 150 feet from a cliff near one of the 34 lodges of the guild."),
    ],
)
def test_a_number_of_something_else_is_no_support(title: str, body: str) -> None:
    assert [finding.rule for finding in found(f"# {title}\n\n{body}\n")] == ["headline-figure"]


@pytest.mark.parametrize(
    "title", ["Dow tops 10,000", "Dow climbs above 10,000", "Dow up 120", "Dow up 120, ends over 10,000"]
)
def test_an_index_has_moves_and_levels(title: str) -> None:
    assert not found(f"# {title}\n\nThe Dow rose 120 points to close at 10,012 on Friday.\n")


def test_the_years_of_a_thing_are_its_age() -> None:
    assert not found(
        "# Weir closed after 50 years\n\nThe 50-year-old weir is closed. To mend it will take two years.\n"
    )
    assert not found(
        "# 50-year-old weir gives way\n\nThe weir had stood for 50 years. A 9-year-old and her aunt, 41, got wet.\n"
    )
    assert not found(
        "# Flood buries 4,600-year-old mill\n\nThe mill had stood for 4,600 years. The miller's son, 7, and a 9-year-old fled.\n"
    )
    assert not found(
        "# Potter dead at 81\n\nShe made jugs for 60 years, and died in her mill. She would have been 82-years-old in May, at 81 she still worked.\n"
    )


def test_a_figure_of_another_kind_or_far_off_without_a_word_of_the_headline_is_not_shown() -> None:
    text = "# Nine eels caught\n\nNobody had seen it for 50 days. The pond has 4,100 plants and cost $9 million.\n"
    assert shown(text) == []


def test_a_table_that_supports_the_headline_hides_no_slip_of_the_text() -> None:
    text = "# Mill to cut 4,500 looms\n\nThe mill will cut {} looms by May.\n\n| Hall | Looms |\n|---|--:|\n| Old | 1,900 |\n| New | 2,600 |\n| Total | 4,500 |\n"
    [one] = found(text.format("5,400"))
    assert (one.rule, {mark.text for mark in one.marks}) == ("headline-slip", {"4,500", "5,400"})
    assert one.help.endswith("would agree with every figure (transposed digits)")
    assert not found(text.format("4,500"))
