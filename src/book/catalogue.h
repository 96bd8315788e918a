#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/book/recognise.h"

/// The catalogue of what headings, labels and column headers mean in Thai agencies' annual plans.
/// It knows the genre's words, never one document's: matching is by comparison key, tolerant to
/// numbering, digits, wording and merged headers.
namespace phaen::book {

enum class Section {
    none,
    cover,
    contents,
    preface,
    general,
    vision,
    values,
    mission_statements,
    results,
    year_goal,
    swot,
    swot_strengths,
    swot_weaknesses,
    swot_opportunities,
    swot_threats,
    swot_combinations,
    strategy,
    indicator_list,
    measures,
    measure_support,       ///< มาตรการสนับสนุนเป้าประสงค์
    objective_indicators,  ///< ตัวชี้วัดเป้าประสงค์
    measure_indicators,    ///< ตัวชี้วัดมาตรการ
    strategic_projects,
    mission_projects,
    projects,           ///< projects of the year without a kind
    higher_indicators,  ///< ตัวชี้วัดของแผนระดับบน
    budget_summary,
    routine_projects,
    implementation,
    agreement,        ///< แนวทางการประเมินผลการปฏิบัติราชการตามคำรับรอง
    indicator_group,  ///< ตาราง ก
    component,        ///< องค์ประกอบที่ ๑
    criteria,         ///< เกณฑ์การให้คะแนน
    steps,
    glossary,
    corrections,  ///< what a corrected plan says differently from the approved one
    other,
};

[[nodiscard]] std::string_view section_name(Section section);
[[nodiscard]] std::optional<Section> section_from_name(std::string_view name);

/// What a heading opens, or null when the text is not one that the catalogue knows. `text` is a
/// whole paragraph.
[[nodiscard]] std::optional<Section> classify_heading(std::string_view text,
                                                      const std::vector<Hint>& hints);

/// A word that a strategy tree uses for one of its levels.
struct LevelWord {
    std::string_view label;  ///< ด้าน
    std::string_view kind;   ///< strategic_area
    int rank;                ///< smaller stands higher in a tree
    bool root;               ///< may be the top of a tree of its own
};
[[nodiscard]] const std::vector<LevelWord>& level_words();

/// `ด้านที่ ๖ มหานคร…` and its like: the level's word, the code and the title.
struct NodeText {
    const LevelWord* level = nullptr;
    std::string code;
    std::string title;
};
/// A paragraph that is one strategy node; null otherwise.
[[nodiscard]] std::optional<NodeText> parse_node(std::string_view text);
/// Every strategy node named within a running text, in order; a title ends where the next one
/// begins.
[[nodiscard]] std::vector<NodeText> find_nodes(std::string_view text,
                                               std::string_view* before_first = nullptr);

enum class Column {
    unknown,
    number,
    project,
    activity,
    budget,
    owner,
    support,
    indicator,
    definition,
    measure,
    unit,
    target,
    weight,
    level,
    percent,
    condition,
    score,
    criteria_level,  ///< one level's condition as a column
    method,
    evidence,
    step,
    step_weight,
    cumulative,
    month,
    quarter,
    period,  ///< a written span of months
    area,    ///< ด้าน/แผนงาน, แผนงาน/ผลผลิต/งาน
    mission,
    node,
    term,
    meaning,
    result,
    page,
    swot_s,
    swot_w,
    swot_o,
    swot_t,
    swot_kind,
    swot_items,
    result_type,  ///< ผลผลิต or ผลลัพธ์
    objective,
    expected_result,
    component,
    note,
};

[[nodiscard]] std::string_view column_name(Column column);
[[nodiscard]] std::optional<Column> column_from_name(std::string_view name);

/// What a column header means, and the number it carries: the B.E. year of a target, the level of a
/// criterion, the calendar month or quarter.
struct ColumnMeaning {
    Column column = Column::unknown;
    int number = 0;  ///< year of a target, level, month 1..12, quarter 1..4, mission
    int year = 0;    ///< B.E. year of a month when the header says it
    int scale = 1;   ///< baht in one unit of a money column: ล้านบาท is 1,000,000
};
/// `headers` are the header cells that stand over the column, top to bottom.
[[nodiscard]] ColumnMeaning classify_column(const std::vector<std::string>& headers,
                                            const std::vector<Hint>& hints);

/// A B.E. year `๒๕๖๕`, `พ.ศ. 2565`, `ปี ๒๕๖๕`, or a two-digit one where `two_digits` allows it; 0
/// when the text has none.
[[nodiscard]] int find_year(std::string_view text);

/// True when a row's first words say that it adds up the rows above.
[[nodiscard]] bool is_total_label(std::string_view text);

/// True when the text begins with a word that Thai organisations' names begin with.
[[nodiscard]] bool looks_like_organisation(std::string_view text);

}  // namespace phaen::book
