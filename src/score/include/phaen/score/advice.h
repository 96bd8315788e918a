#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "phaen/score/score.h"

/// What to do next so that the year ends with more points, and what would be, were something else
/// so.
namespace phaen::score {

inline constexpr std::string_view kAdviceSchema = "phaen.advice/1";

enum class ActionKind {
    finish_step,       ///< element is the step
    hand_in_evidence,  ///< element is the evidence item
    add_records,       ///< element is the dataset, amount how many
    spend,  ///< element is the project (or empty), amount the baht that an account still has
};

struct Action {
    ActionKind kind = ActionKind::finish_step;
    std::string element;
    base::Decimal amount;
    int days = 0;  ///< of effort
    std::string
        owner;  ///< id of who leads the indicator or project; empty when the plan says nobody
    friend bool operator==(const Action&, const Action&) = default;
};

/// What brings an indicator to a level, or some way further. Only all of it together brings the
/// gain.
struct Suggestion {
    std::string indicator;
    std::optional<int> level;
    std::vector<Action> actions;
    int days = 0;      ///< of all actions
    std::string gain;  ///< points of the whole plan, exact
    bool chosen = false;
    friend bool operator==(const Suggestion&, const Suggestion&) = default;
};

struct AdviceOptions {
    std::optional<int> days;  ///< of effort that there are; none: the weekdays until the year ends
    /// Days of effort where the plan says nothing.
    int step_days = 5;
    int evidence_days = 1;
    int record_days = 2;
    int spend_days = 1;
};

struct Advice {
    std::string plan;
    facts::Day as_of;
    base::Instant known_at;
    facts::Day year_end;
    int days = 0;             ///< of effort that there are
    std::string total;        ///< points at the end of the year if nothing more is done, exact
    std::string chosen_gain;  ///< what the chosen suggestions bring together
    /// Most points per day of effort first. The chosen ones bring the most that fits into the days,
    /// at most one of each indicator.
    std::vector<Suggestion> suggestions;
    friend bool operator==(const Advice&, const Advice&) = default;
};

/// Tries out what is missing: steps that are not done, evidence, records that a count waits for,
/// money that is left. Every gain is the difference between two scores of the year's last day. What
/// only people can judge is not advised. Null when the plan's fiscal year is none, when it has
/// ended by the day, or when stopped.
[[nodiscard]] std::optional<Advice> advise(const query::WorldSources& sources,
                                           const facts::AsOf& as_of,
                                           const AdviceOptions& options = {},
                                           std::stop_token stop = {});

[[nodiscard]] base::Value to_value(const Advice& advice);
[[nodiscard]] std::string_view to_string(ActionKind kind);

/// The score as of the day, were these facts known too. Their ids, order and instants do not
/// matter, except that one may correct a fact that holds: `corrects` then names it. A fact that
/// cannot be added is an error, with its place in the list.
struct BadSupposition {
    std::size_t index = 0;
    facts::FactRefusal refusal = facts::FactRefusal::bad_id;
};
[[nodiscard]] base::Result<Derivation, BadSupposition> what_if(const query::WorldSources& sources,
                                                               const facts::AsOf& as_of,
                                                               std::vector<facts::Fact> supposed);

}  // namespace phaen::score
