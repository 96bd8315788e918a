#include <algorithm>
#include <cstddef>
#include <map>
#include <vector>

#include "context.h"
#include "criteria.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& criteria_threshold_order();

namespace {

struct Shaped {
    const CriteriaLevel* level = nullptr;
    std::vector<ConditionNumber> numbers;
};

/// What stands before the first number, without the words that only bound it.
std::string lead_of(const CriteriaLevel& level) {
    std::string key = base::comparison_key(level.condition);
    key.resize(std::min(key.find_first_of("0123456789"), key.size()));
    for (const std::string_view word :
         {"ร้อยละ", "จำนวน", "ไม่น้อยกว่า", "ไม่ต่ำกว่า", "อย่างน้อย", "ตั้งแต่", "ไม่เกิน", "ไม่มากกว่า", "มากกว่า",
          "น้อยกว่า", "ต่ำกว่า", "เกิน", "≥", "≤", ">", "<", "="}) {
        for (std::size_t at = key.find(word); at != std::string::npos; at = key.find(word)) {
            key.erase(at, word.size());
        }
    }
    return key;
}

/// Short conditions, each a number or range with the same unit: their one value each.
std::vector<Shaped> as_ranges(const Context& context, const Criteria& criteria) {
    std::vector<Shaped> out;
    std::string unit;
    for (const CriteriaLevel* level : by_level(criteria)) {
        const auto range = condition_range(context, level->condition);
        const auto numbers = condition_numbers(level->condition);
        if (!range || numbers.empty()) return {};
        const std::string& behind = numbers.back().unit;
        if (out.empty()) unit = lead_of(*level);
        if (lead_of(*level) != unit) return {};
        out.push_back({level, {{range->low ? *range->low : range->high.value_or(0), behind}}});
    }
    return out;
}

/// The levels whose conditions are worded alike: the same text before the first number, as many
/// numbers with the same units.
std::vector<Shaped> alike(const Context& context, const Criteria& criteria) {
    if (auto ranges = as_ranges(context, criteria); !ranges.empty()) return ranges;
    std::map<std::vector<std::string>, std::vector<Shaped>> shapes;
    for (const CriteriaLevel* level : by_level(criteria)) {
        Shaped shaped{level, condition_numbers(level->condition)};
        if (shaped.numbers.empty()) continue;
        std::vector<std::string> shape = {lead_of(*level)};
        for (const ConditionNumber& number : shaped.numbers) shape.push_back(number.unit);
        shapes[shape].push_back(std::move(shaped));
    }
    std::vector<Shaped> best;
    for (auto& [shape, levels] : shapes) {
        if (levels.size() > best.size()) best = std::move(levels);
    }
    return best;
}

/// Which of the values break the order that the others keep; `rising` or falling, equal ones are no
/// break. Empty when no order is kept by all but one or two.
std::vector<std::size_t> breaking(const std::vector<Units>& values, bool rising) {
    const auto keeps = [&](Units before, Units after) {
        return rising ? before <= after : before >= after;
    };
    std::vector<std::size_t> length(values.size(), 1);
    std::vector<std::size_t> from(values.size());
    std::size_t last = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        from[i] = i;
        for (std::size_t j = 0; j < i; ++j) {
            if (keeps(values[j], values[i]) && length[j] + 1 > length[i]) {
                length[i] = length[j] + 1;
                from[i] = j;
            }
        }
        if (length[i] > length[last]) last = i;
    }
    std::vector<bool> kept(values.size(), false);
    for (std::size_t i = last;; i = from[i]) {
        kept[i] = true;
        if (from[i] == i) break;
    }
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!kept[i]) out.push_back(i);
    }
    return out;
}

std::string condition_of(const CriteriaLevel& level) { return shorten(level.condition, 50); }

void report(Context& context, const Criteria& criteria, const std::vector<const CriteriaLevel*>& at,
            bool equal) {
    FindingBuilder finding = context.finding(criteria_threshold_order());
    finding.about(criteria.indicator->id);
    std::string levels_th;
    std::string levels_en;
    for (const CriteriaLevel* level : at) {
        finding.at(level->condition_at);
        levels_th += (levels_th.empty() ? "" : ", ") + thai(level->level);
        levels_en += (levels_en.empty() ? "" : ", ") + std::to_string(level->level);
    }
    if (!at.front()->pointer.empty()) finding.path(at.front()->pointer + "/condition");
    finding.found(at.front()->condition);
    if (equal) {
        finding.say("เกณฑ์ระดับ " + levels_th + " ของ" + context.name_th(criteria.indicator->id) +
                        " ใช้จำนวนเดียวกัน (“" + condition_of(*at.front()) +
                        "”) ระดับที่ต่ำกว่าจึงไม่มีวันได้ แก้จำนวนของระดับที่ผิด",
                    "Levels " + levels_en + " of the " + context.name_en(criteria.indicator->id) +
                        " ask for the same number (“" + condition_of(*at.front()) +
                        "”), so the lower one can never be the result. Correct one of them.");
        return;
    }
    finding.say("จำนวนในเกณฑ์ระดับ " + levels_th + " ของ" + context.name_th(criteria.indicator->id) +
                    " (“" + condition_of(*at.front()) +
                    "”) ไม่เรียงตามระดับอื่น ผลที่ดีกว่าต้องได้ระดับที่สูงกว่า แก้จำนวนให้เรียงกัน",
                "The number in level " + levels_en + " of the " +
                    context.name_en(criteria.indicator->id) + " (“" + condition_of(*at.front()) +
                    "”) is out of the order of the other levels. A better result must give a "
                    "higher level: correct the number.");
}

