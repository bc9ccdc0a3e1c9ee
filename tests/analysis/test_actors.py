from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reader
from reader.analysis.actors import ActorIndex, build_actors
from reader.analysis.language import load_language
from reader.analysis.language_files import supported_languages
from reader.analysis.marks import find_passages
from reader.analysis.mentions import find_mentions
from reader.analysis.tokens import tokenise
from reader.article import Actor, ActorKind, Span

PERSON, BODY, COUNTRY = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.COUNTRY


def index(text: str, language: str = "nl", declared: tuple[Actor, ...] = ()) -> ActorIndex:
    document = tokenise(text, load_language(language))
    quoted = [passage.span for passage in find_passages(document)]
    return build_actors(document, find_mentions(document), declared, quoted)


def who(text: str, words: str, language: str = "nl", occurrence: int = -1) -> str | None:
    """The name of the actor that the last `words` in `text` refer to."""
    starts = [i for i in range(len(text)) if text.startswith(words, i)]
    start = starts[occurrence]
    actor, reason = index(text, language).resolve(Span(start, start + len(words)), start)
    assert reason
    return actor.name if actor else None


SEED = {
    "Jean-Marc Ayrault": (PERSON, "Franse minister van Buitenlandse Zaken", ("Ayrault",)),
    "Boris Johnson": (PERSON, "Britse collega", ("Johnson",)),
    "Rex Tillerson": (PERSON, "Amerikaanse minister van Buitenlandse Zaken", ("Tillerson",)),
    "Sergei Lavrov": (PERSON, "Russische evenknie", ()),
    "Donald Trump": (PERSON, "Amerikaanse president", ("Trump",)),
    "Assad": (PERSON, "Syrische president", ()),
    "G7": (BODY, None, ("G7-landen",)),
    "Hezbollah": (BODY, "Libanese terreurgroep", ()),
    "Kremlin": (BODY, None, ()),
    "Russische ministerie van Buitenlandse Zaken": (BODY, None, ("Het ministerie",)),
    "VS": (COUNTRY, None, ("Verenigde Staten",)),
    "Rusland": (COUNTRY, None, ("de Russen",)),
}
SEED_COUNTRIES = """
Verenigd Koninkrijk, Frankrijk, Duitsland, Italië, Japan, Canada, Turkije, Saoedi-Arabië,
Verenigde Arabische Emiraten, Jordanië, Qatar, Syrië, Iran, Jemen, Libië, Noord-Korea
"""


def test_the_bundled_article_has_its_actors_and_no_others() -> None:
    path = Path(__file__).parents[2] / "articles" / "2017-04-11-g7-lucca.md"
    actors = {actor.name: actor for actor in reader.read(path).analysis.actors}
    for name, (kind, role, aliases) in SEED.items():
        found = actors.pop(name)
        assert (found.kind, found.role, found.aliases) == (kind, role, aliases)
    countries = {" ".join(name.split()) for name in SEED_COUNTRIES.split(",")}
    assert set(actors) == countries
    assert all(actor.kind is COUNTRY for actor in actors.values())


# -- names -----------------------------------------------------------------------------------------


def test_a_person_has_the_fullest_name_and_the_others_as_aliases() -> None:
    (actor,) = index("Van den Berg zweeg. Toen lachte Mila van den Berg. Iedereen keek naar Mila.").actors
    assert actor.name == "Mila van den Berg"
    assert set(actor.aliases) == {"Van den Berg", "Mila"}
    assert len(actor.mentions) == 3


def test_surnames_shared_by_two_people_stay_apart() -> None:
    text = "Wij zagen Karin Smit en later Otto Smit. Mevrouw Smit lachte. Meneer Smit zweeg."
    assert {actor.name for actor in index(text).actors} == {"Karin Smit", "Otto Smit"}
    assert who(text, "Mevrouw Smit") == "Karin Smit"
    assert who(text, "Meneer Smit") == "Otto Smit"


def test_a_surname_is_of_the_bearer_named_last() -> None:
    text = "Wij zagen Karin Smit. Later kwam Eva Smit. Volgens Smit regent het."
    assert who(text, "Smit") == "Eva Smit"


def test_a_genitive_is_the_same_name() -> None:
    (actor,) = index("Toen kwam Otto Jansen. Niemand kende Jansens plan.").actors
    assert (actor.name, actor.aliases, len(actor.mentions)) == ("Otto Jansen", ("Jansen",), 2)


