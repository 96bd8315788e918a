#include "phaen/score/other_criteria.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "phaen/base/thai_text.h"
#include "phaen/plan/elements.h"

namespace phaen::score {

using base::Value;

namespace {

using Key = std::string;

Key key_of(std::string_view text) { return base::comparison_key(text); }

/// Whether what says so continues the element of that plan. An id says it; a name does where none
/// is given.
template <class T>
bool is_of(const std::optional<plan::Continues>& continues, const plan::Plan& plan,
           const T& element) {
    if (!continues || continues->fiscal_year != plan.fiscal_year) return false;
    if (!continues->id.empty()) return continues->id == element.id;
    return key_of(continues->name) == key_of(element.name);
}

/// The elements of the other plan by ours, and what ours are called there.
class Counterparts {
  public:
    Counterparts(const plan::Plan& own, const plan::Plan& other) : own_(own), other_(other) {
        plan::for_each_element(own,
                               [&](const plan::Element& element) { taken_.emplace(element.id); });
        pair_continuing(own.indicators, other.indicators);
        for (const plan::Indicator& indicator : other.indicators) add_parts(indicator);
        pair_continuing(own.projects, other.projects);
        pair_texts(own.activities, other.activities,
                   [](const plan::Activity& activity) { return activity.name; });
        for (const plan::Schedule& schedule : other.schedules) add_schedule(schedule);
        name_the_rest();
    }

    /// What the plan calls it: a name that it has for nothing else where it has no counterpart.
    [[nodiscard]] const std::string& id_of(const std::string& other) const {
        return ids_.at(other);
    }
    [[nodiscard]] bool knows(const std::string& other) const { return ids_.contains(other); }
    [[nodiscard]] Counterpart found_by(const std::string& other) const {
        const auto found = found_.find(other);
        return found == found_.end() ? Counterpart::none : found->second;
    }
    /// Ours, by the id there; null when there is none.
    [[nodiscard]] const plan::Indicator* own_of(const plan::Indicator& other) const {
        const auto found = indicators_.find(other.id);
        return found == indicators_.end() ? nullptr : found->second;
    }

  private:
    void put(const std::string& other, const std::string& own, Counterpart how) {
        ids_[other] = own;
        found_[other] = how;
        used_.insert(own);
    }
    [[nodiscard]] bool is_free(const std::string& own, const std::string& other) const {
        return !used_.contains(own) && !ids_.contains(other);
    }
    static void keep(const plan::Project&, const plan::Project&) {}
    void keep(const plan::Indicator& own, const plan::Indicator& other) {
        indicators_[other.id] = &own;
    }

    /// What is said to continue goes before what only has the same name.
    template <class T>
    void pair_continuing(const std::vector<T>& own, const std::vector<T>& other) {
        const auto pair = [&](Counterpart how, const auto& fits) {
            for (const T& theirs : other) {
                const auto ours = std::find_if(own.begin(), own.end(), [&](const T& one) {
                    return is_free(one.id, theirs.id) && fits(one, theirs);
                });
                if (ours == own.end()) continue;
                put(theirs.id, ours->id, how);
                keep(*ours, theirs);
            }
        };
        pair(Counterpart::continues, [&](const T& ours, const T& theirs) {
            return is_of(ours.continues, other_, theirs) || is_of(theirs.continues, own_, ours);
        });
        pair(Counterpart::name, [](const T& ours, const T& theirs) {
            return key_of(ours.name) == key_of(theirs.name);
        });
    }

    template <class T, class Text>
    void pair_texts(const std::vector<T>& own, const std::vector<T>& other, const Text& text_of) {
        for (const T& theirs : other) {
            const auto ours = std::find_if(own.begin(), own.end(), [&](const T& one) {
                return is_free(one.id, theirs.id) &&
                       key_of(text_of(one)) == key_of(text_of(theirs));
            });
            if (ours != own.end()) put(theirs.id, ours->id, Counterpart::name);
        }
    }

