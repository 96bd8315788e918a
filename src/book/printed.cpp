#include "phaen/book/printed.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "phaen/base/calendar.h"
#include "phaen/base/code.h"
#include "phaen/base/thai_text.h"
#include "phaen/plan/elements.h"

namespace phaen::book {
namespace {

/// A text as a book prints it on one line.
std::string line(const std::string& text) { return base::clean_text(text); }

/// The paragraphs of a text, each cleaned, empty ones dropped.
std::string lines(const std::string& text) {
    std::string made;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string next = line(text.substr(begin, end - begin));
        if (!next.empty()) made += (made.empty() ? "" : "\n") + next;
        begin = end + 1;
    }
    return made;
}

class Printer {
  public:
    explicit Printer(const plan::Plan& plan) : plan_(plan), index_(plan) {}

    plan::Plan print() {
        name_elements();
        out_.fiscal_year = plan_.fiscal_year;
        out_.title.th = line(plan_.title.th);
        out_.vision = lines(plan_.vision);
        std::replace(out_.vision.begin(), out_.vision.end(), '\n', ' ');
        print_narratives();
        print_organisations();
        for (const plan::MissionStatement& from : plan_.mission_statements) {
            plan::MissionStatement& made = out_.mission_statements.emplace_back();
            made.id = name(from.id);
            made.number = line(from.number);
            made.text = line(from.text);
        }
        print_frameworks();
        print_measures();
        print_swot();
        print_missions();
        print_glossary();
        for (const plan::Indicator& from : plan_.indicators)
            out_.indicators.push_back(indicator(from));
        sort_indicators();
        print_higher();
        print_projects();
        print_schedules();
        for (const plan::EarlierResult& from : plan_.results) {
            plan::EarlierResult& made = out_.results.emplace_back();
            made.id = "result-" + std::to_string(out_.results.size());
            made.fiscal_year = plan_.fiscal_year - 1;
            made.component = from.component;
            made.number = line(from.number);
            made.indicator_name = line(from.indicator_name);
            made.target = line(from.target);
            made.narrative = line(from.narrative);
        }
        return std::move(out_);
    }

  private:
    // --- ids -------------------------------------------------------------------------------------

    /// Elements are named by what they are called, so that nothing depends on where they were met
    /// first; those that are called the same are numbered.
    template <class T, class Key>
    void name_by(const std::vector<T>& list, const std::string& kind, Key key) {
        std::map<std::string, int> seen;
        for (const T& element : list) {
            std::string id = kind + ":" + key(element);
            if (const int before = seen[id]++; before > 0) id += "#" + std::to_string(before + 1);
            names_[element.id] = std::move(id);
        }
    }
    template <class T>
    void name_in_order(const std::vector<T>& list, const std::string& kind) {
        for (std::size_t i = 0; i < list.size(); ++i)
            names_[list[i].id] = kind + "-" + std::to_string(i + 1);
    }

    void name_elements() {
        using base::comparison_key;
        name_by(plan_.organisations, "org",
                [](const plan::Organisation& o) { return comparison_key(o.name); });
        name_in_order(plan_.mission_statements, "mission-statement");
        name_by(plan_.frameworks, "framework",
                [](const plan::Framework& f) { return comparison_key(f.name); });
        for (const plan::Framework& framework : plan_.frameworks) {
            name_by(framework.nodes, name(framework.id) + ".node",
                    [](const plan::FrameworkNode& n) { return node_key(n); });
        }
        name_by(plan_.measures, "measure",
                [](const plan::Measure& m) { return comparison_key(m.title); });
        name_in_order(plan_.swot.combinations, "combination");
        name_in_order(plan_.missions, "mission");
        name_by(plan_.glossary, "term", [](const plan::GlossaryTerm& t) {
            return comparison_key(t.term) + '|' + comparison_key(t.text);
        });
        name_by(plan_.indicators, "indicator",
                [](const plan::Indicator& i) { return comparison_key(i.name); });
        for (const plan::Indicator& indicator : plan_.indicators) {
            const std::string id = name(indicator.id);
            name_in_order(indicator.sub_indicators, id + ".sub");
            name_in_order(indicator.evidence, id + ".evidence");
        }
        name_by(plan_.higher_indicators, "higher", [](const plan::HigherIndicator& h) {
            return comparison_key(h.name) + '|' + comparison_key(h.number);
        });
        name_by(plan_.projects, "project",
                [](const plan::Project& p) { return comparison_key(p.name); });
        name_by(plan_.activities, "activity",
                [](const plan::Activity& a) { return comparison_key(a.name); });
        name_by(plan_.budget_structure, "budget", [](const plan::BudgetNode& b) {
            return comparison_key(b.name) + '|' + std::to_string(static_cast<int>(b.kind));
        });
    }