def test_the_fullest_role_is_kept() -> None:
    text = "Minister Karin Smit kwam. De Belgische minister van Defensie Karin Smit zweeg."
    (actor, *_) = index(text).actors
    assert actor.role == "Belgische minister van Defensie"


def test_an_abbreviation_of_a_country_has_its_name_as_alias() -> None:
    (actor,) = index("Dat weet de VS.").actors
    assert (actor.name, actor.kind, actor.aliases) == ("VS", COUNTRY, ("Verenigde Staten",))


def test_two_names_of_a_country_are_one_actor() -> None:
    (actor,) = index("Wij zagen de VS. Later zweeg de Verenigde Staten.").actors
    assert len(actor.mentions) == 2


def test_an_abbreviation_in_brackets_is_the_body_named_before_it() -> None:
    text = "We asked the Financial Conduct Authority (FCA). The FCA said no."
    (actor,) = index(text, "en").actors
    assert (actor.name, actor.aliases) == ("Financial Conduct Authority", ("FCA",))


def test_a_body_is_called_by_the_noun_in_its_name() -> None:
    text = "The Bank of Wenford will close. The bank said so."
    assert who(text, "The bank", "en") == "Bank of Wenford"


def test_particles_after_a_form_of_address_belong_to_the_name() -> None:
    (actor,) = index("We met Peter van Dijk. Mr van Dijk left.", "en").actors
    assert (actor.name, actor.aliases) == ("Peter van Dijk", ("van Dijk",))


def test_towns_that_only_locate_are_no_actors() -> None:
    assert index("De top was in Antwerpen. Hij reisde naar Gent.").actors == ()


# -- descriptions ----------------------------------------------------------------------------------

RESOLVED = """
nl | Minister Karin Smit bezocht de brug. ‹De minister› zweeg. | Karin Smit
nl | Haar collega van Landbouw Otto Claes kwam. ‹De landbouwminister› zweeg. | Otto Claes
nl | De Amerikaanse atlete Karin Smit won. ‹De Amerikaanse› lachte. | Karin Smit
nl | Wij zagen Otto Jansen. ‹De man› zweeg. | Otto Jansen
nl | Wij zagen Otto Jansen en Eva Claes. ‹De vrouw› zweeg. | Eva Claes
nl | Het bedrijf Vantarix groeit. ‹Het bedrijf› zweeg. | Vantarix
nl | Het Duitse ministerie van Defensie kwam. ‹Het ministerie› zweeg. | Duitse ministerie van Defensie
nl | Rusland zwijgt. Volgens ‹de Russen› is er niets. | Rusland
nl | Volgens ‹de Fransen› is er niets. | Frankrijk
nl | Vier Nederlanders vluchtten. ‹De mannen› zwegen. | Vier Nederlanders
nl | Vier Nederlanders vluchtten. ‹Een van hen› zweeg. | Een van Vier Nederlanders
nl | Volgens ‹een woordvoerder van de politie› regent het. | woordvoerder van de politie
nl | Een woordvoerder van de politie kwam. ‹De woordvoerder› zweeg. | woordvoerder van de politie
nl | "Wij stoppen", zeiden ‹Jansen en De Vries›. | Jansen en De Vries
nl | Volgens ‹het Kremlin› is er niets. | Kremlin
nl | Volgens ‹Den Haag› is er niets. | Den Haag
en | President Paul Harper came. ‹The president› was silent. | Paul Harper
en | Republican nominee Paul Harper came. ‹The Republican nominee› left. | Paul Harper
en | According to ‹Downing Street› it rains. | Downing Street
de | Der Minister Otto Huber kam. ‹Der Minister› schwieg. | Otto Huber
de | Russland schweigt. ‹Die Russen› gehen. | Russland
fr | La ministre Claire Moreau est venue. ‹La ministre› a souri. | Claire Moreau
fr | ‹Les Allemands› disent non. | Allemagne
"""


def resolved(row: str) -> tuple[str | None, str]:
    """The actor that the words in ‹ › refer to, and the one expected."""
    language, marked, expected = row.split(" | ")
    start, end = marked.index("‹"), marked.index("›") - 1
    text = marked.replace("‹", "").replace("›", "")
    actor, _ = index(text, language).resolve(Span(start, end), start)
    return actor.name if actor else None, expected


@pytest.mark.parametrize("row", RESOLVED.strip().split("\n"))
def test_descriptions_refer_to_who_was_called_so(row: str) -> None:
    found, expected = resolved(row)
    assert found == expected


