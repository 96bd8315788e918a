// What of the year is one's own to do, and what others have done to it since a moment.
#include <map>
#include <optional>
#include <set>

#include "phaen/base/calendar.h"
#include "phaen/dataset/dictionary.h"
#include "phaen/facts/words.h"
#include "phaen/score/score.h"
#include "refusals.h"
#include "year_parts.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kMostDeeds = 30;

/// Who looks, and at what.
struct Looker {
    const Held& held;
    const Pieces& pieces;
    const By& by;

    [[nodiscard]] bool may_do(std::string_view permission, std::string_view element) const {
        const Piece* piece = pieces.find(element);
        if (piece == nullptr) return false;
        Resource resource{held.current.agency, held.plan().fiscal_year, {}, {}, {}, {}};
        resource.leads = piece->leads;
        resource.supports = piece->supports;
        resource.path = piece->path;
        return may(by.actor, permission, resource, by.today);
    }
    [[nodiscard]] Scope scope(std::string_view permission) const {
        return widest_scope(by.actor, permission, held.current.agency, by.today);
    }
};

/// The steps that one reports oneself; null when they are all of the agency's.
Value own_steps(const Looker& looker) {
    if (looker.scope("progress.report") >= Scope::agency) return {};
    Array list;
    for (const plan::Schedule& schedule : looker.held.plan().schedules) {
        for (const plan::Step& step : schedule.steps) {
            if (looker.may_do("progress.report", step.id)) list.emplace_back(step.id);
        }
    }
    return Value(std::move(list));
}

/// The weighted indicators that one may judge as `who` and that nobody has judged so.
Value unjudged(const Looker& looker, const query::World& world, const score::Derivation& scores,
               facts::AssessedBy who, std::string_view permission) {
    std::set<std::string_view> judged;
    for (const std::uint32_t index : world.view()) {
        const facts::FactView fact = world.log().at(index);
        if (fact.assessment != nullptr && fact.assessment->assessed_by == who)
            judged.insert(fact.element);
    }
    Array list;
    for (const score::IndicatorScore& indicator : scores.indicators) {
        if (!indicator.weight || !indicator.parent.empty() || judged.contains(indicator.id))
            continue;
        if (looker.may_do(permission, indicator.id)) list.emplace_back(indicator.id);
    }
    return Value(std::move(list));
}

/// What the ledger's keeper looks at first.
Value ledger_value(const Held& held, const query::World& world) {
    std::int64_t failing = 0;
    for (const ledger::AssertionResult& assertion : world.ledger().assertions(held.as_of.day))
        failing += assertion.holds() ? 0 : 1;
    const auto last = world.ledger().last_assertion(held.as_of.day);
    return Value(Object{
        {"last_assertion", last ? Value(base::to_iso(*last)) : Value()},
        {"failing", Value(failing)},
        {"overdrafts", Value(static_cast<std::int64_t>(world.ledger().overdrafts().size()))}});
}

/// Each registry with how much it holds and the day of its newest record.
Value registries_value(const query::World& world) {
    Array list;
    for (const dataset::Dictionary& dictionary : world.dictionaries()) {
        std::optional<std::int32_t> last;
        const auto& rows = world.records().of(dictionary.id);
        for (const dataset::Row& row : rows) {
            const std::int32_t day = world.log().at(row.fact).last_day;
            last = std::max(last.value_or(day), day);
        }
        list.emplace_back(Object{
            {"id", Value(dictionary.id)},
            {"title",
             Value(Object{{"th", Value(dictionary.title.th)}, {"en", Value(dictionary.title.en)}})},
            {"records", Value(static_cast<std::int64_t>(rows.size()))},
            {"last_on", last ? Value(base::to_iso(day_from(*last))) : Value()}});
    }
    return Value(std::move(list));
}

/// What a fact is about, as the plan prints it.
std::string_view name_of(const Pieces& pieces, const DictionarySet& dictionaries,
                         const facts::FactView& fact) {
    if (fact.record != nullptr) {
        const auto* dictionary = dictionaries.find(fact.record->dataset);
        return dictionary != nullptr ? std::string_view(dictionary->title.th)
                                     : std::string_view(fact.record->dataset);
    }
    const std::string_view element = fact.posting ? fact.posting->project : fact.element;
    const Piece* piece = pieces.find(element);
    return piece != nullptr ? piece->name : std::string_view();
}

/// What one person recorded at one time.
struct Deed {
    facts::FactView first;
    std::int64_t count = 0;
    std::set<std::string_view> names;
};

/// The deeds of others after `since`, newest first; without it the newest ones of anybody.
std::vector<Deed> deeds(const Looker& looker, std::optional<base::Instant> since) {
    constexpr std::size_t kNames = 3;
    const facts::FactLog& log = looker.held.agency->log;
    std::vector<Deed> list;
    for (std::size_t i = log.size(); i > 0; --i) {
        const facts::FactView fact = log.at(i - 1);
        if (fact.recorded_at > looker.held.as_of.known_at) continue;
        // Recorded in the order of their seq, but for what was imported.
        if (since && fact.recorded_at <= *since) break;
        if (fact.plan != looker.held.plan().id) continue;
        if (since && fact.by == looker.by.actor.account) continue;
        if (looker.scope(permission_to_see(fact.kind)) == Scope::none) continue;
        Deed* deed = list.empty() ? nullptr : &list.back();
        if (deed == nullptr || deed->first.kind != fact.kind || deed->first.by != fact.by ||
            deed->first.recorded_at != fact.recorded_at) {
            if (list.size() == kMostDeeds) break;
            deed = &list.emplace_back();
            deed->first = fact;
        }
        ++deed->count;
        const std::string_view name = name_of(looker.pieces, *looker.held.rules.dictionaries, fact);
        if (!name.empty() && deed->names.size() < kNames) deed->names.insert(name);
    }
    return list;
}

Value deed_value(const Deed& deed) {
    Array names;
    for (const std::string_view name : deed.names) names.emplace_back(name);
    return Value(Object{{"kind", Value(base::word_of(deed.first.kind))},
                        {"at", Value(deed.first.recorded_at.to_string())},
                        {"by", Value(deed.first.by)},
                        {"count", Value(deed.count)},
                        {"names", Value(std::move(names))}});
}

}  // namespace

Year::Answer<Value> Year::duties(std::string_view plan, const Moment& moment,
                                 std::optional<base::Instant> since, const By& by) const {
    const auto held = parts_->hold(plan, moment);
    if (!held) return Unexpected{held.error()};
    const Pieces pieces(held->plan());
    const Looker looker{*held, pieces, by};
    const auto scores = parts_->scores(*held, held->as_of.day);
    const query::World world(held->sources(), held->as_of);
    Array changes;
    for (const Deed& deed : deeds(looker, since)) changes.push_back(deed_value(deed));
    using enum facts::AssessedBy;
    return Value(
        Object{{"own_steps", own_steps(looker)},
               {"to_assess", unjudged(looker, world, *scores, self, "assessment.self")},
               {"to_judge", unjudged(looker, world, *scores, evaluator, "assessment.evaluate")},
               {"ledger",
                looker.scope("posting.add") == Scope::none ? Value() : ledger_value(*held, world)},
               {"registries",
                looker.scope("record.put") == Scope::none ? Value() : registries_value(world)},
               {"changes", Value(std::move(changes))}});
}

}  // namespace phaen::app
