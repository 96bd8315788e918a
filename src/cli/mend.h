#pragma once

#include <functional>
#include <string>
#include <vector>

#include "message.h"
#include "phaen/base/result.h"
#include "phaen/check/check.h"
#include "phaen/plan/plan.h"

/// What the checker may change in a plan.
namespace phaen::cli {

/// How a plan is checked: with what scheme, words and last year's plan.
using Checker = std::function<check::Report(const plan::Plan&)>;

struct Mended {
    plan::Plan plan;
    check::Report report;  ///< of the plan as it is now
    std::vector<check::Finding> mended;
};

/// Applies the fixes of the findings that are not accepted. What a fix does is kept only when less
/// is found afterwards than before (errors count first, then warnings, then the rest), so that
/// nothing gets worse and mending a second time changes nothing.
[[nodiscard]] Mended mend(plan::Plan plan, const Checker& checker);

struct Acceptance {
    std::string rule;
    std::string element;  ///< empty: of whatever element
    std::string reason;
    std::string by;
};

/// Reads `RULE[:ELEMENT]`; refused when there is no such rule.
[[nodiscard]] base::Result<Acceptance, Refusal> parse_acceptance(const std::string& text);

/// Notes in the plan that what the rule found is accepted; the answer is what was found. One that
/// was accepted before gets the new reason.
[[nodiscard]] std::vector<check::Finding> accept(plan::Plan& plan, const Acceptance& acceptance,
                                                 const Checker& checker);

}  // namespace phaen::cli
