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
};

struct WorldSources {
    const plan::Plan* plan = nullptr;
    const plan::Scheme* scheme = nullptr;  ///< may be null
    const facts::FactLog* log = nullptr;
    std::span<const dataset::Dictionary> dictionaries;
};

/// The sources must outlive it unchanged. Facts of other plans are left out.
class World {
  public:
    World(const WorldSources& sources, const facts::AsOf& as_of);

    [[nodiscard]] const plan::Plan& plan() const { return *sources_.plan; }
    [[nodiscard]] const plan::Scheme* scheme() const { return sources_.scheme; }
    [[nodiscard]] const facts::FactLog& log() const { return *sources_.log; }
    [[nodiscard]] const facts::AsOf& as_of() const { return as_of_; }
    [[nodiscard]] const std::vector<std::uint32_t>& view() const { return view_; }
    [[nodiscard]] const dataset::Records& records() const { return records_; }
    [[nodiscard]] const ledger::Ledger& ledger() const { return ledger_; }
    [[nodiscard]] const dataset::Dictionary* dictionary(std::string_view id) const;
    [[nodiscard]] std::span<const dataset::Dictionary> dictionaries() const {
        return sources_.dictionaries;
    }
    /// Of all schedules, in the order of the plan.
    [[nodiscard]] const std::vector<StepState>& steps() const { return steps_; }
    /// Facts of evidence about the element, in order.
    [[nodiscard]] const std::vector<std::uint32_t>& evidence_of(std::string_view element) const;
    [[nodiscard]] const std::vector<std::uint32_t>& evidence() const { return evidence_; }
    /// Assessments of the indicator, in order.
    [[nodiscard]] const std::vector<std::uint32_t>& assessments_of(std::string_view element) const;

  private:
    void find_steps();

    WorldSources sources_;
    facts::AsOf as_of_;
    std::vector<std::uint32_t> view_;
    dataset::Records records_;
    ledger::Ledger ledger_;
    std::vector<std::uint32_t> evidence_;
    std::map<std::string, std::vector<std::uint32_t>, std::less<>> evidence_by_element_;
    std::map<std::string, std::vector<std::uint32_t>, std::less<>> assessments_by_element_;
    std::vector<StepState> steps_;
};

}  // namespace phaen::query
