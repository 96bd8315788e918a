#include <algorithm>
#include <string>

#include "context.h"
#include "refs.h"

namespace phaen::check {

const Rule& measure_prefix();

namespace {

void run(Context& context) {
    const auto& measures = context.plan().measures;
    const auto with = static_cast<std::size_t>(
        std::count_if(measures.begin(), measures.end(),
                      [](const plan::Measure& measure) { return !measure.prefix.empty(); }));
    // Where several do without, the prefix is not the plan's way.
    if (with < 2 || with + std::max<std::size_t>(1, measures.size() / 6) < measures.size()) return;
    for (const plan::Measure& measure : measures) {
        if (!measure.prefix.empty() || measure.title.empty()) continue;
        FindingBuilder finding = context.finding(measure_prefix());
        finding.about(measure.id).member("/prefix");
        if (context.printed()) {
            const plan::Place* place = context.first_place_of(measure.id);
            if (place != nullptr) finding.at(printed_at(context, *place, measure.title));
        }
        finding.found(measure.title)
            .say(context.name_th(measure.id) +
                     " ไม่มีคำนำหน้าบอกที่มา (เช่น ม. หรือ มน.) ขณะที่มาตรการอื่นมี เพิ่มให้ครบ",
                 "The " + context.name_en(measure.id) +
                     " lacks the prefix that tells its origin, which the other measures have: add "
                     "it.");
    }
}

constexpr std::string_view kHead =
    "schema = \"phaen.plan/1\"\n"
    "id = \"p\"\n"
    "title = { th = \"แผน\" }\n"
    "fiscal_year = 2566\n"
    "[[measures]]\nid = \"m1\"\nprefix = \"มน.\"\ntitle = \"ดูแลคลอง\"\n"
    "[[measures]]\nid = \"m2\"\nprefix = \"ม.\"\ntitle = \"ดูแลถนน\"\n"
    "[[measures]]\nid = \"m3\"\ntitle = \"ดูแลตลาด\"\n";

}  // namespace

const Rule& measure_prefix() {
    static const std::string kBad(kHead);
    static const std::string kGood = std::string(kHead) + "prefix = \"มน.\"\n";
    static const Rule kRule{
        .id = "measure.prefix",
        .severity = Severity::info,
        .category = Category::missing,
        .title = {"มาตรการไม่มีคำนำหน้าบอกที่มา", "A measure lacks the prefix that tells its origin"},
        .why = {"คำนำหน้า เช่น ม. และ มน. บอกว่ามาตรการเป็นของแผนระดับบนหรือของหน่วยงาน "
                "ถ้าขาดจะไม่รู้ว่าต้องรายงานใคร",
                "The prefix tells whether a measure is the higher plan's or the agency's own. "
                "Without it "
                "nobody knows to whom it is reported."},
        .mend = {"เพิ่มคำนำหน้าให้เหมือนมาตรการอื่น", "Add the prefix, as the other measures have it."},
        .source = {"รหัสนำหน้ามาตรการ", "Prefixes of measures."},
        .bad = {{kBad, {}, "m3"}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
