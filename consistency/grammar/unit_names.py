"""The names of units: the symbols and words that newspapers write -> pint's names, with their dimension."""

from __future__ import annotations

# dimension: pint's name = symbols | words (plurals in -s follow)
_UNITS = """
length: meter = m | metre, meter
length: kilometer = km kms | kilometre, kilometer, klick
length: centimeter = cm | centimetre, centimeter
length: millimeter = mm | millimetre, millimeter
length: micrometer = μm µm um | micrometre, micrometer, micron
length: nanometer = nm | nanometre, nanometer
length: mile = mi | mile
length: yard = yd yds | yard
length: foot = ft ′ | foot, feet
length: inch = in in. ″ " | inch, inches
length: nautical_mile = nmi | nautical mile
length: light_year = ly | light year, light-year
length: fathom = | fathom
mass: gram = g gm | gram, gramme
mass: kilogram = kg kgs | kilogram, kilogramme, kilo
mass: milligram = mg | milligram
mass: microgram = μg µg mcg ug | microgram
mass: metric_ton = t | tonne, metric ton, metric tonne
mass: ton = | ton, short ton
mass: kilometric_ton = kt | kilotonne
mass: megametric_ton = Mt | megatonne
mass: gigametric_ton = Gt | gigatonne
mass: pound = lb lbs lb. lbs. Lb Lbs Lb. Lbs. LBS | pound
mass: ounce = oz | ounce
mass: stone = st | stone
mass: carat = ct | carat
volume: liter = l L | litre, liter
volume: milliliter = ml mL | millilitre, milliliter
volume: gallon = gal | gallon
volume: pint = | pint
volume: quart = | quart
volume: fluid_ounce = | fluid ounce
volume: barrel = bbl bbls | barrel
volume: bushel = | bushel
volume: cup = | cup
volume: centiliter = cl cL | centilitre, centiliter
volume: hectoliter = hl hL | hectolitre, hectoliter
volume: megaliter = ML | megalitre, megaliter
volume: teaspoon = tsp | teaspoon
volume: tablespoon = tbsp | tablespoon
volume: cubic meter = m3 m³ cbm | cubic metre, cubic meter
volume: cubic foot = ft3 ft³ | cubic foot, cubic feet
volume: cubic kilometer = km3 km³ | cubic kilometre, cubic kilometer
volume: cubic centimeter = cc cm3 cm³ | cubic centimetre, cubic centimeter
volume: cubic yard = | cubic yard
volume: cubic inch = | cubic inch, cubic inches
volume: acre_foot = | acre-foot, acre-feet, acre foot, acre feet
area: hectare = ha | hectare
area: acre = | acre
area: square meter = m2 m² sqm | square metre, square meter, sq m, sq. m, sq metre, sq meter
area: square kilometer = km2 km² sqkm | square kilometre, square kilometer, sq km, sq. km
area: square mile = | square mile, sq mi, sq mile
area: square foot = sqft ft2 ft² | square foot, square feet, sq ft, sq. ft
area: square inch = | square inch, square inches
area: square yard = | square yard
area: square centimeter = cm2 cm² | square centimetre, square centimeter
speed: mile / hour = mph MPH |
speed: kilometer / hour = kph kmh km/h kmph km/hr KMH |
speed: meter / second = m/s |
speed: knot = kn kt. | knot
fuel: mile / gallon = mpg MPG |
frequency: hertz = Hz | hertz
frequency: kilohertz = kHz KHz | kilohertz
frequency: megahertz = MHz | megahertz
frequency: gigahertz = GHz | gigahertz
frequency: revolutions_per_minute = rpm RPM | rpm
power: watt = W | watt
power: kilowatt = kW KW | kilowatt
power: megawatt = MW | megawatt
power: gigawatt = GW | gigawatt
power: terawatt = TW | terawatt
power: milliwatt = mW | milliwatt
power: horsepower = hp bhp HP PS | horsepower, brake horsepower
energy: watt_hour = Wh | watt hour, watt-hour
energy: kilowatt_hour = kWh KWh kwh | kilowatt hour, kilowatt-hour
energy: megawatt_hour = MWh | megawatt hour, megawatt-hour
energy: gigawatt_hour = GWh | gigawatt hour, gigawatt-hour
energy: terawatt_hour = TWh | terawatt hour, terawatt-hour
energy: joule = J | joule
energy: kilojoule = kJ | kilojoule
energy: megajoule = MJ | megajoule
energy: calorie = | 
energy: kilocalorie = kcal | kilocalorie, calorie
energy: Btu = BTU Btu | btu
energy: megaBtu = mmBTU MMBtu mmBtu MMBTU |
torque: newton * meter = Nm N·m | newton metre, newton meter, newton-metre
torque: foot * pound_force = lb-ft lb.ft ft-lb | pound-foot, pound-feet, foot-pound
temperature: degree_Celsius = °C ºC ℃ | degree celsius, degree centigrade, celsius, centigrade, degree c
temperature: degree_Fahrenheit = °F ºF ℉ | degree fahrenheit, fahrenheit, degree f
temperature: kelvin = | kelvin
angle: degree = ° º | degree
pressure: pascal = Pa | pascal
pressure: hectopascal = hPa | hectopascal
pressure: kilopascal = kPa | kilopascal
pressure: megapascal = MPa | megapascal
pressure: gigapascal = GPa | gigapascal
pressure: psi = psi | psi
pressure: millibar = mb. mbar | millibar
information: bit = | bit
information: kilobit = kb Kb kbit | kilobit
information: megabit = Mb Mbit | megabit
information: gigabit = Gb Gbit | gigabit
information: byte = | byte
information: kilobyte = kB KB KiB | kilobyte
information: megabyte = MB MiB | megabyte
information: gigabyte = GB GiB | gigabyte
information: terabyte = TB TiB | terabyte
information: petabyte = PB | petabyte
bandwidth: megabit / second = Mbps Mb/s Mbit/s mbps |
bandwidth: gigabit / second = Gbps Gb/s Gbit/s gbps |
bandwidth: kilobit / second = kbps Kbps kb/s kbit/s |
voltage: volt = V | volt
voltage: kilovolt = kV | kilovolt
current: ampere = A | amp, ampere
current: milliampere = mA | milliamp, milliampere
charge: milliampere_hour = mAh | milliampere hour, milliampere-hour, milliamp hour
charge: ampere_hour = Ah | amp hour
capacitance: farad = F. | farad
resistance: ohm = Ω | ohm
sound: decibel = dB dBA | decibel
concentration: ppm = ppm | part per million, parts per million
concentration: ppb = ppb | part per billion, parts per billion
concentration: mole = mol | mole
concentration: millimole = mmol | millimole
concentration: micromole = μmol µmol umol | micromole
concentration: nanomole = nmol | nanomole
resolution: pixel = px | pixel
resolution: megapixel = MP | megapixel
time: nanosecond = ns | nanosecond
time: microsecond = μs µs us | microsecond
time: millisecond = ms | millisecond, msec
time: second = s sec secs sec. | second
time: minute = min mins min. | minute
time: hour = h hr hrs hr. | hour
time: day = | day
time: week = wk wks | week
time: fortnight = | fortnight
time: month = mo. mos. | month
time: year = yr yrs yr. yrs. a | year
time: decade = | decade
time: century = | century, centuries
time: millennium = | millennium, millennia
percent: percent = % ％ pct pc pct. | percent, per cent, percentage
percent: percentage_point = pp ppt pps ppts | percentage point, percent point, per cent point
percent: basis_point = bp bps | basis point
percent: permille = ‰ | per mille, permille
"""

