#include "workbook_rows.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "phaen/base/code.h"
#include "phaen/base/thai_text.h"
#include "phaen/plan/elements.h"

namespace phaen::book {
namespace {

using plan::Id;

/// By which columns of the exported sheet people know a row.
struct KnownBy {
    std::optional<std::size_t> number;
    std::size_t name = 0;
    std::optional<std::size_t> year;
};

KnownBy known_by(SheetKind kind) {
    switch (kind) {
        case SheetKind::budget:
            return {std::nullopt, 1, std::nullopt};
        case SheetKind::results:
            return {2, 3, 1};
        case SheetKind::indicators:
        case SheetKind::projects:
        case SheetKind::steps:
            break;
    }
    return {1, 2, std::nullopt};
}

// --- the same row ------------------------------------------------------------------------------

class RowMatch {
  public:
    explicit RowMatch(const SheetPair& pair)
        : pair_(pair), by_(known_by(pair.kind)), has_ids_(pair.columns.contains(0)) {}

    std::map<std::size_t, std::size_t> run(const std::function<std::string(const Id&)>& name_of) {
        if (has_ids_) match_ids();
        if (pair_.kind == SheetKind::steps) {
            match([this](const Side& row) { return is_title(row) ? text(row, 2) : ""; });
            find_tables();
            match_names([this](const Side& row) { return table_of(row); });
        }
        match_names([](const Side& /*row*/) { return std::string(); });
        if (pair_.kind == SheetKind::budget) {
            match([&](const Side& row) {
                return row.is_edited ? text(row, 1) : base::clean_text(name_of(id_of(row)));
            });
        }
        return std::move(rows_);
    }

  private:
    struct Side {
        std::size_t row = 0;
        bool is_edited = false;
    };
    using Key = std::function<std::string(const Side&)>;

    [[nodiscard]] std::string text(const Side& at, std::size_t column) const {
        if (at.is_edited) return shown_at(pair_, at.row, column);
        return shown(cell_at(pair_.exported.rows[at.row], column));
    }
    [[nodiscard]] Id id_of(const Side& row) const { return text(row, 0); }

    [[nodiscard]] std::size_t alike(std::size_t old_row, std::size_t new_row) const {
        std::size_t count = 0;
        for (const auto& [column, other] : pair_.columns) {
            if (text({old_row, false}, column) == text({new_row, true}, column)) ++count;
        }
        return count;
    }

    void match_ids() {
        std::map<Id, std::vector<std::size_t>> rows;
        for (std::size_t r = pair_.header_row + 1; r < pair_.edited.rows.size(); ++r) {
            const Id id = id_of({r, true});
            if (!id.empty()) rows[id].push_back(r);
        }
        for (std::size_t r = 1; r < pair_.exported.rows.size(); ++r) {
            const auto found = rows.find(id_of({r, false}));
            if (found == rows.end()) continue;
            std::size_t best = found->second.front();
            for (const std::size_t other : found->second) {
                if (found->second.size() > 1 && alike(r, other) > alike(r, best)) best = other;
            }
            take(r, best);
            rows.erase(found);
        }
    }

    /// The first of the exported rows takes the first of the edited rows that has its key.
    void match(const Key& key) {
        std::map<std::string, std::vector<std::size_t>> known;
        for (std::size_t r = pair_.edited.rows.size(); r-- > pair_.header_row + 1;) {
            // A row that has an id is its element's, or a copy of it.
            if (used_.contains(r) || (has_ids_ && !id_of({r, true}).empty())) continue;
            if (std::string own = key({r, true}); !own.empty()) known[std::move(own)].push_back(r);
        }
        for (std::size_t r = 1; r < pair_.exported.rows.size(); ++r) {
            if (rows_.contains(r) || (has_ids_ && id_of({r, false}).empty())) continue;
            const auto found = known.find(key({r, false}));
            if (found == known.end() || found->second.empty()) continue;
            take(r, found->second.back());
            found->second.pop_back();
        }
    }

    void match_names(const Key& scope) {
        const auto name = [this](const Side& row) { return text(row, by_.name); };
        const auto number = [this](const Side& row) {
            std::string own = by_.number ? text(row, *by_.number) : "";
            if (by_.year && !own.empty()) own = text(row, *by_.year) + "/" + own;
            return own;
        };
        match([&](const Side& row) {
            return name(row).empty() ? "" : scope(row) + "\t" + number(row) + "\t" + name(row);
        });
        match([&](const Side& row) {
            return name(row).empty() ? "" : scope(row) + "\t" + name(row);
        });
        // With ids a row of another name is another element.
        if (has_ids_) return;
        match([&](const Side& row) {
            return number(row).empty() ? "" : scope(row) + "\t" + number(row);
        });
    }

