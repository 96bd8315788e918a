#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/score/score.h"

/// This year's facts under the criteria of another year's plan.
namespace phaen::score {

/// How an indicator was found in the other plan.
enum class Counterpart {
    none,       ///< only one of the two plans has it
    continues,  ///< one says that it continues the other
    name,       ///< they are called the same, by comparison key
};

/// An indicator or sub-indicator of either plan, beside what it is in the other.
struct CriteriaPair {
    std::string own;     ///< id in the plan; empty when it has none
    std::string other;   ///< id in the other plan; empty when it has none
    std::string scored;  ///< id in `UnderCriteria::other`; empty with `other`
    Counterpart found_by = Counterpart::none;
    /// Texts of evidence that the other criteria require and that the plan has no item for, so that
    /// nobody can have handed it in.
    std::vector<std::string> evidence;
    /// What the other criteria read of elements that the plan does not have: their names.
    std::vector<std::string> unread;
    friend bool operator==(const CriteriaPair&, const CriteriaPair&) = default;
};

struct UnderCriteria {
    Derivation own;    ///< by the plan's own criteria
    Derivation other;  ///< by the other plan's; counterparts have the plan's ids
    /// In the plan's order, sub-indicators after theirs; then what only the other plan has.
    std::vector<CriteriaPair> pairs;
    friend bool operator==(const UnderCriteria&, const UnderCriteria&) = default;
};

/// Scores the facts of the plan of `sources` twice. The other plan gives indicators, weights,
/// levels, targets, queries and, with its scheme (may be null), points and rounding; the fiscal
/// year, its days, steps and projects stay the plan's. Targets and their baselines move by the
/// years between the two plans. Ids in conditions of queries become those of the counterparts:
/// projects and indicators by what they continue or by name, schedules by what they are of, steps,
/// activities and evidence by their text. What has none counts nothing and is named in the pair.
[[nodiscard]] UnderCriteria under_criteria(const query::WorldSources& sources,
                                           const facts::AsOf& as_of, const plan::Plan& other,
                                           const plan::Scheme* other_scheme);

/// What two scores beside each other do not say: only_own, only_other, no_evidence_item or
/// no_such_element, with the text or name that it is about.
struct CriteriaNote {
    std::string_view code;
    std::string about;
    BothTexts text;
};

/// A pair with its two scores; it points into what it was made of.
struct ComparedGrade {
    const CriteriaPair* pair = nullptr;
    const IndicatorScore* own = nullptr;    ///< null when the plan has no such indicator
    const IndicatorScore* under = nullptr;  ///< null when the other plan has none
    /// Of the rounded scores, nothing counting as 0; null when neither has a score.
    std::optional<base::Score> difference;
    std::vector<CriteriaNote> notes;
};

/// The pairs with their scores, in their order. `other_year` is the other plan's, as notes name it.
[[nodiscard]] std::vector<ComparedGrade> compare_grades(const UnderCriteria& scored,
                                                        int other_year);

/// As programs read it, by `ScoresUnder` of the OpenAPI document; of the same arguments as
/// `under_criteria`, with what it gave.
[[nodiscard]] base::Value to_value(const UnderCriteria& scored, const query::WorldSources& sources,
                                   const facts::AsOf& as_of, const plan::Plan& other,
                                   const plan::Scheme* other_scheme);

}  // namespace phaen::score