    static std::string node_key(const plan::FrameworkNode& node) {
        // Codes by segment: 6.10 comes after 6.9.
        std::string key;
        if (const auto code = base::Code::parse(node.code)) {
            for (const auto& segment : code->segments()) {
                const std::string digits = std::to_string(segment);
                key += std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits + '.';
            }
        }
        return key + '|' + node.kind + '|' + base::comparison_key(node.title);
    }

    [[nodiscard]] std::string name(const plan::Id& id) const {
        const auto found = names_.find(id);
        return found == names_.end() ? id : found->second;
    }

    [[nodiscard]] plan::Ref ref(const plan::Ref& from) const {
        return from.resolved() ? plan::Ref::to(name(from.id))
                               : plan::Ref::printed(line(from.unresolved));
    }

    [[nodiscard]] plan::Refs refs(const plan::Refs& from) const {
        plan::Refs made;
        for (const plan::Ref& one : from) made.push_back(ref(one));
        return made;
    }

    /// Those whose order says nothing.
    [[nodiscard]] plan::Refs sorted(const plan::Refs& from) const {
        plan::Refs made = refs(from);
        std::sort(made.begin(), made.end(), [](const plan::Ref& a, const plan::Ref& b) {
            return std::pair(a.id, a.unresolved) < std::pair(b.id, b.unresolved);
        });
        return made;
    }

    /// The owners, and that the book names them.
    plan::Refs owners(const plan::Refs& from) {
        for (const plan::Ref& one : from) used_.insert(one.id);
        return refs(from);
    }

    [[nodiscard]] plan::Link link(const plan::Link& from) const {
        plan::Link made;
        made.framework = ref(from.framework);
        made.node = ref(from.node);
        made.relation = from.relation;
        made.as = from.as;
        return made;
    }

    [[nodiscard]] std::vector<plan::Link> links(const std::vector<plan::Link>& from) const {
        std::vector<plan::Link> made;
        for (const plan::Link& one : from) made.push_back(link(one));
        std::sort(made.begin(), made.end(), [](const plan::Link& a, const plan::Link& b) {
            const auto key = [](const plan::Link& l) {
                return std::tuple(l.relation, l.as ? static_cast<int>(*l.as) : -1, l.framework.id,
                                  l.node.id);
            };
            return key(a) < key(b);
        });
        return made;
    }

    // --- elements --------------------------------------------------------------------------------

    void print_narratives() {
        for (const plan::Narrative& from : plan_.narratives) {
            plan::Narrative made;
            made.kind = from.kind;
            made.title = line(from.title);
            made.text = lines(from.text);
            // One that is empty is only a heading of the book.
            if (made.text.empty()) continue;
            out_.narratives.push_back(std::move(made));
        }
        std::stable_sort(out_.narratives.begin(), out_.narratives.end(),
                         [](const plan::Narrative& a, const plan::Narrative& b) {
                             return std::pair(a.kind, a.text) < std::pair(b.kind, b.text);
                         });
        for (std::size_t i = 0; i < out_.narratives.size(); ++i)
            out_.narratives[i].id = "narrative-" + std::to_string(i + 1);
    }

    void print_organisations() {
        // The agency and what it belongs to stand on the cover.
        out_.agency = name(plan_.agency);
        used_.insert(plan_.agency);
        for (const plan::Organisation& from : plan_.organisations) {
            if (from.id == plan_.agency && !from.parent.empty()) used_.insert(from.parent);
        }
    }

    void finish_organisations() {
        for (const plan::Organisation& from : plan_.organisations) {
            if (!used_.contains(from.id)) continue;
            plan::Organisation& made = out_.organisations.emplace_back();
            made.id = name(from.id);
            made.name = line(from.name);
            if (from.id == plan_.agency) made.parent = name(from.parent);
        }
        std::sort(out_.organisations.begin(), out_.organisations.end(),
                  [](const auto& a, const auto& b) { return a.name < b.name; });
    }

    void print_frameworks() {
        for (const plan::Framework& from : plan_.frameworks) {
            if (from.nodes.empty()) continue;
            plan::Framework& made = out_.frameworks.emplace_back();
            made.id = name(from.id);
            made.name = line(from.name);
            for (const plan::FrameworkNode& node : from.nodes) {
                plan::FrameworkNode& copy = made.nodes.emplace_back();
                copy.id = name(node.id);
                copy.code = line(node.code);
                copy.kind = node.kind;
                copy.title = line(node.title);
                copy.parent = node.parent.empty() ? "" : name(node.parent);
            }
            sort_by_id(made.nodes);
        }
        sort_by_id(out_.frameworks);
    }

