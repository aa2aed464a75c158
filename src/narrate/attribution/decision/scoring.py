"""What speaks for and against each candidate of a turn, apart from who spoke before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import islice

from narrate.attribution.decision.described_ages import Age, described_age
from narrate.attribution.decision.gestures import answers_without_words
from narrate.attribution.decision.presence import NOBODY, Presence, Recent, Scores
from narrate.attribution.decision.weights import WEIGHTS as W
from narrate.attribution.grammar.references import Force, Link, Reference, Sort
from narrate.attribution.grammar.turns import FRESH, Turn, named_beside, named_next
from narrate.attribution.stage.actors import Actor, ActorKind
from narrate.attribution.stage.scene import Stage
from narrate.attribution.words.reading import Reading
from narrate.languages.words import NounKind
from narrate.model import Gender

SALIENT_WORDS = 600
"""words back in which a subject may still be meant by a pronoun in a tag"""


class Scorer:
    """Scores the candidates of every turn of one text."""

    def __init__(self, reading: Reading, stage: Stage, turns: tuple[Turn, ...]) -> None:
        self.reading = reading
        self.stage = stage
        self.turns = turns
        self.presence = Presence(reading, stage, turns)
        self.calls_self = W.calls_self_short if reading.short else W.calls_self
        words = reading.language.words
        self.adults = words("name title") - words("maiden title")
        """titles that make nobody's description "the girl" """

    # -- one turn --------------------------------------------------------------------------

    def score(self, t: int) -> Scores:
        """The candidates of turn *t* with their scores."""
        turn = self.turns[t]
        recent = self.presence.recent(turn)
        scores = self.presence.candidates(t, recent)
        self.presence.add_standing(t, scores, recent)
        self._linked(turn, scores, recent)
        self._leading(turn, scores, recent)
        self._tagged_beside(t, scores)
        for actor in named_next(turn, self.turns[t + 1 : t + 2]) & scores.keys():
            scores[actor] += W.named_anew
        self._spoken(t, scores)
        return scores

    # -- what stands beside it -------------------------------------------------------------

    def _linked(self, turn: Turn, scores: Scores, recent: Recent) -> None:
        tags = [link for link in turn.links if link.force is Force.TAG]
        tagged = any(link.sure and link.subject.sort is not Sort.PRONOUN for link in tags)
        pronouns = (link.subject for link in tags if link.subject.sort is Sort.PRONOUN)
        said = {pronoun.gender for pronoun in pronouns if pronoun.gender}
        for link in turn.links:
            if link.force is not Force.TAG and (
                tagged or self.presence.is_anothers(link, turn, said, scores)
            ):
                continue
            if link.subject.sort in (Sort.NAME, Sort.SELF):
                self._named(turn, link, scores)
            elif link.subject.sort is Sort.PRONOUN:
                self._pronoun(turn, link, scores, recent)
            elif link.subject.sort is Sort.NOUN:
                self._noun(turn, link, scores, recent)

    def _force(self, turn: Turn, link: Link) -> float:
        if link.force is Force.TAG:
            return W.tag_name if link.sure else W.tag_name_unsure
        if link.force is Force.CUE:
            return self.presence.beat * W.cue_name
        after = link.start >= turn.end or any(
            self.reading.first[n] <= link.start for n in turn.segments
        )
        return self.presence.beat * (W.beat_name_after if after else W.beat_name_before)

    def _named(self, turn: Turn, link: Link, scores: Scores) -> None:
        number = self.presence.meant(link.subject)
        if number is None or number not in scores:
            return
        force = self._force(turn, link)
        if link.subject.sort is Sort.SELF and link.force is Force.TAG:
            force = W.tag_self
        who = self.stage.actors[number]
        scores[number] += force - (self.presence.elsewhere if who.kind is ActorKind.WALK_ON else 0)

    def _pronoun(self, turn: Turn, link: Link, scores: Scores, recent: Recent) -> None:
        sex = link.subject.gender
        if link.force is Force.BEAT:
            meant = self.presence.resolved.get(link.subject.start)
            teller = self.stage.teller(link.start)
            if meant in scores and meant != teller:
                scores[meant] += W.pronoun_beat * self._force(turn, link)
            for actor in scores:
                mine = self.presence.sex(actor)
                if mine and (mine != sex or actor == teller):
                    scores[actor] += W.sex_wrong_beat
                elif mine:
                    scores[actor] += W.sex_right_beat
            return
        if sex is None:
            for actor in scores:
                scores[actor] += 0.0 if self.presence.may_be_it(actor) else W.sex_wrong
            return
        self._fit_sex(link.start, scores, sex)
        self._salience(link.start, sex, scores, recent, 1.0)
        nearest = self._told_beside(link.subject)
        if nearest in scores:
            scores[nearest] += W.pronoun_beside

    def _told_beside(self, pronoun: Reference) -> int | None:
        """The last told of before it in its paragraph, of its sex or, if named, maybe of it."""
        k = bisect_left(self.presence.subject_places, pronoun.start) - 1
        paragraphs = self.reading.paragraphs
        while k >= 0:
            word, actor = self.stage.subjects[k]
            if paragraphs[word] != paragraphs[pronoun.start]:
                return None
            if self.presence.sex(actor) == pronoun.gender or self.presence.may_be_any(actor, word):
                return actor
            k -= 1
        return None

    def _fit_sex(self, word: int, scores: Scores, sex: Gender | None) -> None:
        """Prefer who may be a pronoun of this *sex* at *word*."""
        teller = self.stage.teller(word)
        for actor in scores:
            if actor == NOBODY or sex is None:
                continue
            who = self.stage.actors[actor]
            if who.gender and who.gender != sex:
                scores[actor] += W.sex_wrong
            elif who.gender is None:
                scores[actor] += W.pronoun_self if actor == teller else W.sex_unknown
            elif actor == teller:
                scores[actor] += W.pronoun_self

    def _salience(
        self, word: int, sex: Gender | None, scores: Scores, recent: Recent, share: float
    ) -> None:
        """Prefer who was the subject lately, and was mentioned last of the sex."""
        teller = self.stage.teller(word)
        subjects: list[int] = []
        k = bisect_left(self.presence.subject_places, word) - 1
        while (
            k >= 0
            and len(subjects) < len(W.subject_last)
            and self.presence.subject_places[k] > word - SALIENT_WORDS
        ):
            actor = self.stage.subjects[k][1]
            k -= 1
            if actor not in (teller, *subjects) and self.presence.sex(actor) in (sex, None):
                subjects.append(actor)
        for n, actor in enumerate(subjects):
            if actor in scores:
                scores[actor] += share * W.subject_last[n]
        rank = 0
        for actor in recent:
            if actor != teller and (sex is None or self.presence.sex(actor) in (sex, None)):
                scores[actor] += share * W.rank_same_sex[min(rank, len(W.rank_same_sex) - 1)]
                rank += 1

    def _noun(self, turn: Turn, link: Link, scores: Scores, recent: Recent) -> None:
        head = link.subject.head
        if link.force is not Force.TAG:
            own = self.presence.told_of(link.subject)
            if own is not None and own in scores:
                share = self._beat_share(own, head)
                scores[own] += share * self._force(turn, link) - self.presence.elsewhere
            return
        own = self.presence.meant(link.subject)
        kind = self._noun_kind(head, scores)
        anew = self.reading.lows[link.subject.start] in self.reading.language.words("anew")
        for actor in scores:
            if actor == NOBODY:
                continue
            if actor == own and self.stage.actors[actor].kind is ActorKind.WALK_ON:
                scores[actor] = self._own_walkon(actor, kind, head)
                if actor not in self.stage.narrated and not self.reading.short:
                    scores[actor] = min(scores[actor], W.walkon_unseen)
            else:
                scores[actor] += self._fits_noun(actor, own, link.subject, kind)
                scores[actor] += W.told_apart * ((own, actor) in self.stage.apart)
                scores[actor] += W.noun_anew * (anew and actor in recent)
        self._salience(link.start, link.subject.gender, scores, recent, 0.8)
        self._owned(link.subject, own, scores, recent)

    def _tagged_beside(self, t: int, scores: Scores) -> None:
        """Whom the tag of a turn right beside names is hardly meant by a noun in this one's."""
        links = self.turns[t].links
        noun = any(link.force is Force.TAG and link.subject.sort is Sort.NOUN for link in links)
        for actor in named_beside(self.turns, t) & scores.keys() if noun else ():
            scores[actor] += W.noun_tagged_beside

    def _beat_share(self, actor: int, head: str) -> float:
        """How much of a name's weight a noun has in a beat.

        In a short story whom the narration tells of is somebody of his own.
        """
        anybody = self.reading.language.words("pointing", "voice noun")
        if self.reading.short and actor in self.stage.narrated and head not in anybody:
            return 1.0
        return W.role_beat if self._is_role(head) else W.noun_beat

    def _is_role(self, head: str) -> bool:
        known = self.reading.language.persons.get(head)
        return known is not None and known.kind is NounKind.ROLE

    def _noun_kind(self, head: str, scores: Scores) -> NounKind | None:
        """The kind of a noun that tags a turn; None if it is a title of one of the candidates."""
        if any(
            self._is_described_as(self.stage.actors[actor], head) for actor in scores if actor >= 0
        ):
            return None
        known = self.reading.language.persons.get(head)
        return known.kind if known else NounKind.ROLE

    def _fits_noun(
        self, actor: int, own: int | None, noun: Reference, kind: NounKind | None
    ) -> float:
        who = self.stage.actors[actor]
        if actor == own:
            return W.tag_name
        if who.kind is ActorKind.WALK_ON:
            ages = {self._age(noun), described_age(self.reading, who.name.lower().split())}
            other = W.walkon_other if self._may_stand_for(noun.head, who) else W.walkon_unlike
            return other + (W.age_wrong if set(Age) <= ages else 0.0)
        if actor == self.stage.teller(noun.start):
            return W.pronoun_self
        return self._suits(who, noun, kind)

    def _age(self, noun: Reference) -> Age | None:
        return described_age(self.reading, self.reading.lows[noun.start : noun.end])

    def _may_stand_for(self, head: str, who: Actor) -> bool:
        """Whether *head* may mean a walk-on of another description: "the man" the clerk."""
        persons = self.reading.language.persons
        kinds = {persons[noun].kind for noun in (head, who.head) if noun in persons}
        either = kinds == {NounKind.GENERIC, NounKind.ROLE} and not self.reading.short
        return either or head in self.reading.language.words("pointing")

    def _owned(self, reference: Reference, own: int | None, scores: Scores, recent: Recent) -> None:
        """As in "Her father" is not she, and bears her name."""
        if (owner := reference.owner) is None:
            return
        if owner.sort is Sort.MANY:
            others = (one for one in recent if one in scores.keys() - {own})
            for actor in islice(others, 2):  # of two at least, as "their mother" is
                scores[actor] += W.owner
            return
        whose = owner.person
        if owner.sort is Sort.PRONOUN:
            fitting = (actor for actor in recent if self.presence.sex(actor) == owner.gender)
            whose = next(fitting, None)
        if whose is None:
            return
        if whose in scores:
            scores[whose] += W.owner if owner.sort is Sort.PRONOUN else W.sex_wrong
        surname = self.stage.actors[whose].surname
        if not surname or reference.head not in self.reading.language.words("family"):
            return
        for actor in scores:
            if actor not in (whose, NOBODY) and self.stage.actors[actor].surname == surname:
                scores[actor] += W.noun_surname

    def _own_walkon(self, actor: int, kind: NounKind | None, head: str) -> float:
        if kind is None:
            return W.walkon_titled
        if head in self.reading.language.words("pointing"):
            return W.walkon_pointing
        told = self.reading.short and actor in self.stage.narrated
        if kind is NounKind.RELATION and not told:
            return W.walkon_relation
        if self.reading.short:
            known = head in self.reading.language.persons
            return W.walkon_short if known else W.walkon_thing
        return W.walkon_role if kind is NounKind.ROLE else W.walkon_generic

    def _suits(self, who: Actor, reference: Reference, kind: NounKind | None) -> float:
        """How well a named person suits a common noun."""
        found = 0.0
        if reference.gender and who.gender and reference.gender != who.gender:
            found += W.sex_wrong
        elif reference.gender and who.gender is None:
            found += W.sex_unknown
        if self._bears(who, reference.head):
            found += W.noun_title
        elif reference.head in who.nouns:
            found += W.noun_described
        elif kind in (NounKind.ROLE, None):
            found += W.noun_role
        if self.adults & who.titles and self._age(reference) is Age.CHILD:
            found += W.age_wrong
        return found

    def _bears(self, who: Actor, head: str) -> bool:
        """Whether *who* bears the title that *head* is: "the doctor", "her ladyship"."""
        titles = self.reading.language.titles
        head = self.reading.language.styles.get(head, head)
        return head in titles and titles[head][0] in who.titles

    def _is_described_as(self, who: Actor, head: str) -> bool:
        return who.kind is ActorKind.NAMED and (head in who.nouns or self._bears(who, head))

    def _leading(self, turn: Turn, scores: Scores, recent: Recent) -> None:
        """What the paragraph before ends with."""
        link, fresh = turn.lead, turn.gap == FRESH
        if link is None or (fresh and not (link.force is Force.TAG and self.reading.short)):
            return  # who acts last before a scene's first line need not be there to say it
        colon = link.sure and link.force is not Force.BEAT
        number = (self.presence.meant if fresh else self.presence.told_of)(link.subject)
        if number is not None and number in scores:
            if turn.gap == 1 and answers_without_words(self.reading, link):
                scores[number] += W.gesture
            else:
                scores[number] += self._lead(link, colon=colon)
        elif link.subject.sort is Sort.PRONOUN and link.force is Force.TAG:
            self._fit_sex(link.start, scores, link.subject.gender)
            self._salience(link.start, link.subject.gender, scores, recent, 1.0)
        elif link.subject.sort is Sort.PRONOUN:
            share = 1.0 if colon else 0.35
            meant = self.presence.resolved.get(link.subject.start)
            if meant in scores:
                scores[meant] += W.pronoun_share * self._lead(link, colon=colon)
            for actor in scores:
                if self.presence.sex(actor) and self.presence.sex(actor) != link.subject.gender:
                    scores[actor] += share * W.sex_wrong_beat

    def _lead(self, link: Link, *, colon: bool) -> float:
        if link.force is Force.TAG:
            return W.lead_tag
        return W.lead_name_colon if colon else W.lead_name

    # -- what is said ----------------------------------------------------------------------

    def _spoken(self, t: int, scores: Scores) -> None:
        self._own_words(self.turns[t], scores)
        self._hearing(self.turns[t], scores)
        self._addressed(t, scores)
        if t and self.turns[t].gap <= 2:
            addressed = self.presence.addressees(t - 1)
            asked = W.called_asked if self.presence.asks(t - 1) else 0.0
            self._answers(addressed, scores, W.called_before + asked, W.called_before_other)
        if t + 1 < len(self.turns) and self.turns[t + 1].gap <= 2:
            share = 0.5 if self.presence.asks(t + 1) else 1.0
            self._answers(self.presence.addressees(t + 1), scores, share * W.called_next, 0.0)

    def _own_words(self, turn: Turn, scores: Scores) -> None:
        """Nobody calls or names himself, but to say who he is."""
        stage = self.stage
        for n in turn.segments:
            for actor in set(stage.vocatives.addressed.get(n, ())) & scores.keys():
                scores[actor] += self.calls_self
            for actor in set(stage.vocatives.spoken_of.get(n, ())) & scores.keys():
                scores[actor] += W.names_self
            if n in stage.introduced:
                scores[stage.introduced[n]] += W.introduces - W.names_self

    def _hearing(self, turn: Turn, scores: Scores) -> None:
        """Whom a tag or a gesture is meant for does not speak."""
        for force, actor in self.presence.hearers(turn):
            if actor in scores:
                scores[actor] += W.hears if force is Force.TAG else W.hears_gesture

    def _addressed(self, t: int, scores: Scores) -> None:
        """As in "Sir" is not said to a woman, nor by the only man there."""
        sex = self.presence.address[t]
        if sex is not None:
            fitting = [actor for actor in scores if self.presence.sex(actor) == sex]
            if len(fitting) == 1:
                scores[fitting[0]] += W.address_self
        before = self.presence.address[t - 1] if t and self.turns[t].gap <= 1 else None
        if before is not None:
            for actor in scores:
                if self.presence.sex(actor) not in (before, None):
                    scores[actor] += W.address_sex

    def _answers(
        self, addressed: Iterable[int], scores: Scores, right: float, wrong: float
    ) -> None:
        likely = set(addressed)
        if not likely:
            return
        for actor in scores:
            scores[actor] += right if actor in likely else wrong
