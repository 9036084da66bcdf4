"""Money: the symbols, codes and words under which newspapers write currencies -> ISO codes.

Cents, pence and their like keep the number as written; their unit is the name of the coin ("cent", "penny"), and
`COINS` says what part of which currency it is where that is known.
"""

from __future__ import annotations

from consistency.grammar.lazy import pattern

# ISO code: symbols and abbreviations in front of (or glued behind) a number | words behind it.
_CURRENCIES = """
USD: US$ $US U.S.$ USD | us dollar, u.s. dollar, american dollar, united states dollar, dollar, buck, greenback
EUR: € EUR | euro
JPY: ¥ JPY JP¥ Y= | yen, japanese yen
GBP: £ GBP PS UK£ | pound sterling, british pound, quid, sterling
AUD: A$ AU$ $A AUD | australian dollar, aussie dollar
CAD: C$ CA$ CAD Can$ CDN$ Cdn$ $C | canadian dollar, loonie
CHF: CHF SFr Fr. | swiss franc, franc
CNY: CN¥ CNY RMB | yuan, renminbi, chinese yuan, yuan renminbi
HKD: HK$ HKD $HK | hong kong dollar
NZD: NZ$ NZD $NZ | new zealand dollar, kiwi dollar
SEK: SEK | swedish krona, swedish kronor, krona, kronor, swedish crown
KRW: ₩ KRW | won, south korean won, korean won
SGD: S$ SG$ SGD | singapore dollar
NOK: NOK | norwegian krone, norwegian kroner, norwegian crown, krone, kroner
MXN: Mex$ MX$ MXN | mexican peso, peso
INR: ₹ INR Rs Rs. | rupee, indian rupee
RUB: ₽ RUB | ruble, rouble, russian ruble, russian rouble
ZAR: ZAR | rand, south african rand
TRY: ₺ TRY TL | lira, turkish lira
BRL: R$ BRL | real, reais, brazilian real
TWD: NT$ TWD | taiwan dollar, new taiwan dollar
DKK: DKK | danish krone, danish kroner, danish crown
PLN: PLN | zloty, zlotys, polish zloty
THB: ฿ THB | baht, thai baht
IDR: IDR Rp | rupiah, indonesian rupiah
HUF: HUF | forint, hungarian forint
CZK: CZK | czech crown, czech koruna, koruna
ILS: ₪ ILS NIS | shekel, israeli shekel, new shekel
CLP: CLP | chilean peso
PHP: ₱ PHP P | philippine peso
AED: AED Dh Dhs | dirham, uae dirham, emirati dirham
COP: COP | colombian peso
SAR: SAR | riyal, saudi riyal
MYR: RM MYR | ringgit, malaysian ringgit
RON: RON | leu, romanian leu, lei
PKR: PKR | pakistani rupee
LKR: LKR | sri lankan rupee
NGN: ₦ NGN | naira, nigerian naira
KES: KES KSh Ksh Sh | kenyan shilling, shilling
GHS: GHS GH₵ | cedi, ghanaian cedi
EGP: EGP E£ | egyptian pound
VND: ₫ VND | dong, vietnamese dong
BDT: BDT Tk ৳ | taka, bangladeshi taka
UAH: UAH ₴ | hryvnia, hryvnias, ukrainian hryvnia
ARS: ARS | argentine peso, argentinian peso
PEN: PEN S/ | sol, peruvian sol, soles
HRK: HRK kn | kuna, croatian kuna
BGN: BGN | lev, leva, bulgarian lev
ISK: ISK | icelandic krona, icelandic kronur
MAD: MAD | moroccan dirham
KZT: KZT ₸ | tenge
JMD: JMD J$ | jamaican dollar
FJD: FJD F$ | fijian dollar
QAR: QAR | qatari riyal, qatari rial
KWD: KWD KD | kuwaiti dinar
JOD: JOD | jordanian dinar
IRR: IRR | rial, iranian rial
BTC: BTC ₿ | bitcoin
ETH: ETH | ether
"""

