#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalogue.h"
#include "phaen/book/recognise.h"
#include "scan.h"
#include "tables.h"

namespace phaen::book {

/// What a target phrase says: `เพิ่มขึ้น ๕ ราย จากปี พ.ศ. ๒๕๖๔`.
struct TargetText {
    plan::Target target;
    bool level = false;  ///< the value is an achievement level
};
[[nodiscard]] std::optional<TargetText> parse_target(std::string_view text, int fiscal_year);
/// Several targets in one cell, one for each of `count` sub-indicators; empty when the text does
/// not hold that many.
[[nodiscard]] std::vector<TargetText> parse_targets(std::string_view text, std::size_t count,
                                                    int fiscal_year);

/// A name with what is printed behind it in brackets or after it.
struct NameText {
    std::string name;
    std::string target;  ///< the text of (ค่าเป้าหมาย …) or (ระดับ ๕)
    std::optional<plan::IndicatorResult> result;
};
[[nodiscard]] NameText split_indicator_name(std::string_view text);

/// One project as a cell names it: name, amount, owners.
struct ProjectText {
    std::string number;
    std::string name;
    std::optional<base::Money> budget;
    std::string amount_printed;
    bool no_budget = false;
    std::string owners;
    bool activity = false;
    std::size_t begin = 0;  ///< in the cell's text
    std::size_t end = 0;
};
[[nodiscard]] std::vector<ProjectText> split_projects(std::string_view text);

/// An amount at a place of a text: `งบประมาณ ๑,๐๐๐,๐๐๐.- บาท`.
struct AmountAt {
    std::size_t begin = 0;
    std::size_t end = 0;
    base::Money money;
};
/// A printed amount in units of so many baht (1, 1,000 or 1,000,000): `2.5` of ล้านบาท is
/// 2,500,000.00.
[[nodiscard]] std::optional<base::Money> parse_scaled_money(std::string_view printed, int baht);
[[nodiscard]] std::optional<AmountAt> find_amount(std::string_view text, std::size_t from);

/// One `term หมายถึง text` of a definition cell.
struct DefinitionText {
    std::string term;
    std::string term_en;
    std::string text;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The labelled parts of a definition cell.
struct SheetText {
    std::vector<DefinitionText> definitions;
    std::string target;
    std::string method;
    std::string unit;
    std::string weight;
    std::string owner;
    std::string projects;
    std::string criteria;
    std::string type;
    std::vector<std::pair<std::string, std::string>> evidence;  ///< number, text
};
[[nodiscard]] SheetText read_sheet_text(std::string_view text, bool definitions_by_is);
[[nodiscard]] std::vector<std::pair<std::string, std::string>> split_numbered(
    std::string_view text);

/// True when a paragraph begins with a label of an indicator's sheet (หน่วยนับ, วิธีคำนวณ, …).
[[nodiscard]] bool begins_sheet_label(std::string_view text);
/// `ระดับ 1 : x ระดับ 2 : y` or `1 คะแนน = x`: level and condition.
[[nodiscard]] std::vector<std::pair<int, std::string>> split_levels(std::string_view text);
/// The kind of combination that a heading names: by its letters (SO) or by its two words.
[[nodiscard]] std::optional<plan::SwotCombinationKind> combination_kind(std::string_view text);

/// The owners that a cell or bracket names, and whether they lead or support.
struct OwnersText {
    std::vector<std::string> lead;
    std::vector<std::string> supporting;
};
[[nodiscard]] OwnersText split_owners(std::string_view text);

/// True for a section of items that are counted: what begins like a heading in it may be an item.
[[nodiscard]] bool is_list_section(Section section);

class Recogniser {
  public:
    Recogniser(const document::Document& document, const RecogniseOptions& options,
               std::stop_token stop);
    Recognition run();

  private:
    struct Unit {
        const document::Block* block = nullptr;
        std::string text;
        std::size_t account = 0;  ///< of a paragraph
        bool next_on_line =
            false;  ///< the next unit stands on the next line (text) without a blank between
    };
    /// A line and what stands in it behind its number in a list.
    struct LabelledLine {
        const document::Place& place;
        std::string_view text;
        std::string_view bare;
    };
    struct Alignment {
        std::size_t framework = 0;
        std::size_t node = 0;
        plan::LinkRelation relation = plan::LinkRelation::under;
    };
    struct AmountMention {
        std::size_t project = 0;
        std::optional<std::size_t> mission;
        bool summary = false;
        base::Money amount;
    };
    struct PendingCombination {
        std::size_t index = 0;
        std::string heading;
        std::string body;
    };
    struct IndicatorRef {
        std::size_t index = 0;
        std::optional<std::size_t> sub;
    };
    struct IndicatorState {
        std::string key;  ///< stripped
        std::string full_key;
        int source = 0;  ///< how authoritative the printed name is
        bool sheet = false;
        bool numbered = false;
    };

