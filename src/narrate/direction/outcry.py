"""Words as they are cried, stammered and struck out: "NO", "W-w-what", "Nooooo", "D--n"."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
CAPITALS = re.compile(r"[A-Z]{2}|I['’][A-Z]")
"""A cheap look for a word in capitals."""
_SHOUTED = """
ace act age ago ah aha aid ail aim air ale am an ant ape apt are ark arm art as ash ask ass at ate
awe axe aye bad bag ban bar bat bay be bed bee beg bet bid big bin bit bob bog bow box boy bud bug
bum bun but buy bye cab cap car cat cod cop cot cow cry cub cue cup cur cut dad dam day dead den
dew did die dig dim din dip dog don dot dry due dug dun dye ear eat ebb eel ego elf elk elm end eve
eye fan far fat fed fee few fib fie fig fin fir fit fix flu fly foe fog for fox fro fry fun fur gag
gal gap gas gay gem get gin god got gum gun gut guy gym ha had ham has hat hay he hem hen her hew
hey hi hid him hip his hit ho hoe hog hop hot how hub hue hug huh hum hut ice icy if ill imp in ink
inn ire irk is it ivy jab jam jar jaw jay jet job jog joy jug keg key kid kin kit lad lag lap law
lay lea led leg let lid lie lip lit lo log lot low ma mad man map mar mat maw may me men met mix
mob mom mop mow mud mug mum my nag nah nap nay net new nil nip no nod nor not now nun nut oak oar
oat odd of off oh oi oil old on one ooh or ore our out ow owe owl own ox pa pad pal pan pat paw pay
pea peg pen pet pew pie pig pin pip pit ply pod pop pot pox pro pry pub pup put rag ram ran rap rat
raw ray red rib rid rig rim rip rob rod roe rot row rub rug rum run rut rye sad sap sat saw say sea
see set sew she shy sin sip sir sit six ski sky sly so sob sod son sow spa spy sub sue sum sun tag
tan tap tar tax tea ten the thy tie tin tip to toe tom too top toy try tub tug tut two ugh uh um up
urn use van vat vet vex vow wad wag war was wax way we web wed wee wet who why wig win wit woe woo
won wow wry yap yay yea yen yep yes yet yew yo you yum zip zoo
i'm i'd i'll i've he'd he's it's it'd we'd
ann amy ben bob dan don ian ida ivy jim joe jon kay ken kim lee leo liz max meg nan ned pat peg ray
rob ron roy sal sam sue ted tim tom
"""
SHOUTED = frozenset(_SHOUTED.split())
"""Words so short that eSpeak, finding them in capitals among small letters, spells them out."""
SPELLED = {
    word: ".".join(word)
    for word in (
        "VIP IQ SOS IRA EEG EKG ECG EMT ETA ICU IOU IMF ITV IVF DOA APB KIA MIA EPA PTA USS FAQ "
        "ICBM UPI ESP OAP POW PE ER"
    ).split()
} | {"MI5": "M.I. 5", "MI6": "M.I. 6", "WW1": "World War 1", "WW2": "World War 2",
     "WWI": "World War 1", "WWII": "World War 2"}  # fmt: skip
"""Initials that eSpeak takes for a word."""
LOUD = re.compile(r"\b[A-Z]+(?:['’][A-Z]+)*[0-9]?(?![\w.&-]|['’]\w)")
LOUD_BEFORE = re.compile(r"[A-Z]{2,}[,!?]? $|\bI $")
LOUD_AFTER = re.compile(r"[,!?]? (?:[A-Z]{2,}|I\b)")
HALF_DAY = re.compile(r"(\d ?)([AP])M\b")
ERA = re.compile(r"\bAD(?= \d)|(?<=\d )AD\b")

MASKED = re.compile(r"(?<![\w’'])([A-Za-z])(?:-{2,}|_{2,}|\*{2,}|[—–]{1,})([a-z]{1,2})(?![\w’'*-])")
LIKELY_MASKED = re.compile(r"(?:[-_*]{2}|[—–])(?:[b-df-hj-np-tv-xz]{1,2}|by|y)(?!\w)|\*[a-z]")
"""A cheap look for the end of a word struck out."""
STRUCK = re.compile(r"(?<=[A-Za-z])\*{1,}(?=[a-z])")
VOWEL = re.compile(r"[aeiouy]")
OATHS = {"dn": "damn", "dd": "damned", "hl": "hell", "gd": "God", "gdn": "goddamn", "by": "bloody"}
"""What a word struck out in the middle stands for, by its first letter and what is left of its
end; of others the letters that are printed are said."""

STUTTER = re.compile(
    r"(?<![\w’'-])((?:([A-Za-z]{1,2})[-–—])(?:\2[-–—])*)(?=(\2[A-Za-z’']*))", re.IGNORECASE
)
NO_STUTTER = frozenset({"d-day", "h-hour", "x-x"})
SOFT_C = re.compile(r"c[eiy]")

TRIPLES = tuple(letter * 3 for letter in "abcdefghijklmnopqrstuvwxyz")
TRIPLE = re.compile(r"([A-Za-z])\1\1", re.IGNORECASE)
RUN = re.compile(r"([a-z])\1+", re.IGNORECASE)
DOUBLES = frozenset(
    """too soon good cool look boo zoo moo food fool room moon mood book took ooh look school whoo
    see been need sweet free meet week whee three yee tee gee wee glee flee tree feel sleep deep
    keep eek feet seen green please sheesh jeez geez indeed peek speed beep creep""".split()
)
"""Words that have the double vowel they seem to draw out."""
SOUNDS = {
    "sh": "shush", "hm": "hmm", "m": "hmm", "br": "bur", "gr": "gurr", "pft": "pift",
    "pst": "psst", "z": "zuzz", "hmph": "humph", "ew": "ew", "aw": "aw", "a": "ah", "o": "ooh",
}  # fmt: skip
"""Sounds that are no word, by their letters without repetition, as eSpeak can say them."""
NOISY = ("hm", "mm", "shh", "sh!", "sh,", "sh.", "sh—", "sh…", "rr", "pf", "pst", "pss", "zz", "ww")
"""Letters without one of which there is no noise."""
NOISE = re.compile(r"(?<![\w’'.-])(?:s+h+|h+m+|m{2,}|b+r{2,}|g+r{2,}|p+f{2,}t+|p+s+t+|z{2,}"
                   r"|h+m+p+h+|e+w{2,}|a+w{2,})(?![\w’'])", re.IGNORECASE)  # fmt: skip


def uncover_words(text: str) -> str:
    """Words struck out by dashes or asterisks: "D--n" is "damn", "f**k" is "f k"."""
    if not LIKELY_MASKED.search(text):
        return text
    return STRUCK.sub(" ", MASKED.sub(_masked, text))


def _masked(found: re.Match[str]) -> str:
    first, last = found[1], found[2]
    if VOWEL.search(last) and last != "y":
        return found[0]
    word = OATHS.get((first + last).lower())
    if word is None:
        return found[0] if "*" not in found[0] else f"{first} {last}"
    return word.capitalize() if first.isupper() else word


def join_stutters(text: str) -> str:
    """A stammer as sounds, not as the names of letters: "wuh-wuh-what" for "W-w-what"."""
    return STUTTER.sub(_stutter, text)


def _stutter(found: re.Match[str]) -> str:
    letters, word = found[2].lower(), found[3]
    if len(word) == len(letters) or f"{found[1]}{word}".lower() in NO_STUTTER:
        return found[0]
    if VOWEL.search(letters):
        return found[0]
    sound = "s" if letters == "c" and SOFT_C.match(word.lower()) else letters
    times = len(re.findall(r"[-–—]", found[1]))
    said = "-".join([f"{sound}uh"] * times)
    return f"{said.capitalize() if found[1][0].isupper() else said}-"


def shorten_cries(text: str) -> str:
    """Drawn-out words as the word: "Nooooo" is "No"; "Shhh" is "shush", "Brrr" is "bur"."""
    small = text.lower()
    if any(letters in small for letters in NOISY):
        text = NOISE.sub(_noise, text)
    return WORD.sub(_short, text) if any(map(small.__contains__, TRIPLES)) else text


def _noise(found: re.Match[str]) -> str:
    key = RUN.sub(r"\1", found[0]).lower()
    return _in_case(SOUNDS[key], found[0])


def _short(found: re.Match[str]) -> str:
    word = found[0]
    if not TRIPLE.search(word) or word.lower() == "www" or set(word) <= set("IVXLCDM"):
        return word
    bare = RUN.sub(r"\1", word).lower()
    if bare in SOUNDS:
        return _in_case(SOUNDS[bare], word)
    doubled = TRIPLE_RUN.sub(r"\1\1", word)
    return doubled if doubled.lower() in DOUBLES else TRIPLE_RUN.sub(_run, word)


TRIPLE_RUN = re.compile(r"([a-z])\1{2,}", re.IGNORECASE)


def _run(found: re.Match[str]) -> str:
    """One letter for many; two of a consonant between vowels, and of l at the end."""
    letter, rest = found[1], found.string[found.end() :]
    if VOWEL.match(letter.lower()):
        return letter
    inside = rest and found.start() and VOWEL.match(rest[0].lower())
    return letter + letter.lower() if inside or (letter.lower() == "l" and not rest) else letter


def _in_case(word: str, like: str) -> str:
    return word.capitalize() if like[0].isupper() else word


def lower_shouts(text: str) -> str:
    """Short words in capitals as words ("Yes", not Y E S), and initials as letters ("V.I.P")."""
    if not CAPITALS.search(text):
        return text
    text = ERA.sub("A.D.", HALF_DAY.sub(lambda found: f"{found[1]}{found[2].lower()}.m.", text))
    return LOUD.sub(_lowered, text)


def _lowered(found: re.Match[str]) -> str:
    word = found[0].replace("’", "'")
    if len(word) == 1:
        return found[0]
    if word in SPELLED:
        return SPELLED[word]
    if word.lower() in SHOUTED or (word == "US" and _is_in_shout(found)):
        return found[0][0] + found[0][1:].lower()
    return found[0]


def _is_in_shout(found: re.Match[str]) -> bool:
    before = found.string[max(found.start() - 20, 0) : found.start()]
    return bool(LOUD_BEFORE.search(before) or LOUD_AFTER.match(found.string, found.end()))
