#include "mend.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <utility>

#include "phaen/base/json_patch.h"
#include "phaen/check/rule_names.h"
#include "phaen/plan/create.h"
#include "phaen/plan/io.h"

namespace phaen::cli {

namespace {

using base::Unexpected;
using check::Finding;

/// Each round mends something or ends; a chain of fixes of fixes is short.
constexpr int kRounds = 20;

/// Errors, warnings, the rest.
std::array<std::size_t, 3> weight_of(const check::Report& report) {
    std::array<std::size_t, 3> counts{};
    for (const Finding& finding : report.findings) {
        ++counts.at(2 - static_cast<std::size_t>(finding.severity));
    }
    return counts;
}

/// The plan with the patches that fit, and which those were; nothing when it is no plan then.
struct Patched {
    plan::Plan plan;
    std::vector<Finding> applied;
};

std::optional<Patched> patch(const plan::Plan& plan, const std::vector<Finding>& findings) {
    base::Value value = plan::to_value(plan);
    Patched patched;
    for (const Finding& finding : findings) {
        auto next = base::apply_patch(value, finding.fix->patch);
        // One that another fix of this round has overtaken has its turn in the next.
        if (!next) continue;
        value = std::move(*next);
        patched.applied.push_back(finding);
    }
    if (patched.applied.empty()) return std::nullopt;
    auto read = plan::from_value(value);
    if (!read || plan::validate(*read).size() > plan::validate(plan).size()) return std::nullopt;
    patched.plan = std::move(*read);
    return patched;
}

class Mender {
  public:
    Mender(plan::Plan plan, const Checker& checker) : checker_(checker) {
        state_.plan = std::move(plan);
        state_.report = checker_(state_.plan);
    }

    Mended run() {
        for (int round = 0; round < kRounds; ++round) {
            const std::vector<Finding> fixable = left_to_try();
            if (fixable.empty()) break;
            if (keeps(fixable)) continue;
            for (const Finding& finding : fixable) {
                if (!keeps({finding})) refused_.insert(key_of(finding));
            }
        }
        return std::move(state_);
    }

  private:
    static std::string key_of(const Finding& finding) {
        return finding.rule + '\n' + finding.path + '\n' + finding.found;
    }

    [[nodiscard]] std::vector<Finding> left_to_try() const {
        std::vector<Finding> fixable;
        for (const Finding& finding : state_.report.findings) {
            if (finding.fix && !refused_.contains(key_of(finding))) fixable.push_back(finding);
        }
        return fixable;
    }

    /// Applies the fixes together; false, and nothing changed, when that is no gain.
    bool keeps(const std::vector<Finding>& findings) {
        std::optional<Patched> patched = patch(state_.plan, findings);
        if (!patched) return false;
        check::Report report = checker_(patched->plan);
        if (weight_of(report) >= weight_of(state_.report)) return false;
        state_.plan = std::move(patched->plan);
        state_.report = std::move(report);
        for (Finding& finding : patched->applied) state_.mended.push_back(std::move(finding));
        return true;
    }

    const Checker& checker_;
    Mended state_;
    std::set<std::string> refused_;
};

}  // namespace

Mended mend(plan::Plan plan, const Checker& checker) {
    return Mender(std::move(plan), checker).run();
}

base::Result<Acceptance, Refusal> parse_acceptance(const std::string& text) {
    const std::size_t colon = text.find(':');
    Acceptance acceptance;
    acceptance.rule = text.substr(0, colon);
    if (colon != std::string::npos) acceptance.element = text.substr(colon + 1);
    if (check::find_rule(acceptance.rule) == nullptr) {
        return Unexpected{
            Refusal{Message::no_such_rule,
                    {acceptance.rule, std::string(check::nearest_rule(acceptance.rule).id)}}};
    }
    return acceptance;
}

std::vector<Finding> accept(plan::Plan& plan, const Acceptance& acceptance,
                            const Checker& checker) {
    check::Report report = checker(plan);
    std::vector<Finding> accepted;
    for (check::AcceptedFinding& before : report.accepted) {
        report.findings.push_back(std::move(before.finding));
    }
    for (Finding& finding : report.findings) {
        if (finding.rule != acceptance.rule) continue;
        if (!acceptance.element.empty() && finding.element != acceptance.element) continue;
        const auto known =
            std::find_if(plan.accepted.begin(), plan.accepted.end(), [&](const auto& entry) {
                return entry.rule == finding.rule && entry.element == finding.element;
            });
        plan::Accepted& entry =
            known == plan.accepted.end() ? plan.accepted.emplace_back() : *known;
        entry = {finding.rule, finding.element, acceptance.reason, acceptance.by};
        accepted.push_back(std::move(finding));
    }
    return accepted;
}

}  // namespace phaen::cli
