#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "phaen/app/dictionaries.h"
#include "phaen/app/schemes.h"
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
    base::Instant latest;  ///< recording
    std::mutex refresh;    ///< one reads for all who wait
    std::mutex commands;   ///< those whose check rests on facts go one after another
};

/// A plan with its facts, held still while one looks.
struct Held {
    Workspace::Current current;
    base::FiscalYear year;
    std::shared_ptr<AgencyLog> agency;
    std::shared_lock<std::shared_mutex> lock;
    facts::AsOf as_of;
    bool is_now = false;  ///< as known now: later facts would change it
    AgencyRules rules;

    [[nodiscard]] const plan::Plan& plan() const { return *current.plan; }
    /// The plan's, as known at the instant; null when there is none of its name.
    [[nodiscard]] const plan::Scheme* scheme() const;
    [[nodiscard]] query::WorldSources sources() const;
    /// What an answer about the day depends on.
    [[nodiscard]] std::string key(facts::Day day) const;
};

/// The last few that were made, by key. Safe from any thread; two who ask for the same at once may
/// both make it.
template <class T>
class Recent {
  public:
    explicit Recent(std::size_t most) : most_(most) {}
    [[nodiscard]] std::shared_ptr<const T> find(const std::string& key) {
        const std::lock_guard lock(mutex_);
        const auto at = std::find_if(kept_.begin(), kept_.end(),
                                     [&](const auto& entry) { return entry.first == key; });
        if (at == kept_.end()) return nullptr;
        kept_.splice(kept_.begin(), kept_, at);
        return at->second;
    }
    void put(const std::string& key, std::shared_ptr<const T> made) {
        const std::lock_guard lock(mutex_);
        std::erase_if(kept_, [&](const auto& entry) { return entry.first == key; });
        kept_.emplace_front(key, std::move(made));
        if (kept_.size() > most_) kept_.pop_back();
    }

  private:
    std::size_t most_;
    std::mutex mutex_;
    std::list<std::pair<std::string, std::shared_ptr<const T>>> kept_;  // the one used last first
};

using Scores = std::shared_ptr<const score::Derivation>;

/// The elements of a version of a plan, with the plan.
struct PiecesOfPlan {
    explicit PiecesOfPlan(std::shared_ptr<const plan::Plan> of)
        : plan(std::move(of)), pieces(*plan) {}
    std::shared_ptr<const plan::Plan> plan;
    Pieces pieces;
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
    Recent<score::Derivation> derivations{64};
    Recent<Written> answers{128};
    Recent<PiecesOfPlan> known_pieces{8};
    Recent<std::vector<Findable>> findables{4};

    std::mutex agencies_mutex;
    std::map<std::string, std::shared_ptr<AgencyLog>, std::less<>> agencies;

    /// With all that the database has by now.
    [[nodiscard]] base::Result<std::shared_ptr<AgencyLog>, Refusal> log_of(
        const std::string& agency);
    /// `all`: with every fact that the database has by now. `any`: with those at hand, for what
    /// does not look at facts.
    enum class Facts { all, any };
    [[nodiscard]] base::Result<Held, Refusal> hold(std::string_view plan, const Moment& moment,
                                                   Facts wanted = Facts::all);
    [[nodiscard]] base::Result<AgencyRules, Refusal> rules_of(const std::string& agency) const;
    [[nodiscard]] std::shared_ptr<AgencyLog> place_of(const std::string& agency);
    [[nodiscard]] std::shared_ptr<const PiecesOfPlan> pieces_of(const Held& held);
    /// The scores as of the held day, or another one.
    [[nodiscard]] Scores scores(const Held& held, facts::Day day);
    /// The answer of that name, made unless it is known.
    [[nodiscard]] std::shared_ptr<const Written> kept(const Held& held, std::string_view name,
                                                      const std::function<base::Value()>& make);

