#include "phaen/book/compose.h"

#include <algorithm>
#include <array>

#include "composer.h"
#include "phaen/base/check.h"
#include "phaen/base/thai_text.h"
#include "phaen/document/qr.h"
#include "scan.h"

/// The walk along the template, and what all parts build their blocks with.
namespace phaen::book {

using document::Alignment;
using document::ComposedBlock;
using document::ComposedCell;
using document::ComposedParagraph;
using document::ComposedRow;

namespace {

Alignment to_document(TemplateAlignment alignment) {
    switch (alignment) {
        case TemplateAlignment::start:
            return Alignment::start;
        case TemplateAlignment::centre:
            return Alignment::centre;
        case TemplateAlignment::end:
            return Alignment::end;
        case TemplateAlignment::justified:
            return Alignment::justified;
    }
    return Alignment::start;
}

document::PageNumbers to_document(TemplateNumbers numbers) {
    switch (numbers) {
        case TemplateNumbers::none:
            return document::PageNumbers::none;
        case TemplateNumbers::thai:
            return document::PageNumbers::thai;
        case TemplateNumbers::arabic:
            return document::PageNumbers::arabic;
    }
    return document::PageNumbers::none;
}

/// Runs of a text; `พ.ศ. ๒๕๖๕` stays on one line.
std::vector<document::Run> runs_of(std::string_view text) {
    constexpr std::string_view kEra = "พ.ศ. ";
    std::vector<document::Run> runs;
    const auto push = [&](std::string_view part, bool unbroken) {
        if (part.empty()) return;
        document::Run& run = runs.emplace_back();
        run.text = std::string(part);
        run.unbroken = unbroken;
    };
    std::size_t begin = 0;
    for (std::size_t at = text.find(kEra); at != std::string_view::npos;) {
        const std::string_view year = number_at(text, at + kEra.size());
        if (year.empty()) {
            at = text.find(kEra, at + kEra.size());
            continue;
        }
        push(text.substr(begin, at - begin), false);
        const std::size_t length = kEra.size() + year.size();
        push(text.substr(at, length), true);
        begin = at + length;
        at = text.find(kEra, begin);
    }
    push(text.substr(begin), false);
    return runs;
}

}  // namespace

TableBuilder::TableBuilder(std::vector<int> widths) : covered_(widths.size(), 0) {
    table_.widths = std::move(widths);
}

void TableBuilder::row(std::string element, bool header) {
    // Each column that a cell from above covers is covered in one row less.
    if (!table_.rows.empty()) {
        for (int& rows : covered_) rows = std::max(0, rows - 1);
    }
    ComposedRow& made = table_.rows.emplace_back();
    made.header = header;
    made.element = std::move(element);
    next_ = 0;
}

void TableBuilder::skip_covered() {
    while (static_cast<std::size_t>(next_) < covered_.size() &&
           covered_[static_cast<std::size_t>(next_)] > 0) {
        ++next_;
    }
}

void TableBuilder::cell(std::vector<ComposedParagraph> paragraphs, std::string field,
                        int column_span, int row_span) {
    skip_covered();
    PHAEN_CHECK(static_cast<std::size_t>(next_ + column_span) <= covered_.size(),
                "a row with more cells than the table has columns");
    ComposedCell made;
    made.column = next_;
    made.column_span = column_span;
    made.row_span = row_span;
    made.paragraphs = std::move(paragraphs);
    made.field = std::move(field);
    for (int c = next_; c < next_ + column_span; ++c)
        covered_[static_cast<std::size_t>(c)] = row_span;
    table_.rows.back().cells.push_back(std::move(made));
    next_ += column_span;
}

void TableBuilder::bar(int from_column, int to_column) {
    table_.rows.back().bars.push_back({from_column, to_column});
}

ComposedBlock TableBuilder::finish(std::string element) {
    ComposedBlock block;
    block.kind = ComposedBlock::Kind::table;
    block.table = std::move(table_);
    block.element = std::move(element);
    return block;
}

Composer::Composer(const plan::Plan& plan, const Template& by, const ComposeOptions& options)
    : plan_(plan), by_(by), options_(options), index_(plan) {
    out_.title = base::clean_text(plan.title.th);
    if (!plan.agency.empty()) out_.author = base::clean_text(name_of(plan::Ref::to(plan.agency)));
    out_.version = options.version;
    out_.created = options.created;
    out_.style.font = by.page.font;
    out_.style.body_size = static_cast<int>(by.page.body_size);
    out_.style.table_size = static_cast<int>(by.page.table_size);
    out_.style.margin_left = static_cast<int>(by.page.margin_left);
    out_.style.margin_right = static_cast<int>(by.page.margin_right);
    out_.style.margin_top = static_cast<int>(by.page.margin_top);
    out_.style.margin_bottom = static_cast<int>(by.page.margin_bottom);
}

document::ComposedDocument Composer::compose() {
    for (const TemplateBlock& block : by_.blocks) {
        if (block.section) {
            open_section(&block);
            continue;
        }
        if (!block.when.empty() && !has(block.when)) continue;
        if (!block.part.empty()) {
            part(block.part, block.always);
        } else if (!block.heading.empty()) {
            heading(static_cast<int>(block.level), filled(block.heading, {}), {}, block.contents);
        } else if (block.page_break) {
            page_break();
        } else {
            ComposedBlock made;
            made.paragraph =
                paragraph(filled(block.text, {}), document::Role::body, to_document(block.align));
            add(std::move(made));
        }
    }
    std::erase_if(out_.sections,
                  [](const document::ComposedSection& s) { return s.blocks.empty(); });
    return std::move(out_);
}

void Composer::open_section(const TemplateBlock* by) {
    document::ComposedSection& made = out_.sections.emplace_back();
    if (by == nullptr) return;
    landscape_ = by->orientation == TemplateOrientation::landscape;
    if (landscape_) made.orientation = document::Orientation::landscape;
    made.numbers = to_document(by->numbers);
    made.restart_numbers = by->restart_numbers;
    made.running_head = base::clean_text(filled(by->running_head, {}));
}

void Composer::add(ComposedBlock block) {
    if (out_.sections.empty()) open_section(nullptr);
    out_.sections.back().blocks.push_back(std::move(block));
}

ComposedParagraph Composer::paragraph(const std::string& text, document::Role role,
                                      Alignment alignment) const {
    ComposedParagraph made;
    made.role = role;
    made.alignment = alignment;
    made.runs = runs_of(base::clean_text(text));
    return made;
}

std::vector<ComposedParagraph> Composer::paragraphs(const std::string& text,
                                                    Alignment alignment) const {
    std::vector<ComposedParagraph> made;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        ComposedParagraph next =
            paragraph(text.substr(begin, end - begin), document::Role::body, alignment);
        if (!next.runs.empty()) made.push_back(std::move(next));
        begin = end + 1;
    }
    return made;
}

