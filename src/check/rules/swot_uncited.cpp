#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "refs.h"

namespace phaen::check {

const Rule& swot_uncited();

namespace {

void run(Context& context) {
    const plan::Swot& swot = context.plan().swot;
    std::set<std::string_view> cited;
    for (const plan::SwotCombination& combination : swot.combinations) {
        for (const plan::Ref& ref : combination.items) {
            if (ref.resolved()) cited.insert(ref.id);
        }
    }
    // A handful that was not needed is the choice of the office.
    if (cited.empty() || swot.items.size() < 8 || cited.size() * 10 >= swot.items.size() * 3)
        return;
    std::vector<std::string> ids;
    std::vector<plan::Place> places;
    const plan::SwotItem* first = nullptr;
    for (const plan::SwotItem& item : swot.items) {
        if (cited.contains(item.id)) continue;
        if (first == nullptr) first = &item;
        ids.push_back(item.id);
        if (const plan::Place* place = context.first_place_of(item.id)) places.push_back(*place);
    }
    if (first == nullptr) return;
    const auto count = static_cast<long long>(ids.size());
    const std::string list = joined(ids);
    context.finding(swot_uncited())
        .about(first->id)
        .at(first_places(places, 6))
        .found(shorten(list, 200))
        .say("ผลการวิเคราะห์ SWOT " + thai(count) + " ข้อไม่ถูกนำไปใช้ในการจับคู่ใด คือ " +
                 shorten(list, 120) + " ใช้ข้อที่สำคัญกำหนดกลยุทธ์ หรือตัดข้อที่ไม่จำเป็น",
             std::to_string(count) + " SWOT items are cited by no combination: " +
                 shorten(list, 120) + ". Use what matters, or leave out what does not.");
}

constexpr std::string_view kHead =
    "schema = \"phaen.plan/1\"\n"
    "id = \"p\"\n"
    "title = { th = \"แผน\" }\n"
    "fiscal_year = 2566\n"
    "[swot]\n"
    "items = [{ id = \"S1\", text = \"ก\" }, { id = \"S2\", text = \"ข\" }, "
    "{ id = \"W1\", text = \"ค\" }, { id = \"W2\", text = \"ง\" }, "
    "{ id = \"O1\", text = \"จ\" }, { id = \"O2\", text = \"ฉ\" }, "
    "{ id = \"T1\", text = \"ช\" }, { id = \"T2\", text = \"ซ\" }]\n"
    "combinations = [{ id = \"c1\", kind = \"SO\", heading = \"ก\", items = [\"S1\", \"O1\"] }";

}  // namespace

const Rule& swot_uncited() {
    static const std::string kBad = std::string(kHead) + "]\n";
    static const std::string kGood =
        std::string(kHead) +
        ", { id = \"c2\", kind = \"WT\", heading = \"ข\", items = [\"W2\", \"T1\"] }]\n";
    static const Rule kRule{
        .id = "swot.uncited",
        .severity = Severity::info,
        .category = Category::alignment,
        .title = {"ข้อ SWOT ส่วนใหญ่ไม่ถูกนำไปใช้", "Most SWOT items lead to nothing"},
        .why = {"ข้อที่ไม่ถูกใช้ในการจับคู่ใดไม่มีผลต่อแผน เมื่อมีเกือบสามในสี่ การวิเคราะห์กับโครงการก็ไม่ต่อกัน",
                "An item that no combination cites has no effect. When that is nearly three "
                "quarters of "
                "them, analysis and projects hang apart."},
        .mend = {"ใช้ข้อที่สำคัญกำหนดกลยุทธ์ หรือตัดข้อที่ไม่จำเป็น",
                 "Build strategies on what matters, or leave out what does not."},
        .source = {"ข้อที่ไม่มีผู้อ้างถึง", "Uncited items."},
        .bad = {{kBad, {}, "S2"}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
