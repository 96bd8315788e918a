#pragma once

#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "phaen/app/year.h"
#include "phaen/base/calendar.h"
#include "phaen/facts/fact.h"
#include "phaen/plan/plan.h"
#include "phaen/query/world.h"
#include "phaen/score/derivation.h"

/// What the use cases of the year share.
namespace phaen::app {

enum class PieceKind { indicator, evidence, project, activity, schedule, step };

/// An element that facts can be about, with whose it is.
struct Piece {
    PieceKind kind = PieceKind::step;
    std::string_view name;
    std::vector<std::string_view> leads;
    std::vector<std::string_view> supports;
    std::vector<std::string_view> path;  ///< ids that lead to it, and its component
};

/// The elements of a plan by id. The plan must outlive it.
class Pieces {
  public:
    explicit Pieces(const plan::Plan& plan);
    [[nodiscard]] const Piece* find(std::string_view id) const;

  private:
    void add_indicator(const plan::Indicator& indicator, std::string_view component,
                       std::string_view parent);
    void add_schedule(const plan::Schedule& schedule);
    std::map<std::string_view, Piece> by_id_;
};

/// The facts of an agency in memory, as the database has them.
struct AgencyLog {
    std::shared_mutex mutex;
    facts::FactLog log;
    std::int64_t seq = 0;  ///< of the last one
    std::mutex
        commands;  ///< one after another, so that what is checked still holds when it is kept
};

/// A plan with its facts, held still while one looks.
struct Held {
    Workspace::Current current;
    base::FiscalYear year;
    std::shared_ptr<AgencyLog> agency;
    std::shared_lock<std::shared_mutex> lock;
    facts::AsOf as_of;
    bool is_now = false;  ///< as known now: later facts would change it

    [[nodiscard]] const plan::Plan& plan() const { return *current.plan; }
    [[nodiscard]] query::WorldSources sources() const;
};

/// Scores that were asked for lately.
class ScoreCache {
  public:
    using Scores = std::shared_ptr<const score::Derivation>;
    [[nodiscard]] Scores find(const std::string& key);
    void put(const std::string& key, Scores scores);

  private:
    static constexpr std::size_t kKept = 64;
    std::mutex mutex_;
    std::list<std::pair<std::string, Scores>> kept_;  // the one used last first
};

struct Year::Parts {
    Parts(const Workspace& the_workspace, store::YearStore& the_store,
          const store::Files& the_files, YearOptions the_options)
        : workspace(the_workspace),
          store(the_store),
          files(the_files),
          options(std::move(the_options)) {}

    const Workspace& workspace;
    store::YearStore& store;
    const store::Files& files;
    YearOptions options;
    ScoreCache cache;

    std::mutex agencies_mutex;
    std::map<std::string, std::shared_ptr<AgencyLog>, std::less<>> agencies;

    /// With all that the database has by now.
    [[nodiscard]] base::Result<std::shared_ptr<AgencyLog>, Refusal> log_of(
        const std::string& agency);
    [[nodiscard]] base::Result<Held, Refusal> hold(std::string_view plan, const Moment& moment);
    /// The scores as of the held day, or another one.
    [[nodiscard]] ScoreCache::Scores scores(const Held& held, facts::Day day);

    /// What a fact of a body becomes, before it is kept.
    struct Draft {
        base::Object data;
        std::string kind;
        std::string element;
        std::string on;
        std::string corrects;
        std::string permission;
        std::vector<PieceKind> about;  ///< empty: no element is needed
    };
    /// All of them as facts, or all that is wrong.
    [[nodiscard]] base::Result<std::vector<facts::Fact>, Refusal> facts_from(
        const Held& held, std::vector<Draft> drafts, const By& by);
    /// Lets go of what is held and keeps them; the answer is `{facts: [ids]}`.
    [[nodiscard]] base::Result<base::Value, Refusal> keep(Held& held,
                                                          std::vector<facts::Fact> facts,
                                                          const By& by);
};

/// An exact number of a derivation as a decimal text of two places; empty stays empty.
[[nodiscard]] std::string two_places(const std::string& exact);
/// The members of `body[name]`, or why it is no list of objects.
[[nodiscard]] base::Result<std::vector<base::Object>, Refusal> list_of(const base::Value& body,
                                                                       std::string_view name);
[[nodiscard]] std::int64_t number_of(const facts::Day& day);

}  // namespace phaen::app
