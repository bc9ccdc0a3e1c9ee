"""The frames that each language's table has sentences for, with a statement and without one."""

from __future__ import annotations

FRAMES = {
    "marks": "every pair of marks",
    "apostrophes": "apostrophes that are no marks",
    "marks inside marks": "a passage that holds another",
    "several paragraphs": "a speech that is opened again in each paragraph and closed once",
    "never closed": "a mark without its second",
    "split": "one utterance around its cue: “…”, said X, “…”",
    "goes on": "a second utterance after the cue: “…”, said X. “…”",
    "headline": "a headline in single marks",
    "dialogue dash": "a line of dialogue that a dash opens",
    "cue after": "“…”, said X",
    "cue before": "X said: “…”",
    "cue in the middle": "The bridge, said X, is closed",
    "cue inside the marks": "« Nous partirons, a dit X. »",
    "name and colon": "X: “…”",
    "dash and name": "“…” – X",
    "preposition": "according to X, before or after what is said",
    "preposition in the middle": "The bridge is, according to X, closed",
    "verb at the end": "the perfect, and a cue in a clause of its own",
    "separable verb": "a prefix that stands apart: kondigde … aan",
    "that clause": "X said that the bridge was closed",
    "no that": "X said the bridge was closed; The bridge was closed, X said",
    "mood": "a mood that reports, also over sentences: X sagte, er sei …",
    "fragment in a clause": "X said that the bridge was “a danger”",
    "sentence before": "The bridge is closed. That is what X said.",
    "impersonal": "a cue whose speaker stands elsewhere: luidt het",
    "mixed": "X called it “a danger”",
    "nested": "X said that Y said",
    "particles": "names with small words: van der, al-",
    "titles": "titles and roles before a name",
    "apposition": "a description or a relative clause after a name",
    "two speakers": "X and Y said",
    "unnamed": "a spokesman, a neighbour",
    "metonyms and demonyms": "the Kremlin, the Russians",
    "pronouns": "he, she, they",
    "descriptions": "the minister, for someone named before",
    "carried": "a passage without a cue takes its speaker from the text around",
    "two statements": "X said … but Y said …",
    "not speech": "titles of works, terms, nicknames, scare quotes",
}
"""Each frame, as the tables' headings name it, and what it is."""

ABSENT = {
    "de": {"dialogue dash", "cue inside the marks"},
    "en": {"dialogue dash", "cue inside the marks", "separable verb", "mood", "impersonal"},
    "fr": {"separable verb", "mood"},
    "nl": {"dialogue dash", "cue inside the marks", "mood"},
}
"""What a language does not have. English prints dialogue in marks, and its impersonal *it is said* names
nobody; the French conditional of hearsay has no cue; neither has verbs whose prefix stands apart. Dutch
has no mood of reported speech."""