SYMBOLS: dict[str, tuple[str, str]] = {}
WORDS: dict[str, tuple[str, str]] = {}
DIMENSIONS: dict[str, str] = {"": "count"}


def _enter(line: str) -> None:
    """Enter one line of the table into the dictionaries; a word's plural in -s follows by itself."""
    dimension, _, rest = line.partition(": ")
    name, _, rest = rest.partition(" = ")
    symbols, _, words = rest.partition("|")
    DIMENSIONS[name] = dimension
    for symbol in symbols.split():
        SYMBOLS[symbol] = (name, dimension)
    for word in filter(None, (word.strip().replace("-", " ") for word in words.split(","))):
        WORDS[word] = (name, dimension)
        if " " in word or not word.endswith(("s", "z", "feet", "foot", "inch", "century")):
            WORDS.setdefault(word + "s", (name, dimension))
        if word.startswith("degree "):
            WORDS["degrees" + word[6:]] = (name, dimension)


_LENGTHS = ("millimeter", "micrometer", "nanometer", "decimeter", "centimeter")


def _powers() -> None:
    """Enter the areas and volumes of the small lengths, in both spellings."""
    for name in _LENGTHS:
        for power, dimension in (("square", "area"), ("cubic", "volume")):
            for word in (name, name.replace("meter", "metre")):
                for ending in ("", "s"):
                    WORDS.setdefault(f"{power} {word}{ending}", (f"{power} {name}", dimension))


for _line in _UNITS.strip().splitlines():
    _enter(_line)
_powers()
