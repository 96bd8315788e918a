#!/usr/bin/env python3
"""Compares what the checker finds in the real source with what an auditor found who read it line by line.

The list was made from the document alone, before any run of the checker. A defect counts as found when a finding of one of its
categories names one of its lines. Left out, with a message, where the source is not there.

usage: source_findings_test.py PHAEN [--all]
"""

import argparse
import collections
import pathlib
import sys

from check_support import ROOT, SKIP, check, told

SOURCE = ROOT.parent / "shared" / "source" / "annual-plan-2565.txt"
# How much of the list must be found.
FLOOR = 0.70
# What the issue names and no rule finds yet.
PENDING: set[str] = set()

# (id, categories, lines, what is wrong). `!` before an id: the issue names it; it must be found.
DEFECTS = [
    # Numbers
    ("!total-swapped", "sum", [332], "six projects make 12,903,200; printed 21,903,200: two digits swapped"),
    ("!steps-count", "count", [573], "seven steps announced, five listed"),
    ("!project-twice", "duplicate sum", [304, 313], "one project with its whole million under two missions"),
    ("partner-count", "count", [90], "36 cities were written to, 3 of 37 answered"),
    ("target-below-result", "alignment", [227, 249, 259, 444], "target of 17 products; 35 were reached the year before (line 82)"),
    ("baseline-unknown", "missing alignment unit", [225, 444, 249, 259], "five more than a year whose own target is five more than another; its result is nowhere"),
    ("steps-total-missing", "missing count weight", [593, 592, 579, 587, 575], "the step table of indicator 6 has no row that says how many steps and how much"),
    ("steps-printed-twice", "duplicate", [506, 507, 508, 503], "the end of the step table of indicator 1 is printed a second time"),
    # The same thing said differently
    ("indicator-1-name", "naming unit", [215, 270], "per cent of success here, level of success in the data sheet; its target is a level"),
    ("criteria-1-title", "naming", [381], "the title of the criteria leaves out a word of the indicator's name"),
    ("higher-indicator-name", "naming typo duplicate", [424, 397], "the city's indicator has another beginning in the second table"),
    ("!owner-differs", "naming", [264, 444, 320, 548], "the strategic project has two owners in two places, one in two others"),
    ("indicator-6-name", "naming", [233, 455, 575, 308], "indicator 6 has three names"),
    ("indicator-5-name", "naming typo", [561], "another word for organisation in the name of indicator 5"),
    ("project-asean-name", "naming typo", [563], "another word for organisation in the name of the project"),
    ("project-conference-name", "naming", [469], "the conference is called a project here, not so elsewhere"),
    ("summary-header", "naming alignment", [325], "the column of mission projects is headed as strategic projects"),
    ("criteria-header", "naming", [383, 410, 434], "the third column is headed in two ways in three tables of the same form"),
    ("term-friendship-city", "naming typo", [403, 427, 219, 430], "two spellings of one term"),
    ("year-plan-name", "naming", [17, 159, 221, 441, 29, 34], "the city's yearly plan has two names"),
    ("long-plan-name", "naming", [301, 310, 17, 56, 104], "the 20-year plan is named in several ways"),
    ("sdg-name", "naming", [17, 56, 104, 135, 376], "sustainable development in two wordings"),
    ("swot-s3-text", "naming alignment typo", [183], "strength 3 is cited with other words and a word left out"),
    ("swot-o2-text", "naming alignment typo", [163, 177, 131], "opportunity 2 is cited in other words"),
    ("office-name", "naming", [74], "the office has another name"),
    ("component-1-name", "naming", [42, 359, 76], "component 1 is named in three ways"),
    ("component-4-name", "naming", [46, 459], "component 4 leaves out a word on the contents page"),
    ("table-b-title", "naming typo", [43, 441], "table b speaks of a fund that does not exist"),
    # Contents page
    ("contents-essence", "naming", [23, 50], "the contents page and the heading name the plan differently"),
    ("contents-mission-projects", "naming", [35, 323], "the contents page says agency, the heading names the office"),
    ("contents-routine", "naming", [36, 334], "the heading has a word more than the contents page"),
    ("contents-table-a", "naming", [40, 357], "the title of table a differs from its contents line"),
    ("contents-table-d", "naming", [45, 457], "the title of table d differs from its contents line"),
    ("contents-results-missing", "missing", [72], "the chapter of last year's results is not on the contents page"),
    ("contents-goals-missing", "missing", [102], "the chapter of the year's goals is not on the contents page"),
    ("contents-swot-missing", "missing", [106], "the SWOT chapter is not on the contents page"),
    ("contents-steps-missing", "missing naming", [48], "the contents page announces a chapter of steps, which has no heading"),
    ("contents-no-page", "missing numbering", [29, 33], "two contents lines have no page"),
    ("section-empty", "missing", [343], "a chapter has a heading and no text"),
    # Codes and branches
    ("!code-cut", "numbering", [363], "the code of an objective is cut off"),
    ("!code-shortened", "numbering", [243], "an objective has its goal's code"),
    ("!code-shortened-again", "numbering", [394], "an objective has its goal's code"),
    ("node-6-3-undeclared", "missing alignment numbering", [362, 363], "a dimension that the chapter of goals does not have"),
    ("node-7-2-undeclared", "missing alignment numbering", [310], "a dimension that the chapter of goals does not have"),
    ("mission-1-branch", "alignment", [272, 362, 361], "mission 1 hangs on another branch than its indicator"),
    ("swot-code-form", "numbering alignment format missing", [163], "two SWOT items are cited by numbers without their letters"),
    ("combination-without-project", "missing", [171, 169], "a combination leads to no project"),
    # Missing
    ("!criteria-4", "missing", [444, 447], "no scoring criteria for indicator 4"),
    ("!criteria-5", "missing", [452], "no scoring criteria for indicator 5"),
    ("!criteria-6", "missing", [455], "no scoring criteria for indicator 6"),
    ("sheet-component-4", "missing", [464], "neither target nor method nor evidence"),
    ("sheet-5-1", "missing", [469, 472], "neither target nor method nor evidence"),
    ("sheet-5-2", "missing", [473, 476, 479, 482], "neither target nor method nor evidence"),
    ("owner-5-1", "missing", [469], "no owner for what supports indicator 5.1"),
    ("projects-without-steps", "missing", [484, 486, 373, 376], "only one of three projects of indicator 1 has a step table"),
    ("table-number", "missing numbering", [249, 259], "the rows have no number under the column of numbers"),
    # Definitions
    ("exclusions-differ", "alignment", [469, 472], "two definitions leave out one kind of pension, the third another"),
    ("term-unused", "alignment", [472], "large project is defined and not used"),
    ("term-innovation-twice", "duplicate", [464, 479], "innovation is defined twice in different words"),
    ("term-friendship-twice", "duplicate", [403, 427], "friendship cities are defined twice"),
    ("statement-twice", "duplicate", [65, 69], "statement 6 is the end of statement 2"),
    # Steps
    ("steps-1-no-months", "timeline", [491, 492, 493, 494, 500], "five steps without a month"),
    ("steps-1-from-criteria", "duplicate", [491, 492, 493, 494, 500], "steps that repeat the criteria"),
    ("steps-2-from-criteria", "duplicate", [518, 519, 520, 525, 526], "steps that repeat the criteria"),
    ("steps-3-from-criteria", "duplicate", [535, 536, 537, 538, 539], "steps that repeat the criteria"),
    ("steps-2-uncovered", "timeline", [518, 519, 520, 525, 526], "half the months have no step"),
    ("steps-3-uncovered", "timeline", [535, 536, 537, 538, 539], "half the months have no step"),
    ("steps-4-uncovered", "timeline", [553, 554, 555, 556, 557, 558], "four months have no step"),
    ("steps-6-uncovered", "timeline", [582, 583, 584, 585, 591, 592, 593], "half the months have no step"),
    ("arrows-odd", "timeline format", [537, 538, 539], "three arrow heads in one cell: the last month is unknown"),
    ("arrow-split", "timeline format", [557], "an end of an arrow without its beginning"),
    ("arrow-open", "timeline format", [558], "a beginning of an arrow without its end"),
    ("arrows-outside", "timeline alignment format", [568, 569, 570, 571, 572], "arrows end in columns without a month"),
    ("all-at-once", "timeline", [568, 569, 570, 571, 572], "all steps end in the last month"),
    ("approval-late", "timeline", [570], "the trip is approved as long as it lasts"),
    ("weight-header", "naming typo", [488, 496, 503, 515, 522, 532, 541, 550, 565, 579, 587], "the column of weights is headed content"),
    # Typing
    ("digits-table", "format", [491, 492, 493, 494, 500, 501], "Arabic digits among Thai ones"),
    ("digits-edition", "format", [183], "Arabic digits in the conference's number"),
    ("digits-version", "format", [461], "Arabic digits in a name that has Thai ones elsewhere"),
    ("typo-dimension", "typo numbering", [362], "the word for dimension with a wrong ending"),
    ("typo-target", "typo naming", [376, 430, 444, 455], "the word for target value with a wrong letter"),
    ("typo-que", "typo", [469], "a foreign word in a sentence"),
    ("typo-theme", "typo", [376], "a foreign word in a sentence, without spaces"),
    ("typo-personnel", "typo naming", [469], "the word for personnel with a letter too many"),
    ("typo-innovation", "typo", [482], "a syllable twice"),
    ("typo-project", "typo", [439, 535], "a syllable twice"),
    ("typo-negotiated", "typo", [155], "letters that are no words"),
    ("typo-mission", "typo naming", [111, 167], "another word where mission is meant"),
    ("typo-video", "typo naming", [80], "a wrong vowel in the word for video"),
    ("typo-overlap", "typo", [469, 472], "the accounting word for overlapping years misspelt"),
    ("typo-metadata", "typo", [476], "metadata misspelt"),
    ("typo-hyphen", "typo format", [593], "a hyphen of a line break within a name"),
    ("typo-clash-90", "typo", [90], "two joining words side by side"),
    ("typo-clash-80", "typo", [80], "two joining words side by side"),
    ("mark-22", "typo", [94], "a page mark left in square brackets"),
    ("mark-brackets", "typo format", [476], "a paragraph left in square brackets"),
    ("words-interview", "typo duplicate", [585], "a word twice in one phrase"),
    ("words-focus-group", "naming format", [585, 591], "capital letters differ"),
    ("words-covid", "naming format typo", [125, 153, 74, 415], "the disease is written in several ways"),
    ("repeat-mark", "format", [54], "the repeat mark without its space"),
    ("year-space", "format", [17, 98, 104, 452, 455], "no space after the mark of the year"),
    ("comma-space", "format", [98], "spaces before commas"),
    ("money-space", "format", [332], "no space between amount and baht"),
    ("money-decimals", "format", [98], "one of five amounts without decimals"),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("phaen", type=pathlib.Path)
    parser.add_argument("--all", action="store_true", help="list all findings that match nothing, hints too")
    args = parser.parse_args()
    if not SOURCE.exists():
        print("the source is not here: nothing to compare")
        return SKIP
    (findings,) = check(args.phaen, [SOURCE])
    used, missed, must = set(), [], []
    for name, categories, lines, what in DEFECTS:
        hits = [i for i, f in enumerate(findings) if f["category"] in categories.split() and set(f["lines"]) & set(lines)]
        used.update(hits)
        if not hits:
            missed.append((name, categories, lines, what))
            if name.startswith("!") and name not in PENDING:
                must.append(name)
    found = len(DEFECTS) - len(missed)
    print(f"{found} of {len(DEFECTS)} listed defects found ({100 * found // len(DEFECTS)} %, floor {100 * FLOOR:.0f} %)")
    for name, categories, lines, what in missed:
        print(f"    missed {name} [{categories}] at {lines}: {what}")
    rest = [f for i, f in enumerate(findings) if i not in used]
    print(f"{len(rest)} of {len(findings)} findings match nothing:", ", ".join(f"{n} {s}" for s, n in collections.Counter(f["severity"] for f in rest).items()))
    for f in rest:
        if args.all or f["severity"] != "info":
            print("   ", told(f))
    if must:
        print("the issue names these, and they are not found:", ", ".join(must))
    return 1 if must or found < FLOOR * len(DEFECTS) else 0


if __name__ == "__main__":
    sys.exit(main())
