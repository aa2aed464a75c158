"""Ways in which English prose tells who speaks: the forms of :mod:`clause_stories`."""

from __future__ import annotations

_WORDS = {
    "beat": (
        "put down the cup|stood up|sat down|shook {her} head|closed the window|turned away"
        "|leaned on the table|lit a candle|buttoned {her} coat|wandered to the window"
    ),
    "ing": (
        "putting down the cup|turning the page|wiping {her} hands|getting up|stirring the soup"
        "|reaching for the lamp|not looking up|shaking {her} head"
    ),
    "manner": (
        "in a low voice|with a smile|over {her} shoulder|for the third time that day|at last"
        "|from the doorway|through {her} teeth|as if nothing had happened|after a pause"
    ),
    "rare": (
        "opined|drawled|quavered|hissed|croaked|remonstrated|ejaculated|deadpanned|ventured"
        "|supplied|breathed|bellowed|gasped|pleaded|protested|lied|admitted|echoed|lisped|rasped"
    ),
    "joins": "put in|chimed in|piped up|broke in|went on|cut in|spoke up|burst out|shot back",
    "part": (
        "voice was flat|eyes widened|hands shook|face fell|jaw tightened|lips trembled"
        "|shoulders sagged|cheeks were red|fingers drummed on the table|smile faded"
    ),
}
WORDS = {key: tuple(some.split("|")) for key, some in _WORDS.items()}
"""what a form draws from"""

