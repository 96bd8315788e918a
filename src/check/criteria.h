#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "sum_tables.h"

/// The scoring criteria of the indicators (เกณฑ์การให้คะแนน), level by level, with their places.
namespace phaen::check {

struct CriteriaLevel {
    int level = 0;
    std::string condition;
    std::optional<Units> percent;  ///< of the indicator's weight
    std::optional<Units> score;    ///< points printed; never in a plan file
    std::string percent_printed;
    std::string score_printed;
    plan::Place level_at;
    plan::Place condition_at;
    plan::Place percent_at;
    plan::Place score_at;
    std::string pointer;  ///< of the level in the plan file, when it is there
};

struct Criteria {
    const plan::Indicator* indicator = nullptr;
    std::vector<CriteriaLevel> levels;  ///< as printed
};

/// The criteria of every indicator and sub-indicator that has some: from the rows of a criteria
/// table, where the document has one, else from the plan.
[[nodiscard]] const std::vector<Criteria>& all_criteria(const Context& context);

/// A number in a condition and the beginning of what stands behind it.
struct ConditionNumber {
    Units units = 0;
    std::string unit;
    friend bool operator==(const ConditionNumber&, const ConditionNumber&) = default;
};
/// The numbers of a condition without years.
[[nodiscard]] std::vector<ConditionNumber> condition_numbers(std::string_view condition);

/// What a short condition admits: `๘๐ - ๘๙`, `ร้อยละ ๙๐ ขึ้นไป`, `ไม่เกิน ๔ ชั่วโมง`. A bare number
/// has both bounds and is a `point`.
struct ConditionRange {
    std::optional<Units> low;
    std::optional<Units> high;
    bool low_open = false;  ///< the bound itself is not in it
    bool high_open = false;
    bool point = false;
    bool percent = false;  ///< says ร้อยละ or %
    friend bool operator==(const ConditionRange&, const ConditionRange&) = default;
};
[[nodiscard]] std::optional<ConditionRange> condition_range(const Context& context,
                                                            std::string_view condition);

/// The criteria by rising level, each level once.
[[nodiscard]] std::vector<const CriteriaLevel*> by_level(const Criteria& criteria);

/// The target of that year; null when there is none.
[[nodiscard]] const plan::Target* target_of(const plan::Indicator& indicator, int fiscal_year);

}  // namespace phaen::check
