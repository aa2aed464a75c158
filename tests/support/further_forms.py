"""Further ways in which a clause tells who speaks, unlike the others: see `clause_stories`."""

from __future__ import annotations

FURTHER_FORMS: dict[str, tuple[str, ...]] = {
    "cuts short": (
        "{A} cut {b} short. [a.]",
        "{A} silenced {b} with a look. [a.]",
        "{A} talked {b} down. [a!]",
    ),
    "escapes": (
        "[a,] broke, as it were, from {a}.",
        "[a,] escaped {a}.",
        "[a,] slipped from {a} before {she} could stop it.",
        "[a!] That had slipped out of {a}.",
    ),
    "as much as to say": (
        "{A} waved {her} hand, as who should say, [a.]",
        "{A} shrugged, as much as to say, [a.]",
        "{A} gave {b} a look that said: [a.]",
    ),
    "trails off": (
        "[a-] {A's} voice trailed away.",
        "[a-] {A} let the sentence hang.",
        "[a-] {A} did not finish.",
        "[a-] {A} lost the thread.",
    ),
    "bound to say": (
        "{A} was obliged to say, [a.]",
        "{A} felt bound to add, [a.]",
        "{A} had to admit: [a.]",
        "{A} was heard to remark, [a.]",
    ),
    "outbursts of two words": (
        "Then {a} sang out, [a!]",
        "{A} fired back, [a.]",
        "{A} let fly: [a!]",
        "{A} spat it out: [a.]",
    ),
    "falls to": (
        "It occurred to {a} to ask, [a?]",
        "It fell to {a} to explain: [a.]",
        "It was left to {a} to say it. [a.]",
    ),
    "in the tone of": (
        "In the voice of someone reading a list, {a} said, [a.]",
        "In a tone that surprised {b}, {a} said: [a.]",
        "With the air of a man who had won, {a} sat back. [a.]",
    ),
    "signs of the hand": (
        "{A} held up a finger. [a.]",
        "{A} jabbed a thumb at the door. [a.]",
        "{A} put a finger to {her} lips. [a.]",
        "{A} snapped {her} fingers. [a!]",
    ),
    "things of theirs": (
        "{A's} chair scraped on the floor. [a.]",
        "{A's} spoon stopped halfway. [a?]",
        "{A's} boots creaked. [a.]",
    ),
    "something in": (
        "Something in {b's} face made {a} pause. [a.]",
        "Something about it bothered {a}. [a.]",
        "Nothing about it surprised {a}. [a.]",
    ),
    "passive of the other": (
        "{B} was cut off by {a}. [a.]",
        "{B} was interrupted by {a}: [a!]",
        "{B} got no more than a nod from {a}. [a.]",
    ),
    "rows of verbs": (
        "{A} stood, stretched, yawned. [a.]",
        "{A} blinked; swallowed; tried again. [a.]",
        "{A} sat, but not for long. [a.]",
    ),
    "typical": (
        "[a.] Typical of {a}.",
        "[a.] Trust {a} to say that.",
        "[a.] This from {a}.",
        "[a.] Which was rich, coming from {a}.",
    ),
    "sayings": (
        "[a.] That was what {a} always said.",
        "[a,] as {a} was fond of saying.",
        "[a,] {a} liked to say.",
        "It was a saying of {a's}: [a.]",
    ),
    "time first": (
        "Ten minutes later {a} was back. [a.]",
        "By the time {b} sat down, {a} was already talking. [a.]",
        "An hour later {a} called from the road. [a.]",
        "For a minute {a} considered this. [a.]",
    ),
    "place first": (
        "From the back seat, {a}: [a.]",
        "On the stairs {a} stopped. [a.]",
        "At the door stood {a}. [a.]",
        "Beside {b} sat {a}. [a,] {she} said.",
    ),
    "the other asks, a pronoun answers": (
        "{B} asked {a} about it. [a,] {she} said.",
        "{B} nudged {a}. [a,] {she} said.",
        "{B} had woken {a}. [a?] {she} asked.",
    ),
    "adjectives behind": (
        "[a,] said {a}, all smiles.",
        "[a,] said {a}, red in the face.",
        "[a,] {a} said, none too pleased.",
        "[a,] said {a}, ever the peacemaker.",
    ),
    "would have none of it": (
        "{A} did not raise {her} voice. [a.]",
        "{A} didn't so much as blink. [a.]",
        "{A} could not help {herself}. [a!]",
        "{A} would have none of it. [a!]",
    ),
    "exclaimed of them": (
        "How {a} laughed! [a.]",
        "What a face {a} made! [a.]",
        "Oh, how tired {a} was! [a.]",
    ),
    "concessions": (
        "If {a} was surprised, {she} did not show it. [a.]",
        "Although {b} was watching, {a} yawned. [a.]",
        "Since {b} said nothing, {a} did: [a.]",
    ),
    "gives something": (
        "{A} handed {b} the lamp. [a.]",
        "{A} pressed a coin into {b's} hand. [a.]",
        "{A} passed {b} the salt. [a.]",
    ),
    "begs and warns": (
        "{A} begged {b} to stay. [a!]",
        "{A} warned {b} off. [a!]",
        "{A} urged {b} on: [a!]",
        "{A} invited {b} in. [a.]",
    ),
    "talks of another": (
        "{A} asked after {b}. [a?]",
        "{A} spoke of {b}: [a.]",
        "{A} complained about {b}. [a.]",
        "{A} defended {b}. [a.]",
    ),
    "and then again": (
        "[a,] said {a}, and then, as {b} still said nothing, [a.]",
        "[a,] said {a}, and again, [a.]",
        "[a,] said {a}; and, when {b} looked up, [a.]",
    ),
    "and behind": (
        "[a,] and {a} pointed at the door.",
        "[a.] And {a} gave a shrug as {b} laughed.",
        "[a!] And {a} was gone.",
        "[a.] But {a} was smiling.",
    ),
    "in the middle of saying": (
        "[a,] {a} was saying as {b} came in.",
        "[a,] {a} was telling {b}.",
        "[a,] {a} could be heard saying.",
    ),
    "parries and soothes": (
        "[a,] {a} parried.",
        "[a,] {a} soothed.",
        "[a,] countered {a}.",
        "[a,] coaxed {a}.",
        "[a!] {a} crowed.",
    ),
    "looked to": (
        "{B} looked to {a} for help. [a,] was all {she} said.",
        "{B} turned to {a} for an answer and got it: [a.]",
        "{B} waited for {a} to speak. [a,] {she} said.",
    ),
    "both": (
        "{A} and {b} exchanged a look. [a,] said {a}.",
        "Both {a} and {b} stood up. [b,] said {b}.",
        "{A} and {b} had come in. [a,] said the former. [b,] said the latter.",
    ),
    "tells of": (
        "{A} explained about the key. [a.]",
        "{A} told them everything. [a.]",
        "{A} gave {b} the news. [a.]",
        "{A} said what {she} thought of it. [a!]",
    ),
    "arrives": (
        "{A's} footsteps stopped. [a?]",
        "The door opened, and there was {a}. [a.]",
        "{A} appeared in the doorway. [a.]",
    ),
    "loudest of all": (
        "The loudest was {a}: [a!]",
        "Loudest of all was {a}. [a!]",
        "Last came {a}: [a.]",
    ),
    "set phrases between": (
        "{A}, being {a}, said, [a.]",
        "{A}, to {her} credit, said, [a.]",
        "{A}, of all people, said, [a.]",
    ),
    "tries": (
        "{A} tried a joke. [a.]",
        "{A} tried to make light of it: [a.]",
        "[a,] {a} tried.",
        "{A} tried again. [a.]",
    ),
    "past participles before": (
        "Asked about the key, {a} said, [a.]",
        "Pressed by {b}, {a} admitted, [a.]",
        "Left alone with {b}, {a} whispered, [a.]",
    ),
    "moods as subjects": (
        "Curiosity got the better of {a}. [a?]",
        "Fear took hold of {a}. [a!]",
        "Relief washed over {a}. [a.]",
        "Anger made {a} blunt. [a.]",
    ),
    "no subject": (
        "{A} sat up. Rubbed {her} eyes. [a?]",
        "{A} stopped. Turned. [a.]",
        "{A} looked at {b}. Looked away. [a.]",
    ),
    "what it does to the other": (
        "[a,] said {a}, at which {b} blushed.",
        "[a,] said {a}, whereupon {b} sat down.",
        "[a,] said {a}, much to {b's} delight.",
        "[a,] said {a}, making {b} jump.",
    ),
}
