"""Words in capitals: shouted, or initials."""

from __future__ import annotations

import re

from narrate.speech.mapped import Mapped

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
_SPELLED = """
vip iq sos ira eeg ekg ecg emt eta icu iou imf itv ivf doa apb epa pta uss faq icbm upi esp oap pe
er
"""
SPELLED = {word.upper(): ".".join(word.upper()) for word in _SPELLED.split()} | {
    "MI5": "M.I. 5",
    "MI6": "M.I. 6",
    "WW1": "World War 1",
    "WW2": "World War 2",
    "WWI": "World War 1",
    "WWII": "World War 2",
}
"""Initials that eSpeak takes for a word, and wars that it takes for initials."""
LOUD = re.compile(r"(?<![\w&.'’])([A-Z]+(?:['’][A-Z]+)*+)[0-9]?(?![\w&]|\.[A-Z]|['’](?!s\b)\w)")
THE = re.compile(r"\b(?:the|an?) $")
OFTEN_INITIALS = frozenset({"IT", "PA", "MA", "GP", "AD"})
"""Behind an article rather initials than a word: "the IT people"."""
LOUD_BEFORE = re.compile(r"[A-Z]{2,}[,!?]? $|\bI $")
LOUD_AFTER = re.compile(r"[,!?]? (?:[A-Z]{2,}|I\b)")
HALF_DAY = re.compile(r"(\d ?)([AP])M\b")
ERA = re.compile(r"\bAD(?= \d)|(?<=\d )AD\b")


def lower_shouts(text: Mapped) -> Mapped:
    """Short words in capitals as words ("Yes", not Y E S), and initials as letters ("V.I.P")."""
    if not CAPITALS.search(text.text):
        return text
    text = text.sub(HALF_DAY, lambda found: f"{found[1]}{found[2].lower()}.m.")
    return text.sub(ERA, "A.D.").sub(LOUD, _lowered)


def _lowered(found: re.Match[str]) -> str:
    word = found[0].replace("’", "'")
    if word in SPELLED:
        return SPELLED[word]
    if len(word) > 1 and _is_word(word, found):
        return found[0][0] + found[0][1:].lower()
    return found[0]


def _is_word(word: str, found: re.Match[str]) -> bool:
    before = found.string[max(found.start() - 20, 0) : found.start()]
    if word == "US":
        return bool(LOUD_BEFORE.search(before) or LOUD_AFTER.match(found.string, found.end()))
    if word in OFTEN_INITIALS and THE.search(before):
        return False
    return word.lower() in SHOUTED or word.removesuffix("'S").lower() in SHOUTED
