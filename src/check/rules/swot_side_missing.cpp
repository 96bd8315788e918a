#include <algorithm>
#include <string>
#include <string_view>

#include "context.h"
#include "phaen/plan/words.h"
#include "ref_swot.h"
#include "refs.h"

namespace phaen::check {

const Rule& swot_side_missing();

namespace {

bool cites(const plan::SwotCombination& combination, char letter) {
    return std::any_of(combination.items.begin(), combination.items.end(),
                       [letter](const plan::Ref& ref) {
                           const std::string& text = ref.resolved() ? ref.id : ref.unresolved;
                           return !text.empty() && text.front() == letter;
                       });
}

std::string_view side_th(char letter) {
    switch (letter) {
        case 'S':
            return "จุดแข็ง (S)";
        case 'W':
            return "จุดอ่อน (W)";
        case 'O':
            return "โอกาส (O)";
        default:
            return "อุปสรรค (T)";
    }
}

void run(Context& context) {
    const auto& combinations = context.plan().swot.combinations;
    const auto citing = static_cast<std::size_t>(
        std::count_if(combinations.begin(), combinations.end(),
                      [](const plan::SwotCombination& c) { return !c.items.empty(); }));
    for (const plan::SwotCombination& combination : combinations) {
        if (combination.items.empty() && !is_usual(citing, combinations.size())) continue;
        const std::string_view sides = plan::word_of(combination.kind);
        std::string lacking_th;
        std::string lacking_en;
        for (const char letter : sides) {
            if (cites(combination, letter)) continue;
            lacking_th += (lacking_th.empty() ? "" : " และ") + std::string(side_th(letter));
            lacking_en += (lacking_en.empty() ? "" : " or ") + std::string(1, letter);
        }
        if (lacking_th.empty()) continue;
        context.finding(swot_side_missing())
            .about(combination.id)
            .member("/items")
            .at(first_places(context.places_of(combination.id), 2))
            .expected(std::string(sides))
            .say(combination_th(combination) + " เป็นแบบ " + std::string(sides) + " แต่ไม่ได้อ้าง" +
                     lacking_th + " เพิ่มข้อที่ใช้ หรือแก้ประเภทการจับคู่",
                 "The " + combination_en(combination) + " is of kind " + std::string(sides) +
                     " and cites no " + lacking_en +
                     ": add the items it goes by, or correct its kind.");
    }
}

constexpr std::string_view kHead =
    "schema = \"phaen.plan/1\"\n"
    "id = \"p\"\n"
    "title = { th = \"แผน\" }\n"
    "fiscal_year = 2566\n"
    "[swot]\n"
    "items = [{ id = \"S1\", text = \"ทีมงานพร้อม\" }, { id = \"O1\", text = \"ประชาชนสนใจ\" }]\n"
    "combinations = [{ id = \"c1\", kind = \"SO\", number = \"๑.๑\", heading = \"ขยายบริการ\", "
    "items = [";

}  // namespace

const Rule& swot_side_missing() {
    static const std::string kBad = std::string(kHead) + "\"S1\"] }]\n";
    static const std::string kGood = std::string(kHead) + "\"S1\", \"O1\"] }]\n";
    static const Rule kRule{
        .id = "swot.side_missing",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"การจับคู่ SWOT ขาดด้านหนึ่ง", "A SWOT combination lacks one side"},
        .why =
            {"กลยุทธ์แบบ SO ใช้จุดแข็งกับโอกาส แบบ WT ใช้จุดอ่อนกับอุปสรรค ถ้าอ้างด้านเดียวก็ไม่ใช่การจับคู่",
             "An SO strategy joins strengths and opportunities, and so on. With one side only it "
             "joins nothing."},
        .mend = {"เพิ่มข้อของด้านที่ขาด", "Add the items of the side that is missing."},
        .source = {"พิจารณาครบทุกคู่ SO, WO, ST และ WT",
                   "SO, WO, ST and WT: every pair of sides is looked at."},
        .bad = {{kBad, {}, "c1"}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
