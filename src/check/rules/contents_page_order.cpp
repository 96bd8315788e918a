#include <cstddef>
#include <string>
#include <vector>

#include "context.h"
#include "frame_outline.h"

namespace phaen::check {

const Rule& contents_page_order();

namespace {

void run(Context& context) {
    const std::vector<ContentsLine>& lines = contents_lines(context);
    const ContentsLine* before = nullptr;
    const ContentsLine* before_that = nullptr;
    for (const ContentsLine& line : lines) {
        if (!line.number) continue;
        if (before != nullptr && *line.number < *before->number) {
            // Of 3, 14, 4 the one in the middle is wrong; of 3, 1, 4 too.
            const bool middle = before_that != nullptr && *line.number >= *before_that->number;
            const ContentsLine& wrong = middle ? *before : line;
            const ContentsLine& other = middle ? line : *before;
            context.finding(contents_page_order())
                .at(wrong.place)
                .at(other.place)
                .found(wrong.page)
                .expected(other.page)
                .say("สารบัญให้ “" + shorten(before->title) + "” อยู่หน้า " + before->page + " แต่ “" +
                         shorten(line.title) + "” ที่ตามมาอยู่หน้า " + line.page + " ตรวจเลขหน้าหรือลำดับ",
                     "The contents page puts “" + shorten(before->title) + "” on page " +
                         before->page + " and “" + shorten(line.title) + "” behind it on page " +
                         line.page + ": check the pages or the order.");
            if (!middle) continue;
        }
        before_that = before;
        before = &line;
    }
}

}  // namespace

const Rule& contents_page_order() {
    static const Rule kRule{
        .id = "contents.page_order",
        .severity = Severity::error,
        .category = Category::numbering,
        .title = {"เลขหน้าในสารบัญถอยหลัง", "Pages of the contents go backwards"},
        .why = {"หัวข้อเรียงตามเล่ม เลขหน้าจึงต้องไม่น้อยกว่าบรรทัดก่อนหน้า",
                "Headings are listed in the order of the document, so a page cannot be smaller "
                "than the one before."},
        .mend = {"ตรวจเลขหน้าหรือลำดับของหัวข้อในสารบัญ", "Check the page, or the order of the lines."},
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
                 "พันธกิจ.....\t๑\n"
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
                 {14},
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
