"""Words of councils, law and social work, which nobody may be met with; and the few that stay, each with its reason.

A term is matched from its start, whatever its ending ("escalat" finds "escalated"); capitals are matched as they stand.
"""

import re

from portal.vocabulary import Register

JARGON = (
    # law
    *("statutory", "statute", "procedure", "representation", "pursuant", "regulation", "legislation", "provision"),
    *("complainant", "adjudicat", "jurisdiction", "tribunal", "ombudsman", "parental responsib", "custody", "invalid"),
    *("appeal", "lawful basis", "controller", "conference", "review panel", "proceeding"),
    # councils
    *("stakeholder", "escalat", "triage", "eligib", "ineligib", "signpost", "engage", "multi-agency", "commission"),
    *("threshold", "outcome", "implement", "facilitat", "in respect of", "with regard to", "prior to", "liais"),
    *("timescale", "working day", "resolution", "correspondence", "designated", "nominated", "monitoring officer"),
    # social work
    *("safeguarding", "placement", "allegation", "disclos", "looked after", "looked-after", "respite", "intervention"),
    *("assessment", "caseload", "case file", "keyworker", "key worker", "practitioner", "siblings", "child in need"),
    *("children in need", "child protection", "care leaver", "personal adviser", "special guardian", "kinship"),
    *("private foster", "early help", "youth justice", "advocate", "independent person", "reviewing officer"),
    *("special educational needs", "short break", "duty team", "EHC", "SEND", "LADO", "MASH", "POD", "LAC", "CIN"),
    *("s17", "s47", "IRO", "EDT", "DSL", "PIN", "GDPR", "SGO", "SENCO", "CAMHS", "PEP", "NSPCC", "CLA"),
)

#: What may be said all the same, and why.
ALLOWED = {
    "advocate": "the law's word for somebody on a child's side; where it first stands it is explained",
    "care leaver": "what the law and they themselves say; the list of speakers says whom it means",
    "special guardian": "what the court calls them; nothing plainer means the same person",
    "kinship": "stands as what some call it, under plain words",
    "private foster": "stands under plain words, or in a question for foster carers, who know it",
    "child protection": "the name on the letter, under plain words",
    "conference": "the name on the letter, under plain words",
    "EHC": "the name on the plan, under plain words",
    "SEND": "part of the Tribunal's own name",
    "tribunal": "its own name; the note says that it is like a court",
    "review panel": "the name on the letter; the note says what it does",
    "NSPCC": "a name; it stands with what it is for",
    "short break": "the name of the help, known to those who have it",
    "youth justice": "the team's own name; the hint says what it does",
    "working day": "stands only on the pages that say how it works, which say what it is",
    "commission": "the Information Commissioner's name, with what they do",
}

#: The same, for adults alone: the names in letters they have, and what the law wants a notice to name.
ALLOWED_FOR_ADULTS = {
    "ombudsman": "a name; it stands with what they do",
    "appeal": "one of a list with plainer words in it, found in their letters",
    "parental responsib": "after the word parent, for those who have it and are none",
    "custody": "beside a secure home: the name on the papers of the court",
    "personal adviser": "the title of the worker a care leaver has",
    "special educational needs": "the name of the help, on every letter about it",
    "early help": "the name of the help, beside a family hub and youth work",
    "statutory": "the procedure's own name, on the page that says how it works",
    "procedure": "which of them applies is what that page tells",
    "children in need": "the law's words for whom the procedure is for, beside plain ones",
    "independent person": "who they are is part of how stage 2 works",
    "controller": "the law wants a privacy notice to name them; the page says what one is",
    "regulation": "the names of laws",
    "GDPR": "the name of a law",
}

#: "Who are you?" is asked before the register is known: one text serves both.
_SAID_TO_BOTH = ("parental responsib",)


def allowed(register: Register) -> set[str]:
    """The terms that may be said in a register."""
    if register is Register.CHILD:
        return {*ALLOWED, *_SAID_TO_BOTH}
    return {*ALLOWED, *ALLOWED_FOR_ADULTS}


def found_in(text: str) -> set[str]:
    """The terms of jargon in a text. What stands in a placeholder is the council's own name for it."""
    own = re.sub(r"\{\w+\}", "", text)
    return {term for term, pattern in _PATTERNS.items() if pattern.search(own)}


_PATTERNS = {
    term: re.compile(rf"\b{term}" + (r"s?\b" if term.isupper() else ""), 0 if term.isupper() else re.IGNORECASE)
    for term in JARGON
}
