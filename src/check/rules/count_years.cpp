#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "context.h"
#include "phaen/base/thai_text.h"
#include "prose.h"

namespace phaen::check {

const Rule& count_years();

namespace {

constexpr Units kOne = base::Decimal::kScale;

bool is_year(const Figure& figure) {
    return figure.units >= 2400 * kOne && figure.units <= 2700 * kOne;
}

/// What may stand between the number of years and the first year, and between the two years.
bool only(std::string_view text, std::string_view required) {
    std::string key = base::comparison_key(text);
    for (const std::string_view word :
         {"พ.ศ.", "ปีงบประมาณ", "ตั้งแต่", "ปี", "(", "ถึง", "-", "ระหว่าง"}) {
        for (std::size_t at = key.find(word); at != std::string::npos; at = key.find(word)) {
            key.erase(at, word.size());
        }
    }
    return key.empty() && text.find(required) != std::string_view::npos;
}

struct Spans {
    std::map<std::tuple<Units, Units, Units>, std::vector<const Passage*>> wrong;
};

void collect(const Passage& passage, Spans& out) {
    if (passage.text.find("ระยะ") == std::string::npos) return;
    const std::string text = prepare(passage.text);
    const std::vector<Figure> figures = figures_in(text);
    const std::string_view all = text;
    for (std::size_t i = 0; i + 2 < figures.size(); ++i) {
        const Figure& count = figures[i];
        if (is_year(count) || !is_year(figures[i + 1]) || !is_year(figures[i + 2])) continue;
        const std::string_view before = trimmed(all.substr(0, count.begin));
        if (!before.ends_with("ระยะ") && !before.ends_with("ระยะเวลา")) continue;
        if (!only(all.substr(count.end, figures[i + 1].begin - count.end), "ปี")) continue;
        const std::string between = base::comparison_key(
            all.substr(figures[i + 1].end, figures[i + 2].begin - figures[i + 1].end));
        if (between != "-" && between != "ถึง" && between != "-พ.ศ." && between != "ถึงพ.ศ.")
            continue;
        const Units years = figures[i + 2].units - figures[i + 1].units + kOne;
        if (years == count.units || years <= 0) continue;
        auto& places = out.wrong[{count.units, figures[i + 1].units, figures[i + 2].units}];
        if (places.empty() || places.back() != &passage) places.push_back(&passage);
    }
}

void run(Context& context) {
    Spans spans;
    for (const Passage& passage : context.passages()) {
        if (is_prose(passage)) collect(passage, spans);
    }
    constexpr std::size_t kMost = 6;
    for (const auto& [span, passages] : spans.wrong) {
        const auto& [count, from, to] = span;
        const std::string said = print_units(count);
        const std::string first = base::Decimal::from_units(from).to_string();
        const std::string last = base::Decimal::from_units(to).to_string();
        const std::string right = print_units(to - from + kOne);
        FindingBuilder finding = context.finding(count_years());
        for (std::size_t i = 0; i < passages.size() && i < kMost; ++i) finding.at(*passages[i]);
        finding.found(said).expected(right).say(
            "ระยะ " + base::to_thai_digits(said) + " ปี แต่ พ.ศ. " + base::to_thai_digits(first) +
                " – " + base::to_thai_digits(last) + " นับได้ " + base::to_thai_digits(right) +
                " ปี แก้จำนวนปีหรือช่วงปี",
            "The plan is said to run " + said + " years, but " + first + "–" + last + " are " +
                right + ". Correct the number or the years.");
    }
}

}  // namespace

const Rule& count_years() {
    static const Rule kRule{
        .id = "count.years",
        .severity = Severity::error,
        .category = Category::count,
        .title = {"จำนวนปีของแผนไม่ตรงกับช่วงปี", "The years of a plan are not as many as it says"},
        .why = {"แผนระยะ ๕ ปีมีห้าปีงบประมาณ นับทั้งปีแรกและปีสุดท้าย "
                "ถ้าไม่ตรงไม่รู้ว่าแผนสิ้นสุดปีใด แผนที่แบ่งเป็นระยะ (ระยะที่ ๒) ไม่นับ",
                "A plan of five years has five fiscal years, the first and the last counted. "
                "Otherwise nobody knows when it ends. A phase of a longer plan does not count."},
        .mend = {"แก้จำนวนปี หรือช่วงปี", "Correct the number, or the years."},
        .source = {"จำนวนปี = ปีสุดท้าย − ปีแรก + 1", "Years = last − first + 1."},
        .bad = {{"ข้อมูลทั่วไป\n\nสอดคล้องกับแผนพัฒนาเมือง ระยะ ๕ ปี (พ.ศ. ๒๕๖๖ – ๒๕๗๑) ทุกด้าน\n", {3}, ""}},
        .near_miss = {{"ข้อมูลทั่วไป\n\nสอดคล้องกับแผนพัฒนาเมือง ระยะ ๕ ปี (พ.ศ. ๒๕๖๖ – ๒๕๗๐) และแผนพัฒนา "
                       "ระยะ ๒๐ ปี ระยะที่ ๒ (พ.ศ. ๒๕๖๑ – ๒๕๖๕)\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