def test_a_description_of_another_country_is_someone_else() -> None:
    text = "De Franse president Luc Morel kwam. De Duitse president zweeg."
    assert who(text, "De Duitse president") == "Duitse president"


def test_unnamed_speakers_are_actors_only_when_they_speak() -> None:
    found = index("Een woordvoerder van de politie zweeg.")
    assert found.actors == ()
    speaker, _ = found.resolve(Span(0, 31), 0)
    assert speaker is not None
    assert found.actors_for([speaker]) == (speaker,)


# -- pronouns --------------------------------------------------------------------------------------

PRONOUNS = """
nl | Wethouder Karin Smit sprak met hoogleraar Otto Jansen. ‹Hij› zweeg. | Otto Jansen
nl | Wethouder Karin Smit sprak met hoogleraar Otto Jansen. ‹Zij› zweeg. | Karin Smit
nl | De brug is van president Otto Jansen. ‹Die› zweeg. | Otto Jansen
nl | De vakbonden kwamen samen. ‹Zij› willen staken. | vakbonden
nl | Karin Smit zei: "Otto Jansen liegt." Daarna vertrok ‹ze›. | Karin Smit
nl | Otto Jansen zei: "Bert Claes liegt." Toen zweeg ‹hij›. | Otto Jansen
en | Mayor Karen Smith met Professor Otto Jones. ‹She› left. | Karen Smith
en | The protesters came. ‹They› shouted. | protesters
de | Karin Huber traf Otto Lang. Dann ging ‹er› nach Hause. | Otto Lang
fr | La ministre Claire Moreau a reçu le maire Alain Besson. ‹Il› a souri. | Alain Besson
"""


@pytest.mark.parametrize("row", PRONOUNS.strip().split("\n"))
def test_pronouns_refer_to_who_fits(row: str) -> None:
    found, expected = resolved(row)
    assert found == expected


@pytest.mark.parametrize("word", ["Men", "Iemand"])
def test_indefinite_pronouns_name_nobody(word: str) -> None:
    assert who(f"Karin Smit kwam. {word} zweeg.", word) is None


# -- declared actors -------------------------------------------------------------------------------


def test_declared_actors_win() -> None:
    declared = (Actor("Karin Smit-De Boer", PERSON, "schepen", ("Smit",)), Actor("Vzw Water", BODY))
    found = index("Volgens Smit regent het. Smit is burgemeester.", declared=declared)
    first, second = found.actors
    assert (first.name, first.kind, first.role) == ("Karin Smit-De Boer", PERSON, "schepen")
    assert len(first.mentions) == 2
    assert (second.name, second.mentions) == ("Vzw Water", ())


def test_a_declared_alias_is_found_where_it_is_no_name() -> None:
    declared = (Actor("Karin Smit", PERSON, "premier", ("de premier", "de baas")),)
    text = "Volgens de premier regent het. De wijk kent de baas van de premiers."
    (actor,) = index(text, declared=declared).actors
    assert [span.of(text) for span in actor.mentions] == ["de premier", "de baas"]
    found, reason = index(text, declared=declared).resolve(Span(8, 18), 8)
    assert found is not None
    assert found.name == "Karin Smit"
    assert "declared" in reason


def test_a_surname_that_is_also_a_first_name_is_no_other_person() -> None:
    text = "Sprecherin Petra Albrecht kam am Dienstag. „Wir sind fertig“, sagte Albrecht."
    (actor,) = [actor for actor in index(text, "de").actors if "Albrecht" in actor.name]
    assert actor.name == "Petra Albrecht" and actor.aliases == ("Albrecht",)


# -- any text ----------------------------------------------------------------------------------------


@given(st.text(), st.sampled_from([*supported_languages(), "xx"]))
def test_any_text_gives_actors_in_range(text: str, language: str) -> None:
    found = index(text, language)
    starts = [actor.mentions[0].start for actor in found.actors]
    assert starts == sorted(starts)
    assert all(0 <= span.start < span.end <= len(text) for actor in found.actors for span in actor.mentions)


TELLING = "Karin Smit zei hij zij de minister Fransen een van hen en . , “ ”"


@given(st.lists(st.sampled_from(TELLING.split())))
def test_any_order_of_telling_words_resolves(words: list[str]) -> None:
    text = " ".join(words)
    found = index(text)
    for mention in find_mentions(tokenise(text, load_language("nl"))):
        actor, reason = found.resolve(mention, mention.span.start)
        assert reason
        assert actor is None or actor.name