    /// The title above a table of steps, which has neither number nor weight.
    [[nodiscard]] bool is_title(const Side& row) const {
        const bool is_element = row.is_edited || !id_of(row).empty();
        return is_element && text(row, 1).empty() && text(row, 3).empty();
    }

    void find_tables() {
        std::string table;
        for (std::size_t r = 1; r < pair_.exported.rows.size(); ++r) {
            if (is_title({r, false})) table = id_of({r, false});
            old_tables_[r] = table;
        }
        std::map<std::size_t, std::string> titles_now;
        for (const auto& [old_row, new_row] : rows_) {
            if (is_title({old_row, false})) titles_now[new_row] = id_of({old_row, false});
        }
        table.clear();
        for (std::size_t r = pair_.header_row + 1; r < pair_.edited.rows.size(); ++r) {
            const auto title = titles_now.find(r);
            if (title != titles_now.end()) table = title->second;
            new_tables_[r] = table;
        }
    }
    [[nodiscard]] std::string table_of(const Side& row) const {
        const auto& tables = row.is_edited ? new_tables_ : old_tables_;
        const auto found = tables.find(row.row);
        return found == tables.end() ? "" : found->second;
    }

    void take(std::size_t old_row, std::size_t new_row) {
        rows_.emplace(old_row, new_row);
        used_.insert(new_row);
    }

    const SheetPair& pair_;
    const KnownBy by_;
    const bool has_ids_;
    std::map<std::size_t, std::size_t> rows_;
    std::set<std::size_t> used_;
    std::map<std::size_t, std::string> old_tables_;
    std::map<std::size_t, std::string> new_tables_;
};

// --- where a new element goes ------------------------------------------------------------------

/// Puts the item after the one with this id; before all others when that is not in the list.
template <class T>
Id insert_after(std::vector<T>& list, const Id& after, T item) {
    Id id = item.id;
    const auto found =
        std::find_if(list.begin(), list.end(), [&after](const T& one) { return one.id == after; });
    list.insert(found == list.end() ? list.begin() : std::next(found), std::move(item));
    return id;
}

template <class T>
T* find_in(std::vector<T>& list, const Id& id) {
    const auto found =
        std::find_if(list.begin(), list.end(), [&id](const T& one) { return one.id == id; });
    return found == list.end() ? nullptr : &*found;
}

/// The longest of the titles with which the text begins, followed by its end or ` / `.
template <class T, class TitleOf>
const T* named_first(const std::vector<T>& list, std::string_view text, const TitleOf& title_of) {
    const T* longest = nullptr;
    for (const T& one : list) {
        const std::string title = base::clean_text(title_of(one));
        if (title.empty() || !text.starts_with(title)) continue;
        const std::string_view rest = text.substr(title.size());
        if (!rest.empty() && !rest.starts_with(" / ")) continue;
        if (longest == nullptr || title_of(*longest).size() < title.size()) longest = &one;
    }
    return longest;
}

bool is_sum(const sheet::Cell& cell) {
    return cell.formula.find("SUM(") != std::string::npos ||
           cell.formula.find("SUBTOTAL(") != std::string::npos;
}

}  // namespace

std::string shown_at(const SheetPair& pair, std::size_t row, std::size_t column) {
    const auto found = pair.columns.find(column);
    return found == pair.columns.end() ? std::string()
                                       : shown(cell_at(pair.edited.rows[row], found->second));
}

std::map<std::size_t, std::size_t> match_rows(
    const SheetPair& pair, const std::function<std::string(const Id&)>& name_of) {
    return RowMatch(pair).run(name_of);
}

// --- new rows ----------------------------------------------------------------------------------

struct RowEdits::NewRow {
    const SheetPair& pair;
    std::size_t row;
    const Id& above;