    /// What a fact of a body becomes, before it is kept.
    struct Draft {
        base::Object data;
        std::string kind;
        std::string element;
        std::string_view element_member = "element";  ///< what the body calls it
        std::string on;
        std::string corrects;
        std::string permission;
        std::vector<PieceKind> about;  ///< empty: no element is needed
        std::string place;             ///< pointer to it in the body; empty: it is the body
        bool withdraws = false;        ///< what it corrects, and says nothing itself
        std::string made_by = {};      ///< who made what it withdraws
        std::string id = {};           ///< of the fact; empty: a new one
    };
    /// The records of a body, with the versions of their dictionaries.
    [[nodiscard]] base::Result<std::vector<Draft>, Refusal> record_drafts(
        const Held& held, const base::Value& body) const;
    /// All of them as facts, or all that is wrong.
    [[nodiscard]] base::Result<std::vector<facts::Fact>, Refusal> facts_from(
        const Held& held, std::vector<Draft> drafts, const By& by);
    /// Whether the month, as `2022-03`, takes no more.
    [[nodiscard]] base::Result<bool, Refusal> is_closed(const Held& held,
                                                        const std::string& month) const;
    using MakeDrafts = std::function<base::Result<std::vector<Draft>, Refusal>(const Held&)>;
    using Check =
        std::function<std::optional<Refusal>(const Held&, const std::vector<facts::Fact>&)>;
    /// What a command's check looks at besides the plan: nothing, so that commands may be kept
    /// together; facts of the kind; or the corrections of the fact that is withdrawn.
    enum class RestsOn { plan, kind, chain };
    /// Makes facts of a body, checks them against the plan and what the check rests on, and keeps
    /// them; when others, on any server, add to that meanwhile, they are made and checked again.
    /// What is sent again is not done again. The facts as they were kept.
    [[nodiscard]] base::Result<std::vector<facts::Fact>, Refusal> add(std::string_view plan,
                                                                      const By& by,
                                                                      RestsOn rests_on,
                                                                      const MakeDrafts& make,
                                                                      const Check& check = {});
    /// The same; the answer is `{facts: [ids]}`.
    [[nodiscard]] base::Result<base::Value, Refusal> add_facts(std::string_view plan, const By& by,
                                                               RestsOn rests_on,
                                                               const MakeDrafts& make,
                                                               const Check& check = {});
    /// The facts of a body, made and checked once; `moved_on` when others were quicker.
    [[nodiscard]] base::Result<std::vector<facts::Fact>, Refusal> make_facts(
        std::string_view plan, const By& by, RestsOn rests_on, const MakeDrafts& make,
        const Check& check, store::Unless& unless);
    /// Which reports are of work that waits for an approval which nobody recorded.
    [[nodiscard]] base::Result<std::vector<bool>, Refusal> unapproved(
        std::string_view plan, const std::vector<facts::Fact>& facts);
    /// What is unusual about reports that were kept.
    [[nodiscard]] base::Result<base::Array, Refusal> warnings_of(
        std::string_view plan, const std::vector<facts::Fact>& facts);
    [[nodiscard]] store::Command command(const std::string& agency, const By& by) const;

    Recent<Written> outlooks{16};
    std::mutex outlook_mutex;  ///< one at a time: each keeps a processor busy for a while
    std::atomic<int> outlooks_asked = 0;  ///< that are made or waited for
};

/// The facts that a command added.
[[nodiscard]] std::vector<facts::Fact> facts_of(const Held& held, const store::Appended& appended);
/// A log of those facts that `wanted` takes, of its own, for what is to be tried out.
[[nodiscard]] facts::FactLog copy_of(const facts::FactLog& log,
                                     const std::function<bool(const facts::FactView&)>& wanted);
/// Whether what the fact said still holds, said by itself or by a correction.
[[nodiscard]] bool holds(const Held& held, std::size_t fact);
/// The day and the instant that `moment` gives, over those of `as_of`; what it leaves out stays.
[[nodiscard]] base::Result<base::Done, Refusal> set_moment(const Moment& moment,
                                                           facts::AsOf& as_of);
/// What is wrong with one place of a body.
struct BodyError {
    std::string pointer;
    BothTexts message;
};
/// What is wrong with postings: ids that nobody knows, money that is not there.
[[nodiscard]] std::optional<Refusal> check_postings(const Held& held,
                                                    const std::vector<facts::Fact>& facts);
/// All that is wrong; there is something.
[[nodiscard]] Refusal bad_facts(const std::vector<BodyError>& errors);
[[nodiscard]] facts::Day day_from(std::int32_t number);
/// Takes a text member out of an object; empty when there is none.
[[nodiscard]] std::string take_text(base::Object& object, std::string_view name);
/// The kind's permission to see it.
[[nodiscard]] std::string_view permission_to_see(facts::FactKind kind);

/// `{total, indicators: [{id, score, level, percent, values}]}`, the values by query.
[[nodiscard]] base::Value short_scores(const score::Derivation& scores);
/// An exact number of a derivation as a decimal text of two places; empty stays empty.
[[nodiscard]] std::string two_places(const std::string& exact);
/// The members of `body[name]`, or why it is no list of objects.
[[nodiscard]] base::Result<std::vector<base::Object>, Refusal> list_of(const base::Value& body,
                                                                       std::string_view name);
[[nodiscard]] std::int64_t number_of(const facts::Day& day);

}  // namespace phaen::app
