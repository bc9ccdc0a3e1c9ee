"""What a word form can be, one bit each: a form can be several things at once."""

from __future__ import annotations

UPPER = 1 << 0  # written with a capital
CAPITALS = 1 << 1  # written in capitals only, two letters or more
COMMON = 1 << 2  # a word of the language, so no name for being capitalised
MALE = 1 << 3  # a man's first name
FEMALE = 1 << 4  # a woman's first name
PARTICLE = 1 << 5  # van, de la: may stand inside a person's name
NAME_START = 1 << 6  # De, Van: may begin a surname when capitalised
TITLE = 1 << 7  # stands before a name
PERSON = 1 << 8  # a noun for one person
PEOPLE = 1 << 9  # a noun for several
BODY = 1 << 10  # a noun for an organisation
BODIES = 1 << 11  # a noun for several
PLACE_NOUN = 1 << 12  # a noun for a place
DETERMINER = 1 << 13
PREPOSITION = 1 << 14
PRONOUN = 1 << 15
CONJUNCTION = 1 << 16
VERB = 1 << 17
ADVERB = 1 << 18
ADJECTIVE = 1 << 19
CALENDAR = 1 << 20
COUNTRY = 1 << 21
PLACE = 1 << 22  # the name of a place
ORGANISATION = 1 << 23  # the name of an organisation
DEMONYM = 1 << 24  # Franse
ONE_OF_PEOPLE = 1 << 25  # Fransman
THE_PEOPLE = 1 << 26  # Fransen
BODY_WORD = 1 << 27  # Bank, Inc: makes the name it stands in an organisation's
OF = 1 << 28  # van, voor: links a noun to what it belongs to
NOUN_SHAPE = 1 << 29  # ends like a noun or verb of the language
CAMEL = 1 << 35  # MoMA, Wal-Mart: capitals inside
LOCATIVE = 1 << 30  # in, te: a place follows
WORD = 1 << 31  # has a letter
NUMBER = 1 << 32
EVENT = 1 << 34  # Ronde, Cup: makes the name it stands in an event's or a work's
HYPHENED = 1 << 33  # a name and a lower-case noun: Mossad-baas

FIRST_NAME = MALE | FEMALE
PERSON_NOUN = PERSON | PEOPLE
BODY_NOUN = BODY | BODIES
NOUN = PERSON_NOUN | BODY_NOUN | PLACE_NOUN
KNOWN_NAME = COUNTRY | PLACE | ORGANISATION
PEOPLES = DEMONYM | ONE_OF_PEOPLE | THE_PEOPLE
STOP = PREPOSITION | PRONOUN | CONJUNCTION | VERB | ADVERB | CALENDAR
