#include <algorithm>

#include "composer.h"
#include "phaen/base/thai_text.h"
#include "scan.h"

/// Cover to SWOT: what stands before the strategy.
namespace phaen::book {

namespace {

/// Reported as a whole: what stands for the indicator is the component's name.
bool is_component(const plan::EarlierResult& result, const std::string& component_name) {
    const std::string key = base::comparison_key(result.indicator_name);
    const std::string name = base::comparison_key(component_name);
    return !name.empty() && (key.starts_with(name) || similarity(key, name) > 700);
}

}  // namespace

void Composer::cover() {
    line(plan_.title.th, {plan_.id, "/title/th"}, document::Role::cover_title);
    title_page();
}

void Composer::title_page() {
    const auto* agency = find<plan::Organisation>(plan_.agency);
    if (agency == nullptr) return;
    line(agency->name, {agency->id, "/name"}, document::Role::cover_line);
    if (const auto* parent = find<plan::Organisation>(agency->parent))
        line(parent->name, {parent->id, "/name"}, document::Role::cover_line);
}

void Composer::mission_statements() {
    heading(1, word("mission_statements_heading"));
    int position = 0;
    for (const plan::MissionStatement& statement : plan_.mission_statements) {
        ++position;
        const std::string label = statement.number.empty() ? "-" : statement.number + ".";
        item(label, statement.text, 0, {statement.id, "/text"});
        after(statement.id);
    }
}

void Composer::results() {
    section_heading(1, Section::results, word("results_heading"),
                    plan::NarrativeKind::results_intro);
    std::string component;
    int chapter = 0;
    int position = 0;
    for (const plan::EarlierResult& result : plan_.results) {
        const bool whole = result.number.empty() && result.target.empty();
        if (chapter == 0 || result.component != component || whole) {
            ++chapter;
            position = 0;
            component = result.component;
            const std::string name = component_name(component);
            // A component that is reported as a whole is its own heading.
            if (whole && is_component(result, name)) {
                item(number(chapter) + ".",
                     word("result_component",
                          {{"component", digits(component)}, {"name", result.indicator_name}}) +
                         " " + result.narrative,
                     0, {result.id, "/narrative"});
                after(result.id);
                continue;
            }
            if (!component.empty()) {
                const std::string english = component_english(component);
                const std::string_view form =
                    english.empty() ? "result_component" : "result_component_with_english";
                heading(3,
                        number(chapter) + ". " +
                            word(form, {{"component", digits(component)},
                                        {"name", name},
                                        {"english", english}}),
                        {}, false);
            }
        }
        ++position;
        std::string text =
            result.number.empty()
                ? word("result_without_number", {{"name", result.indicator_name}})
                : word("result", {{"number", result.number}, {"name", result.indicator_name}});
        if (!result.target.empty())
            text += " " + word("result_target", {{"target", result.target}});
        else if (!result.narrative.empty())
            text += " :";
        if (!result.narrative.empty()) text += " " + result.narrative;
        item(number(chapter) + "." + number(position), text, 1, {result.id, "/narrative"});
        after(result.id);
    }
}

void Composer::swot_heading() {
    // Prose that the plan has under this very heading.
    for (const plan::Narrative& narrative : plan_.narratives) {
        if (narrative.kind != plan::NarrativeKind::swot_intro || narrative.title.empty() ||
            classify_heading(narrative.title, {}) != Section::swot) {
            continue;
        }
        heading(1, narrative.title, {narrative.id, "/title"});
        narrative_text(narrative);
        after(narrative.id);
        return;
    }
    section_heading(1, Section::swot, word("swot_heading"));
}

void Composer::swot() {
    swot_heading();
    static constexpr std::pair<char, std::string_view> kKinds[] = {{'S', "strengths_heading"},
                                                                   {'W', "weaknesses_heading"},
                                                                   {'O', "opportunities_heading"},
                                                                   {'T', "threats_heading"}};
    for (const auto& [letter, name] : kKinds) {
        bool any = false;
        for (const plan::SwotItem& known : plan_.swot.items) {
            if (known.id.empty() || known.id.front() != letter) continue;
            if (!any) heading(2, word(name), {}, false);
            any = true;
            item(digits(known.id.substr(1)) + ".", known.text, 0, {known.id, "/text"});
        }
        for (const plan::SwotItem& known : plan_.swot.items) {
            if (!known.id.empty() && known.id.front() == letter) after(known.id);
        }
    }
}

std::string Composer::combination_body(const plan::SwotCombination& combination) const {
    std::string text;
    const auto say = [&](const std::string& more) {
        if (more.empty()) return;
        if (!text.empty()) text += ' ';
        text += more;
    };
    for (const plan::Ref& ref : combination.items) {
        if (!ref.resolved()) {
            say(ref.unresolved);
            continue;
        }
        const auto* swot_item = find<plan::SwotItem>(ref.id);
        if (swot_item != nullptr) say(digits(swot_item->id) + " " + swot_item->text);
    }
    const std::string heading_key = base::comparison_key(combination.heading);
    std::string missions;
    for (const plan::Ref& ref : combination.missions) {
        const std::string name = name_of(ref);
        if (heading_key.find(base::comparison_key(name)) != std::string::npos) continue;
        missions += (missions.empty() ? "" : " ") + name;
    }
    if (!missions.empty()) say(word("combination_missions", {{"missions", missions}}));
    if (!combination.projects.empty()) {
        std::string names;
        for (std::size_t i = 0; i < combination.projects.size(); ++i) {
            if (i > 0)
                names += i + 1 == combination.projects.size() ? word("last_of_several") : " ";
            names += name_of(combination.projects[i]);
        }
        say(word("combination_projects",
                 {{"count", number(static_cast<std::int64_t>(combination.projects.size()))},
                  {"projects", names}}));
    }
    return text;
}

void Composer::combinations() {
    for (const plan::Narrative& narrative : plan_.narratives) {
        if (narrative.kind != plan::NarrativeKind::swot_intro || told_.contains(narrative.id))
            continue;
        if (!narrative.title.empty()) heading(2, narrative.title, {narrative.id, "/title"}, false);
        narrative_text(narrative);
        after(narrative.id);
    }
    static constexpr std::pair<plan::SwotCombinationKind, std::string_view> kKinds[] = {
        {plan::SwotCombinationKind::so, "combinations_so"},
        {plan::SwotCombinationKind::wo, "combinations_wo"},
        {plan::SwotCombinationKind::st, "combinations_st"},
        {plan::SwotCombinationKind::wt, "combinations_wt"}};
    int position = 0;
    for (const auto& [kind, name] : kKinds) {
        bool any = false;
        int inner = 0;
        for (const plan::SwotCombination& combination : plan_.swot.combinations) {
            if (combination.kind != kind) continue;
            if (!any) heading(2, number(++position) + ". " + word(name), {}, false);
            any = true;
            ++inner;
            const std::string label = combination.number.empty()
                                          ? number(position) + "." + number(inner)
                                          : combination.number;
            line(label + " " + combination.heading, {combination.id, "/heading"});
            const std::string text = combination_body(combination);
            if (!text.empty()) item("-", text, 1, {combination.id, "/items"});
            after(combination.id);
        }
    }
}

}  // namespace phaen::book
