"""How much each kind of evidence counts: hand-set numbers, on the scale of log odds.

They were written from what English prose does, then checked on whole novels by a point or two of
their size; none was fitted to marked texts. Grouped by the question they answer.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """The one table. A positive number speaks for a candidate, a negative one against."""

    # What stands beside the quotation.
    tag_name: float = 25.0  # "said Emma"
    tag_name_unsure: float = 9.0  # "Emma looked up and ... said"
    cue_name: float = 6.5  # "Then Emma spoke." before it; a colon
    beat_name_before: float = 4.5  # "Emma smiled." before it
    beat_name_after: float = 4.0  # "Emma smiled." after it
    beat_short: float = 3.0  # times as much in a short story, where turns tell less
    # A pronoun tag, and pronouns in cues and beats.
    sex_wrong: float = -7.0
    sex_unknown: float = -1.5
    sex_wrong_beat: float = -2.2
    sex_right_beat: float = 0.8
    pronoun_self: float = -7.0  # the narrator is "I", not "he"
    subject_last: tuple[float, ...] = (
        1.8,
        0.9,
        0.4,
    )  # last, second last ... told subject of the sex
    rank_same_sex: tuple[float, ...] = (
        1.5,
        0.5,
        0.0,
        -0.4,
        -0.8,
    )  # most lately mentioned of the sex
    pronoun_beside: float = (
        3.5  # a subject of the sex in the same paragraph: "Ann rose. ... she said"
    )
    named_anew: float = -4.0  # whom the next tag of the sentence names
    pronoun_beat: float = 0.55  # of a name's weight, for whom a pronoun in a beat is taken to mean
    noun_beat: float = 0.4  # the same for a noun: "the old lady" is often somebody named
    role_beat: float = 0.7  # the same for what somebody is: "the cook"
    pronoun_share: float = 0.6  # of a name's weight, for whom a pronoun subject is taken to mean
    only_fit: float = 5.0  # somebody only described, where nobody else is of the sex
    # A common noun as tag: the walk-on of that description, or somebody known.
    walkon_role: float = 6.5
    walkon_unseen: float = 3.0  # a role told of in tags only: likely somebody named
    walkon_titled: float = 0.5  # somebody named bears that title or is described so
    walkon_generic: float = 4.0
    walkon_relation: float = 1.5
    walkon_short: float = 7.6  # either in a short story
    told_apart: float = -6.0  # somebody named whom a sentence tells of beside the walk-on
    walkon_other: float = -1.5  # a walk-on of another description, which it may stand for
    walkon_unlike: float = -6.0  # one of a description that means somebody else
    age_wrong: float = -5.0  # "the old man" is not "the boy"
    walkon_pointing: float = 0.5
    owner: float = -3.0  # "his aunt" is not he
    noun_title: float = 3.0  # "the doctor" and Dr. Bull
    noun_described: float = 4.0  # "the miller" and Hob the miller
    noun_role: float = -2.0  # a role nobody said this person has
    noun_surname: float = 3.0  # "her father" and Mr. Woodhouse, if she is one too
    walkon_thing: float = 16.0  # "the ship", which means nobody named
    walkon_elsewhere: float = -2.5  # a walk-on where nothing names it
    walkon_elsewhere_short: float = -0.7  # the same in a short story, where they matter more
    noun_tagged_beside: float = -3.0  # a tag right before or after it names this one
    noun_anew: float = -3.0  # "a girl" is nobody told of lately
    noun_told: float = 8.0  # of whom a person told that "the old lady" is he
    # First and second person.
    tag_self: float = 25.0  # "I said"
    self_elsewhere: float = 0.6  # the narrator is always there
    # What is said.
    calls_self: float = -4.0
    calls_self_short: float = -6.0  # the same in a short story
    hears: float = -5.0  # "said ... to Ann": not Ann
    hears_gesture: float = -1.5  # "She turned to Ann."
    names_self: float = -1.5
    called_before: float = 2.4  # the turn before called this one
    called_asked: float = 0.8  # and asked a question
    called_before_other: float = -0.8
    called_next: float = 1.6  # the next turn calls this one
    address_sex: float = -2.0  # answers a "sir" and is a woman
    address_self: float = -1.5  # the only one there whom "sir" could mean
    introduces: float = 8.0  # "My name is ..."
    # Presence: mentioned lately, told of beside it, part of the talk.
    rank: tuple[float, ...] = (1.0, 0.4, 0.1, -0.2, -0.5, -0.8, -1.0)  # who was mentioned last
    mentioned: float = 0.1  # times the log of how much, lately
    lead_name: float = 3.0  # subject of the paragraph before
    lead_name_colon: float = 4.5
    lead_tag: float = 9.0  # the paragraph before ends in "and Emma said:"
    in_talk: float = 0.8  # named in a tag of this conversation; in a short story, called in it
    unmentioned: float = -1.2  # nowhere near
    not_yet_short: float = -2.0  # nor till after narration, in a short story, where two others were
    ahead: float = -0.8  # only told of right after it
    gone: float = -3.0  # left the stage, and was not told of since
    other_scene: float = -1.0  # last told of in the scene before
    offstage: float = -1.5  # never acts, is never called: only talked of
    gesture: float = -2.5  # answered with a nod in a paragraph of his own
    # Standing: how much of a person and a speaker this is in the whole text.
    standing: float = 0.45
    tagged: float = 0.5
    # Turn taking.
    again_bare: float = -3.5
    again_told: float = -2.4
    again_gap: tuple[float, ...] = (-2.4, -1.0, -0.3, 0.0)
    again_resumed: float = 4.0  # "he continued", past something told
    again_inner: float = 1.0
    alternate: tuple[float, ...] = (2.4, 1.5, 0.8, 0.2)
    alternate_steady: float = 0.5
    newcomer: float = -0.9
    noun_share_short: float = 0.5  # how much of it counts in a short story for a noun's tag
    # All of it, before it is made a probability.
    sharpness: float = 0.6
    # Second reading: what the first one learned.
    style: float = 1.0
    member: float = 0.6  # times the log of how often this one speaks around here
    talk_pair: float = 0.1
    noun_known: float = 2.0  # "the lad" has meant this person elsewhere
    address_form: float = 1.0  # addresses others as this one does elsewhere: "Mr. Scott", "Tom"
    term_said: float = 1.2  # uses such terms of address more than others: log odds
    term_heard: float = 1.0  # is the one who is addressed so
    term_answered: float = 0.5  # and may answer, or have spoken before


WEIGHTS = Weights()