std::vector<ComposedParagraph> Composer::centred(const std::string& text) const {
    return {paragraph(text, document::Role::body, Alignment::centre)};
}

std::vector<ComposedParagraph> Composer::at_end(const std::string& text) const {
    return {paragraph(text, document::Role::body, Alignment::end)};
}

ComposedParagraph Composer::underlined(const std::string& text) const {
    ComposedParagraph made = paragraph(text);
    for (document::Run& run : made.runs) run.underlined = true;
    return made;
}

void Composer::heading(int level, const std::string& text, Prints prints, bool contents) {
    ComposedBlock block;
    block.paragraph =
        paragraph(text, document::Role::heading, level == 1 ? Alignment::centre : Alignment::start);
    if (block.paragraph.runs.empty()) return;
    block.paragraph.level = level;
    block.paragraph.in_contents = contents;
    block.paragraph.anchor = "h" + std::to_string(++anchors_);
    block.element = std::move(prints.element);
    block.field = std::move(prints.field);
    add(std::move(block));
}

void Composer::body(const std::string& text, Prints prints) {
    for (ComposedParagraph& made : paragraphs(text, Alignment::justified)) {
        ComposedBlock block;
        block.paragraph = std::move(made);
        block.element = prints.element;
        block.field = prints.field;
        add(std::move(block));
    }
}

void Composer::line(const std::string& text, Prints prints, document::Role role) {
    ComposedBlock block;
    const bool centred = role == document::Role::cover_title || role == document::Role::cover_line;
    block.paragraph = paragraph(text, role, centred ? Alignment::centre : Alignment::start);
    if (block.paragraph.runs.empty()) return;
    block.element = std::move(prints.element);
    block.field = std::move(prints.field);
    add(std::move(block));
}

