#include <algorithm>

#include "composer.h"
#include "phaen/base/ratio.h"
#include "phaen/base/thai_text.h"

/// The agreement's tables: what an indicator hangs on, its sheet, its criteria.
namespace phaen::book {

using document::Alignment;
using document::ComposedParagraph;

namespace {

/// What a level is worth: weight × percent. Null when that has no exact decimal.
std::optional<base::Decimal> points_of(const plan::Indicator& indicator,
                                       const plan::ScoringLevel& level) {
    if (!indicator.weight || !level.percent_of_weight) return std::nullopt;
    const auto share =
        base::Ratio::create(level.percent_of_weight->value().units(), base::Decimal::kScale * 100);
    if (!share) return std::nullopt;
    const base::Ratio points = base::Ratio::from_decimal(indicator.weight->value()) * *share;
    const base::Decimal rounded = points.to_decimal(6, base::Rounding::half_up);
    if (base::Ratio::from_decimal(rounded) != points) return std::nullopt;
    return rounded;
}

bool same_links(const std::vector<plan::Link>& a, const std::vector<plan::Link>& b) {
    return a == b;
}

/// Those that are not of a measure's table.
std::vector<plan::Link> plain_links(const plan::Indicator& indicator) {
    std::vector<plan::Link> links;
    for (const plan::Link& link : indicator.links) {
        if (!link.as) links.push_back(link);
    }
    return links;
}

}  // namespace

void Composer::alignment_lines(const plan::Link& link, bool first) {
    const auto* framework = find<plan::Framework>(link.framework.id);
    const std::vector<const plan::FrameworkNode*> chain = chain_of(link);
    if (framework == nullptr || chain.empty()) return;
    if (link.relation == plan::LinkRelation::consistent_with) {
        line(word("consistent_with", {{"framework", framework->name}}));
    } else if (!first) {
        std::string text;
        for (const plan::FrameworkNode* node : chain) {
            if (node->kind != "part")
                text += (text.empty() ? "" : " ") + node_text(*framework, *node);
        }
        line(word("mission_link", {{"framework", framework->name}, {"nodes", text}}));
        return;
    }
    for (const plan::FrameworkNode* node : chain) {
        if (node->kind == "part") continue;
        item("", node_text(*framework, *node), static_cast<int>(chain_depth(*node)));
    }
}

void Composer::alignment(const plan::Indicator& indicator) {
    // What is under comes first: a chain that is only consistent stands beside it.
    bool first = true;
    for (const plan::LinkRelation relation :
         {plan::LinkRelation::under, plan::LinkRelation::consistent_with}) {
        for (const plan::Link& link : plain_links(indicator)) {
            if (link.relation != relation) continue;
            alignment_lines(link, first);
            first = false;
        }
    }
}

void Composer::higher_indicators(const plan::Indicator& indicator) {
    std::vector<const plan::HigherIndicator*> found;
    for (const plan::HigherIndicator& higher : plan_.higher_indicators) {
        if (told_higher_.contains(higher.id)) continue;
        const bool mine =
            std::any_of(higher.links.begin(), higher.links.end(), [&](const plan::Link& above) {
                const std::vector<plan::Link> links = plain_links(indicator);
                return std::any_of(links.begin(), links.end(), [&](const plan::Link& link) {
                    return link.node == above.node && link.relation == plan::LinkRelation::under;
                });
            });
        if (!mine) continue;
        // One that the plan repeats for each of its indicators is printed with each.
        found.push_back(&higher);
        told_higher_.insert(higher.id);
        break;
    }
    if (!found.empty()) higher_table(found);
}

void Composer::higher_table(const std::vector<const plan::HigherIndicator*>& list) {
    TableBuilder table({16, 74, 40, 50});
    table.row("", true);
    for (const std::string_view name :
         {"column_number", "column_indicator", "column_goal", "column_agency"}) {
        table.cell(centred(word(name)));
    }
    for (const plan::HigherIndicator* higher : list) {
        table.row(higher->id);
        table.cell(centred(higher->number), "/number");
        table.cell({paragraph(higher->name)}, "/name");
        table.cell(centred(higher->target ? target_text(*higher->target) : std::string()),
                   "/target");
        std::vector<ComposedParagraph> owners;
        for (const plan::Ref& ref : higher->owners) owners.push_back(paragraph(name_of(ref)));
        table.cell(std::move(owners), "/owners");
    }
    add(table.finish());
}

bool Composer::criteria_tell_weight(const plan::Indicator& indicator) const {
    return std::any_of(indicator.scoring_criteria.begin(), indicator.scoring_criteria.end(),
                       [&](const plan::ScoringLevel& level) {
                           return level.percent_of_weight &&
                                  level.percent_of_weight->value().units() > 0 &&
                                  points_of(indicator, level).has_value();
                       });
}

std::vector<ComposedParagraph> Composer::sheet_text(const plan::Indicator& indicator) const {
    std::vector<ComposedParagraph> text;
    const auto add_lines = [&](const std::string& lines) {
        for (ComposedParagraph& made : paragraphs(lines)) text.push_back(std::move(made));
    };
    if (!indicator.definitions.empty()) {
        text.push_back(underlined(word("sheet_definitions")));
        for (const plan::Id& id : indicator.definitions) {
            const auto* term = find<plan::GlossaryTerm>(id);
            if (term == nullptr) continue;
            const std::string name =
                term->term_en.empty() ? term->term : term->term + " (" + term->term_en + ")";
            text.push_back(paragraph(word("definition", {{"term", name}, {"text", term->text}})));
        }
    }
    // Targets of several years stand here when no measure's table has them.
    const bool tabled = std::any_of(indicator.links.begin(), indicator.links.end(),
                                    [](const plan::Link& link) { return link.as.has_value(); });
    if (indicator.sub_indicators.empty() && !indicator.targets.empty()) {
        const plan::Target* target = target_of(indicator, plan_.fiscal_year);
        if (tabled || (target != nullptr && indicator.targets.size() == 1)) {
            if (target != nullptr) {
                text.push_back(underlined(word("sheet_target")));
                text.push_back(paragraph(target_text(*target)));
            }
        } else {
            text.push_back(underlined(word("sheet_target")));
            for (const plan::Target& each : indicator.targets) {
                text.push_back(
                    paragraph(word("sheet_target_of_year", {{"year", number(each.fiscal_year)},
                                                            {"target", target_text(each)}})));
            }
        }
    }
    for (const plan::Indicator& sub : indicator.sub_indicators) {
        const plan::Target* target = target_of(sub, plan_.fiscal_year);
        if (target == nullptr) continue;
        if (&sub == &indicator.sub_indicators.front())
            text.push_back(underlined(word("sheet_target")));
        text.push_back(paragraph(
            word("sheet_sub_target", {{"name", sub.name}, {"target", target_text(*target)}})));
    }
    if (indicator.targets.empty() && !indicator.unit.empty())
        text.push_back(paragraph(word("sheet_unit", {{"unit", indicator.unit}})));
    if (indicator.weight && !criteria_tell_weight(indicator)) {
        text.push_back(
            paragraph(word("sheet_weight", {{"weight", decimal(indicator.weight->value())}})));
    }
    if (!indicator.calculation_method.empty()) {
        text.push_back(underlined(word("sheet_method")));
        add_lines(indicator.calculation_method);
    }
    if (!indicator.evidence.empty()) {
        text.push_back(underlined(word("sheet_evidence")));
        for (const plan::EvidenceItem& evidence : indicator.evidence) {
            const std::string label = evidence.number.empty() ? "-" : evidence.number + ".";
            text.push_back(paragraph(label + " " + evidence.text));
        }
    }
    const std::string owners = owners_text(indicator.lead, indicator.supporting);
    if (!owners.empty()) text.push_back(paragraph(word("sheet_owner", {{"owners", owners}})));
    return text;
}

std::vector<ComposedParagraph> Composer::sheet_projects(const plan::Indicator& indicator) const {
    std::vector<ComposedParagraph> text;
    const auto bracketed_owners = [&](const plan::Refs& lead, const plan::Refs& supporting) {
        const std::string owners = owners_text(lead, supporting);
        return owners.empty() ? owners : "(" + owners + ")";
    };
    int position = 0;
    for (const plan::Ref& ref : indicator.projects) {
        ++position;
        const std::string label =
            indicator.projects.size() > 1 ? number(position) + ". " : std::string();
        text.push_back(paragraph(label + name_of(ref)));
        const auto* project = find<plan::Project>(ref.id);
        if (project == nullptr) continue;
        if (project->budget)
            text.push_back(paragraph(word("sheet_budget", {{"amount", money(*project->budget)}})));
        else if (project->no_budget)
            text.push_back(paragraph(word("no_budget")));
        const std::string owners = bracketed_owners(project->lead, project->supporting);
        if (!owners.empty()) text.push_back(paragraph(owners));
        for (const plan::Activity& activity : plan_.activities) {
            if (!activity.indicator || activity.indicator->id != indicator.id ||
                !activity.project || activity.project->id != project->id) {
                continue;
            }
            std::string inside = activity.name;
            if (activity.amount)
                inside += " " + word("sheet_budget", {{"amount", money(*activity.amount)}});
            const std::string leads = bracketed_owners(activity.lead, activity.supporting);
            if (!leads.empty()) inside += " " + leads;
            text.push_back(paragraph("(" + inside + ")"));
        }
    }
    for (const plan::Activity& activity : plan_.activities) {
        if (!activity.indicator || activity.indicator->id != indicator.id || activity.project)
            continue;
        text.push_back(paragraph(activity.name));
        if (activity.amount)
            text.push_back(paragraph(word("sheet_budget", {{"amount", money(*activity.amount)}})));
        const std::string leads = bracketed_owners(activity.lead, activity.supporting);
        if (!leads.empty()) text.push_back(paragraph(leads));
    }
    return text;
}

void Composer::sheets(const std::vector<const plan::Indicator*>& indicators, bool with_measure) {
    std::vector<int> widths = {46, 84, 50};
    if (with_measure) widths = {32, 34, 72, 42};
    TableBuilder table(std::move(widths));
    table.row("", true);
    if (with_measure) table.cell(centred(word("column_measure")));
    table.cell(centred(word(with_measure ? "column_measure_indicator" : "column_indicator")));
    table.cell(centred(word("column_definition")));
    table.cell(centred(word(with_measure ? "column_activity" : "column_activity_and_owner")));
    for (const plan::Indicator* indicator : indicators) {
        table.row(indicator->id);
        if (with_measure) {
            std::vector<ComposedParagraph> text;
            for (const plan::Measure* measure : measures_of(*indicator)) {
                text.push_back(paragraph(measure->prefix.empty()
                                             ? measure->title
                                             : measure->prefix + " " + measure->title));
                for (const std::string& line_text : measure->items)
                    text.push_back(paragraph("- " + line_text));
            }
            table.cell(std::move(text));
        }
        std::string name = indicator->name;
        if (indicator->result == plan::IndicatorResult::output) name += " " + word("result_output");
        if (indicator->result == plan::IndicatorResult::outcome)
            name += " " + word("result_outcome");
        // The number stands at the steps; without those, here.
        if (!indicator->number.empty() && !is_scheduled(*indicator)) {
            const bool dotted = indicator->number.find('.') != std::string::npos;
            name = indicator->number + (dotted ? " " : ". ") + name;
        }
        std::vector<ComposedParagraph> names = {paragraph(name)};
        for (const plan::Indicator& sub : indicator->sub_indicators)
            names.push_back(paragraph("- " + with_target(sub, plan_.fiscal_year)));
        table.cell(std::move(names), "/name");
        table.cell(sheet_text(*indicator));
        table.cell(sheet_projects(*indicator), "/projects");
        for (const plan::Id& id : indicator->definitions) told_terms_.insert(id);
        for (const plan::Activity& activity : plan_.activities) {
            if (activity.indicator && activity.indicator->id == indicator->id)
                told_activities_.insert(activity.id);
        }
    }
    add(table.finish());
}

void Composer::criteria(const plan::Indicator& indicator) {
    if (indicator.scoring_criteria.empty()) return;
    line(word("criteria_title", {{"name", indicator.name}}), {indicator.id, "/name"},
         document::Role::caption);
    TableBuilder table({24, 36, 94, 26});
    table.row("", true);
    for (const std::string_view name :
         {"column_level", "column_percent", "column_condition", "column_points"}) {
        table.cell(centred(word(name)));
    }
    for (const plan::ScoringLevel& level : indicator.scoring_criteria) {
        table.row(indicator.id);
        table.cell(centred(number(level.level)));
        table.cell({paragraph(level.percent_of_weight
                                  ? word("percent_of_weight",
                                         {{"percent", decimal(level.percent_of_weight->value())}})
                                  : std::string(),
                              document::Role::body, Alignment::centre)});
        table.cell({paragraph(level.condition)});
        const std::optional<base::Decimal> points = points_of(indicator, level);
        table.cell(centred(points ? decimal(*points) : std::string()));
    }
    add(table.finish());
}

void Composer::indicator_groups() {
    for (const std::string& letter : groups()) {
        if (letter.empty()) {
            heading(1, word("ungrouped_heading"));
        } else {
            std::string title;
            if (const TemplateGroup* group = template_group(letter))
                title = filled(group->table, {});
            if (title.empty() && options_.scheme != nullptr) {
                for (const plan::IndicatorGroup& group : options_.scheme->indicator_groups) {
                    if (group.letter == letter) title = group.title;
                }
            }
            heading(2, word("group", {{"letter", letter}, {"title", title}}));
        }
        std::string component;
        std::vector<plan::Link> open;  // what the lines above hang the next sheet on
        std::vector<const plan::Indicator*> batch;
        const auto flush = [&] {
            if (batch.empty()) return;
            const bool measured = std::any_of(
                batch.begin(), batch.end(),
                [&](const plan::Indicator* indicator) { return !measures_of(*indicator).empty(); });
            sheets(batch, measured);
            for (const plan::Indicator* indicator : batch) criteria(*indicator);
            for (const plan::Indicator* indicator : batch) after(indicator->id);
            batch.clear();
        };
        for (const plan::Indicator* indicator : indicators_of(letter)) {
            if (indicator->component != component && !indicator->component.empty()) {
                flush();
                component = indicator->component;
                heading(3, word("component", {{"number", digits(component)},
                                              {"name", component_name(component)}}));
            }
            const std::vector<plan::Link> links = plain_links(*indicator);
            const bool higher_is_due = std::any_of(
                plan_.higher_indicators.begin(), plan_.higher_indicators.end(),
                [&](const plan::HigherIndicator& higher) {
                    return !told_higher_.contains(higher.id) && !higher.links.empty() &&
                           std::any_of(links.begin(), links.end(), [&](const plan::Link& link) {
                               return link.node == higher.links.front().node;
                           });
                });
            if (!same_links(links, open) || higher_is_due) {
                flush();
                if (links.empty())
                    line(word("no_alignment"));
                else
                    alignment(*indicator);
                open = links;
                higher_indicators(*indicator);
            }
            const bool closes = !indicator->scoring_criteria.empty();
            // Criteria stand right under their sheet, and sheets of one table have one shape.
            if (!batch.empty() &&
                (closes || measures_of(*batch.front()).empty() != measures_of(*indicator).empty()))
                flush();
            batch.push_back(indicator);
            if (closes) flush();
        }
        flush();
    }
    // Indicators of plans above that no indicator here hangs beside.
    std::vector<const plan::HigherIndicator*> rest;
    for (const plan::HigherIndicator& higher : plan_.higher_indicators) {
        if (!told_higher_.contains(higher.id)) rest.push_back(&higher);
    }
    if (rest.empty()) return;
    heading(2, word("higher_heading"), {}, false);
    for (const plan::HigherIndicator* higher : rest) {
        told_higher_.insert(higher->id);
        for (const plan::Link& link : higher->links) alignment_lines(link, true);
        higher_table({higher});
    }
}

void Composer::glossary() {
    heading(1, word("glossary_heading"));
    for (const plan::GlossaryTerm& term : plan_.glossary) {
        if (!told_terms_.insert(term.id).second) continue;
        const std::string name =
            term.term_en.empty() ? term.term : term.term + " (" + term.term_en + ")";
        body(word("definition", {{"term", name}, {"text", term.text}}), {term.id, "/text"});
    }
}

}  // namespace phaen::book
