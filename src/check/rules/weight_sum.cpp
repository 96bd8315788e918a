#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "name_twins.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& weight_sum();

namespace {

void run(Context& context) {
    const plan::Plan& plan = context.plan();
    const std::set<std::string_view>& misprinted = misprinted_elements(context);
    const auto left_out = static_cast<std::size_t>(
        std::count_if(context.plan().indicators.begin(), context.plan().indicators.end(),
                      [&](const plan::Indicator& i) { return misprinted.contains(i.id); }));
    if (plan.indicators.size() < 2) return;
    base::Weight sum;
    for (const plan::Indicator& indicator : plan.indicators) {
        // The same indicator under a misprinted name has the same weight.
        if (misprinted.contains(indicator.id)) continue;
        if (!indicator.weight) return;
        sum = sum + *indicator.weight;
    }
    const base::Weight whole(base::Decimal::from_integer(100));
    if (sum == whole) return;
    // A printed total that is wrong, or right about other rows, has a rule of its own.
    for (const plan::Claim* claim : context.claims(plan::ClaimKind::total)) {
        if (claim->about.empty() && claim->printed.find("น้ำหนัก") != std::string::npos) return;
    }
    std::vector<plan::Place> places;
    for (const plan::Indicator& indicator : plan.indicators) {
        if (misprinted.contains(indicator.id)) continue;
        const plan::Place* place = context.first_place_of(indicator.id);
        if (place != nullptr && places.size() < 8) places.push_back(*place);
    }
    context.finding(weight_sum())
        .about(plan.indicators.front().id)
        .member("/weight")
        .at(places)
        .found(sum.to_string())
        .expected("100")
        .say("น้ำหนักของตัวชี้วัดทั้ง " + thai(static_cast<long long>(plan.indicators.size() - left_out)) +
                 " ตัวรวมได้ " + base::to_thai_digits(sum.to_string()) +
                 " ไม่ใช่ ๑๐๐ แก้น้ำหนักให้รวมเป็น ๑๐๐",
             "The weights of the " + std::to_string(plan.indicators.size() - left_out) +
                 " indicators make " + sum.to_string() + ", not 100: correct them.");
}

}  // namespace

const Rule& weight_sum() {
    static const Rule kRule{
        .id = "weight.sum",
        .severity = Severity::error,
        .category = Category::weight,
        .title = {"น้ำหนักของตัวชี้วัดรวมแล้วไม่เป็น ๑๐๐", "The weights of the indicators do not make 100"},
        .why = {"น้ำหนักของตัวชี้วัดทั้งหมดรวมเป็น ๑๐๐ ไม่เช่นนั้นคะแนนเต็มไม่เต็ม",
                "The weights of all indicators make 100, or the full score is not full."},
        .mend = {"แก้น้ำหนักให้รวมเป็น ๑๐๐", "Correct the weights so that they make 100."},
        .source = {"น้ำหนักของตัวชี้วัดในคำรับรองรวมกันได้ 100 ตรวจเฉพาะเมื่อทุกตัวมีน้ำหนัก",
                   "The weights of an agreement make 100. Only where every indicator has one."},
        .bad = {{R"plan(schema = "phaen.plan/1"
id = "p"
fiscal_year = 2565

[[indicators]]
id = "a"
name = "จำนวนคลองที่ขุดลอก"
group = "ก"
weight = 60

[[indicators]]
id = "b"
name = "จำนวนต้นไม้ที่ปลูก"
group = "ก"
weight = 30
)plan",
                 {},
                 "a"}},
        .near_miss = {{R"plan(schema = "phaen.plan/1"
id = "p"
fiscal_year = 2565

[[indicators]]
id = "a"
name = "จำนวนคลองที่ขุดลอก"
group = "ก"
weight = 60

[[indicators]]
id = "b"
name = "จำนวนต้นไม้ที่ปลูก"
group = "ก"
weight = 40
)plan",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