void Composer::item(const std::string& label, const std::string& text, int level, Prints prints) {
    ComposedBlock block;
    block.paragraph = paragraph(text, document::Role::list_item, Alignment::start);
    block.paragraph.level = level;
    block.paragraph.label = base::clean_text(label);
    block.element = std::move(prints.element);
    block.field = std::move(prints.field);
    add(std::move(block));
}

void Composer::page_break() {
    ComposedBlock block;
    block.kind = ComposedBlock::Kind::page_break;
    add(std::move(block));
}

void Composer::narrative_text(const plan::Narrative& narrative) {
    told_.insert(narrative.id);
    body(narrative.text, {narrative.id, "/text"});
}

bool Composer::narratives(plan::NarrativeKind kind, int level, const std::string& fallback) {
    bool any = false;
    for (const plan::Narrative& narrative : plan_.narratives) {
        if (narrative.kind != kind || told_.contains(narrative.id)) continue;
        const std::string title = narrative.title.empty() && !any ? fallback : narrative.title;
        heading(level, title, {narrative.id, "/title"});
        narrative_text(narrative);
        after(narrative.id);
        any = true;
    }
    return any;
}

void Composer::section_heading(int level, Section section, const std::string& fallback,
                               std::optional<plan::NarrativeKind> kind) {
    // The plan's own heading, when a narrative has it: with its prose below.
    for (const plan::Narrative& narrative : plan_.narratives) {
        if (told_.contains(narrative.id) || narrative.title.empty()) continue;
        const bool mine = kind ? narrative.kind == *kind
                               : narrative.kind == plan::NarrativeKind::other &&
                                     classify_heading(narrative.title, {}) == section;
        if (!mine) continue;
        heading(level, narrative.title, {narrative.id, "/title"});
        narrative_text(narrative);
        after(narrative.id);
        return;
    }
    heading(level, fallback);
    if (!kind) return;
    for (const plan::Narrative& narrative : plan_.narratives) {
        if (narrative.kind != *kind || told_.contains(narrative.id)) continue;
        narrative_text(narrative);
        after(narrative.id);
    }
}

void Composer::after(const plan::Id& element) {
    // What follows a narrative comes before the next one that follows the element.
    std::vector<plan::Id> open = {element};
    while (!open.empty()) {
        const plan::Id above = open.back();
        const auto next = std::find_if(
            plan_.narratives.begin(), plan_.narratives.end(), [&](const plan::Narrative& one) {
                return !above.empty() && one.after == above &&
                       one.kind == plan::NarrativeKind::other && !told_.contains(one.id) &&
                       !waits_for_its_part(one);
            });
        if (next == plan_.narratives.end()) {
            open.pop_back();
            continue;
        }
        if (!next->title.empty()) heading(2, next->title, {next->id, "/title"}, false);
        narrative_text(*next);
        open.push_back(next->id);
    }
}

bool Composer::waits_for_its_part(const plan::Narrative& narrative) {
    if (narrative.title.empty()) return false;
    const std::optional<Section> section = classify_heading(narrative.title, {});
    return section == Section::steps || section == Section::agreement;
}