    [[nodiscard]] std::string text(std::size_t column) const { return shown_at(pair, row, column); }
    [[nodiscard]] const sheet::Cell& cell(std::size_t column) const {
        static const sheet::Cell kEmpty;
        const auto found = pair.columns.find(column);
        return found == pair.columns.end() ? kEmpty : cell_at(pair.edited.rows[row], found->second);
    }
};

RowEdits::RowEdits(plan::Plan& plan, const plan::Plan& base) : plan_(plan) {
    for (const plan::Plan* one : {&base, static_cast<const plan::Plan*>(&plan)}) {
        taken_.insert(one->id);
        plan::for_each_element(
            *one, [this](const plan::Element& element) { taken_.emplace(element.id); });
    }
}

Id RowEdits::fresh(const std::string& stem) {
    for (int number = 1;; ++number) {
        Id id = stem + std::to_string(number);
        if (taken_.insert(id).second) return id;
    }
}

std::optional<Id> RowEdits::add(const SheetPair& pair, std::size_t row, const Id& above) {
    const NewRow made{pair, row, above};
    const KnownBy by = known_by(pair.kind);
    if (made.text(by.name).empty()) return std::nullopt;
    // A sum of one's own, and a remark under the table, are no elements.
    std::size_t told = 0;
    for (const auto& [column, other] : pair.columns) {
        if (is_sum(made.cell(column)) && (!by.number || made.text(*by.number).empty()))
            return pair.kind == SheetKind::budget ? add_to_budget(made) : std::nullopt;
        if (column != 0 && column != by.name && !made.text(column).empty()) ++told;
    }
    switch (pair.kind) {
        case SheetKind::indicators:
            return told == 0 ? std::nullopt : std::optional(add_indicator(made));
        case SheetKind::projects:
            return told == 0 ? std::nullopt : std::optional(add_project(above));
        case SheetKind::budget:
            return add_to_budget(made);
        case SheetKind::steps:
            return told == 0 ? add_schedule(made) : add_to_steps(made);
        case SheetKind::results: {
            const auto year = base::parse_integer(base::to_arabic_digits(made.text(1)));
            if (!year || *year < 2400 || *year > 2700) return std::nullopt;
            plan::EarlierResult result;
            result.id = fresh("result-");
            result.fiscal_year = static_cast<int>(*year);
            return insert_after(plan_.results, above, std::move(result));
        }
    }
    return std::nullopt;
}

/// A sub-indicator when its number is under that of the indicator above (`5.1` under `5`), or when
/// it has neither number nor group among sub-indicators.
Id RowEdits::add_indicator(const NewRow& row) {
    plan::Indicator* owner = nullptr;
    for (plan::Indicator& one : plan_.indicators) {
        if (one.id == row.above || find_in(one.sub_indicators, row.above) != nullptr) owner = &one;
    }
    plan::Indicator made;
    if (owner == nullptr) {
        made.id = fresh("indicator-");
        return insert_after(plan_.indicators, row.above, std::move(made));
    }
    const auto number = base::Code::parse(row.text(1));
    const auto over = base::Code::parse(owner->number);
    const bool is_under = number && over && number->is_under(*over);
    const bool is_among =
        row.text(1).empty() && row.text(3).empty() && !owner->sub_indicators.empty();
    if (is_under || is_among) {
        made.id = fresh(owner->id + ".");
        return insert_after(owner->sub_indicators, row.above, std::move(made));
    }
    made.id = fresh("indicator-");
    const Id after = owner->id;
    return insert_after(plan_.indicators, after, std::move(made));
}

Id RowEdits::add_project(const Id& above) {
    plan::Project made;
    made.id = fresh("project-");
    return insert_after(plan_.projects, above, std::move(made));
}

/// A project of that name goes under the heading of the row above. Another name with an amount of
/// its own is a new project; without one, or with a sum, a heading beside the one above.
std::optional<Id> RowEdits::add_to_budget(const NewRow& row) {
    const plan::Project* above = find_in(plan_.projects, row.above);
    plan::BudgetNode* heading = find_in(plan_.budget_structure, row.above);
    if (above != nullptr && above->budget_node)
        heading = find_in(plan_.budget_structure, above->budget_node->id);
    const std::optional<plan::Ref> place =
        heading == nullptr ? std::nullopt : std::optional(plan::Ref::to(heading->id));
    const std::string name = row.text(1);
    for (plan::Project& project : plan_.projects) {
        if (base::clean_text(project.name) != name) continue;
        if (!project.budget_node) project.budget_node = place;
        return project.id;
    }
    const bool is_heading =
        row.text(2).empty() || (is_sum(row.cell(2)) && !row.cell(2).formula.empty());
    if (is_heading) {
        plan::BudgetNode made;
        made.id = fresh("budget-");
        made.name = name;
        if (heading != nullptr) {
            made.kind = heading->kind;
            made.parent = heading->parent;
        }
        const Id after = heading == nullptr ? Id() : heading->id;
        return insert_after(plan_.budget_structure, after, std::move(made));
    }
    plan::Project made;
    made.id = fresh("project-");
    made.name = name;
    made.budget_node = place;
    if (above != nullptr) made.kind = above->kind;
    const Id after =
        above != nullptr || plan_.projects.empty() ? row.above : plan_.projects.back().id;
    return insert_after(plan_.projects, after, std::move(made));
}

/// A step of the table in which the row stands.
std::optional<Id> RowEdits::add_to_steps(const NewRow& row) {
    for (plan::Schedule& schedule : plan_.schedules) {
        if (schedule.id != row.above && find_in(schedule.steps, row.above) == nullptr) continue;
        plan::Step made;
        made.id = fresh(schedule.id + ".step-");
        return insert_after(schedule.steps, row.above, std::move(made));
    }
    return std::nullopt;
}

/// A new table of steps: a title that names an indicator, a project, an activity.
std::optional<Id> RowEdits::add_schedule(const NewRow& row) {
    plan::Schedule made;
    const std::string text = row.text(2);
    std::string_view rest = text;
    const auto take = [&rest](const auto& list, const auto& title_of) {
        std::optional<plan::Ref> ref;
        const auto* found = named_first(list, rest, title_of);
        if (found == nullptr) return ref;
        rest.remove_prefix(base::clean_text(title_of(*found)).size());
        if (rest.starts_with(" / ")) rest.remove_prefix(3);
        ref = plan::Ref::to(found->id);
        return ref;
    };
    made.indicator = take(plan_.indicators, [](const plan::Indicator& one) { return one.name; });
    made.project = take(plan_.projects, [](const plan::Project& one) { return one.name; });
    made.activity = take(plan_.activities, [](const plan::Activity& one) { return one.name; });
    if (!rest.empty() || text.empty()) return std::nullopt;
    made.id = fresh("schedule-");
    Id after;
    for (plan::Schedule& schedule : plan_.schedules) {
        if (schedule.id == row.above || find_in(schedule.steps, row.above) != nullptr)
            after = schedule.id;
    }
    return insert_after(plan_.schedules, after, std::move(made));
}

// --- rows that are gone ------------------------------------------------------------------------

plan::Plan without_elements(plan::Plan plan, const std::set<Id>& gone) {
    if (gone.empty()) return plan;
    std::set<Id> before;
    plan::for_each_element(plan, [&before](const plan::Element& one) { before.emplace(one.id); });
    // What stood after or under it stands after or under what it stood after or under.
    std::map<Id, Id> instead;
    for (const plan::BudgetNode& node : plan.budget_structure)
        instead.emplace(node.id, node.parent);
    for (std::size_t i = 0; i < plan.indicators.size(); ++i)
        instead.emplace(plan.indicators[i].id, i == 0 ? Id() : plan.indicators[i - 1].id);
    for (std::size_t i = 0; i < plan.projects.size(); ++i)
        instead.emplace(plan.projects[i].id, i == 0 ? Id() : plan.projects[i - 1].id);
    const auto take_out = [&gone](auto& list) {
        std::erase_if(list, [&gone](const auto& one) { return gone.contains(one.id); });
    };
    take_out(plan.indicators);
    for (plan::Indicator& one : plan.indicators) take_out(one.sub_indicators);
    take_out(plan.projects);
    take_out(plan.budget_structure);
    take_out(plan.schedules);
    for (plan::Schedule& one : plan.schedules) take_out(one.steps);
    take_out(plan.results);
    std::set<Id> lost = std::move(before);
    plan::for_each_element(plan, [&lost](const plan::Element& one) { lost.erase(Id(one.id)); });
    const auto stays = [&](Id id) {
        for (auto next = instead.find(id); gone.contains(id) && next != instead.end();
             next = instead.find(id))
            id = next->second;
        return lost.contains(id) ? Id() : id;
    };
    const auto drop = [&lost](plan::Refs& refs) {
        std::erase_if(refs, [&lost](const plan::Ref& ref) { return lost.contains(ref.id); });
    };
    const auto forget = [&lost](std::optional<plan::Ref>& ref) {
        if (ref && lost.contains(ref->id)) ref.reset();
    };
    for (plan::Measure& one : plan.measures) drop(one.indicators);
    for (plan::SwotCombination& one : plan.swot.combinations) drop(one.projects);
    for (plan::Mission& one : plan.missions) {
        drop(one.indicators);
        drop(one.projects);
    }
    for (plan::Indicator& one : plan.indicators) {
        drop(one.projects);
        for (plan::Indicator& sub : one.sub_indicators) drop(sub.projects);
    }
    for (plan::BudgetNode& one : plan.budget_structure) one.parent = stays(one.parent);
    for (plan::Project& one : plan.projects) {
        if (one.budget_node && lost.contains(one.budget_node->id)) {
            const Id above = stays(one.budget_node->id);
            one.budget_node = above.empty() ? std::nullopt : std::optional(plan::Ref::to(above));
        }
        std::erase_if(one.allocations,
                      [&lost](const plan::Allocation& part) { return lost.contains(part.to.id); });
    }
    for (plan::Activity& one : plan.activities) {
        forget(one.project);
        forget(one.indicator);
    }
    for (plan::Schedule& one : plan.schedules) {
        forget(one.indicator);
        forget(one.project);
        forget(one.activity);
    }
    for (plan::Narrative& one : plan.narratives) {
        if (lost.contains(one.after)) one.after = stays(one.after);
    }
    std::erase_if(plan.accepted,
                  [&lost](const plan::Accepted& one) { return lost.contains(one.element); });
    std::erase_if(plan.claims,
                  [&lost](const plan::Claim& one) { return lost.contains(one.about); });
    if (plan.source) {
        for (const Id& id : lost) plan.source->elements.erase(id);
    }
    return plan;
}

}  // namespace phaen::book
