#include <algorithm>
#include <functional>

#include "composer.h"
#include "phaen/base/thai_text.h"

/// Strategy trees, the list of indicators, measures with targets, missions.
namespace phaen::book {

using document::ComposedParagraph;

void Composer::strategy() {
    heading(1, word("strategy_heading"));
    int position = 0;
    for (const plan::Framework& framework : plan_.frameworks) {
        if (framework.nodes.empty()) continue;
        ++position;
        if (!framework.name.empty())
            line(number(position) + ". " + framework.name, {framework.id, "/name"});
        // Pre-order, by a stack: children in the order of the file.
        std::vector<const plan::FrameworkNode*> open;
        for (auto node = framework.nodes.rbegin(); node != framework.nodes.rend(); ++node) {
            if (node->parent.empty() || find<plan::FrameworkNode>(node->parent) == nullptr)
                open.push_back(&*node);
        }
        while (!open.empty()) {
            const plan::FrameworkNode* node = open.back();
            open.pop_back();
            item("", node_text(framework, *node), static_cast<int>(chain_depth(*node)),
                 {node->id, "/title"});
            for (auto child = framework.nodes.rbegin(); child != framework.nodes.rend(); ++child) {
                if (child->parent == node->id) open.push_back(&*child);
            }
            after(node->id);
        }
        after(framework.id);
    }
}

std::size_t Composer::chain_depth(const plan::FrameworkNode& node) const {
    std::size_t depth = 0;
    const plan::FrameworkNode* above = &node;
    while (!above->parent.empty() && depth < 8) {
        above = find<plan::FrameworkNode>(above->parent);
        if (above == nullptr) break;
        ++depth;
    }
    return depth;
}

void Composer::indicator_list() {
    section_heading(1, Section::indicator_list, word("indicator_list_heading"));
    for (const std::string& letter : groups()) {
        const TemplateGroup* group = template_group(letter);
        if (group == nullptr || group->list.empty()) continue;
        item("-", filled(group->list, {}), 0);
        int position = 0;
        for (const plan::Indicator* indicator : indicators_of(letter)) {
            ++position;
            item(number(position) + ")", with_target(*indicator, plan_.fiscal_year), 1,
                 {indicator->id, "/name"});
            for (const plan::Indicator& sub : indicator->sub_indicators)
                item("-", with_target(sub, plan_.fiscal_year), 2, {sub.id, "/name"});
        }
    }
}

void Composer::target_table(const std::vector<const plan::Indicator*>& indicators,
                            plan::LinkAs as) {
    std::set<int> years;
    for (const plan::Indicator* indicator : indicators) {
        for (const plan::Target& target : indicator->targets) years.insert(target.fiscal_year);
        for (const plan::Indicator& sub : indicator->sub_indicators) {
            for (const plan::Target& target : sub.targets) years.insert(target.fiscal_year);
        }
    }
    if (years.empty()) years.insert(plan_.fiscal_year);
    const int count = static_cast<int>(years.size());
    std::vector<int> widths = {12, 58};
    for (int i = 0; i < count; ++i) widths.push_back(22);
    TableBuilder table(std::move(widths));
    const auto head = [&](std::string_view name) { return centred(word(name)); };
    table.row("", true);
    table.cell(head("column_number"), "", 1, 2);
    table.cell(head("column_indicator"), "", 1, 2);
    table.cell(head("column_target"), "", count);
    table.row("", true);
    for (const int year : years) table.cell(centred(number(year)));
    int position = 0;
    for (const plan::Indicator* indicator : indicators) {
        table.row(indicator->id);
        table.cell(centred(number(++position)));
        std::vector<ComposedParagraph> names;
        // A measure's table may tell of the sub-indicators only.
        if (as == plan::LinkAs::objective_indicator || indicator->sub_indicators.empty())
            names.push_back(paragraph(indicator->name));
        for (const plan::Indicator& sub : indicator->sub_indicators)
            names.push_back(paragraph("- " + sub.name));
        table.cell(std::move(names), "/name");
        for (const int year : years) {
            std::vector<ComposedParagraph> targets;
            const auto add_target = [&](const plan::Indicator& of) {
                if (const plan::Target* target = target_of(of, year))
                    targets.push_back(paragraph(target_text(*target)));
            };
            if (indicator->sub_indicators.empty()) add_target(*indicator);
            for (const plan::Indicator& sub : indicator->sub_indicators) add_target(sub);
            table.cell(std::move(targets), "/targets");
        }
    }
    add(table.finish());
}

void Composer::measures() {
    heading(1, word("measures_heading"));
    std::vector<const plan::FrameworkNode*> before;
    for (const plan::Measure& measure : plan_.measures) {
        if (!is_city_measure(measure)) continue;
        // 1. Where it hangs; what the measure before hung on is not said again.
        for (const plan::Link& link : measure.links) {
            const auto* framework = find<plan::Framework>(link.framework.id);
            if (framework == nullptr || link.relation != plan::LinkRelation::under) continue;
            const std::vector<const plan::FrameworkNode*> chain = chain_of(link);
            for (const plan::FrameworkNode* node : chain)
                line(node_text(*framework, *node), {node->id, "/title"});
            before = chain;
        }
        std::vector<const plan::Indicator*> indicators;
        std::vector<const plan::Indicator*> objectives;
        for (const plan::Ref& ref : measure.indicators) {
            const auto* indicator = find<plan::Indicator>(ref.id);
            if (indicator == nullptr) continue;
            indicators.push_back(indicator);
            if (std::any_of(indicator->links.begin(), indicator->links.end(),
                            [](const plan::Link& l) {
                                return l.as == plan::LinkAs::objective_indicator;
                            })) {
                objectives.push_back(indicator);
            }
        }
        // 2. The objective's indicators, the measure, its indicators, its projects.
        if (!objectives.empty()) {
            heading(3, word("objective_indicators_heading"), {}, false);
            target_table(objectives, plan::LinkAs::objective_indicator);
        }
        heading(3, word("measure_support_heading"), {}, false);
        line(word("measure", {{"name", measure.title}}), {measure.id, "/title"});
        std::erase_if(indicators, [](const plan::Indicator* indicator) {
            return std::none_of(
                indicator->links.begin(), indicator->links.end(),
                [](const plan::Link& l) { return l.as == plan::LinkAs::measure_indicator; });
        });
        if (!indicators.empty()) {
            heading(3, word("measure_indicators_heading"), {}, false);
            target_table(indicators, plan::LinkAs::measure_indicator);
        }
        std::vector<const plan::Project*> projects;
        for (const plan::Ref& ref : measure.indicators) {
            const auto* indicator = find<plan::Indicator>(ref.id);
            if (indicator == nullptr) continue;
            for (const plan::Ref& used : indicator->projects) {
                const auto* project = find<plan::Project>(used.id);
                if (project != nullptr && project->kind == "strategic" &&
                    std::find(projects.begin(), projects.end(), project) == projects.end()) {
                    projects.push_back(project);
                }
            }
        }
        if (!projects.empty()) {
            heading(3, word("measure_projects_heading"), {}, false);
            TableBuilder table({100, 40, 40});
            table.row("", true);
            for (const std::string_view name :
                 {"column_strategic_project", "column_budget", "column_owner"}) {
                table.cell(centred(word(name)));
            }
            for (const plan::Project* project : projects) {
                table.row(project->id);
                table.cell({paragraph(project->name)}, "/name");
                table.cell(at_end(budget_text(*project)), "/budget");
                table.cell({paragraph(owners_text(project->lead, project->supporting))}, "/lead");
            }
            add(table.finish());
        }
        after(measure.id);
    }
}

void Composer::missions() {
    heading(1, word("missions_heading"));
    for (const plan::Mission& mission : plan_.missions) {
        heading(2, word("mission", {{"number", mission.number}, {"name", mission.title}}),
                {mission.id, "/title"}, false);
        if (!mission.success.empty())
            line(word("mission_success", {{"text", mission.success}}), {mission.id, "/success"});
        for (const plan::Link& link : mission.links) {
            const auto* framework = find<plan::Framework>(link.framework.id);
            const std::vector<const plan::FrameworkNode*> chain = chain_of(link);
            if (framework == nullptr || chain.empty()) continue;
            std::string text;
            for (const plan::FrameworkNode* node : chain) {
                if (node->kind == "part") continue;
                text += (text.empty() ? "" : " ") + node_text(*framework, *node);
            }
            line(word("mission_link", {{"framework", framework->name}, {"nodes", text}}),
                 {mission.id, "/links"});
        }
        std::vector<const plan::Project*> projects;
        for (const plan::Ref& ref : mission.projects) {
            if (const auto* project = find<plan::Project>(ref.id)) projects.push_back(project);
        }
        if (!projects.empty()) project_table(projects, &mission);
        after(mission.id);
        for (const plan::Project* project : projects) after(project->id);
    }
}

}  // namespace phaen::book