# Coin: what it is part of, and which part; the currency is empty where several have it.
COINS: dict[str, tuple[str, float]] = {
    "cent": ("", 0.01), "penny": ("GBP", 0.01), "sen": ("MYR", 0.01), "kopeck": ("RUB", 0.01), "ore": ("", 0.01),
    "paisa": ("INR", 0.01), "fen": ("CNY", 0.01), "centavo": ("", 0.01), "satang": ("THB", 0.01),
}  # fmt: skip
COIN_WORDS = {
    "cent": "cent", "cents": "cent", "¢": "cent", "pence": "penny", "penny": "penny", "pennies": "penny", "sen": "sen",
    "kopeck": "kopeck", "kopecks": "kopeck", "kopek": "kopeck", "kopeks": "kopeck", "öre": "ore", "øre": "ore",
    "paise": "paisa", "paisa": "paisa", "fen": "fen", "centavos": "centavo", "satang": "satang",
}  # fmt: skip

SYMBOLS: dict[str, str] = {"$": "USD"}
WORDS: dict[str, str] = {}
for _line in _CURRENCIES.strip().splitlines():
    _code, _, _rest = _line.partition(":")
    _symbols, _, _words = _rest.partition("|")
    for _symbol in _symbols.split():
        SYMBOLS[_symbol] = _code
    for _name in _words.split(","):
        WORDS[_name.strip()] = _code
        if not _name.endswith("s"):
            WORDS[_name.strip() + "s"] = _code

CODES = {symbol: code for symbol, code in SYMBOLS.items() if symbol.isalpha()}
# Adjectives that begin the name of a currency of several words: "Hong Kong dollars".
FIRST_WORDS = frozenset(name.split()[0] for name in WORDS if " " in name)

_DOLLAR_PREFIX = {
    "US": "USD", "U.S.": "USD", "A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD", "CDN": "CAD", "Cdn": "CAD",
    "Can": "CAD", "HK": "HKD", "NZ": "NZD", "S": "SGD", "SG": "SGD", "NT": "TWD", "R": "BRL", "Mex": "MXN",
    "MX": "MXN", "J": "JMD", "F": "FJD", "TT": "TTD", "BZ": "BZD", "Z": "ZWL", "B": "BND", "N": "NAD",
}  # fmt: skip
# One letter only without a blank: "A$50", but "A $50 note".
_PREFIX = pattern(r"(?:(?<=\W)|^)(?:(U\.S\.|[A-Z][A-Za-z]{1,2}) ?|([A-Z]))$")
_SUFFIXED_DOLLAR = pattern(r"(?:(?<=\W)|^)(\$(?:US|A|C|HK|NZ|CA|AU|CAD|AUD))$")
_SUFFIXED = {"$US": "USD", "$A": "AUD", "$C": "CAD", "$HK": "HKD", "$NZ": "NZD", "$CA": "CAD", "$AU": "AUD",
             "$CAD": "CAD", "$AUD": "AUD"}  # fmt: skip
_CODE = pattern(r"(?:(?<=[\W\d])|^)([A-Z][A-Za-z]{0,4}\.?|[A-Z]{1,2}[$£¥]|Y=|kn|E£|S/)( ?)$")
SIGNS = "$€£¥₹₩₽₺฿₪₱₦₫৳₴₸₿₵"
# After the figure: "$31.20 US", "$75 U.S. per barrel", "$500 Canadian".
AFTER_DOLLAR = pattern(r"\s(?:(US|U\.S\.|USD)|(Cdn|CAD|Canadian|CDN)|(AUD|Australian))(?![\w-])(?!\s[A-Z]?[a-z]+s\b)")


def left(text: str, floor: int, at: int) -> tuple[str, int] | None:
    """(ISO code, where it begins) of the currency written right before the number at `at`, or None."""
    end = at
    if end > floor and text[end - 1] in " \u00a0":
        end -= 1
    if end <= floor:
        return None
    last = text[end - 1]
    if last in SIGNS:
        prefix = _PREFIX.search(text, max(floor, end - 6), end - 1)
        letters = (prefix[1] or prefix[2]) if prefix else ""
        if prefix and last == "$" and letters in _DOLLAR_PREFIX:
            return _DOLLAR_PREFIX[letters], prefix.start()
        if prefix and last in "£¥₵" and letters + last in SYMBOLS:
            return SYMBOLS[letters + last], prefix.start()
        return SYMBOLS.get(last, "USD"), end - 1
    if last.isalpha() or last in "./=":
        begin = max(floor, end - 6)
        suffixed = _SUFFIXED_DOLLAR.search(text, begin, end)
        if suffixed:
            return _SUFFIXED[suffixed[1]], suffixed.start()
        code = _CODE.search(text, begin, end)
        if code and code[1] in SYMBOLS and not (code[1] in ("P", "Sh", "Fr.", "TL", "KD", "PS") and end != at):
            return SYMBOLS[code[1]], code.start()
    return None
