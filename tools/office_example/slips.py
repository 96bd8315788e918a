"""The slips that the document holds on purpose: what an auditor should find in it, and in which family."""

# id: (category, what is wrong and what would be right)
SLIPS = {
    "contents-heading": ("naming", "The contents page says แผนปฏิบัติราชการประจำปี where the heading says แผนปฏิบัติการประจำปี."),
    "contents-missing": ("missing", "The chapter of the results of 2564 is not on the contents page."),
    "partner-count": ("count", "Letters went to 36 sister cities, but 3 of 37 are said to have published."),
    "swot-unknown": ("alignment", "Combination 1.2 cites O12; there are eleven opportunities. O8 is meant: its text stands there."),
    "combination-without-project": ("missing", "Combination 1.3 leads to no project; its mission has one (exchange of visits, 4,850,000 baht)."),
    "edition-digits": ("format", "ครั้งที่ 16 in Arabic digits; Thai digits everywhere else, and ครั้งที่ ๑๖ in the same project's name elsewhere."),
    "node-undeclared": ("missing", "มิติที่ ๗.๒ is used by mission 5 but missing from the chapter of goals."),
    "indicator-name": ("naming", "Indicator 1 is ร้อยละความสำเร็จ… here and ระดับความสำเร็จ… in its data sheet; its target is a level, not a percentage."),
    "code-shortened": ("numbering", "Objective 6.1.1.1 is printed as 6.1.1, which is the code of the goal above it."),
    "target-below-result": ("alignment", "The target is 17 products; 35 were reached in 2564, so it is met by doing nothing. 40 in the mended plan."),
    "owner-differs": ("naming", "The strategic project belongs to ส่วนแผนงานฯ/ส่วนส่งเสริมฯ here and to ส่วนแผนงานฯ in the budget summary and the step table."),
    "mission-branch": ("alignment", "Mission 1 hangs on dimension 7.1, its indicator 1 on dimension 6.3."),
    "project-twice": ("duplicate", "The ASEAN project stands with its whole 1,000,000 baht under missions 4 and 5. Split 600,000 and 400,000 in the mended plan."),
    "summary-header": ("naming", "The column of the mission projects' names is headed ชื่อโครงการยุทธศาสตร์, as in the table above it."),
    "total-swapped": ("sum", "The six projects make 12,903,200 baht; printed 21,903,200: the first two digits are swapped, 9,000,000 too much."),
    "section-empty": ("missing", "The chapter on carrying out and following up the plan has a heading and no text."),
    "code-cut": ("numbering", "The code of objective 6.3.1.1 is cut off after 6.3."),
    "criteria-title": ("naming", "The title of the criteria leaves out ที่โดดเด่น of the indicator's name."),
    "criteria-header": ("naming", "The third column is headed การดำเนินงาน, in the other two criteria ผลการดำเนินงาน."),
    "score-wrong": ("weight", "Level 4 of indicator 2 gives 19; 90 per cent of weight 20 is 18."),
    "term-form": ("naming", "ฉันทมิตร stands beside ฉันมิตร, which is the form used elsewhere, in the measure's and the indicator's names and in definitions."),
    "word-doubled": ("typo", "The word และ stands twice: และและ."),
    "criteria-missing": ("missing", "Indicators 4, 5 and 6 have no scoring criteria."),
    "sheet-incomplete": ("missing", "The indicators of components 4 and 5 have neither target nor method nor evidence, so that some of their definitions are used nowhere."),
    "exclusion-differs": ("alignment", "Definitions 1 and 2 leave out เงินบำเหน็จลูกจ้าง, definition 3 leaves out เงินบำนาญลูกจ้าง: part and whole are counted differently."),
    "foreign-word": ("typo", "The word que stands in a Thai sentence; ที่ is meant."),
    "term-unused": ("alignment", "โครงการขนาดใหญ่ is defined and used nowhere."),
    "project-name": ("naming", "The conference is called โครงการจัดการประชุม… here and การจัดการประชุม… elsewhere."),
    "term-twice": ("duplicate", "นวัตกรรม is defined a second time, in other words than in component 4."),
    "projects-without-steps": ("missing", "Indicator 1 has three projects; only the conference has a step table."),
    "no-months": ("timeline", "The five steps have no arrow in any month."),
    "digits-mixed": ("format", "Weights and cumulative figures of this table are in Arabic digits, those of the others in Thai digits."),
    "step-from-criteria": ("duplicate", "Step 2 repeats the criteria of level 2 word for word instead of saying what is done."),
    "cumulative-wrong": ("cumulative", "After step 4 the cumulative figure is 60 (20 + 20 + 10 + 10); printed 70."),
    "months-uncovered": ("timeline", "Nothing is planned in ธ.ค., มี.ค. and มิ.ย.–ส.ค."),
    "steps-count": ("count", "The table says seven steps; five are listed."),
    "all-at-once": ("timeline", "All five steps end in ก.ย., so the plan says nothing about progress before the last month."),
}

OPEN, CLOSE = "\ue000", "\ue001"


class Slips:
    """Chooses between what is right and what the document says. A slip leaves an invisible mark at its place."""

    def __init__(self, active):
        self.active = active

    def __call__(self, slip, right, wrong):
        return self.at(slip) + wrong if self.active else right

    def at(self, slip):
        if slip not in SLIPS:
            raise ValueError(f"unknown slip {slip}")
        return OPEN + slip + CLOSE if self.active else ""