    template <class T>
    static void sort_by_id(std::vector<T>& list) {
        std::sort(list.begin(), list.end(), [](const T& a, const T& b) { return a.id < b.id; });
    }

    void print_measures() {
        for (const plan::Measure& from : plan_.measures) {
            const bool city = from.origin == "city";
            if (from.indicators.empty() && !city) continue;
            plan::Measure& made = out_.measures.emplace_back();
            made.id = name(from.id);
            made.title = line(from.title);
            // Without an indicator there is no table that prints the mark and the lines below.
            if (!from.indicators.empty()) {
                made.prefix = from.prefix;
                made.origin = from.prefix.empty() ? "" : from.origin;
                for (const std::string& item : from.items) made.items.push_back(line(item));
            }
            made.indicators = sorted(from.indicators);
        }
        sort_by_id(out_.measures);
    }

    void print_swot() {
        for (const char letter : {'S', 'W', 'O', 'T'}) {
            for (const plan::SwotItem& from : plan_.swot.items) {
                if (!from.id.empty() && from.id.front() == letter)
                    out_.swot.items.push_back({from.id, line(from.text)});
            }
        }
        for (const plan::SwotCombinationKind kind :
             {plan::SwotCombinationKind::so, plan::SwotCombinationKind::wo,
              plan::SwotCombinationKind::st, plan::SwotCombinationKind::wt}) {
            for (const plan::SwotCombination& from : plan_.swot.combinations) {
                if (from.kind != kind) continue;
                plan::SwotCombination& made = out_.swot.combinations.emplace_back();
                made.id = "combination-" + std::to_string(out_.swot.combinations.size());
                made.kind = from.kind;
                made.number = line(from.number);
                made.heading = line(from.heading);
                made.items = refs(from.items);
                made.missions = sorted(from.missions);
                made.projects = sorted(from.projects);
            }
        }
    }

    void print_missions() {
        for (const plan::Mission& from : plan_.missions) {
            plan::Mission& made = out_.missions.emplace_back();
            made.id = name(from.id);
            made.number = line(from.number);
            made.title = line(from.title);
            made.success = line(from.success);
            made.links = links(from.links);
            made.projects = refs(from.projects);
        }
    }

    void print_glossary() {
        for (const plan::GlossaryTerm& from : plan_.glossary) {
            out_.glossary.push_back(
                {name(from.id), line(from.term), line(from.term_en), line(from.text)});
        }
        sort_by_id(out_.glossary);
    }

    static plan::Target target(const plan::Target& from) {
        plan::Target made = from;
        made.unit = line(from.unit);
        made.baseline_value.reset();
        made.baseline_from.reset();
        if (made.comparison != plan::Comparison::increase) made.baseline_fiscal_year.reset();
        return made;
    }

    plan::Indicator indicator(const plan::Indicator& from) {
        plan::Indicator made;
        made.id = name(from.id);
        made.name = line(from.name);
        for (const plan::Target& one : from.targets) made.targets.push_back(target(one));
        made.number = base::to_arabic_digits(line(from.number));
        made.group = from.group;
        made.component = from.component;
        made.weight = from.weight;
        made.result = from.result;
        if (from.targets.empty()) made.unit = line(from.unit);
        for (const plan::Id& id : from.definitions) made.definitions.push_back(name(id));
        made.calculation_method = lines(from.calculation_method);
        std::replace(made.calculation_method.begin(), made.calculation_method.end(), '\n', ' ');
        for (const plan::EvidenceItem& item : from.evidence) {
            plan::EvidenceItem& copy = made.evidence.emplace_back();
            copy.id = name(item.id);
            copy.number = line(item.number);
            copy.text = line(item.text);
        }
        for (const plan::ScoringLevel& level : from.scoring_criteria) {
            plan::ScoringLevel& copy = made.scoring_criteria.emplace_back();
            copy.level = level.level;
            copy.percent_of_weight = level.percent_of_weight;
            copy.condition = line(level.condition);
        }
        print_parts(from, made);
        made.links = links(from.links);
        made.projects = refs(from.projects);
        made.lead = owners(from.lead);
        made.supporting = owners(from.supporting);
        return made;
    }

    void print_parts(const plan::Indicator& from, plan::Indicator& made) const {
        // A measure's table has all years of them; elsewhere the plan's year stands.
        const bool tabled = std::any_of(from.links.begin(), from.links.end(),
                                        [](const plan::Link& l) { return l.as.has_value(); });
        for (const plan::Indicator& sub : from.sub_indicators) {
            plan::Indicator& copy = made.sub_indicators.emplace_back();
            copy.id = name(sub.id);
            copy.name = line(sub.name);
            for (const plan::Target& one : sub.targets) {
                if (tabled || one.fiscal_year == plan_.fiscal_year)
                    copy.targets.push_back(target(one));
            }
        }
    }

