#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "criteria.h"
#include "phaen/base/thai_text.h"
#include "prose.h"

namespace phaen::check {

const Rule& target_below_result();

namespace {

/// A result of an earlier year that the target can be compared with.
struct Reached {
    Units units = 0;
    int year = 0;
    const plan::EarlierResult* result = nullptr;  ///< null for the target's own baseline
};

/// Units that count anything say nothing about what was counted.
bool is_common(const Context& context, std::string_view unit) {
    return unit.empty() || context.words().has("common_units", unit);
}

/// The most of the unit that a result's narrative names: จำนวน ๓๕ ผลิตภัณฑ์.
void collect(const plan::EarlierResult& result, std::string_view unit, std::vector<Reached>& out) {
    const std::string text = prepare(result.narrative);
    for (const Figure& figure : figures_in(text)) {
        const std::string_view behind = trimmed(std::string_view(text).substr(figure.end));
        if (behind.starts_with(unit)) out.push_back({figure.units, result.fiscal_year, &result});
    }
}

std::vector<Reached> reached(const Context& context, const plan::Indicator& indicator,
                             const plan::Target& target) {
    std::vector<Reached> out;
    const std::string name = base::comparison_key(indicator.name);
    if (target.baseline_value && target.baseline_fiscal_year) {
        out.push_back({target.baseline_value->units(), *target.baseline_fiscal_year, nullptr});
    }
    for (const plan::EarlierResult& result : context.plan().results) {
        if (result.fiscal_year >= target.fiscal_year) continue;
        if (base::comparison_key(result.indicator_name) == name) {
            for (const plan::NamedValue& value : result.values) {
                if (value.unit == target.unit)
                    out.push_back({value.value.units(), result.fiscal_year, &result});
            }
        }
        if (!is_common(context, target.unit)) collect(result, target.unit, out);
    }
    return out;
}

/// Where the target stands: in each place that prints the number.
std::vector<plan::Place> target_places(const Context& context, const plan::Indicator& indicator,
                                       const plan::Indicator* parent, const plan::Target& target) {
    std::vector<plan::Place> out;
    const std::string wanted = target.value.to_string() + base::comparison_key(target.unit);
    constexpr std::size_t kMost = 5;
    const auto take = [&](std::string_view id, bool whole) {
        for (const plan::Claim* claim : context.claims_about(id, plan::ClaimKind::target)) {
            const bool says =
                whole || base::comparison_key(claim->printed).find(wanted) != std::string::npos;
            if (says && out.size() < kMost) out.push_back(claim->place);
        }
    };
    take(indicator.id, true);
    if (parent != nullptr) {
        take(parent->id, false);
        for (const plan::Indicator& sub : parent->sub_indicators) {
            if (sub.id != indicator.id) take(sub.id, false);
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

void check(Context& context, const plan::Indicator& indicator, const plan::Indicator* parent) {
    const plan::Target* target = target_of(indicator, context.plan().fiscal_year);
    if (target == nullptr || target->unit == "ระดับ") return;
    const bool lower = target->comparison == plan::Comparison::at_most;
    if (!lower && target->comparison != plan::Comparison::at_least) return;
    if (!lower && indicator.better == plan::Better::lower) return;
    const Reached* best = nullptr;
    Units most = 0;
    const std::string key = base::comparison_key(indicator.name);
    const std::vector<Reached> all = reached(context, indicator, *target);
    for (const Reached& one : all) {
        // Of another indicator's text only what was reached upwards is sure to be the same thing.
        if (lower && one.result != nullptr &&
            base::comparison_key(one.result->indicator_name) != key) {
            continue;
        }
        const Units off =
            lower ? target->value.units() - one.units : one.units - target->value.units();
        if (off <= 0 || (best != nullptr && off <= most)) continue;
        best = &one;
        most = off;
    }
    if (best == nullptr) return;
    const std::string said = target->value.to_string() + " " + target->unit;
    const std::string before = print_units(best->units) + " " + target->unit;
    const auto year = std::to_string(best->year);
    FindingBuilder finding = context.finding(target_below_result());
    // A share near its ceiling may well be planned a little lower.
    if (target->unit == "ร้อยละ" || target->unit == "%") finding.severity(Severity::info);
    finding.about(indicator.id)
        .member("/targets")
        .at(target_places(context, indicator, parent, *target));
    if (best->result != nullptr) {
        if (const plan::Place* place = context.first_place_of(best->result->id)) finding.at(*place);
    }
    finding.found(said).expected(before).say(
        "ค่าเป้าหมายของ" + context.name_th(indicator.id) + " คือ " + base::to_thai_digits(said) +
            " แต่ปี พ.ศ. " + base::to_thai_digits(year) + " ทำได้แล้ว " + base::to_thai_digits(before) +
            " จึงบรรลุได้โดยไม่ต้องทำเพิ่ม ทบทวนค่าเป้าหมาย หรืออธิบายเหตุผล",
        "The target of the " + context.name_en(indicator.id) + " is " + said + "; " + year +
            " already reached " + before +
            ", so it is met without doing more. Set a better target, or say why it is worse.");
}

void run(Context& context) {
    for (const plan::Indicator& indicator : context.plan().indicators) {
        check(context, indicator, nullptr);
        for (const plan::Indicator& sub : indicator.sub_indicators) {
            check(context, sub, &indicator);
        }
    }
}

}  // namespace

const Rule& target_below_result() {
    static const Rule kRule{
        .id = "target.below_result",
        .severity = Severity::warning,
        .category = Category::alignment,
        .title = {"ค่าเป้าหมายต่ำกว่าผลที่เคยทำได้", "A target below the last result"},
        .why = {"ค่าเป้าหมายที่ต่ำกว่าผลของปีก่อนบรรลุได้โดยไม่ต้องทำอะไรเพิ่ม "
                "เทียบเมื่อชื่อตัวชี้วัดตรงกัน หรือสิ่งที่นับเป็นสิ่งเฉพาะที่ผลปีก่อนนับไว้ด้วย",
                "A target below what an earlier year reached is met without doing more. It is "
                "compared where the indicator is the same, or where a particular thing is counted "
                "that the earlier result counts too."},
        .mend = {"ปรับค่าเป้าหมายให้ท้าทาย หรืออธิบายเหตุที่ลดลง",
                 "Raise the target, or say why it is lower."},
        .source = {"ค่าเป้าหมายต่อยอดจากผลงานครั้งก่อน", "A target builds on the last result."},
        .bad = {{"schema = \"phaen.plan/1\"\n"
                 "id = \"p\"\n"
                 "fiscal_year = 2566\n"
                 "[[indicators]]\n"
                 "id = \"i1\"\n"
                 "name = \"จำนวนสินค้าชุมชนที่วางขาย\"\n"
                 "[[indicators.targets]]\n"
                 "fiscal_year = 2566\n"
                 "comparison = \"at_least\"\n"
                 "value = 17\n"
                 "unit = \"ผลิตภัณฑ์\"\n"
                 "[[results]]\n"
                 "id = \"r1\"\n"
                 "fiscal_year = 2565\n"
                 "indicator_name = \"ระดับความสำเร็จในการส่งเสริมสินค้าชุมชน\"\n"
                 "narrative = \"นำสินค้าขึ้นตลาดออนไลน์ จำนวน ๓๕ ผลิตภัณฑ์\"\n",
                 {},
                 "i1"}},
        .near_miss = {{"schema = \"phaen.plan/1\"\n"
                       "id = \"p\"\n"
                       "fiscal_year = 2566\n"
                       "[[indicators]]\n"
                       "id = \"i1\"\n"
                       "name = \"จำนวนสินค้าชุมชนที่วางขาย\"\n"
                       "[[indicators.targets]]\n"
                       "fiscal_year = 2566\n"
                       "comparison = \"at_least\"\n"
                       "value = 35\n"
                       "unit = \"ผลิตภัณฑ์\"\n"
                       "[[results]]\n"
                       "id = \"r1\"\n"
                       "fiscal_year = 2565\n"
                       "indicator_name = \"ระดับความสำเร็จในการส่งเสริมสินค้าชุมชน\"\n"
                       "narrative = \"นำสินค้าขึ้นตลาดออนไลน์ จำนวน ๓๕ ผลิตภัณฑ์ อบรม ๙๐ คน\"\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
