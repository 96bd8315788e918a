#include "phaen/check/rule_names.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <vector>

#include "phaen/base/check.h"

namespace phaen::check {

namespace {

/// How many letters must be put in, taken out or changed (Levenshtein).
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row[b.size()];
}

/// Ids are short; of longer text the beginning decides.
constexpr std::size_t kComparedLetters = 64;

}  // namespace

RuleText name_of(Severity severity) {
    switch (severity) {
        case Severity::info:
            return {"ข้อสังเกต", "info"};
        case Severity::warning:
            return {"ควรแก้", "warning"};
        case Severity::error:
            return {"ผิด", "error"};
    }
    return {};
}

RuleText name_of(Category category) {
    static constexpr std::array<RuleText, 13> kNames = {{{"ผลรวม", "sum"},
                                                         {"จำนวนนับ", "count"},
                                                         {"ค่าสะสม", "cumulative"},
                                                         {"น้ำหนัก", "weight"},
                                                         {"ชื่อ", "naming"},
                                                         {"ลำดับและรหัส", "numbering"},
                                                         {"ขาดหาย", "missing"},
                                                         {"ซ้ำ", "duplicate"},
                                                         {"หน่วยนับ", "unit"},
                                                         {"เวลา", "timeline"},
                                                         {"พิมพ์ผิด", "typo"},
                                                         {"ความสอดคล้อง", "alignment"},
                                                         {"รูปแบบ", "format"}}};
    return kNames.at(static_cast<std::size_t>(category));
}

const Rule& nearest_rule(std::string_view id) {
    PHAEN_CHECK(!all_rules().empty(), "there are rules");
    const std::string_view wanted = id.substr(0, kComparedLetters);
    // The part behind the dot is what people remember: it is compared by itself too.
    const auto distance = [wanted](const Rule* rule) {
        const std::size_t dot = rule->id.find('.');
        return std::min(edit_distance(wanted, rule->id),
                        edit_distance(wanted, rule->id.substr(dot + 1)) + 1);
    };
    return **std::min_element(
        all_rules().begin(), all_rules().end(),
        [&](const Rule* a, const Rule* b) { return distance(a) < distance(b); });
}

}  // namespace phaen::check
