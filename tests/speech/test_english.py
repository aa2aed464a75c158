"""What eSpeak misreads in English, each step by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from narrate.speech import abbreviations, amounts, capitals, dates, figures, outcry, roman
from narrate.speech.mapped import Mapped

Change = Callable[[Mapped], Mapped]

NO_CRIES = (
    "viii, xviii, lxxxviii, IIII, viiii, mmmdccc, cccc",
    "xviiith, IIIrd, XXXth, iiird",
    "Act III-I, pages ii-i",
    "AAA, BBB+, CCC-, AAA-rated, AAA1, AAA batteries",
    "WWW, KKK, IEEE, CCCP, www.aaa.org, aaa@bbb.com",
    "XXXL, XXXS, xxxl, XXX, Love, Ann xxx",
    "PST, SSH, MM. Renard, HM, ZZ Top",
    "fff000, 0xFFFFAAAA, ffffff, bbb-ccc, #AAA",
)
"""What has a letter three times, or is a noise by its letters, and is spelled or counted."""

CASES: dict[Change, list[tuple[str, str]]] = {
    amounts.say_money: [
        ("$3.50, $5.00, $0.99", "3 dollars and 50 cents, 5 dollars, 99 cents"),
        ("$1, $1.01, £1, €1", "1 dollar, 1 dollar and 1 cent, 1 pound, 1 euro"),
        ("£1,200, US$5, ¥300", "1,200 pounds, 5 dollars, 300 yen"),
        ("$1.2 million, $5k, £2bn", "1.2 million dollars, 5 thousand dollars, 2 billion pounds"),
        ("a $5 bill, a $5-a-day job", "a 5 dollar bill, a 5 dollar-a-day job"),
        ("$10-$12, £3–4", "10 to 12 dollars, 3 to 4 pounds"),
        ("£3 10s. and £1 1s. 6d.", "3 pounds 10 shillings and 1 pound 1 shilling and 6 pence."),
        ("cost 10s. He paid 6d. in all", "cost 10 shillings. He paid 6 pence in all"),
        ("£1.50p, $3.5", "1 pound and 50 pence, 3.5 dollars"),
        ("$2.5M, $100s", "2.5 million dollars, $100s"),
        ("5¢ or 1¢", "5 cents or 1 cent"),
        ("in his 20s. He", "in his 20s. He"),
    ],
    figures.join_thousands: [
        ("5 000 crowns, 12 500 men", "5,000 crowns, 12,500 men"),
        ("1 250 000 of them. In 1914 500 men", "1,250,000 of them. In 1914 500 men"),
        ("room 7 100a, 555 123 4567, 1.5 000", "room 7 100a, 555 123 4567, 1.5 000"),
    ],
    figures.say_formulas: [
        ("E=mc² and F = ma", "E equals m c² and F equals m a"),
        ("c=a+b, x == y", "c equals a plus b, x == y"),
    ],
    dates.say_dates: [
        (
            "on 25/12/1999, 12/25/1999",
            "on December 25th, nineteen ninety-nine, December 25th, nineteen ninety-nine",
        ),
        ("5/12/1999, 5/12/05", "5 12 nineteen ninety-nine, 5 12 oh five"),
        (
            "3.3.1815 or 31/2, 45/67/1999, 1.2.3.4",
            "March 3rd, eighteen fifteen or 31/2, 45/67/1999, 1.2.3.4",
        ),
    ],
    amounts.say_feet_and_inches: [
        ("He is 5'10\" tall, 6’2” or 5′ 9″", "He is 5 foot 10 tall, 6 foot 2 or 5 foot 9"),
        ("8′ wide, 6' tall", "8 feet wide, 6 feet tall"),
        ("6 ft 2 in tall. 6 ft. 2 in. He", "6 feet 2 inches tall. 6 feet 2 inches. He"),
        ("‘Room 6’ and 5'", "‘Room 6’ and 5'"),
    ],
    amounts.say_measures: [
        ("5 km, 1 km, 100kg", "5 kilometers, 1 kilometer, 100 kilograms"),
        ("20°C, 98.6 °F", "20 degrees Celsius, 98.6 degrees Fahrenheit"),
        ("10 mph, 5 lbs. of it", "10 miles an hour, 5 pounds of it"),
        ("3 oz. He ran. A 10-ft. pole", "3 ounces. He ran. A 10-foot pole"),
        ("30 m², 5m, 5 m", "30 square meters, 5m, 5 meters"),
        ("45°, 5 in, 5 minutes, km", "45°, 5 in, 5 minutes, km"),
        ("60 mph. 5 cars. 3 km². 10 men", "60 miles an hour. 5 cars. 3 square kilometers. 10 men"),
        ("10 ft. 5 in. wide, 2 lb. 3 oz.", "10 feet 5 inches wide, 2 pounds 3 ounces."),
        ("1 in. A 3-in. nail, 2 gal. of it", "1 inch. A 3-inch nail, 2 gallons of it"),
    ],
    dates.say_years: [
        (
            "in 1815, in 1805 and in 1900",
            "in eighteen fifteen, in eighteen oh five and in nineteen hundred",
        ),
        ("1066 was; in 2012", "ten sixty-six was; in twenty twelve"),
        ("in 2005 and 2000", "in 2005 and two thousand"),
        ("1815 men, 1815 brave men, 1500 soldiers", "1815 men, 1815 brave men, 1500 soldiers"),
        ("In 1815 men wore", "In eighteen fifteen men wore"),
        ("of 1500 feet, of 1812.", "of 1500 feet, of eighteen twelve."),
        ("the 1840s, the 1900s", "the eighteen forties, the nineteen hundreds"),
        (
            "1914-18, 1914–1918",
            "nineteen fourteen to eighteen, nineteen fourteen to nineteen eighteen",
        ),
        ("c. 1850, ca.1900", "circa eighteen fifty, circa nineteen hundred"),
        ("an 1815 very good wine, 1815/16", "an eighteen fifteen very good wine, 1815/16"),
        ("1815's harvest", "eighteen fifteen's harvest"),
        ("May 1st, 1815", "May 1st, eighteen fifteen"),
        ("3000, 1,815, 18150, #1815, 1.1815", "3000, 1,815, 18150, #1815, 1.1815"),
    ],
    dates.say_decades: [
        ("the '40s, his 20s, the 60's", "the forties, his twenties, the sixties"),
        ("45s, 40 s, 1940s", "45s, 40 s, 1940s"),
    ],
    dates.say_days: [
        ("July 4, 1776", "July 4th, 1776"),
        ("on 4 July and the 2 May", "on the 4th of July and the 2nd of May"),
        ("1999-12-31", "December 31st, 1999"),
        ("July 4th, June 1815, May 40", "July 4th, June 1815, May 40"),
    ],
    dates.say_times: [
        ("at 10:00, 10:00 p.m.", "at 10 o'clock, 10 p.m."),
        ("9:05 and 09:30", "9 oh 5 and 9:30"),
        ("the 7.45 train, at 12.30.", "the 7:45 train, at 12:30."),
        ("It cost 7.45. At 7.45 meters", "It cost 7.45. At 7.45 meters"),
        ("3:00-4:30, 9–10:15 a.m.", "3 o'clock to 4:30, 9 to 10:15 a.m."),
        ("10:30 p.m., 1:02:03", "10:30 p.m., 1:02:03"),
    ],
    figures.say_fractions: [
        ("3/4, 1/2 and 2/3", "three quarters, one half and two thirds"),
        ("1½, 2 ¾ and ½", "1 and a half, 2 and three quarters and one half"),
        ("1 1/2 and 2 1/8", "1 and a half and 2 and an eighth"),
        ("4/7, on 3/4, 1/2/1999, 5/3", "4/7, on 3/4, 1/2/1999, 5/3"),
        ("24/7", "24 7"),
    ],
    figures.say_telephone_numbers: [
        ("555-1234", "5 5 5, 1 2 3 4"),
        ("(212) 555-1234", "2 1 2, 5 5 5, 1 2 3 4"),
        ("020 7946 0958", "0 2 0, 7 9 4 6, 0 9 5 8"),
        ("+44 20 7946 0958.", "plus 4 4, 2 0, 7 9 4 6, 0 9 5 8."),
        ("Call 555 123 4567", "Call 5 5 5, 1 2 3, 4 5 6 7"),
        ("Dial 911. He called 300 men", "Dial 9 1 1. He called 300 men"),
        ("1-800-555-1234", "1, 8 0 0, 5 5 5, 1 2 3 4"),
        ("300-1000 men, 1914-1918", "300-1000 men, 1914-1918"),
    ],
    figures.say_ranges: [
        ("10-12, 1,000–2,000", "10 to 12, 1,000 to 2,000"),
        ("1-2-3 go, 50-50", "1, 2, 3 go, 50 to 50"),
        ("20-year-old, F-16, -5", "20-year-old, F-16, -5"),
    ],
    figures.say_number_signs: [
        ("#1 and № 5", "number 1 and number 5"),
        ("#love", "hashtag love"),
        ("2 * 3, 2 × 3, 7 x 4", "2 times 3, 2 times 3, 7 times 4"),
        ("the 2d and 3d, 2d.", "the 2nd and 3rd, 2d."),
        (".45 and ~5", "point 45 and about 5"),
        ("x² and m³", "x squared and m cubed"),
        ("R&D, 3.14", "R&D, 3.14"),
    ],
    figures.say_slashes: [
        ("he/she, and/or, s/he", "he or she, and or, she or he"),
        ("w/ her, w/o him", "with her, without him"),
        ("a/b", "a/b"),
    ],
    abbreviations.spell_out: [
        ("221B Baker St., Elm Ave.", "221B Baker Street, Elm Avenue."),
        ("On Mon. he left; Wed., Dec. 12", "On Monday he left; Wednesday, December 12"),
        ("Tues. evening, in Feb. or 5 Jan.", "Tuesday evening, in February or 5 January."),
        ("There he Sat. The Sun. was up", "There he Sat. The Sun. was up"),
        ("St. John in St. James's St. today", "St. John in St. James's Street today"),
        ("Miss St. Clair. Baker St. He left.", "Miss St. Clair. Baker Street. He left."),
        ("No. 7, Nos. 3 and 4, no. 2", "Number 7, Numbers 3 and 4, number 2"),
        ("No. He left. No. I did.", "No. He left. No. I did."),
        ("Vol. III, Ch. I, pp. 10-12", "Volume III, Chapter I, pages 10-12"),
        ("Prof. and Mrs. Gray, Lt. Col. Ash", "Professor and Mrs. Gray, Lieutenant Colonel Ash"),
        (
            "modern art. I will. Old chap. I am. Vol. I said",
            "modern art. I will. Old chap. I am. Vol. I said",
        ),
        ("Mt. Etna, Ft. Worth", "Mount Etna, Fort Worth"),
        ("Ann Ash, Esq. Tom Ash, Jr., too", "Ann Ash, Esquire. Tom Ash, Junior, too"),
        ("Tom vs. Ann; Ash v. Gray", "Tom versus Ann; Ash versus Gray"),
        ("&c. and viz. this", "etc. and namely this"),
        ("vol. ii, ch. iv, Apt. 4B", "volume ii, chapter iv, Apartment 4B"),
        ("12 Elm Dr. or Elm Dr. Ash", "12 Elm Drive or Elm Dr. Ash"),
        ("Jan. 5, Ph.D.", "January 5, PhD."),
        ("Mr. Dr. Mrs. etc. i.e. e.g. a.m. M.D.", "Mr. Dr. Mrs. etc. i.e. e.g. a.m. M.D."),
        ("a rep. Gen. it in. U.S.A.", "a rep. Gen. it in. U.S.A."),
    ],
    roman.say_roman_numerals: [
        ("Henry VIII and Louis the XIV", "Henry the 8th and Louis the 14th"),
        ("George V died. George V. Ash", "George the 5th died. George V. Ash"),
        ("Louis XII. of France, Henry II.", "Louis the 12th of France, Henry the 2nd."),
        ("King James I said; James I said", "King James the 1st said; James I said"),
        ("Elizabeth II's; Charles I of England", "Elizabeth the 2nd's; Charles the 1st of England"),
        ("Act II, scene iii; Part I", "Act 2, scene 3; Part 1"),
        ("World War II, Chapter IV", "World War 2, Chapter 4"),
        ("the part I played, then Mark I left", "the part I played, then Mark I left"),
        ("Malcolm X, the letter V, vitamin C", "Malcolm X, the letter V, vitamin C"),
        ("an IV drip", "an I.V. drip"),
        ("VI. MIX IIII XXX", "6. MIX IIII XXX"),
        ("note viii and Matt. xviii. 8", "note 8 and Matt. 18, 8"),
        ("Louis xiii died; Henry viii.", "Louis the 13th died; Henry the 8th."),
        ("the xviiith year, the XIXTH, iind", "the 18th year, the 19th, 2nd"),
        ("John III. 16; 1 Peter iii. 8", "John 3, 16; 1 Peter 3, 8"),
        ("Rom. x. 9, Ps. cxviii. 24", "Rom. 10, 9, Ps. 118, 24"),
        ("pp. i-viii, xix–xx, Act II-III", "pp. 1-8, 19–20, Act 2-3"),
        ("King Charles iii., Pope John xxiii", "King Charles the 3rd, Pope John the 23rd"),
        ("wan iv thim, the iv drip", "wan iv thim, the iv drip"),
        ("the xth time, xxx, a cv, cc, xl", "the xth time, xxx, a cv, cc, xl"),
        ("list, vid, lid, livid, ill, civil", "list, vid, lid, livid, ill, civil"),
        ("Hamlet III.iii.87, v. Bork", "Hamlet III.iii.87, v. Bork"),
    ],
    outcry.uncover_words: [
        ("D--n you, d—d fool, go to h--l", "Damn you, damned fool, go to hell"),
        ("D—n it, a—is it", "Damn it, a—is it"),
        ("f**k and sh*t", "f k and sh t"),
        ("I--I, Mr. B----, W--what, no--by then", "I--I, Mr. B----, W--what, no--by then"),
    ],
    outcry.join_stutters: [
        ("W-w-what? B-but Th-that", "Wuh-wuh-what? Buh-but Thuh-that"),
        ("Y-yes, c-certainly", "Yuh-yes, suh-certainly"),
        ("I-it and a-and, br-r", "I-it and a-and, br-r"),
        ("D-Day, X-ray, T-shirt, no-no, I-I, A-a", "D-Day, X-ray, T-shirt, no-no, I-I, A-a"),
    ],
    outcry.shorten_cries: [
        ("Nooooo! Sooo goooood", "No! So good"),
        ("Helllllo, yesssss, allll", "Hello, yes, all"),
        ("So-o-o ye-e-es, ow-w!", "So yes, ow!"),
        ("co-operate, no-one, re-enter, a-a", "co-operate, no-one, re-enter, a-a"),
        ("Shhh! Brrr. Mmm, mm-hm. Bzzz!", "Shush! Bur. Hmm, hmm-hmm. Buzz!"),
        ("Aaaah, OOOOO", "Ah, Ooh"),
        ("Hmm, VIII, www, agreed", "Hmm, VIII, www, agreed"),
        ("AAA! AAAARGH! GRRR, SHHH!", "Ah! ARGH! Gurr, Shush!"),
        *[(kept, kept) for kept in NO_CRIES],
    ],
    capitals.lower_shouts: [
        ("I said YES. And NO!", "I said Yes. And No!"),
        ("I’LL go, it's the MAN'S", "I’ll go, it's the Man's"),
        ("HELP US; they told US", "HELP Us; they told US"),
        ("the IT people saw IT", "the IT people saw It"),
        ("a VIP's IQ, MI6", "a V.I.P's I.Q, M.I. 6"),
        ("10 AM, AD 79", "10 a.m., A.D. 79"),
        ("BBC, U.S.A., NASA, HELLO, R&D", "BBC, U.S.A., NASA, HELLO, R&D"),
    ],
}


@pytest.mark.parametrize(
    ("change", "text", "spoken"),
    [(change, *case) for change, cases in CASES.items() for case in cases],
)
def test_what_is_misread_is_mended_and_the_rest_left(
    change: Change, text: str, spoken: str
) -> None:
    assert change(Mapped(text)).text == spoken
