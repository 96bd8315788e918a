#include <optional>
#include <string>
#include <string_view>

#include "context.h"

namespace phaen::check {

const Rule& lineage_continues();

namespace {

bool has_element(const plan::Plan& plan, std::string_view id) {
    for (const plan::Indicator& indicator : plan.indicators) {
        if (indicator.id == id) return true;
    }
    for (const plan::Project& project : plan.projects) {
        if (project.id == id) return true;
    }
    return false;
}

void look(Context& context, std::string_view id, const std::optional<plan::Continues>& continues) {
    if (!continues) return;
    const plan::Plan* previous = context.previous();
    const std::string year = std::to_string(continues->fiscal_year);
    if (continues->fiscal_year >= context.plan().fiscal_year) {
        context.finding(lineage_continues())
            .about(id)
            .member("/continues/fiscal_year")
            .found(year)
            .say(context.name_th(id) + " ระบุว่าต่อเนื่องจากปี " + thai(continues->fiscal_year) +
                     " ซึ่งไม่ใช่ปีก่อนหน้า แก้ปีให้ถูก",
                 "The " + context.name_en(id) + " is said to continue one of " + year +
                     ", which is no earlier year: correct it.");
        return;
    }
    if (previous == nullptr || previous->fiscal_year != continues->fiscal_year) return;
    if (continues->id.empty() || has_element(*previous, continues->id)) return;
    context.finding(lineage_continues())
        .about(id)
        .member("/continues/id")
        .found(continues->id)
        .say(context.name_th(id) + " ระบุว่าต่อเนื่องจาก “" + continues->id + "” ซึ่งไม่มีในแผนปีก่อน แก้ให้ตรง",
             "The " + context.name_en(id) + " is said to continue “" + continues->id +
                 "”, which last year's plan does not have: correct it.");
}

void run(Context& context) {
    for (const plan::Indicator& indicator : context.plan().indicators) {
        look(context, indicator.id, indicator.continues);
    }
    for (const plan::Project& project : context.plan().projects) {
        look(context, project.id, project.continues);
    }
}

constexpr std::string_view kHead =
    "schema = \"phaen.plan/1\"\n"
    "id = \"p\"\n"
    "title = { th = \"แผน\" }\n"
    "fiscal_year = 2566\n"
    "[[projects]]\nid = \"p1\"\nname = \"โครงการสวน\"\n";

}  // namespace

const Rule& lineage_continues() {
    static const std::string kBad =
        std::string(kHead) + "continues = { fiscal_year = 2566, id = \"old-1\" }\n";
    static const std::string kGood =
        std::string(kHead) + "continues = { fiscal_year = 2565, id = \"old-1\" }\n";
    static const Rule kRule{
        .id = "lineage.continues",
        .severity = Severity::warning,
        .category = Category::alignment,
        .title = {"อ้างว่าต่อเนื่องจากสิ่งที่ไม่มีในปีก่อน",
                  "It is said to continue what last year did not have"},
        .why =
            {"ความต่อเนื่องใช้เทียบผลระหว่างปี ถ้าปีหรือรหัสผิดจะเทียบกับคนละเรื่อง",
             "What continues is compared between the years. A wrong year or id compares different "
             "things."},
        .mend = {"แก้ปีหรือรหัสให้ตรงกับแผนปีก่อน", "Correct the year or the id."},
        .source = {"ความต่อเนื่องระหว่างปี", "Lineage between years."},
        .bad = {{kBad, {}, "p1"}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
