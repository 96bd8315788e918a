#include <cstddef>
#include <string>
#include <vector>

#include "context.h"
#include "frame_outline.h"

namespace phaen::check {

const Rule& contents_heading_missing();

namespace {

void run(Context& context) {
    const std::vector<ContentsLine>& lines = contents_lines(context);
    if (lines.size() < 3) return;
    const std::vector<ContentsMatch>& matches = match_contents(context);
    // Where most lines are nowhere, the headings are pictures or were not recognised.
    std::size_t nowhere = 0;
    for (const ContentsMatch& match : matches) {
        if (match.kind == ContentsMatch::Kind::nowhere) ++nowhere;
    }
    if (3 * nowhere > lines.size()) return;
    for (const ContentsMatch& match : matches) {
        if (match.kind != ContentsMatch::Kind::nowhere) continue;
        const ContentsLine& line = lines[match.line];
        if (line.key.starts_with("สารบัญ")) continue;  // the page itself
        context.finding(contents_heading_missing())
            .at(line.place)
            .found(line.title)
            .say("สารบัญมี “" + shorten(line.title) + "” หน้า " + line.page +
                     " แต่ไม่พบหัวข้อนี้ในเล่ม ใส่หัวข้อหรือลบบรรทัดนี้ออก",
                 "The contents page lists “" + shorten(line.title) + "” on page " + line.page +
                     "; no such heading is in the document: add it, or remove the line.");
    }
}

}  // namespace

const Rule& contents_heading_missing() {
    static const Rule kRule{
        .id = "contents.heading_missing",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"หัวข้อในสารบัญไม่มีในเล่ม", "A line of the contents page has no heading"},
        .why = {"สารบัญชี้ไปยังหัวข้อที่หาไม่พบในเล่ม หัวข้อหายไปหรือเปลี่ยนชื่อโดยไม่แก้สารบัญ",
                "The contents page points to a heading that is nowhere: it was lost, or renamed "
                "without a change here."},
        .mend = {"ใส่หัวข้อในเล่มหรือลบบรรทัดในสารบัญ",
                 "Put the heading into the body, or take the line out."},
        .source = {"สารบัญจัดทำจากหัวข้อในเล่ม", "The contents page is made from the headings."},
        .bad = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                 "\n"
                 "กองตัวอย่าง\n"
                 "\n"
                 "คำนำ\n"
                 "\n"
                 "แผนนี้จัดทำตามวงเงินที่ได้รับ\n"
                 "\n"
                 "สารบัญ\n"
                 "\n"
                 "คำนำ.....\t๑\n"
                 "หลักการและเหตุผล.....\t๒\n"
                 "วิสัยทัศน์.....\t๓\n"
                 "พันธกิจ.....\t๓\n"
                 "ขั้นตอนการปฏิบัติงานของโครงการ.....\t๔\n"
                 "การติดตามและประเมินผล.....\t๔\n"
                 "\n"
                 "หลักการและเหตุผล\n"
                 "\n"
                 "ประชาชนต้องการบริการที่เร็วขึ้น\n"
                 "\n"
                 "วิสัยทัศน์\n"
                 "\n"
                 "บริการดีทุกวัน\n"
                 "\n"
                 "พันธกิจ\n"
                 "\n"
                 "๑. ให้บริการประชาชน\n"
                 "๒. พัฒนาบุคลากร\n"
                 "\n"
                 "การติดตามและประเมินผล\n"
                 "\n"
                 "รายงานทุกไตรมาส\n",
                 {15},
                 ""}},
        .near_miss = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                       "\n"
                       "กองตัวอย่าง\n"
                       "\n"
                       "คำนำ\n"
                       "\n"
                       "แผนนี้จัดทำตามวงเงินที่ได้รับ\n"
                       "\n"
                       "สารบัญ\n"
                       "\n"
                       "คำนำ.....\t๑\n"
                       "หลักการและเหตุผล.....\t๒\n"
                       "วิสัยทัศน์.....\t๓\n"
                       "พันธกิจ.....\t๓\n"
                       "การติดตามและประเมินผล.....\t๔\n"
                       "\n"
                       "หลักการและเหตุผล\n"
                       "\n"
                       "ประชาชนต้องการบริการที่เร็วขึ้น\n"
                       "\n"
                       "วิสัยทัศน์\n"
                       "\n"
                       "บริการดีทุกวัน\n"
                       "\n"
                       "พันธกิจ\n"
                       "\n"
                       "๑. ให้บริการประชาชน\n"
                       "๒. พัฒนาบุคลากร\n"
                       "\n"
                       "การติดตามและประเมินผล\n"
                       "\n"
                       "รายงานทุกไตรมาส\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
