"""The titles of the tables of `data/raw` and what their columns mean, in both languages.

The English words stand in `analysis.rawtables` and `analysis.plantables`, below the languages;
they are marked here for translation, and a test holds both equal.
"""

from analysis.wording.language import Language, mark

WORDS = (
    mark("The indices and other series"),
    mark("Code"),
    mark("Name in Vietnamese"),
    mark("Name in English"),
    mark("Short name"),
    mark("Publisher, Vietnamese"),
    mark("Publisher, English"),
    mark(
        "Years with all provinces that were published, ranges separated by ;; other years are"
        " partial"
    ),
    mark("The 63 provinces up to 30 June 2025 and the 34 units that they became part of"),
    mark("Code of the statistics office"),
    mark("Kind of unit through evaluation year 2024"),
    mark("One of six socio-economic regions"),
    mark("Its name"),
    mark("ISO 3166-2 code"),
    mark("Code in the frame of 34"),
    mark("Name of that unit"),
    mark("Other spellings, separated by ;"),
    mark("Documents and pages that the figures were read from"),
    mark("Identifier"),
    mark("Title"),
    mark("Publisher"),
    mark("Date or year as known"),
    mark("Address or place"),
    mark("Licence where known"),
    mark(
        "frame-unproven: whether the codes mean units before or after the merger of July 2025"
        " is not proven"
    ),
    mark("What a reader must know"),
    mark("Components of each index, by the years in which name and scale hold"),
    mark("Code of the index"),
    mark("Code: overall, d3, d3.2, …"),
    mark("First year"),
    mark("Last year; blank while in use"),
    mark("Unit of the score"),
    mark("Highest possible score; blank where unknown or none"),
    mark("Where this is printed; several ids separated by ;"),
    mark("How sure the maximum is"),
    mark("Editions of the methods, with the years in which each was used"),
    mark("Name of the edition"),
    mark("Decision that set it"),
    mark("Number of domains or dimensions"),
    mark("Number of criteria or factors"),
    mark("Number of sub-criteria"),
    mark("Highest possible total"),
    mark("Where the figure is printed; several ids separated by ;"),
    mark("How sure the entry is"),
    mark("Years from which a component must not be compared with the years before"),
    mark("Year that the figure is about"),
    mark("Component whose series breaks"),
    mark("documented in a source, inferred from one, or suspected from the data"),
    mark("What changed, Vietnamese"),
    mark("What changed, English"),
    mark("When and by which decision the results of a year were published"),
    mark("Number of the decision"),
    mark("Date of the decision"),
    mark("Day of the announcement"),
    mark("Published means of the six socio-economic regions"),
    mark("Region"),
    mark("Component"),
    mark("Published mean, points"),
    mark("Criteria trees of PAR INDEX and the factors of SIPAS, as far as they were found"),
    mark("Edition of the criteria set"),
    mark("Code within the edition"),
    mark("Code of the node above; blank at the top"),
    mark("Kind of node (SIPAS)"),
    mark("Highest possible points; blank where unknown"),
    mark("self, survey or mixed"),
    mark("Published results of one index and year, one row a province and component"),
    mark("Set of units that the code belongs to"),
    mark("Two-digit code in that frame; 00 is the published national value"),
    mark("overall, or a component of the index's edition in that year"),
    mark("The figure as printed; blank where only a rank is known"),
    mark("Highest possible score on the scale of this row; 100 for per cent; blank where unknown"),
    mark("Published rank, 1 is best; blank where not published"),
    mark(
        "verified: two independent publishers; single-source; derived: by arithmetic from "
        "printed figures"
    ),
    mark("Headings of the provincial and district plans"),
    mark("Identifier of the plan"),
    mark("Number of the document"),
    mark("Date of the document, or its month"),
    mark("Kind of document"),
    mark("Who issued it"),
    mark("Level of government"),
    mark("Province, in the frame vn63"),
    mark("Years that it covers, separated by ;"),
    mark("Year of the results that it starts from"),
    mark("Indices that it sets targets for, separated by ;"),
    mark("The plan that it replaces"),
    mark("What is missing of the document at hand"),
    mark("Agencies that plans name, and the sets of agencies that they speak of"),
    mark("Name as this project writes it"),
    mark(
        "agency: one body; set: all of a kind, such as all departments; other: a body outside"
        " the administration, or people"
    ),
    mark("Targets of one provincial or district plan, one row a target and year"),
    mark("Index, or operations, or other"),
    mark("Component of that index; blank where the data have none"),
    mark("What the plan ties the target to"),
    mark("What is measured, in short words"),
    mark("How result and value compare"),
    mark("Value to reach; blank for increase and for a maintained rank"),
    mark("Unit of the value"),
    mark("Result in the base year, if the plan prints it"),
    mark("Base year"),
    mark("Year, or range of years in each of which it holds"),
    mark("province, or district:<name>"),
    mark("Agencies in charge, separated by ;"),
    mark("Line of the plan's text"),
    mark("Tasks that one plan assigns, one row a row of its assignment tables"),
    mark("Table of the plan, such as PL01"),
    mark("Number of the row in that table"),
    mark("Code of the row above it in a tree of criteria"),
    mark("Number of the group that the row stands under"),
    mark("Name of the group, in short words"),
    mark("What is to be done, in short words of our own"),
    mark("Product that the plan names"),
    mark("Agencies in charge; several separated by ;"),
    mark("Agencies that coordinate; several separated by ;"),
    mark("Time as the plan words it"),
    mark(
        "continuous; monthly; quarterly: the deadline names quarters such as Q3 Q4, with a "
        "year 2019-Q3; yearly: day of the year MM-DD, with + of the next year; years; date: "
        "one or more; range: from and to; event"
    ),
    mark("The same for programs, see deadline_kind"),
    mark(
        "Components of the indices that the task serves, such as par_index:d3; several "
        "separated by ;"
    ),
    mark("Highest possible points of the criterion"),
    mark("Points that the plan aims at"),
    mark("Evidence: who issues it"),
    mark("Evidence: content or quality"),
    mark("Evidence: level of completion"),
    mark("Evidence: time of issue"),
    mark("Who answers for a domain; a row with a criterion overrides that of its domain"),
    mark("Domain, factor or dimension of that index"),
    mark("Criterion or item, in short words; blank for the whole"),
    mark("Agency in charge; several separated by ;"),
    mark("What became of tasks, one row an entry; the latest date counts"),
    mark("Day of the entry"),
    mark("Period reported on, such as 2024, 2024-Q3 or 2024-07; blank for the whole task"),
    mark("State of the task"),
    mark("Number and date of the document that shows it"),
    mark("Measured values of targets that no index measures, one row a target and day"),
    mark("As in targets.csv"),
    mark("Year that the value is about"),
    mark("The value, in the unit of the target"),
    mark("Report or system that says so"),
    mark("Monthly self-scores by criterion, all that were ever taken in"),
    mark("Month that is scored"),
    mark("Code of the criterion"),
    mark("Points given"),
    mark("Highest possible points"),
    mark("Day on which the sheet was taken in"),
    mark("Why points are missing"),
    mark("Issues raised by inspections: how many, how many settled, and why some are open"),
    mark("Inspection or review"),
    mark("Agency concerned"),
    mark("Issues raised"),
    mark("Issues settled"),
    mark("Why the others are open"),
)


def meaning(language: Language, words: str) -> str:
    """Return the title of a table or the meaning of a column in a language.

    Parameters
    ----------
    language : Language
    words : str
        In English, as in the schema.

    Examples
    --------
    >>> from analysis.wording import language
    >>> meaning(language("vi"), "Code of the index")
    'Mã chỉ số'
    """
    return language.text(words)
