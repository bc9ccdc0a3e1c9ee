import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.language import load_language
from reader.analysis.language_files import supported_languages
from reader.analysis.mentions import Mention, find_mentions
from reader.analysis.tokens import tokenise
from reader.article import ActorKind


def mentions(text: str, language: str) -> list[Mention]:
    return find_mentions(tokenise(text, load_language(language)))


def phrase(text: str, language: str, words: str) -> Mention:
    """The mention whose words are `words`; fails showing all that were found."""
    found = {mention.span.of(text): mention for mention in mentions(text, language)}
    assert words in found, list(found)
    return found[words]


# language | text, its phrase in [ ] as long as it goes | the head of that
LONGEST = """
nl | Dat zei [de Franse minister van Buitenlandse Zaken Luc Morel]. | Morel
nl | [Otto Jansen, de Duitse bondskanselier], vertrok. | Jansen
nl | [De Duitse bondskanselier, Otto Jansen], vertrok. | Jansen
nl | [Een woordvoerder van de politie] sprak maandag. | woordvoerder
nl | [Het Russische ministerie van Buitenlandse Zaken] zweeg. | ministerie
nl | Dat zegt [federaal minister van Verkeer en vice-premier Karin Smit]. | Smit
nl | Zo denkt [Karin Smit (45)] erover. | Smit
nl | [De minister] benadrukte dat het moet. | minister
nl | [De burgemeester] maandag sprak. | burgemeester
nl | [De rebellen uit Zarko] vluchtten. | rebellen
nl | [Een van hen] zei niets. | hen
en | [A White House spokesman] said so. | spokesman
en | [Trump's lawyer Michael Stone] denied it. | Stone
en | [Democratic Sen. Paul Harper (D-N.Y.)] agreed. | Harper
en | [Karen Smith, 45, a neighbour], saw it. | Smith
en | [The newly elected mayor of Wenford] spoke. | mayor
en | [Secretary of State Rita Mayer] left. | Mayer
en | [Prime Minister James Whitfield] left. | Whitfield
de | [Der Innenminister Frankreichs, Nicolas Morel], kam. | Morel
de | [Der Vorsitzende des Verbands in Bonn, Michael Knipp], kam. | Knipp
de | [Ein Sprecher des Innenministeriums] schwieg. | Sprecher
de | [Der russische Außenminister Sergej Orlow] kam. | Orlow
de | [Die staatliche libanesische Nachrichtenagentur] schrieb. | Nachrichtenagentur
fr | [Le ministre français des Affaires étrangères Luc Morel] a dit non. | Morel
fr | [Le Premier ministre Antoine Delcourt] a dit non. | Delcourt
fr | [La ministre de l'Agriculture, Sylvie Marchal], a dit non. | Marchal
fr | [Le porte-parole du gouvernement] a dit non. | porte-parole
fr | [M. Faure, président du conseil], a dit oui. | Faure
"""


@pytest.mark.parametrize("row", LONGEST.strip().split("\n"))
def test_a_phrase_goes_as_far_as_it_belongs_together(row: str) -> None:
    language, marked, head = row.split(" | ")
    text = marked.replace("[", "").replace("]", "")
    mention = phrase(text, language, marked[marked.index("[") + 1 : marked.index("]")])
    assert tokenise(text, load_language(language)).tokens[mention.head].text == head


def test_a_title_before_a_name_is_its_role() -> None:
    text = "Gisteren kwam de Franse minister van Buitenlandse Zaken Luc Morel aan."
    mention = phrase(text, "nl", "de Franse minister van Buitenlandse Zaken Luc Morel")
    assert mention.name == "Luc Morel"
    assert mention.role == "Franse minister van Buitenlandse Zaken"
    assert mention.name_span is not None
    assert mention.name_span.of(text) == "Luc Morel"


def test_a_description_after_a_name_is_its_role() -> None:
    mention = mentions("Eva Claes, de directrice van de school, vertrok.", "nl")[0]
    assert (mention.name, mention.role, mention.gender) == ("Eva Claes", "directrice van de school", "f")


