#include <cstddef>
#include <string>
#include <vector>

#include "context.h"
#include "frame_outline.h"
#include "phaen/check/near.h"

namespace phaen::check {

const Rule& contents_heading_differs();

namespace {

void run(Context& context) {
    const std::vector<ContentsLine>& lines = contents_lines(context);
    if (lines.empty()) return;
    const std::vector<Heading>& body = headings(context);
    for (const ContentsMatch& match : match_contents(context)) {
        if (match.kind != ContentsMatch::Kind::differs) continue;
        const ContentsLine& line = lines[match.line];
        const Heading& heading = body[match.heading];
        std::string changes_th;
        std::string changes_en;
        std::size_t shown = 0;
        for (const TextChange& change : describe_changes(line.title, heading.text)) {
            if (++shown > 4) break;
            if (!changes_th.empty()) {
                changes_th += ", ";
                changes_en += ", ";
            }
            changes_th += "“" + shorten(change.found) + "” กับ “" + shorten(change.expected) + "”";
            changes_en += "“" + shorten(change.found) + "” for “" + shorten(change.expected) + "”";
        }
        context.finding(contents_heading_differs())
            .at(line.place)
            .at(heading.place)
            .found(line.title)
            .expected(heading.text)
            .say("สารบัญพิมพ์ “" + shorten(line.title) + "” แต่หัวข้อในเล่มคือ “" + shorten(heading.text) +
                     "” (ต่างกันที่ " + changes_th + ") แก้ให้ตรงกัน",
                 "The contents page says “" + shorten(line.title) + "”, the heading “" +
                     shorten(heading.text) + "” (" + changes_en + "): make them the same.");
    }
}

}  // namespace

const Rule& contents_heading_differs() {
    static const Rule kRule{
        .id = "contents.heading_differs",
        .severity = Severity::info,
        .category = Category::naming,
        .title = {"ชื่อในสารบัญไม่ตรงกับหัวข้อในเล่ม",
                  "A line of the contents page differs from its heading"},
        .why = {"ผู้อ่านหาหัวข้อจากสารบัญ ชื่อที่ต่างกันทำให้ไม่แน่ใจว่าเป็นหัวข้อเดียวกัน และมักแปลว่าแก้ชื่อที่เดียว",
                "Readers look headings up on the contents page. A different wording leaves them "
                "unsure, and often one of the two was changed alone."},
        .mend = {"แก้ชื่อในสารบัญหรือหัวข้อให้เหมือนกัน", "Make the line and the heading the same."},
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
                 "การติดตามและการประเมินผล.....\t๔\n"
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
                 {15, 30},
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
                       "- พันธกิจ .....\t๓\n"
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