    /// Evidence and sub-indicators of one that has a counterpart.
    void add_parts(const plan::Indicator& other) {
        const plan::Indicator* own = own_of(other);
        if (own == nullptr) return;
        const auto text_of = [](const plan::EvidenceItem& item) { return item.text; };
        pair_texts(own->evidence, other.evidence, text_of);
        pair_continuing(own->sub_indicators, other.sub_indicators);
        for (const plan::Indicator& sub : other.sub_indicators) {
            if (const plan::Indicator* ours = own_of(sub); ours != nullptr)
                pair_texts(ours->evidence, sub.evidence, text_of);
        }
    }

    [[nodiscard]] bool is_same_owner(const std::optional<plan::Ref>& own,
                                     const std::optional<plan::Ref>& other) const {
        if (!own || !other || !own->resolved() || !other->resolved()) return false;
        const auto found = ids_.find(other->id);
        return found != ids_.end() && found->second == own->id;
    }

    void add_schedule(const plan::Schedule& other) {
        const auto ours =
            std::find_if(own_.schedules.begin(), own_.schedules.end(), [&](const auto& own) {
                return is_free(own.id, other.id) &&
                       (is_same_owner(own.indicator, other.indicator) ||
                        is_same_owner(own.project, other.project) ||
                        is_same_owner(own.activity, other.activity));
            });
        if (ours == own_.schedules.end()) return;
        put(other.id, ours->id, Counterpart::name);
        pair_texts(ours->steps, other.steps, [](const plan::Step& step) { return step.text; });
    }

    /// What has no counterpart must not be taken for something else of the same id.
    void name_the_rest() {
        plan::for_each_element(other_, [&](const plan::Element& element) {
            const std::string id(element.id);
            if (ids_.contains(id)) return;
            std::string name = id;
            while (taken_.contains(name)) name.insert(0, "other.");
            taken_.insert(name);
            ids_[id] = std::move(name);
        });
    }

    const plan::Plan& own_;
    const plan::Plan& other_;
    std::set<std::string, std::less<>> taken_;  ///< ids of our plan, and those given here
    std::set<std::string> used_;                ///< of ours, what has a counterpart
    std::map<std::string, std::string> ids_;
    std::map<std::string, Counterpart> found_;
    std::map<std::string, const plan::Indicator*> indicators_;
};

/// The other plan's indicators in terms of ours, with what is lost on the way.
class Translation {
  public:
    Translation(const plan::Plan& own, const plan::Plan& other)
        : own_(own), other_(other), counterparts_(own, other), elements_(other) {}

    [[nodiscard]] const Counterparts& counterparts() const { return counterparts_; }

    /// One indicator, without its sub-indicators. Of a pair it says what is lost.
    plan::Indicator translated(const plan::Indicator& other, CriteriaPair& pair) const {
        plan::Indicator made = other;
        made.id = counterparts_.id_of(other.id);
        pair.other = other.id;
        pair.scored = made.id;
        pair.found_by = counterparts_.found_by(other.id);
        const plan::Indicator* own = counterparts_.own_of(other);
        if (own != nullptr) pair.own = own->id;
        // Whose it is stays the plan's.
        const plan::Indicator nobody;
        const plan::Indicator& whose = own != nullptr ? *own : nobody;
        made.links = whose.links;
        made.projects = whose.projects;
        made.lead = whose.lead;
        made.supporting = whose.supporting;
        made.definitions = whose.definitions;
        made.continues = whose.continues;
        made.sub_indicators.clear();
        const int years = own_.fiscal_year - other_.fiscal_year;
        for (plan::Target& target : made.targets) {
            target.fiscal_year += years;
            if (target.baseline_fiscal_year) *target.baseline_fiscal_year += years;
        }
        for (plan::EvidenceItem& item : made.evidence) item.id = counterparts_.id_of(item.id);
        for (plan::ScoringLevel& level : made.scoring_criteria) {
            for (plan::Id& required : level.requires_evidence) require(required, other, pair);
        }
        for (auto& [name, query] : made.queries) {
            translate(query, pair);
            for (auto* half : {&query.num, &query.den}) {
                for (plan::Query& part : *half) translate(part, pair);
            }
        }
        return made;
    }