def test_a_form_of_address_is_no_role() -> None:
    assert mentions("Mevrouw Claes kwam.", "nl")[0].role is None
    assert mentions("Mr. Harper came.", "en")[0].role is None


@pytest.mark.parametrize(
    ("text", "language", "gender"),
    [
        ("Mevrouw Claes kwam.", "nl", "f"),
        ("Woordvoerster Claes kwam.", "nl", "f"),
        ("Karin Claes kwam.", "nl", "f"),
        ("Otto Claes kwam.", "nl", "m"),
        ("Mr. Harper came.", "en", "m"),
        ("Frau Huber kam.", "de", "f"),
        ("Mme Moreau a ri.", "fr", "f"),
    ],
)
def test_names_and_titles_tell_gender(text: str, language: str, gender: str) -> None:
    assert mentions(text, language)[0].gender == gender


def test_two_people_are_one_mention_with_two_parts() -> None:
    text = '"Wij stoppen", zeiden Jansen en De Vries.'
    pair = phrase(text, "nl", "Jansen en De Vries")
    assert pair.plural
    assert pair.kind is ActorKind.GROUP
    assert [part.name for part in pair.parts] == ["Jansen", "De Vries"]


def test_what_belongs_to_a_noun_is_a_part_of_it() -> None:
    text = "Een woordvoerder van de politie zweeg."
    assert [part.span.of(text) for part in mentions(text, "nl")[0].parts] == ["de politie"]


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("De politie kwam.", "nl", ActorKind.ORGANISATION),
        ("De Russen kwamen.", "nl", ActorKind.GROUP),
        ("De Amerikaan kwam.", "nl", ActorKind.PERSON),
        ("Getuigen zagen het.", "nl", ActorKind.GROUP),
        ("Frankrijk zwijgt.", "nl", ActorKind.COUNTRY),
        ("Officials knew.", "en", ActorKind.GROUP),
        ("Die Polizei kam.", "de", ActorKind.ORGANISATION),
        ("Les syndicats attendent.", "fr", ActorKind.ORGANISATION),
    ],
)
def test_nouns_and_names_tell_the_kind(text: str, language: str, kind: ActorKind) -> None:
    assert mentions(text, language)[0].kind is kind


def test_a_town_is_mentioned_but_cannot_act() -> None:
    assert phrase("Hij woont in Antwerpen.", "nl", "Antwerpen").kind is None


@pytest.mark.parametrize(
    ("text", "language", "word", "gender", "plural"),
    [
        ("Dat zei hij.", "nl", "hij", "m", False),
        ("Dat zei ze.", "nl", "ze", "fp", False),
        ("She said so.", "en", "She", "f", False),
        ("They said so.", "en", "They", "", True),
        ("Das sagte er.", "de", "er", "m", False),
        ("« Non », dit-il.", "fr", "-il", "m", False),
    ],
)
def test_pronouns(text: str, language: str, word: str, gender: str, plural: bool) -> None:
    pronoun = phrase(text, language, word)
    assert (pronoun.form, pronoun.gender, pronoun.plural) == ("pronoun", gender, plural)


def test_a_conjunction_is_no_determiner() -> None:
    text = "Hij zei dat de minister weg is."
    assert phrase(text, "nl", "de minister").definite


@given(st.text(), st.sampled_from([*supported_languages(), "xx"]))
def test_any_text_gives_ordered_phrases_in_range(text: str, language: str) -> None:
    end = 0
    for mention in mentions(text, language):
        assert end <= mention.span.start < mention.span.end <= len(text)
        assert mention.first <= mention.head < mention.last
        end = mention.span.end


WORDS = "de van en het een minister Jan Vantarix politie zei ( ) , . “ ” 's die ze Fransen VS 45 woordvoerder"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=40), st.sampled_from(supported_languages()))
def test_any_order_of_telling_words_gives_phrases_in_range(words: list[str], language: str) -> None:
    text = " ".join(words)
    end = 0
    for mention in mentions(text, language):
        assert end <= mention.span.start < mention.span.end <= len(text)
        for part in mention.parts:
            assert mention.span.contains(part.span)
        end = mention.span.end