bool Composer::has(std::string_view part) const {
    const auto narrative = [&](plan::NarrativeKind kind) {
        return std::any_of(plan_.narratives.begin(), plan_.narratives.end(),
                           [&](const plan::Narrative& n) { return n.kind == kind; });
    };
    if (part == "preface") return narrative(plan::NarrativeKind::preface);
    if (part == "general") return narrative(plan::NarrativeKind::general);
    if (part == "year_goal") return narrative(plan::NarrativeKind::year_goal);
    if (part == "implementation") return narrative(plan::NarrativeKind::implementation);
    if (part == "vision") return !plan_.vision.empty();
    if (part == "mission_statements") return !plan_.mission_statements.empty();
    if (part == "results")
        return !plan_.results.empty() || narrative(plan::NarrativeKind::results_intro);
    if (part == "swot") return !plan_.swot.items.empty();
    if (part == "combinations")
        return !plan_.swot.combinations.empty() || narrative(plan::NarrativeKind::swot_intro);
    if (part == "strategy") return !plan_.frameworks.empty();
    if (part == "indicator_list" || part == "groups" || part == "indicator_sheets" ||
        part == "agreement_indicators") {
        return !plan_.indicators.empty();
    }
    if (part == "measures") {
        return std::any_of(plan_.measures.begin(), plan_.measures.end(),
                           [&](const plan::Measure& m) { return is_city_measure(m); });
    }
    if (part == "missions") return !plan_.missions.empty();
    if (part == "budget_summary" || part == "write_ups") return !plan_.projects.empty();
    if (part == "routine_by_area" || part == "routine_by_programme") {
        return std::any_of(plan_.projects.begin(), plan_.projects.end(),
                           [](const plan::Project& p) { return p.kind == "routine"; });
    }
    if (part == "glossary") {
        return std::any_of(
            plan_.glossary.begin(), plan_.glossary.end(),
            [&](const plan::GlossaryTerm& term) { return !told_terms_.contains(term.id); });
    }
    if (part == "steps") return !plan_.schedules.empty();
    if (part == "corrections") return !options_.corrections.empty();
    if (part == "version") return !options_.version.empty();
    return true;
}

void Composer::part(std::string_view name, bool always) {
    if (name == "cover") return cover();
    if (name == "title_page") return title_page();
    if (name == "contents") {
        heading(1, word("contents_heading"));
        ComposedBlock block;
        block.kind = ComposedBlock::Kind::contents;
        block.contents.depth = 3;
        return add(std::move(block));
    }
    if (name == "other") {
        for (const plan::Narrative& narrative : plan_.narratives) {
            if (told_.contains(narrative.id)) continue;
            heading(2, narrative.title, {narrative.id, "/title"});
            narrative_text(narrative);
            after(narrative.id);
        }
        return;
    }
    if (!has(name) && !always) return;
    if (name == "preface") {
        narratives(plan::NarrativeKind::preface, 1, word("preface_heading"));
    } else if (name == "general") {
        narratives(plan::NarrativeKind::general, 1, word("general_heading"));
    } else if (name == "year_goal") {
        narratives(plan::NarrativeKind::year_goal, 1, word("year_goal_heading"));
    } else if (name == "implementation") {
        if (!narratives(plan::NarrativeKind::implementation, 1, word("implementation_heading")))
            heading(1, word("implementation_heading"));
    } else if (name == "vision") {
        heading(1, word("vision_heading"));
        body(plan_.vision, {plan_.id, "/vision"});
    } else if (name == "mission_statements") {
        mission_statements();
    } else if (name == "results") {
        results();
    } else if (name == "swot") {
        swot();
    } else if (name == "combinations") {
        combinations();
    } else if (name == "strategy") {
        strategy();
    } else if (name == "indicator_list") {
        indicator_list();
    } else if (name == "measures") {
        measures();
    } else if (name == "missions") {
        missions();
    } else if (name == "budget_summary") {
        budget_summary();
    } else if (name == "routine_by_area") {
        heading(2, word("routine_by_area_heading"));
        routine({plan::BudgetNodeKind::area}, "column_area");
    } else if (name == "routine_by_programme") {
        heading(1, word("routine_by_programme_heading"));
        routine({plan::BudgetNodeKind::programme, plan::BudgetNodeKind::output,
                 plan::BudgetNodeKind::work},
                "column_programme");
    } else if (name == "groups") {
        indicator_groups();
    } else if (name == "indicator_sheets") {
        std::vector<const plan::Indicator*> all;
        for (const plan::Indicator& indicator : plan_.indicators) all.push_back(&indicator);
        for (const plan::Indicator* indicator : all) {
            alignment(*indicator);
            sheets({indicator}, true);
            criteria(*indicator);
        }
    } else if (name == "glossary") {
        glossary();
    } else if (name == "steps") {
        steps();
    } else if (name == "write_ups") {
        write_ups();
    } else if (name == "agreement_indicators") {
        agreement_indicators();
    } else if (name == "agreement_signatures") {
        agreement_signatures();
    } else if (name == "corrections") {
        corrections();
    } else if (name == "version") {
        version();
    }
}

document::ComposedDocument compose(const plan::Plan& plan, const Template& by,
                                   const ComposeOptions& options) {
    return Composer(plan, by, options).compose();
}

}  // namespace phaen::book