    void sort_indicators() { sort_by_id(out_.indicators); }

    void print_higher() {
        for (const plan::HigherIndicator& from : plan_.higher_indicators) {
            plan::HigherIndicator& made = out_.higher_indicators.emplace_back();
            made.id = name(from.id);
            made.number = line(from.number);
            made.name = line(from.name);
            if (from.target && from.target->value) {
                made.target = from.target;
                made.target->unit = line(made.target->unit);
                if (!made.target->comparison) made.target->comparison = plan::Comparison::at_least;
            }
            made.owners = owners(from.owners);
            for (const plan::Link& one : links(from.links)) {
                if (one.relation == plan::LinkRelation::under) made.links.push_back(one);
            }
        }
        sort_by_id(out_.higher_indicators);
    }

    void print_projects() {
        for (const plan::Project& from : plan_.projects) {
            plan::Project& made = out_.projects.emplace_back();
            made.id = name(from.id);
            made.name = line(from.name);
            made.kind = from.kind;
            made.budget = from.budget;
            made.no_budget = from.no_budget && !from.budget;
            // Routine tables name no owner; others do.
            made.lead = owners(from.lead);
            made.supporting = owners(from.supporting);
            if (from.kind == "routine" && from.budget_node)
                made.budget_node = ref(*from.budget_node);
            for (const plan::Allocation& allocation : from.allocations) {
                if (allocation.amount)
                    made.allocations.push_back({ref(allocation.to), allocation.amount});
            }
            if (made.budget_node) use_budget(from.budget_node->id);
        }
        sort_by_id(out_.projects);
        for (const plan::BudgetNode& from : plan_.budget_structure) {
            if (!used_budget_.contains(from.id)) continue;
            plan::BudgetNode& made = out_.budget_structure.emplace_back();
            made.id = name(from.id);
            made.kind = from.kind;
            made.name = line(from.name);
        }
        sort_by_id(out_.budget_structure);
        for (const plan::Activity& from : plan_.activities) {
            if (!from.indicator && !from.project) continue;
            plan::Activity& made = out_.activities.emplace_back();
            made.id = name(from.id);
            made.name = line(from.name);
            made.kind = from.kind;
            if (from.project) made.project = ref(*from.project);
            if (from.indicator) made.indicator = ref(*from.indicator);
            made.lead = owners(from.lead);
            made.supporting = owners(from.supporting);
            made.amount = from.amount;
        }
        sort_by_id(out_.activities);
    }

    void use_budget(plan::Id id) {
        while (!id.empty() && used_budget_.insert(id).second) {
            const auto found =
                std::find_if(plan_.budget_structure.begin(), plan_.budget_structure.end(),
                             [&](const plan::BudgetNode& node) { return node.id == id; });
            if (found == plan_.budget_structure.end()) break;
            id = found->parent;
        }
    }

    void print_schedules() {
        const auto year = base::FiscalYear::create(plan_.fiscal_year);
        for (const plan::Schedule& from : plan_.schedules) {
            if (from.steps.empty()) continue;
            plan::Schedule& made = out_.schedules.emplace_back();
            made.id = "schedule-" + std::to_string(out_.schedules.size());
            if (from.indicator) made.indicator = ref(*from.indicator);
            if (from.project) made.project = ref(*from.project);
            for (std::size_t i = 0; i < from.steps.size(); ++i) {
                const plan::Step& step = from.steps[i];
                plan::Step& copy = made.steps.emplace_back();
                copy.id = made.id + ".step-" + std::to_string(i + 1);
                copy.number = step.number.empty() ? std::to_string(i + 1)
                                                  : base::to_arabic_digits(line(step.number));
                copy.text = line(step.text);
                copy.weight = step.weight;
                if (!year) continue;
                for (plan::MonthSpan span : step.months) {
                    if (span.to < year->month(0) || year->month(11) < span.from) continue;
                    span.from = std::max(span.from, year->month(0));
                    span.to = std::min(span.to, year->month(11));
                    copy.months.push_back(span);
                }
            }
        }
        finish_organisations();
    }

    const plan::Plan& plan_;
    plan::ElementIndex index_;
    plan::Plan out_;
    std::map<plan::Id, std::string> names_;
    std::set<plan::Id> used_;  ///< organisations that the book names
    std::set<plan::Id> used_budget_;
};

}  // namespace

plan::Plan printed(const plan::Plan& plan) { return Printer(plan).print(); }

}  // namespace phaen::book
