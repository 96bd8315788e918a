#include <algorithm>
#include <cstddef>
#include <string>

#include "context.h"
#include "refs.h"

namespace phaen::check {

const Rule& result_incomplete();

namespace {

bool has_result(const plan::EarlierResult& result) {
    return result.level || result.score || !result.values.empty() || !result.narrative.empty();
}

bool has_target(const plan::EarlierResult& result) { return !result.target.empty(); }

bool has_number(const plan::EarlierResult& result) { return !result.number.empty(); }

void report(Context& context, const plan::EarlierResult& result, std::string_view member,
            std::string_view th, std::string_view en, Severity severity = Severity::warning) {
    FindingBuilder finding = context.finding(result_incomplete());
    finding.severity(severity).about(result.id).member(member);
    if (context.printed()) {
        if (const plan::Place* place = context.first_place_of(result.id)) {
            finding.at(printed_at(context, *place, result.indicator_name));
        }
    }
    finding.say("ผลการดำเนินงาน “" + shorten(result.indicator_name) + "” ไม่ได้ระบุ" + std::string(th) +
                    " จึงบอกไม่ได้ว่าบรรลุเป้าหมายหรือไม่ เพิ่มให้ครบเหมือนตัวอื่น",
                "The result “" + shorten(result.indicator_name) + "” has no " + std::string(en) +
                    ", so nobody can tell whether it was reached: add it as the others have it.");
}

void run(Context& context) {
    const auto& results = context.plan().results;
    const auto count = [&](bool (*has)(const plan::EarlierResult&)) {
        return static_cast<std::size_t>(std::count_if(results.begin(), results.end(), has));
    };
    const bool targets = is_usual(count(has_target), results.size());
    const bool numbers = is_usual(count(has_number), results.size());
    const bool outcomes = is_usual(count(has_result), results.size());
    for (const plan::EarlierResult& result : results) {
        // A target alone may stand in the year's manual; without a number too nobody finds it.
        if (targets && numbers && !has_target(result) && !has_number(result)) {
            report(context, result, "/target", "เลขตัวชี้วัดและค่าเป้าหมาย", "number and no target",
                   result.score ? Severity::info : Severity::warning);
        } else if (outcomes && targets && has_target(result) && !has_result(result)) {
            report(context, result, "/values", "ผลที่ทำได้", "outcome");
        }
    }
}

constexpr std::string_view kHead =
    "schema = \"phaen.plan/1\"\n"
    "id = \"p\"\n"
    "title = { th = \"แผน\" }\n"
    "fiscal_year = 2566\n"
    "[[results]]\nid = \"r1\"\nfiscal_year = 2565\nnumber = \"๑\"\nindicator_name = \"จำนวนสวน\"\n"
    "target = \"๔ แห่ง\"\nlevel = 5\n"
    "[[results]]\nid = \"r2\"\nfiscal_year = 2565\nnumber = \"๒\"\nindicator_name = \"จำนวนคลอง\"\n"
    "target = \"๒ สาย\"\nlevel = 4\n"
    "[[results]]\nid = \"r3\"\nfiscal_year = 2565\nindicator_name = \"จำนวนตลาด\"\nlevel = 4\n";

}  // namespace

const Rule& result_incomplete() {
    static const std::string kBad(kHead);
    static const std::string kGood = std::string(kHead) + "number = \"๓\"\ntarget = \"๓ แห่ง\"\n";
    static const Rule kRule{
        .id = "result.incomplete",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"ผลของปีก่อนไม่มีเป้าหมายหรือผลที่ทำได้",
                  "A result of an earlier year lacks target or outcome"},
        .why =
            {"ผลการดำเนินงานต้องเทียบกับเป้าหมายได้ เมื่อตัวอื่นมีเลข ค่าเป้าหมาย และผล แต่ตัวนี้ไม่มี ก็ประเมินไม่ได้",
             "A result is read against its target. When the others have number, target and outcome "
             "and one has not, it cannot be judged."},
        .mend = {"เพิ่มเลขตัวชี้วัด ค่าเป้าหมาย หรือผลที่ทำได้", "Add the number, target or outcome."},
        .source = {"ผลการดำเนินงานของปีก่อน", "Results of the year before."},
        .bad = {{kBad, {}, "r3"}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