FORMS: dict[str, tuple[str, ...]] = {
    # tags behind
    "so said": ("[a,] so said {a}.", "[a,] so {a} said.", "[a;] or so said {a}."),
    "quoth": ("[a,] quoth {a}.", "[a,] quoth {a}, and {beat}."),
    "was the reply": (
        "[a,] was {a's} reply.",
        "[a,] was the reply of {a}.",
        "[a,] was {a's} quiet answer.",
        "[a,] was all {a} said.",
        "[a,] were {a's} words.",
    ),
    "came the answer": (
        "[a,] came the answer from {a}.",
        "[a,] came {a's} reply.",
        "[a,] came from {a}.",
        "[a,] came a voice; it was {a's}.",
    ),
    "passive by": ("[a,] was whispered by {a}.", "[a.] This was said by {a}."),
    "rare verb": ("[a,] {rare} {a}.", "[a,] {a} {rare}.", "[a,] {rare} {a} {manner}."),
    "joins in": ("[a,] {joins} {a}.", "[a,] {a} {joins}.", "[a;] {joins} {a}, [a.]"),
    "made answer": ("[a,] {a} made answer.", "[a,] returned {a}.", "[a,] rejoined {a}, {ing}."),
    "adverbs between": (
        "[a,] {a} very quietly said.",
        "[a,] {a} at last quietly answered.",
        "[a,] {a} half laughingly murmured.",
        "[a,] {a} only said.",
    ),
    "phrase behind": (
        "[a,] said {a} {manner}.",
        "[a,] {a} said {manner}.",
        "[a,] answered {a}, {manner}.",
    ),
    "relative behind": (
        "[a,] said {a}, who had not spoken till now.",
        "[a,] said {a}, who had come in with {b}.",
        "[a,] said {a}, whom nobody had noticed.",
        "[a,] said {a} to {b}, who nodded.",
    ),
    "parenthesis": (
        "[a,] said {a} (who never smiled).",
        "[a,] {a} said (it was a lie).",
        "{A} (the kettle in {her} hand) said, [a.]",
        "[a,] ({a} said this very slowly) [a.]",
    ),
    "participles behind": (
        "[a,] said {a}, {ing} and looking at {b}.",
        "[a,] {a} said, {ing}.",
        "[a,] said {a}, taking {b's} hand.",
        "[a,] said {a}, watched by {b}.",
    ),
    "other beside the tag": (
        "[a,] said {a}, and {b} laughed.",
        "[a,] said {a}, but {b} only shrugged.",
        "[a,] said {a}. {B} laughed.",
        "[a,] said {a} before {b} could answer.",
        "[a,] said {a} while {b} {beat}.",
        "[a,] said {a} at {b's} elbow.",
    ),
    "long apposition": (
        "[a,] said {a}, the oldest of them all, {manner}.",
        "[a,] said {a}, a baker by trade.",
        "{A}, the youngest of the three, said, [a.]",
    ),
    "told": (
        "[a,] {a} told {b}.",
        "[a?] {a} asked of {b}.",
        "[a,] {a} assured {b}.",
        "[a,] {a} warned {b}.",
    ),
    "tense behind": (
        "[a,] {a} had said.",
        "[a,] {a} was saying.",
        "[a,] {a} would say.",
        "[a,] {a} has said.",
    ),
    "present": (
        "[a,] says {a}.",
        "{A} says, [a.]",
        "[a,] {a} is saying.",
        "[a,] {a} tells {b}.",
        "{A} looks up. [a.]",
        "{A} shakes {her} head. [a,] {she} says.",
    ),
    "goes and is like": (
        "{A} goes, [a.]",
        "{A} was like, [a.]",
        "[a,] goes {a}.",
        "And {a} is like, [a!]",
    ),
    "manages": (
        "[a,] {a} managed to say.",
        "[a,] {a} tried to say.",
        "{A} could only say, [a.]",
        "[a,] {a} was heard to mutter.",
        "[a,] {a} couldn't help saying.",
        "{A} began to say, [a-]",
        "[a,] {a} managed.",
    ),
    "said again": (
        "[a!] said {a}. [a!] {she} said again.",
        "[a!] said {a}, jumping up and down. [a!]",
    ),
    "thinks": (
        "[a,] thought {a}.",
        "[a,] {a} thought.",
        "[a,] {a} said to {herself}.",
        "[a,] {a} told {herself}.",
    ),
    "writes": (
        "{A} wrote: [a.]",
        "[a,] wrote {a}.",
        "{A's} letter began, [a.]",
        "[a,] {a} had written.",
    ),
    "telephone": (
        "[a,] said {a} into the telephone.",
        "{A} picked up the receiver. [a.]",
        "{A's} voice crackled over the radio. [a.]",
        "[a,] said {a's} voice on the line.",
        "The telephone rang, and {a} answered it. [a.]",
    ),
    # tags before
    "leading marks": (
        "{A} said: [a.]",
        "{A} said—[a.]",
        "{A} said [a.]",
        "{A} said; [a.]",
        "{A} simply said, [a.]",
    ),
    "said first": ("Said {a}: [a.]", "Said {a}, [a.]", "Says {a}, [a.]", "Said {a} to {b}: [a.]"),
    "no verb": (
        "Then {a}: [a.]",
        "And {a}, {manner}: [a.]",
        "{A}, laughing: [a.]",
        "Then {a}, after a pause, [a.]",
        "{A}, {ing}: [a.]",
    ),
    "participles before": (
        "Turning down the lamp, wiping {her} hands, and sighing, {a} said, [a.]",
        "Looking at {b}, {a} said, [a.]",
        "Having looked at {b} for a while, {a} whispered, [a.]",
        "Tired of waiting for {b}, {a} called, [a.]",
    ),
    "relative before": (
        "{A}, who had been listening, said, [a.]",
        "{A}, whom {b} had forgotten, said: [a.]",
        "{A}, whose turn it was, asked, [a?]",
        "{A}, who knew {b} well, only said, [a.]",
    ),
    "reported and direct": (
        "{A} said that it was late. [a.]",
        "{A} told {b} that it was late. [a.]",
        "{A} said it was late, and added, [a.]",
        "{A} said no, it was too late. [a.]",
        "{A} asked {b} to be quiet. [a.]",
    ),
    "hears": (
        "{B} heard {a} say, [a.]",
        "[a,] {b} heard {a} say.",
        "{B} waited until {a} said, [a.]",
        "{B} smiled when {a} said, [a.]",
    ),
    "asked by": (
        "Asked by {b} what was wrong, {a} said, [a.]",
        "When {b} asked why, {a} said, [a.]",
        "To {b's} question {a} answered, [a.]",
        "Before {b} could speak, {a} said, [a.]",
        "As {b} said nothing, {a} answered, [a.]",
    ),
    "told by": (
        "{B} was told by {a}, [a.]",
        "{B} was interrupted by {a}. [a.]",
        "{B} was answered by {a}: [a.]",
    ),
    "to whom before": (
        "To {b} {a} said, [a.]",
        "Turning to {b}, {a} said, [a.]",
        "{A} looked at {b} and said, [a.]",
        "{A} took {b} by the arm and whispered, [a.]",
        "{A} said to {b}, [a.]",
        "{A} turned to {b}: [a.]",
    ),
    "openers": (
        "At noon {a} said, [a.]",
        "On the stairs {a} whispered, [a.]",
        "From the doorway {a} called, [a.]",
        "Quietly {a} said, [a.]",
        "That evening, over the soup, {a} asked, [a?]",
        "After that {a} said, [a.]",
    ),
    "long chain": (
        "{A} got up, crossed the room, opened the door and said, [a.]",
        "{A} got up. {She} crossed the room and said, [a.]",
        "{A} got up, looked at {b}, sat down again, and asked, [a?]",
    ),
    "not but": (
        "It was not {b} but {a} who answered: [a.]",
        "Not {b} but {a} answered: [a.]",
        "{B} did not answer; {a} did. [a.]",
        "{B} said nothing. [a,] said {a}.",
        "{B} was silent, but {a} said, [a.]",
    ),
    # who it was
    "clefts": (
        "It was {a} who said, [a.]",
        "It was {a} that answered. [a.]",
        "[a.] It was {a} who broke the silence.",
        "[a.] It was {a} speaking.",
        "It was {a's} turn. [a.]",
        "Now it was {a} who spoke. [a.]",
    ),
    "speaker named": (
        "[a.] The speaker was {a}.",
        "[a.] That was {a}.",
        "[a.] This from {a}.",
        "[a.] The voice was {a's}.",
        "[a.] The voice belonged to {a}.",
        "[a.] The words were {a's}.",
    ),
    "spoke so": (
        "[a.] {A} said this without looking up.",
        "[a.] {A} said it twice.",
        "[a.] {A} spoke quietly.",
        "[a.] {A} had spoken.",
        "[a.] {A} was whispering.",
    ),
    "first to speak": (
        "{A} was the first to speak. [a.]",
        "{A} spoke first. [a.]",
        "{A} was the last to answer. [a.]",
        "{A} broke the silence. [a.]",
        "The silence was broken by {a}. [a.]",
    ),
    "spoke up": (
        "{A} spoke up. [a.]",
        "{A} cleared {her} throat. [a.]",
        "{A} found {her} voice. [a.]",
        "{A} tried again. [a.]",
        "{A} drew a long breath and spoke. [a.]",
    ),
    "words burst": (
        "The words burst from {a}. [a!]",
        "[a!] The words burst from {a}.",
        "A cry came from {a}. [a!]",
        "{A} let out a cry. [a!]",
    ),
    "answer was": (
        "{A's} answer was short. [a.]",
        "{A's} only answer was, [a.]",
        "{A's} reply came at once: [a.]",
        "{A's} first words were, [a.]",
        "The answer came from {a}: [a.]",
    ),
    "voice from": (
        "From the kitchen came {a's} voice: [a.]",
        "{A's} voice came from the stairs. [a.]",
        "[a,] said the voice of {a}.",
        "{A's} voice rose above the rest: [a!]",
    ),
    # beats
    "body part before": ("{A's} {part}. [a.]", "{A's} {part}. [a?]"),
    "body part behind": ("[a.] {A's} {part}.", "[a?] {A's} {part}."),
    "with that": (
        "[a.] With that {a} left the room.",
        "[a.] And with that {a} {beat}.",
        "[a.] With these words {a} shut the door.",
        "[a.] So saying, {a} {beat}.",
        "[a.] Having said this, {a} {beat}.",
        "[a.] And {a} {beat}.",
    ),
    "beat before": (
        "{A} {beat}. [a.]",
        "{A} {beat}: [a.]",
        "{A} only laughed. [a.]",
        "{A} {beat} and {beat}. [a.]",
        "{A} {beat}. {She} was tired. [a.]",
    ),
    "beat behind": ("[a.] {A} {beat}.", "[a?] {A} {beat}.", "[a!] {A} {beat}."),
    "beat between": (
        "[a.] {A} {beat}. [a.]",
        "[a.] {A} {beat}, {ing}. [a.]",
        "[a?] {A} {beat}. [a.]",
    ),
    "beat with another": (
        "{A} looked at {b}. [a.]",
        "{A} took {b's} hand. [a.]",
        "{A} took the lamp from {b}. [a,] {she} said.",
        "{A} nodded to {b}. [a.]",
        "{A} pushed {b} aside. [a!]",
        "[a.] {A} looked at {b}.",
    ),
    "beat then tag": (
        "{A} {beat}. [a,] {she} said.",
        "{A} {beat}; [a,] {she} said.",
        "{A} {beat}. [a,] said {a}.",
        "{A's} {part}. [a,] {she} said.",
    ),
    "beat of another then tag": (
        "{B} laughed. [a,] said {a}.",
        "{B} opened {b.her} mouth, but {a} was quicker. [a.]",
        "{B} {beat}; [a,] said {a}.",
        "{B} looked up, [a,] said {a}.",
        "{B} left the room. {A} sighed. [a.]",
    ),
    "smiles": (
        "[a,] smiled {a}.",
        "[a,] {a} laughed.",
        "[a,] sighed {a}, {ing}.",
        "[a,] {a} grinned.",
        "[a,] shrugged {a}.",
    ),
    # cut in two
    "tag between": (
        "[a;] said {a}, [a.]",
        "[a,] said {a}. [a.]",
        "[a;] {a} said to {b}, [a.]",
        "[a;] said {a}, and {beat}, [a.]",
        "[a;] said {a}, {ing}, [a.]",
    ),
    "dashes between": ("[a-] {a} raised a hand—[a.]", "[a-]{a} {beat}—[a.]"),
    "breaks off": (
        "[a-] {a} began.",
        "[a-] {a} began, but {b} went out.",
        "[a-] {A} stopped.",
        "[a-] {A} broke off.",
    ),
    "over two paragraphs": (
        "{A} said, [a>]\n\n[a.]",
        "{A} {beat}. [a>]\n\n[a.]",
        "[a,] said {a}. [a>]\n\n[a.]",
        "[a>]\n\n[a,] said {a}.",
    ),
    "quotes somebody": ("{A} said, [aq]", "[aq] said {a}.", "{A} {beat}. [aq]"),
    # several in one paragraph
    "three behind": (
        "[a,] said {a}. [b,] said {b}. [c,] said {c}.",
        "[a,] said {a}, [b,] said {b}, and [c,] said {c}.",
        "[a?] asked {a}. [b,] said {b}. [a,] said {a}.",
    ),
    "three before": (
        "{A} said, [a.] {B} said, [b.] {C} only said, [c.]",
        "{A} asked, [a?] {B} answered, [b.] and {c} added, [c.]",
        "{A}: [a.] {B}: [b.] {C}: [c.]",
    ),
    "interrupts": (
        "[a-] began {a}. [b,] interrupted {b}.",
        "[a-] said {a}. [b,] {b} cut in.",
        "{A} began, [a-] but {b} cut {a} short: [b!]",
    ),
    "asks and answers": (
        "[a?] asked {a}. {B} shrugged. [b.]",
        "{A} asked, [a?] {B} shook {b.her} head. [b.]",
        "[a,] said {a}, and [b,] said {b}, at the same time.",
        "[a?] {a} asked, and {b} said, [b.]",
    ),
    # other
    "capitals": (
        "[a!] {A} SHOUTED.",
        "[a!] {a} screamed!!!",
        "[a,] {A} Said.",
        "[a.] said {a}.",
        "[a] , said {a}.".replace("[a]", "[a.]"),
    ),
    "teller": (
        "[i,] I said.",
        "[i,] said I.",
        "I shook my head. [i.]",
        "[i.] My voice was flat.",
        "I turned to {a}. [i,] I said.",
    ),
    "teller hears": (
        "[a,] {a} told me.",
        "[a,] I heard {a} say.",
        "[a,] said {a} to me.",
        "{A} looked at me. [a.]",
        "I looked at {a}. [a,] {she} said.",
        "{A} asked me, [a?]",
    ),
}