  private:
    static void note(std::vector<std::string>& list, const std::string& what) {
        if (std::find(list.begin(), list.end(), what) == list.end()) list.push_back(what);
    }

    void require(plan::Id& required, const plan::Indicator& other, CriteriaPair& pair) const {
        if (!counterparts_.knows(required)) return;
        if (counterparts_.found_by(required) == Counterpart::none) {
            const auto item =
                std::find_if(other.evidence.begin(), other.evidence.end(),
                             [&](const plan::EvidenceItem& one) { return one.id == required; });
            // What takes any document is never missing.
            if (item == other.evidence.end() || !item->catch_all)
                note(pair.evidence, item == other.evidence.end() ? required : item->text);
        }
        required = counterparts_.id_of(required);
    }

    void translate(plan::Query& query, CriteriaPair& pair) const {
        for (plan::QueryCondition& condition : query.where) {
            if (const std::string* id = condition.value.as_string(); id != nullptr) {
                condition.value = Value(translated_id(*id, pair));
                continue;
            }
            base::Array* ids = condition.value.as_array();
            if (ids == nullptr) continue;
            for (Value& one : *ids) {
                if (one.as_string() != nullptr) one = Value(translated_id(*one.as_string(), pair));
            }
        }
    }

    /// A text that is no id of the other plan stays as it is.
    [[nodiscard]] std::string translated_id(const std::string& id, CriteriaPair& pair) const {
        if (!counterparts_.knows(id)) return id;
        if (counterparts_.found_by(id) == Counterpart::none && id != pair.other) {
            const plan::Element* element = elements_.find(id);
            note(pair.unread, element != nullptr ? std::string(plan::title_of(*element)) : id);
        }
        return counterparts_.id_of(id);
    }

    const plan::Plan& own_;
    const plan::Plan& other_;
    Counterparts counterparts_;
    plan::ElementIndex elements_;
};

}  // namespace

UnderCriteria under_criteria(const query::WorldSources& sources, const facts::AsOf& as_of,
                             const plan::Plan& other, const plan::Scheme* other_scheme) {
    const plan::Plan& own = *sources.plan;
    const Translation translation(own, other);
    plan::Plan mixed = own;
    mixed.scheme = other.scheme;
    mixed.indicators.clear();
    std::vector<CriteriaPair> others;
    const auto take = [&](const plan::Indicator& indicator) {
        others.emplace_back();
        return translation.translated(indicator, others.back());
    };
    for (const plan::Indicator& indicator : other.indicators) {
        plan::Indicator made = take(indicator);
        for (const plan::Indicator& sub : indicator.sub_indicators)
            made.sub_indicators.push_back(take(sub));
        mixed.indicators.push_back(std::move(made));
    }
    UnderCriteria out;
    out.own = score(sources, as_of);
    query::WorldSources under = sources;
    under.plan = &mixed;
    under.scheme = other_scheme;
    out.other = score(under, as_of);
    for (const IndicatorScore& indicator : out.own.indicators) {
        const auto found =
            std::find_if(others.begin(), others.end(),
                         [&](const CriteriaPair& pair) { return pair.own == indicator.id; });
        if (found != others.end()) {
            out.pairs.push_back(*found);
        } else {
            out.pairs.emplace_back();
            out.pairs.back().own = indicator.id;
        }
    }
    for (CriteriaPair& pair : others) {
        if (pair.own.empty()) out.pairs.push_back(std::move(pair));
    }
    return out;
}

}  // namespace phaen::score