    // Setting up.
    void make_units();
    void find_contents();
    /// True when the contents page gives the text's number to another heading.
    [[nodiscard]] bool other_is_listed(std::string_view text) const;
    void read_contents_unit(std::size_t index);
    void settle_chapters(const std::set<std::string>& titles);
    void find_cover();
    void read_cover_line(const Unit& unit);
    void settle_title();

    // Dispatch.
    void read_paragraph(std::size_t unit);
    bool read_in_section(const Unit& unit);
    bool read_labelled(const Unit& unit);
    bool read_heading(const Unit& unit);
    bool read_mission_label(const LabelledLine& line);
    bool read_mission_success(const LabelledLine& line);
    bool read_link_line(const LabelledLine& line);
    bool read_node_line(const LabelledLine& line);
    bool read_indicator_label(const LabelledLine& line);
    bool read_coded_indicator(const LabelledLine& line);
    bool read_project_label(const LabelledLine& line);
    bool read_measure_line(const LabelledLine& line);
    bool continues_list(const Listed& listed) const;
    bool is_next_heading(const Listed& listed) const;
    void hang_budget_node(std::size_t node, const plan::Id& under);
    [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> node_with_code(
        std::string_view printed) const;
    void read_project_indicators(const LogicalRow& row, std::size_t project_index);
    void claim_rest(const LogicalRow& row, const plan::Id& about);
    void open_section(Section section, const Unit& unit);
    void read_prose(const Unit& unit);
    std::size_t read_table(std::size_t unit);

    // Paragraphs.
    bool read_result_paragraph(const Unit& unit);
    bool read_swot_item(const Unit& unit);
    bool read_combination(const Unit& unit);
    bool read_indicator_line(const Unit& unit);
    bool read_mission_statement(const Unit& unit);
    bool read_criteria_title(const Unit& unit, std::string_view bare);
    bool read_definition_paragraph(const Unit& unit);
    bool collect_sheet(const Unit& unit);
    void flush_sheet();
    bool read_write_up(const Unit& unit);
    bool read_steps_title(const Unit& unit);
    void read_spending_table(const LogicalTable& table);
    void add_owners(plan::Indicator& indicator, std::string_view printed,
                    const document::Place& place);
    void add_levels(plan::Indicator& indicator, std::string_view text,
                    const document::Place& place);
    void open_node(const NodeText& text, const document::Place& place, plan::LinkRelation relation);
    void finish_combinations();

    // Tables.
    bool read_node_table(const LogicalTable& table);
    std::optional<std::size_t> mission_named(std::string_view printed,
                                             const document::Place& place);
    void read_project_table(const LogicalTable& table);
    void read_indicator_table(const LogicalTable& table);
    void take_baseline(const LogicalRow& row, plan::Indicator& indicator);
    void read_sheet_table(const LogicalTable& table);
    void read_higher_table(const LogicalTable& table);
    void read_criteria_table(const LogicalTable& table);
    void read_steps_table(const LogicalTable& table);
    void read_results_table(const LogicalTable& table);
    void read_glossary_table(const LogicalTable& table);
    void read_swot_table(const LogicalTable& table);
    void read_combination_table(const LogicalTable& table);
    bool read_card(const LogicalTable& table);
    void read_sheet_cell(const CellText& cell, std::size_t indicator);
    void read_project_cell(const CellText& cell, std::size_t indicator);
    void row_months(const LogicalRow& row, plan::Step& step, bool& seen);
    bool sheet_follows(std::size_t unit) const;

    // Elements.
    plan::Id organisation(std::string_view name, plan::OrganisationKind kind,
                          const document::Place& place);
    plan::Refs owners(const std::vector<std::string>& names, const document::Place& place,
                      plan::OrganisationKind kind);
    std::size_t project(std::string_view printed, const document::Place& place,
                        std::string_view kind);
    std::optional<std::size_t> match_project(std::string_view printed) const;
    void project_amount(std::size_t index, const std::optional<base::Money>& money, bool none,
                        std::string_view printed, const document::Place& place);
    void project_owners(std::size_t index, std::string_view printed, const document::Place& place);
    std::optional<IndicatorRef> match_indicator(std::string_view name, int threshold,
                                                bool for_sheet) const;
    std::size_t indicator(std::string_view printed, int source, int threshold,
                          const document::Place& place, bool for_sheet = false);
    plan::Indicator& at(const IndicatorRef& ref);
    void set_target(plan::Indicator& indicator, const TargetText& target);
    void add_target_text(std::size_t index, std::string_view text, const document::Place& place);
    void link_indicator(plan::Indicator& indicator, std::optional<plan::LinkAs> as);
    std::vector<plan::Link> alignment_links(std::optional<plan::LinkAs> as) const;
    std::pair<std::size_t, std::size_t> node(const NodeText& text, const document::Place& place,
                                             std::string_view plan_name);
    std::size_t framework_for(const NodeText& text, std::string_view plan_name);
    std::size_t measure(std::string_view printed, const document::Place& place);
    plan::Id definition(const DefinitionText& text, const document::Place& place);
    void narrative(plan::NarrativeKind kind, std::string_view title);
    void settle_budgets();
    void settle_kinds();
    void settle_frameworks();

    // Account.
    Account& account_at(const document::Place& place);
    void mark(const document::Place& place, Role role, std::string_view what);
    void placed(const document::Place& place, const plan::Id& element, std::string_view field);
    void placed(const std::vector<document::Place>& places, const plan::Id& element,
                std::string_view field);
    void claim(plan::ClaimKind kind, const plan::Id& about, std::string_view printed,
               std::string_view value, const document::Place& place);
    void note(std::string_view code, const document::Place& place, const plan::Id& element,
              std::string_view detail);
    static plan::Place to_plan(const document::Place& place);

    const document::Document& document_;
    const RecogniseOptions& options_;
    std::stop_token stop_;
    Recognition out_;
    std::vector<Unit> units_;
    std::map<std::pair<int, int>, std::size_t> account_index_;
    std::set<std::string> contents_titles_;  ///< keys of what the contents page lists
    std::set<std::string> chapter_titles_;   ///< keys of chapters that the contents page lists
    std::size_t contents_begin_ = 0;
    std::size_t contents_end_ = 0;
    std::size_t cover_end_ = 0;
    std::vector<std::string> title_lines_;
    std::vector<std::string> cover_organisations_;

    // Where we are.
    Section section_ = Section::none;
    plan::Id last_element_;
    std::optional<std::size_t> mission_;
    std::optional<std::size_t> current_indicator_;
    std::map<plan::Id, std::vector<base::Weight>>
        weight_votes_;  ///< what each level's points tell of an indicator's weight
    std::optional<std::size_t> criteria_indicator_;
    std::optional<std::size_t> steps_indicator_;
    std::optional<std::size_t> steps_project_;
    std::optional<std::size_t> steps_activity_;
    bool steps_labels_used_ = true;
    std::optional<std::size_t> measure_;
    std::string group_;
    std::string component_;
    std::string list_group_;
    std::string project_kind_;
    bool summary_ = false;
    std::vector<Alignment> alignment_;
    bool alignment_used_ = false;
    plan::LinkRelation next_relation_ = plan::LinkRelation::under;
    std::string framework_name_;  ///< named just before a chain of nodes
    std::optional<std::size_t> last_framework_;
    std::map<std::size_t, std::map<std::string, int>>
        framework_names_;  ///< how often each tree has been called what
    std::optional<std::size_t> narrative_;
    std::optional<std::size_t> result_;
    std::string result_component_;
    std::string result_component_name_;
    int result_year_ = 0;
    std::optional<std::size_t> combination_;
    std::optional<plan::SwotCombinationKind> combination_kind_;
    std::optional<std::size_t> budget_parent_;
    std::vector<PendingCombination> pending_combinations_;
    std::vector<AmountMention> amounts_;
    std::vector<std::string> project_keys_;
    std::vector<IndicatorState> indicator_states_;
    std::map<std::string, std::size_t> higher_keys_;
    std::vector<int> swot_numbers_;
    bool list_numbered_ = false;
    std::string heading_opened_;  ///< by this paragraph, of a section without prose of its own
    std::string heading_above_;   ///< the same, just above this paragraph
    int list_count_ = 0;  ///< the last item of the running list: its number, or its position
    int list_depth_ =
        0;  ///< segments of the running list's numbers (2.1 has two); 0 before the first
    int heading_number_ =
        0;  ///< of the last numbered heading of the first level; 0 when there is none
    bool sheet_open_ = false;       ///< paragraphs may tell of the current indicator
    bool sheet_line_only_ = false;  ///< the last label's content stands on its line
    CellText sheet_;                ///< what they have told so far
    std::optional<std::size_t> write_up_project_;
    int write_up_field_ = 0;
    const document::Table* last_table_ = nullptr;  ///< the last one with a header
    std::size_t last_table_end_ = 0;               ///< the unit after it
};

}  // namespace phaen::book
