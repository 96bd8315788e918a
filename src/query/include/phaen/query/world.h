#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/ratio.h"
#include "phaen/dataset/records.h"
#include "phaen/facts/log.h"
#include "phaen/ledger/ledger.h"
#include "phaen/plan/plan.h"
#include "phaen/plan/scheme.h"

/// Everything that a query can read, as of a day and as known at an instant.
namespace phaen::query {

inline constexpr std::uint32_t kNoFact = 0xFFFFFFFF;

/// How far a step has come.
struct StepState {
    const plan::Schedule* schedule = nullptr;
    const plan::Step* step = nullptr;
    base::Percent percent;
    std::uint32_t fact = kNoFact;  ///< the latest report, or what closed it
    bool done = false;             ///< at 100, or closed by its query
    bool closed_by_query = false;
    /// The day since the epoch from which it, its schedule or what that is of is cancelled: what is
    /// not done is not awaited any more.
    std::optional<std::int32_t> cancelled_on;
    [[nodiscard]] bool is_given_up() const { return cancelled_on && !done; }
};

struct WorldSources {
    const plan::Plan* plan = nullptr;
    const plan::Scheme* scheme = nullptr;  ///< may be null
    const facts::FactLog* log = nullptr;
    std::span<const dataset::Dictionary> dictionaries;
};

/// What a fact changed of a world; texts are the log's.
struct Touched {
    bool ledger = false;
    bool steps = false;
    std::vector<std::string_view> datasets;
    std::vector<std::string_view> evidence;  ///< elements that evidence is about
    std::vector<std::string_view> assessed;  ///< indicators
};

/// The sources must outlive it unchanged, but for facts of the log that it is told of. Facts of
/// other plans are left out.
class World {
  public:
    World(const WorldSources& sources, const facts::AsOf& as_of);

    /// Takes in the last fact that was added to the log. Then it is what a new world as of that day
    /// and `known_at` would be, provided that between the two instants no other fact was recorded.
    Touched take_last(base::Instant known_at);

    [[nodiscard]] const plan::Plan& plan() const { return *sources_.plan; }
    [[nodiscard]] const plan::Scheme* scheme() const { return sources_.scheme; }
    [[nodiscard]] const facts::FactLog& log() const { return *sources_.log; }
    [[nodiscard]] const facts::AsOf& as_of() const { return as_of_; }
    [[nodiscard]] const std::vector<std::uint32_t>& view() const { return view_.all; }
    [[nodiscard]] const std::vector<std::uint32_t>& view(facts::FactKind kind) const {
        return view_.of(kind);
    }
    [[nodiscard]] const dataset::Records& records() const { return records_; }
    [[nodiscard]] const ledger::Ledger& ledger() const { return ledger_; }
    [[nodiscard]] const dataset::Dictionary* dictionary(std::string_view id) const;
    [[nodiscard]] std::span<const dataset::Dictionary> dictionaries() const {
        return sources_.dictionaries;
    }
    /// Of all schedules, in the order of the plan.
    [[nodiscard]] const std::vector<StepState>& steps() const { return steps_; }
    /// Whether the element's last event that says how it stands cancelled it. That it was closed
    /// afterwards changes nothing.
    [[nodiscard]] bool is_cancelled(std::string_view element) const {
        return cancelled_.find(element) != cancelled_.end();
    }
    /// Facts of evidence about the element, in order.
    [[nodiscard]] const std::vector<std::uint32_t>& evidence_of(std::string_view element) const;
    [[nodiscard]] const std::vector<std::uint32_t>& evidence() const {
        return view(facts::FactKind::evidence);
    }
    /// Assessments of the indicator, in order.
    [[nodiscard]] const std::vector<std::uint32_t>& assessments_of(std::string_view element) const;

  private:
    using ByElement = std::map<std::string, std::vector<std::uint32_t>, std::less<>>;
    /// What a query said of a step that facts close.
    struct Closing {
        std::size_t step = 0;
        bool is_asked = false;
        bool is_closed = false;
        std::uint32_t fact = kNoFact;
    };
    void take(std::uint32_t fact, bool is_gained, Touched& touched);
    void report_steps(std::string_view element);
    void ask(Closing& closing, Touched& touched);
    void close_steps(Touched& touched);
    void open_steps();
    void read_cancelled();
    void cancel_steps();

    WorldSources sources_;
    facts::AsOf as_of_;
    facts::PlanView view_;
    dataset::Records records_;
    ledger::Ledger ledger_;
    ByElement evidence_by_element_;
    ByElement assessments_by_element_;
    std::map<std::string, std::int32_t, std::less<>> cancelled_;  ///< since which day, by element
    std::vector<StepState> steps_;
    std::vector<StepState> reported_;  ///< of the steps that facts may close, as reported
    std::vector<Closing> closings_;    ///< in step with `reported_`
};

}  // namespace phaen::query