void check(Context& context, const Criteria& criteria) {
    const std::vector<Shaped> levels = alike(context, criteria);
    constexpr std::size_t kFewest = 3;
    if (levels.size() < kFewest) return;
    const std::size_t count = levels.front().numbers.size();
    std::vector<std::vector<Units>> series(count);
    for (std::size_t p = 0; p < count; ++p) {
        for (const Shaped& level : levels) series[p].push_back(level.numbers[p].units);
    }
    std::vector<const CriteriaLevel*> wrong;
    bool moves = false;
    for (const std::vector<Units>& values : series) {
        const bool constant = std::all_of(values.begin(), values.end(),
                                          [&](Units value) { return value == values.front(); });
        if (constant) continue;
        moves = true;
        const auto rising = breaking(values, true);
        const auto falling = breaking(values, false);
        const auto& fewer = rising.size() <= falling.size() ? rising : falling;
        if (fewer.empty() || values.size() - fewer.size() < kFewest) continue;
        for (const std::size_t i : fewer) {
            if (std::find(wrong.begin(), wrong.end(), levels[i].level) == wrong.end()) {
                wrong.push_back(levels[i].level);
            }
        }
    }
    if (!wrong.empty()) {
        report(context, criteria, wrong, false);
        return;
    }
    if (!moves) return;
    for (std::size_t i = 0; i + 1 < levels.size(); ++i) {
        const bool same = std::all_of(series.begin(), series.end(), [&](const auto& values) {
            return values[i] == values[i + 1];
        });
        // ไม่เกิน ๕ and มากกว่า ๕ share their number and differ all the same.
        const auto low = condition_range(context, levels[i].level->condition);
        const auto high = condition_range(context, levels[i + 1].level->condition);
        const bool points = low && high && low->point && high->point;
        const bool both_bounds = low && high && !low->point && !high->point &&
                                 low->low == high->low && low->high == high->high &&
                                 low->low_open == high->low_open &&
                                 low->high_open == high->high_open;
        const bool long_text =
            !low && !high && count > 0 && levels[i].level->condition.size() > 120;
        if (same && (points || both_bounds || long_text)) {
            if (base::comparison_key(levels[i].level->condition) ==
                base::comparison_key(levels[i + 1].level->condition)) {
                continue;  // another rule tells of equal texts
            }
            report(context, criteria, {levels[i + 1].level, levels[i].level}, true);
        }
    }
}

void run(Context& context) {
    for (const Criteria& criteria : all_criteria(context)) check(context, criteria);
}

}  // namespace

const Rule& criteria_threshold_order() {
    static const Rule kRule{
        .id = "criteria.threshold_order",
        .severity = Severity::error,
        .category = Category::alignment,
        .title = {"จำนวนในเกณฑ์ไม่เรียงตามระดับ", "A threshold is out of the order of the levels"},
        .why =
            {"ผลที่ดีกว่าต้องได้ระดับที่สูงกว่า ถ้าจำนวนในเงื่อนไขไม่เรียงหรือซ้ำกันสองระดับ "
             "จะมีระดับที่ไม่มีวันได้ หรือผลที่ด้อยกว่าได้คะแนนมากกว่า",
             "A better result must give a higher level. When the numbers of the conditions are "
             "out of order, or two levels ask for the same, a level cannot be reached or a worse "
             "result scores more."},
        .mend = {"แก้จำนวนในเงื่อนไขของระดับนั้น", "Correct the number in that level's condition."},
        .source = {"แต่ละระดับไปถึงได้และสูงกว่าระดับที่อยู่ต่ำลงไป",
                   "Each level is reachable and worth more than the one below."},
        .bad = {{"ตัวชี้วัดผลการดำเนินงานหลัก\n"
                 "\n"
                 "๑) จำนวนสวนที่เปิดใช้ (ค่าเป้าหมาย ๕ แห่ง)\n"
                 "\n"
                 "เกณฑ์การให้คะแนน “จำนวนสวนที่เปิดใช้”\n"
                 "\n"
                 "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
                 "๕\tร้อยละ ๑๐๐ ของน้ำหนักคะแนน\tเปิดใช้ ๕ แห่ง\t๒๐\n"
                 "๔\tร้อยละ ๙๐ ของน้ำหนักคะแนน\tเปิดใช้ ๔ แห่ง\t๑๘\n"
                 "๓\tร้อยละ ๘๐ ของน้ำหนักคะแนน\tเปิดใช้ ๖ แห่ง\t๑๖\n"
                 "๒\tร้อยละ ๗๐ ของน้ำหนักคะแนน\tเปิดใช้ ๒ แห่ง\t๑๔\n",
                 {10},
                 ""}},
        .near_miss = {{"ตัวชี้วัดผลการดำเนินงานหลัก\n"
                       "\n"
                       "๑) จำนวนวันที่ฝุ่นเกินมาตรฐาน (ค่าเป้าหมาย ไม่เกิน ๕ วัน)\n"
                       "\n"
                       "เกณฑ์การให้คะแนน “จำนวนวันที่ฝุ่นเกินมาตรฐาน”\n"
                       "\n"
                       "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
                       "๕\tร้อยละ ๑๐๐ ของน้ำหนักคะแนน\tไม่เกิน ๕ วัน\t๒๐\n"
                       "๔\tร้อยละ ๙๐ ของน้ำหนักคะแนน\t๖ - ๑๐ วัน\t๑๘\n"
                       "๓\tร้อยละ ๘๐ ของน้ำหนักคะแนน\t๑๑ - ๒๐ วัน\t๑๖\n"
                       "๒\tร้อยละ ๗๐ ของน้ำหนักคะแนน\tมากกว่า ๒๐ วัน\t๑๔\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
