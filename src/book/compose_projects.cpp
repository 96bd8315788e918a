#include <algorithm>

#include "composer.h"
#include "phaen/base/thai_text.h"

/// Tables of projects: by mission, summaries with totals, routine work by programme; write-ups.
namespace phaen::book {

using document::ComposedParagraph;

namespace {

/// What the amounts come to; null when one is not known or the sum leaves the bounds of money.
std::optional<base::Money> total_of(const std::vector<const plan::Project*>& projects) {
    base::Money sum;
    for (const plan::Project* project : projects) {
        if (!project->budget) continue;
        const std::int64_t satang = project->budget->satang();
        if (satang > 0 && sum.satang() > base::Money::kMaxSatang - satang) return std::nullopt;
        sum = sum + *project->budget;
    }
    return sum;
}

}  // namespace

void Composer::project_table(const std::vector<const plan::Project*>& projects,
                             const plan::Mission* mission) {
    TableBuilder table({16, 92, 38, 34});
    table.row("", true);
    for (const std::string_view name :
         {"column_number", "column_mission_project", "column_budget", "column_owner"}) {
        table.cell(centred(word(name)));
    }
    int position = 0;
    for (const plan::Project* project : projects) {
        table.row(project->id);
        table.cell(centred(number(++position)));
        table.cell({paragraph(project->name)}, "/name");
        std::string amount = budget_text(*project);
        for (const plan::Allocation& allocation : project->allocations) {
            if (mission != nullptr && allocation.to.id == mission->id && allocation.amount)
                amount = money(*allocation.amount);
        }
        table.cell(at_end(amount), "/budget");
        table.cell({paragraph(owners_text(project->lead, project->supporting))}, "/lead");
        // Its activities that no indicator tells of.
        for (const plan::Activity& activity : plan_.activities) {
            if (!activity.project || activity.project->id != project->id || activity.indicator ||
                !told_activities_.insert(activity.id).second) {
                continue;
            }
            table.row(activity.id);
            table.cell({});
            table.cell({paragraph("- " + activity.name)}, "/name");
            table.cell(at_end(activity.amount ? money(*activity.amount) : std::string()),
                       "/amount");
            table.cell({paragraph(owners_text(activity.lead, activity.supporting))}, "/lead");
        }
    }
    add(table.finish());
}

void Composer::summary_table(const std::vector<const plan::Project*>& projects) {
    TableBuilder table({16, 92, 38, 34});
    table.row("", true);
    for (const std::string_view name :
         {"column_number", "column_project", "column_budget", "column_responsible"}) {
        table.cell(centred(word(name)));
    }
    int position = 0;
    for (const plan::Project* project : projects) {
        table.row(project->id);
        table.cell(centred(number(++position)));
        table.cell({paragraph(project->name)}, "/name");
        table.cell(at_end(budget_text(*project)), "/budget");
        table.cell({paragraph(owners_text(project->lead, project->supporting))}, "/lead");
    }
    table.row();
    table.cell(centred(word("total")), "", 2);
    const std::optional<base::Money> total = total_of(projects);
    table.cell(at_end(total ? money(*total) : word("budget_unknown")));
    table.cell({});
    add(table.finish());
}

void Composer::budget_summary() {
    heading(1, word("budget_summary_heading"));
    std::vector<std::string> kinds = {"strategic", "mission"};
    for (const plan::Project& project : plan_.projects) {
        if (project.kind != "routine" &&
            std::find(kinds.begin(), kinds.end(), project.kind) == kinds.end()) {
            kinds.push_back(project.kind);
        }
    }
    for (const std::string& kind : kinds) {
        const std::vector<const plan::Project*> projects = projects_of_kind(kind);
        if (projects.empty()) continue;
        if (kind == "strategic")
            heading(2, word("summary_strategic_heading"));
        else if (kind == "mission")
            heading(2, word("summary_mission_heading"));
        else if (kind.empty())
            heading(2, word("summary_other_heading"));
        else
            heading(2, kind_title(kind));
        summary_table(projects);
    }
}

void Composer::routine(std::initializer_list<plan::BudgetNodeKind> kinds, std::string_view column) {
    // 1. Which node of those kinds each project hangs on, the nearest above it.
    const auto is_wanted = [&](plan::BudgetNodeKind kind) {
        return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
    };
    const auto chain = [&](const plan::Project& project) {
        std::vector<const plan::BudgetNode*> nodes;
        const plan::BudgetNode* node =
            project.budget_node ? find<plan::BudgetNode>(project.budget_node->id) : nullptr;
        while (node != nullptr) {
            if (is_wanted(node->kind)) nodes.insert(nodes.begin(), node);
            node = node->parent.empty() ? nullptr : find<plan::BudgetNode>(node->parent);
        }
        return nodes;
    };
    const std::vector<const plan::Project*> projects = projects_of_kind("routine");
    TableBuilder table({16, 46, 82, 36});
    table.row("", true);
    for (const std::string_view name :
         {std::string_view("column_number"), column, std::string_view("column_routine_project"),
          std::string_view("column_budget")}) {
        table.cell(centred(word(name)));
    }
    // 2. Projects below their nodes; a node without projects of its own is a row by itself.
    std::vector<const plan::BudgetNode*> open;
    int node_position = 0;
    int position = 0;
    bool first = true;
    for (const plan::Project* project : projects) {
        const std::vector<const plan::BudgetNode*> nodes = chain(*project);
        std::string label;
        if (first || nodes != open) {
            for (std::size_t i = 0; i < nodes.size(); ++i) {
                if (i < open.size() && open[i] == nodes[i] && i + 1 < nodes.size()) continue;
                label = nodes[i]->kind == plan::BudgetNodeKind::output
                            ? word("budget_output", {{"name", nodes[i]->name}})
                        : nodes[i]->kind == plan::BudgetNodeKind::work
                            ? word("budget_work", {{"name", nodes[i]->name}})
                            : nodes[i]->name;
                if (i + 1 == nodes.size()) break;
                table.row(nodes[i]->id);
                table.cell(centred(number(++node_position)));
                table.cell({paragraph(label)}, "/name");
                table.cell({});
                table.cell({});
            }
            open = nodes;
        }
        first = false;
        table.row(project->id);
        const bool numbered = !label.empty() && nodes.size() == 1;
        table.cell(centred(numbered ? number(++node_position) : std::string()));
        table.cell(label.empty() ? std::vector<ComposedParagraph>{}
                                 : std::vector<ComposedParagraph>{paragraph(label)});
        std::string name = number(++position) + ". " + project->name;
        // Its owner, when no other table says it.
        const std::string owners = owners_text(project->lead, project->supporting);
        if (!owners.empty() && !is_listed(*project)) name += " (" + owners + ")";
        table.cell({paragraph(name)}, "/name");
        table.cell(at_end(budget_text(*project)), "/budget");
    }
    table.row();
    table.cell(centred(word("routine_total")), "", 3);
    const std::optional<base::Money> total = total_of(projects);
    table.cell(at_end(total ? money(*total) : word("budget_unknown")));
    add(table.finish());
    for (const plan::Project* project : projects) after(project->id);
}

void Composer::write_up(const plan::Project& project, int count) {
    heading(1, word("write_up", {{"number", number(count)}, {"name", project.name}}),
            {project.id, "/name"});
    int position = 0;
    const auto list = [&](std::string_view name, const std::vector<std::string>& items,
                          const std::string& field) {
        if (items.empty()) return;
        ++position;
        heading(3, number(position) + ". " + word(name), {}, false);
        for (std::size_t i = 0; i < items.size(); ++i) {
            item(number(position) + "." + number(static_cast<std::int64_t>(i) + 1), items[i], 1,
                 {project.id, field + "/" + std::to_string(i)});
        }
    };
    const plan::WriteUp none;
    const plan::WriteUp& text = project.write_up ? *project.write_up : none;
    if (!text.rationale.empty()) {
        heading(3, number(++position) + ". " + word("write_up_rationale"), {}, false);
        body(text.rationale, {project.id, "/write_up/rationale"});
    }
    list("write_up_objectives", text.objectives, "/write_up/objectives");
    list("write_up_targets", text.targets, "/write_up/targets");
    if (!text.place.empty()) {
        line(number(++position) + ". " + word("write_up_place", {{"text", text.place}}),
             {project.id, "/write_up/place"});
    }
    const std::string budget =
        project.budget
            ? word("write_up_budget_in_words", {{"amount", money(*project.budget)},
                                                {"words", base::baht_in_words(*project.budget)}})
            : word("write_up_budget", {{"amount", budget_text(project)}});
    line(number(++position) + ". " + budget, {project.id, "/budget"});
    list("write_up_cost_items", text.cost_items, "/write_up/cost_items");
    list("write_up_expected_results", text.expected_results, "/write_up/expected_results");
    const std::string owners = owners_text(project.lead, project.supporting);
    if (!owners.empty()) {
        line(number(++position) + ". " + word("write_up_owner", {{"owners", owners}}),
             {project.id, "/lead"});
    }
    for (const plan::Schedule& known : plan_.schedules) {
        if (known.project && known.project->id == project.id) schedule(known);
    }
}

void Composer::write_ups() {
    int count = 0;
    for (const plan::Project& project : plan_.projects) {
        if (count > 0) page_break();
        write_up(project, ++count);
    }
}

}  // namespace phaen::book
