#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "context.h"
#include "names.h"
#include "phaen/check/near.h"
#include "ref_codes.h"
#include "refs.h"

namespace phaen::check {

const Rule& code_title_differs();

namespace {

void run(Context& context) {
    if (!context.printed()) return;
    for (const NodeCodes& node : context.derived<FrameworkCodes>().nodes()) {
        const std::vector<NodeTitle> titles = titles_of(context, node.node->id);
        for (std::size_t i = 1; i < titles.size(); ++i) {
            if (!near_titles(titles[0].folded, titles[i].folded)) continue;
            // Much more behind the title is text that goes on after it.
            const auto [shorter, longer] =
                std::minmax({titles[0].folded.size(), titles[i].folded.size()});
            if (longer * 10 > shorter * 16) continue;
            const std::vector<TextChange> changes =
                describe_changes(titles[i].text, titles[0].text);
            context.finding(code_title_differs())
                .about(node.node->id)
                .member("/title")
                .at(first_places(titles[i].places, 4))
                .at(first_places(titles[0].places, 2))
                .found(titles[i].text)
                .expected(titles[0].text)
                .say("ชื่อของ" + FrameworkCodes::label_th(node) + " พิมพ์ไม่ตรงกัน: " +
                         say_changes_th(changes) + " ใช้ชื่อตามแผนระดับบนให้เหมือนกันทุกแห่ง",
                     "The title of the " + context.name_en(node.node->id) +
                         " is printed in two ways: " + say_changes_en(changes) +
                         ". Use that of the plan above throughout.");
        }
    }
}

constexpr std::string_view kChapter =
    "ความสอดคล้องกับแผนระดับบน\n"
    "\n"
    "แผนพัฒนาเมืองสายน้ำ (พ.ศ. ๒๕๖๖ - ๒๕๗๐)\n"
    "\n"
    "ด้านที่ ๑ เมืองสะอาด\n"
    "\n"
    "มิติที่ ๑.๑ ถนนทุกสายไม่มีขยะตกค้าง\n"
    "\n"
    "โครงการตามภารกิจของหน่วยงาน\n"
    "\n"
    "ภารกิจที่ ๑ ดูแลความสะอาด\n"
    "\n"
    "ความเชื่อมโยงกับแผนพัฒนาเมืองสายน้ำ (พ.ศ. ๒๕๖๖ - ๒๕๗๐) ด้านที่ ๑ เมืองสะอาด ";

}  // namespace

const Rule& code_title_differs() {
    static const std::string kBad = std::string(kChapter) + "มิติที่ ๑.๑ ถนนทุกแห่งไม่มีขยะตกค้าง\n";
    static const std::string kGood = std::string(kChapter) + "มิติที่ ๑.๑ ถนนทุกสายไม่มีขยะตกค้าง\n";
    static const Rule kRule{
        .id = "code.title_differs",
        .severity = Severity::warning,
        .category = Category::naming,
        .title = {"ชื่อของข้อในแผนระดับบนพิมพ์ไม่ตรงกัน", "The title of one code is printed in two ways"},
        .why =
            {"ข้อของแผนระดับบนมีชื่อเดียว ถ้าพิมพ์ต่างกันผู้อ่านจะสงสัยว่าเป็นคนละข้อ",
             "What a code stands for has one title. Two wordings make readers ask whether they are "
             "two things."},
        .mend = {"ใช้ชื่อตามแผนระดับบนทุกแห่ง", "Use the title of the plan above throughout."},
        .source = {"หนึ่งรหัส หนึ่งชื่อ", "One code, one name."},
        .bad = {{kBad, {13}, ""}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
