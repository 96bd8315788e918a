#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalogue.h"
#include "phaen/base/money.h"
#include "phaen/book/compose.h"
#include "phaen/plan/elements.h"

/// A plan made into a book, part by part.
namespace phaen::book {

using Fields = std::initializer_list<std::pair<std::string_view, std::string>>;

/// Which element and field of the plan a block or cell prints.
struct Prints {
    std::string element = {};
    std::string field = {};
};

/// A table under construction: cells go from left to right.
class TableBuilder {
  public:
    explicit TableBuilder(std::vector<int> widths);
    /// Opens a row; `element` is what it prints.
    void row(std::string element = {}, bool header = false);
    /// A cell with its paragraphs; an empty one has none.
    void cell(std::vector<document::ComposedParagraph> paragraphs, std::string field = {},
              int column_span = 1, int row_span = 1);
    /// The columns where this row has cells already, from the rows above, are passed over.
    void bar(int from_column, int to_column);
    [[nodiscard]] document::ComposedBlock finish(std::string element = {});

  private:
    void skip_covered();
    document::ComposedTable table_;
    std::vector<int> covered_;  ///< rows below that a cell above still covers, by column
    int next_ = 0;
};

class Composer {
  public:
    Composer(const plan::Plan& plan, const Template& by, const ComposeOptions& options);
    document::ComposedDocument compose();

  private:
    // --- composer_words.cpp: the words -----------------------------------------------------------
    [[nodiscard]] std::string word(std::string_view name, Fields fields = {}) const;
    [[nodiscard]] std::string filled(std::string_view text, Fields fields) const;
    [[nodiscard]] std::string digits(std::string text) const;
    [[nodiscard]] std::string number(std::int64_t value) const;
    [[nodiscard]] std::string decimal(const base::Decimal& value) const;
    [[nodiscard]] std::string money(const base::Money& value) const;
    [[nodiscard]] std::string target_text(const plan::Target& target) const;
    [[nodiscard]] std::string target_text(const plan::HigherTarget& target) const;
    [[nodiscard]] std::string with_target(const plan::Indicator& indicator, int year) const;
    [[nodiscard]] const plan::Target* target_of(const plan::Indicator& indicator, int year) const;
    [[nodiscard]] std::string node_text(const plan::Framework& framework,
                                        const plan::FrameworkNode& node) const;
    [[nodiscard]] std::string owners_text(const plan::Refs& lead,
                                          const plan::Refs& supporting) const;
    [[nodiscard]] std::string joined(const plan::Refs& refs, std::string_view between) const;
    [[nodiscard]] std::string name_of(const plan::Ref& ref) const;
    [[nodiscard]] std::string budget_text(const plan::Project& project) const;
    [[nodiscard]] std::string component_name(std::string_view component) const;
    [[nodiscard]] std::string component_english(std::string_view component) const;
    [[nodiscard]] std::string kind_title(std::string_view kind) const;

    // --- the plan --------------------------------------------------------------------------------
    template <class T>
    [[nodiscard]] const T* find(std::string_view id) const {
        const plan::Element* element = index_.find(id);
        if (element == nullptr) return nullptr;
        const T* const* found = std::get_if<const T*>(&element->object);
        return found == nullptr ? nullptr : *found;
    }
    /// The nodes from the root to the one that the link names; empty when it names none.
    [[nodiscard]] std::vector<const plan::FrameworkNode*> chain_of(const plan::Link& link) const;
    [[nodiscard]] std::size_t chain_depth(const plan::FrameworkNode& node) const;
    [[nodiscard]] std::vector<std::string> groups() const;
    [[nodiscard]] std::vector<const plan::Indicator*> indicators_of(std::string_view group) const;
    [[nodiscard]] std::vector<const plan::Project*> projects_of_kind(std::string_view kind) const;
    [[nodiscard]] std::vector<const plan::Measure*> measures_of(
        const plan::Indicator& indicator) const;
    [[nodiscard]] bool is_city_measure(const plan::Measure& measure) const;
    /// True when a mission's or an indicator's table lists the project with its owners.
    [[nodiscard]] bool is_listed(const plan::Project& project) const;
    [[nodiscard]] bool is_scheduled(const plan::Indicator& indicator) const;
    [[nodiscard]] const TemplateGroup* template_group(std::string_view letter) const;
    [[nodiscard]] bool has(std::string_view part) const;

