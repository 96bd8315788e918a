#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "context.h"
#include "frame_outline.h"

namespace phaen::check {

const Rule& contents_page_missing();

namespace {

void run(Context& context) {
    const std::vector<ContentsLine>& lines = contents_lines(context);
    std::vector<plan::Place> places;
    std::vector<std::string> titles;
    for (const ContentsLine& line : lines) {
        if (!line.page.empty()) continue;
        places.push_back(line.place);
        titles.push_back(line.title);
    }
    if (titles.empty() || 3 * titles.size() > lines.size()) return;
    // A title that goes on in the next line has its page there.
    const std::vector<Heading>& body = headings(context);
    for (const ContentsMatch& match : match_contents(context)) {
        if (match.kind != ContentsMatch::Kind::continuation || match.line == 0) continue;
        if (match.heading >= body.size() || body[match.heading].key == lines[match.line - 1].key)
            continue;
        if (lines[match.line].page.empty()) continue;
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (places[i] != lines[match.line - 1].place) continue;
            places.erase(places.begin() + static_cast<std::ptrdiff_t>(i));
            titles.erase(titles.begin() + static_cast<std::ptrdiff_t>(i));
            break;
        }
    }
    if (titles.empty()) return;
    if (places.size() > 6) places.resize(6);
    context.finding(contents_page_missing())
        .at(places)
        .found(titles.front())
        .say("สารบัญ " + thai(static_cast<long long>(titles.size())) + " บรรทัดไม่มีเลขหน้า เช่น “" +
                 shorten(titles.front()) + "” ใส่เลขหน้าให้ครบ",
             std::to_string(titles.size()) + " lines of the contents page have no page, such as “" +
                 shorten(titles.front()) + "”: add them.");
}

}  // namespace

const Rule& contents_page_missing() {
    static const Rule kRule{
        .id = "contents.page_missing",
        .severity = Severity::info,
        .category = Category::missing,
        .title = {"บรรทัดในสารบัญไม่มีเลขหน้า", "Lines of the contents page have no page"},
        .why = {"บรรทัดอื่นในสารบัญมีเลขหน้า บรรทัดที่ไม่มีจึงชี้ไปไม่ถูก",
                "The other lines have a page; a line without one points nowhere."},
        .mend = {"ใส่เลขหน้า", "Add the page."},
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
                 "พันธกิจ.....\t\n"
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