    // --- blocks ----------------------------------------------------------------------------------
    void part(std::string_view name, bool always);
    void open_section(const TemplateBlock* by);
    void add(document::ComposedBlock block);
    void heading(int level, const std::string& text, Prints prints = {}, bool contents = true);
    void body(const std::string& text, Prints prints = {});
    void line(const std::string& text, Prints prints = {},
              document::Role role = document::Role::body);
    void item(const std::string& label, const std::string& text, int level, Prints prints = {});
    void page_break();
    [[nodiscard]] document::ComposedParagraph paragraph(
        const std::string& text, document::Role role = document::Role::body,
        document::Alignment alignment = document::Alignment::start) const;
    [[nodiscard]] std::vector<document::ComposedParagraph> paragraphs(
        const std::string& text, document::Alignment alignment = document::Alignment::start) const;
    /// A cell's only paragraph.
    [[nodiscard]] std::vector<document::ComposedParagraph> centred(const std::string& text) const;
    [[nodiscard]] std::vector<document::ComposedParagraph> at_end(const std::string& text) const;
    [[nodiscard]] document::ComposedParagraph underlined(const std::string& text) const;
    /// Narratives of the kind: heading and paragraphs. False when there is none.
    bool narratives(plan::NarrativeKind kind, int level, const std::string& fallback_heading);
    void narrative_text(const plan::Narrative& narrative);
    /// The heading of a section that the plan may name itself, with the prose that stands under it.
    void section_heading(int level, Section section, const std::string& fallback,
                         std::optional<plan::NarrativeKind> kind = std::nullopt);
    /// Other prose that follows the element.
    void after(const plan::Id& element);
    /// One that a part takes for its own heading.
    [[nodiscard]] static bool waits_for_its_part(const plan::Narrative& narrative);

    // --- compose_front.cpp -----------------------------------------------------------------------
    void cover();
    void title_page();
    void mission_statements();
    void results();
    void swot_heading();
    void swot();
    void combinations();
    [[nodiscard]] std::string combination_body(const plan::SwotCombination& combination) const;

    // --- compose_strategy.cpp --------------------------------------------------------------------
    void strategy();
    void indicator_list();
    void measures();
    void target_table(const std::vector<const plan::Indicator*>& indicators, plan::LinkAs as);
    void missions();

    // --- compose_projects.cpp --------------------------------------------------------------------
    void project_table(const std::vector<const plan::Project*>& projects,
                       const plan::Mission* mission);
    void budget_summary();
    void summary_table(const std::vector<const plan::Project*>& projects);
    void routine(std::initializer_list<plan::BudgetNodeKind> kinds, std::string_view column);
    void write_up(const plan::Project& project, int count);
    void write_ups();

    // --- compose_indicators.cpp ------------------------------------------------------------------
    void indicator_groups();
    void alignment(const plan::Indicator& indicator);
    void alignment_lines(const plan::Link& link, bool first);
    void higher_indicators(const plan::Indicator& indicator);
    void higher_table(const std::vector<const plan::HigherIndicator*>& list);
    void sheets(const std::vector<const plan::Indicator*>& indicators, bool with_measure);
    void criteria(const plan::Indicator& indicator);
    [[nodiscard]] bool criteria_tell_weight(const plan::Indicator& indicator) const;
    [[nodiscard]] std::vector<document::ComposedParagraph> sheet_text(
        const plan::Indicator& indicator) const;
    [[nodiscard]] std::vector<document::ComposedParagraph> sheet_projects(
        const plan::Indicator& indicator) const;
    void glossary();

    // --- compose_steps.cpp -----------------------------------------------------------------------
    void steps();
    void schedule(const plan::Schedule& schedule);

    // --- compose_agreement.cpp -------------------------------------------------------------------
    void agreement_indicators();
    void agreement_signatures();
    void corrections();
    void version();

    const plan::Plan& plan_;
    const Template& by_;
    const ComposeOptions& options_;
    plan::ElementIndex index_;
    document::ComposedDocument out_;
    std::set<plan::Id> told_;        ///< narratives that have been printed
    std::set<plan::Id> told_terms_;  ///< glossary terms that have been printed
    std::set<plan::Id> told_activities_;
    std::set<plan::Id> told_higher_;
    int anchors_ = 0;
    bool landscape_ = false;
};

}  // namespace phaen::book
