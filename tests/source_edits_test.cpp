#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <future>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "import_support.h"
#include "phaen/base/money.h"
#include "phaen/base/thai_text.h"
#include "phaen/plan/io.h"

/// Two hundred changes of the real source, each with the change of the plan that follows from it.
/// Where a document prints a thing twice, the prediction leaves out only what the two prints
/// disagree on.
namespace phaen::tests {
namespace {

using plan::Plan;
using Random = std::mt19937_64;

std::size_t pick(Random& random, std::size_t count) {
    return static_cast<std::size_t>(random() % count);
}

/// A changed document and what must come of it.
struct Edit {
    std::string what;
    Lines lines;
    /// Changes the original's plan into the expected one; null when `check` says it all.
    std::function<void(Plan&)> change{};
    std::set<std::string> ignore{};
    bool same_version = false;  ///< the very same plan, ids and order included
    /// A check of its own: original facts, facts found; empty when right.
    std::function<std::string(const Plan&, const Plan&)> check{};
};

/// The step tables: the lines of rows that stand in one fragment from first to last and are not
/// continued elsewhere.
struct Rows {
    std::size_t index;     ///< of the schedule or the indicator
    std::size_t position;  ///< of the first row's step or level in it
    int first;
    int last;
    int header_first;
    int header_last;
};

constexpr std::array kStepRows{Rows{0, 0, 491, 493, 488, 490}, Rows{1, 0, 518, 520, 515, 517},
                               Rows{1, 3, 525, 526, 522, 524}, Rows{2, 0, 535, 538, 532, 534},
                               Rows{3, 0, 553, 558, 550, 552}, Rows{4, 0, 568, 572, 565, 567},
                               Rows{5, 0, 582, 584, 579, 581}, Rows{5, 4, 591, 593, 587, 589}};
constexpr std::array kRubricRows{Rows{0, 0, 384, 388, 383, 383}, Rows{1, 0, 411, 415, 410, 410},
                                 Rows{2, 0, 435, 439, 434, 434}};
/// Project tables: kind does not matter here, only where they may be cut.
constexpr std::array kProjectRows{Rows{0, 0, 275, 277, 274, 274}, Rows{0, 0, 326, 331, 325, 325},
                                  Rows{0, 0, 337, 340, 336, 336}, Rows{0, 0, 349, 352, 347, 347}};

std::string& line_of(Lines& lines, int number) {
    return lines[static_cast<std::size_t>(number) - 1];
}

void drop(Lines& lines, int number) { lines.erase(lines.begin() + (number - 1)); }

void insert_before(Lines& lines, int number, const Lines& added) {
    lines.insert(lines.begin() + (number - 1), added.begin(), added.end());
}

std::string cell(const std::string& line, std::size_t column) {
    return split(line, "\t").at(column);
}

void set_cell(std::string& line, std::size_t column, const std::string& text) {
    Lines cells = split(line, "\t");
    cells.at(column) = text;
    line = join(cells, "\t");
}

bool same_text(std::string_view a, std::string_view b) {
    return base::comparison_key(a) == base::comparison_key(b);
}

template <class Elements>
void erase_at(Elements& elements, std::size_t index) {
    elements.erase(elements.begin() + static_cast<std::ptrdiff_t>(index));
}

plan::Project* find_project(Plan& plan, std::string_view name) {
    for (plan::Project& project : plan.projects) {
        if (same_text(project.name, name)) return &project;
    }
    return nullptr;
}

// ---- One row less
// --------------------------------------------------------------------------------------------------

Edit drop_level(Random& random, Lines lines) {
    const Rows& rows = kRubricRows[pick(random, kRubricRows.size())];
    const std::size_t at = pick(random, 5);
    const int line = rows.first + static_cast<int>(at);
    drop(lines, line);
    return {.what = "drop the scoring level at line " + std::to_string(line),
            .lines = std::move(lines),
            .change = [rows, at](Plan& p) {
                erase_at(p.indicators.at(rows.index).scoring_criteria, at);
            }};
}

Edit drop_step(Random& random, Lines lines) {
    const Rows& rows = kStepRows[pick(random, kStepRows.size())];
    const std::size_t at = pick(random, static_cast<std::size_t>(rows.last - rows.first + 1));
    const int line = rows.first + static_cast<int>(at);
    drop(lines, line);
    return {.what = "drop the step at line " + std::to_string(line),
            .lines = std::move(lines),
            .change = [rows, at](Plan& p) {
                erase_at(p.schedules.at(rows.index).steps, rows.position + at);
            }};
}

/// Items that no combination cites, and that stand on one line.
struct SwotLine {
    const char* id;
    int line;
};
constexpr std::array kUncited{SwotLine{"S4", 114}, SwotLine{"W1", 118}, SwotLine{"W3", 120},
                              SwotLine{"W4", 121}, SwotLine{"W6", 123}, SwotLine{"W8", 125},
                              SwotLine{"W9", 126}, SwotLine{"O1", 130}, SwotLine{"O3", 132},
                              SwotLine{"O5", 134}, SwotLine{"O7", 136}, SwotLine{"O10", 142},
                              SwotLine{"T1", 147}, SwotLine{"T3", 149}, SwotLine{"T6", 152}};

Edit drop_swot(Random& random, Lines lines) {
    const SwotLine& item = kUncited[pick(random, kUncited.size())];
    drop(lines, item.line);
    return {.what = std::string("drop ") + item.id,
            .lines = std::move(lines),
            .change = [item](Plan& p) {
                std::erase_if(p.swot.items, [&](const auto& i) { return i.id == item.id; });
            }};
}

Edit drop_mission_statement(Random& random, Lines lines) {
    const std::size_t at = pick(random, 7);
    drop(lines, 64 + static_cast<int>(at));
    return {.what = "drop mission statement " + std::to_string(at + 1),
            .lines = std::move(lines),
            .change = [at](Plan& p) {
                const plan::Id id = p.mission_statements.at(at).id;
                erase_at(p.mission_statements, at);
                for (plan::Mission& mission : p.missions) {
                    std::erase_if(mission.mission_statements,
                                  [&](const plan::Ref& ref) { return ref.id == id; });
                }
            }};
}

/// A project that is listed again elsewhere loses only its place under the mission.
struct MissionRow {
    int line;
    std::size_t mission;
};
constexpr std::array kMissionRows{MissionRow{275, 0}, MissionRow{276, 0}, MissionRow{277, 0},
                                  MissionRow{286, 1}, MissionRow{295, 2}, MissionRow{304, 3},
                                  MissionRow{313, 4}};

Edit drop_mission_project(Random& random, Lines lines) {
    const MissionRow& row = kMissionRows[pick(random, kMissionRows.size())];
    const std::string name = cell(line_of(lines, row.line), 1);
    drop(lines, row.line);
    return {.what = "drop the mission's project at line " + std::to_string(row.line),
            .lines = std::move(lines),
            .change =
                [row, name](Plan& p) {
                    const plan::Project* project = find_project(p, name);
                    if (project == nullptr) return;
                    std::erase_if(p.missions.at(row.mission).projects,
                                  [&](const plan::Ref& ref) { return ref.id == project->id; });
                },
            .ignore = {"project.number"}};
}

Edit drop_summary_project(Random& random, Lines lines) {
    const int line = 326 + static_cast<int>(pick(random, 6));
    drop(lines, line);
    return {.what = "drop the summary's row at line " + std::to_string(line) +
                    ": the project is under its mission too",
            .lines = std::move(lines),
            .change = [](Plan&) {},
            .ignore = {"project.number"}};
}

Edit drop_routine_project(Random&, Lines lines) {
    const std::string name = cell(line_of(lines, 338), 2).substr(std::string("๒. ").size());
    drop(lines, 350);
    drop(lines, 338);
    return {.what = "drop the second routine project from both lists",
            .lines = std::move(lines),
            .change = [name](Plan& p) {
                std::erase_if(p.projects, [&](const plan::Project& project) {
                    return same_text(project.name, name);
                });
            }};
}

// ---- One row more
// --------------------------------------------------------------------------------------------------

constexpr std::array kInvented{"ทดลองระบบนัดหมายผ่านแผงข่าว", "มีห้องอ่านหนังสือของชุมชนใกล้สถานที่ทำงาน",
                               "เครื่องพิมพ์เก่าทำให้งานช้า", "อาสาสมัครรุ่นใหม่สนใจงานของหน่วยงาน",
                               "ฤดูฝนทำให้กิจกรรมกลางแจ้งเลื่อนบ่อย"};

Edit add_swot(Random& random, Lines lines) {
    struct End {
        const char* id;
        const char* number;
        int line;
    };
    constexpr std::array kEnds{End{"S5", "๕", 115}, End{"W10", "๑๐", 127}, End{"O12", "๑๒", 144},
                               End{"T8", "๘", 154}};
    const End& end = kEnds[pick(random, kEnds.size())];
    const std::string text = kInvented[pick(random, kInvented.size())];
    insert_before(lines, end.line, {std::string(end.number) + ". " + text});
    return {
        .what = std::string("add ") + end.id + " " + text,
        .lines = std::move(lines),
        .change = [end, text](Plan& p) { p.swot.items.push_back({.id = end.id, .text = text}); }};
}

Edit add_mission_statement(Random& random, Lines lines) {
    const std::string text = kInvented[pick(random, kInvented.size())];
    insert_before(lines, 71, {"๘. " + text});
    return {.what = "add the mission statement " + text,
            .lines = std::move(lines),
            .change = [text](Plan& p) {
                p.mission_statements.push_back({.id = "added", .number = "๘", .text = text});
            }};
}

/// Adds a step in the tables that have a cell for each month, over two months, of weight 5.
Edit add_step(Random& random, Lines lines) {
    struct End {
        std::size_t schedule;
        const char* number;
        int line;
    };
    constexpr std::array kEnds{End{2, "๖", 545}, End{3, "๗", 559}};
    const End& end = kEnds[pick(random, kEnds.size())];
    const std::size_t month = pick(random, 11);  // from October
    const std::string text = kInvented[pick(random, kInvented.size())];
    Lines cells(15);
    cells[0] = std::string(end.number) + ". " + text;
    cells[1] = "๕";
    cells[2] = "๑๐๕";
    cells[3 + month] = "←";
    cells[4 + month] = "→";
    insert_before(lines, end.line, {join(cells, "\t")});
    const base::YearMonth from = base::YearMonth::create(2021, 10)->plus(static_cast<int>(month));
    return {.what = "add a step before line " + std::to_string(end.line) + " from month " +
                    std::to_string(month),
            .lines = std::move(lines),
            .change = [=](Plan& p) {
                plan::Step step;
                step.id = "added";
                step.number = end.number;
                step.text = text;
                step.weight = base::Weight(base::Decimal::from_integer(5));
                step.months = {{from, from.plus(1)}};
                p.schedules.at(end.schedule).steps.push_back(step);
            }};
}

Edit add_project(Random& random, Lines lines) {
    const std::string name = std::string("โครงการ") + kInvented[pick(random, kInvented.size())];
    const auto money =
        base::Money::from_satang(static_cast<std::int64_t>(100'000 + pick(random, 900'000)) * 100);
    insert_before(
        lines, 332,
        {"๗\t" + name + "\t" + base::format_money(*money, base::Digits::thai) + "\tส่วนส่งเสริมฯ"});
    return {.what = "add the " + name + " of " + money->to_string(),
            .lines = std::move(lines),
            .change =
                [name, money](Plan& p) {
                    // Like the third of that list, which has the same owner.
                    plan::Project project;
                    if (const plan::Project* like = find_project(
                            p, "โครงการส่งเสริมความร่วมมือจากแนวปฏิบัติที่ดีที่สุดกับเมืองพี่เมืองน้อง")) {
                        project.kind = like->kind;
                        project.lead = like->lead;
                    }
                    project.id = "added";
                    project.name = name;
                    project.budget = money;
                    p.projects.push_back(project);
                },
            .ignore = {"project.number"}};
}

Edit add_mission_project(Random& random, Lines lines) {
    const std::string name = std::string("โครงการ") + kInvented[pick(random, kInvented.size())];
    const MissionRow& row = kMissionRows[2 + pick(random, kMissionRows.size() - 2)];
    insert_before(lines, row.line + 1, {"๙\t" + name + "\t๗๐,๐๐๐.- บาท\tส่วนแผนงานฯ"});
    return {.what = "add the " + name + " to the mission at line " + std::to_string(row.line),
            .lines = std::move(lines),
            .change =
                [name, row](Plan& p) {
                    plan::Project project;
                    if (const plan::Project* like =
                            find_project(p, "โครงการส่งเสริมศักยภาพของเมืองในเวทีระดับโลก")) {
                        project.kind = like->kind;
                        project.lead = like->lead;
                    }
                    project.id = "added";
                    project.name = name;
                    project.budget = base::Money::parse("70000");
                    p.projects.push_back(project);
                    p.missions.at(row.mission).projects.push_back(plan::Ref::to("added"));
                },
            .ignore = {"project.number"}};
}

// ---- Other numbers
// -------------------------------------------------------------------------------------------------

void set_number(std::string& line, const std::string& number) {
    line = number + line.substr(line.find('.'));
}

Edit renumber_mission_statements(Random& random, Lines lines) {
    const int from = 2 + static_cast<int>(pick(random, 60));
    for (int i = 0; i < 7; ++i)
        set_number(line_of(lines, 64 + i), base::to_thai_digits(std::to_string(from + i)));
    return {.what = "number the mission statements from " + std::to_string(from),
            .lines = std::move(lines),
            .change = [from](Plan& p) {
                int number = from;
                for (auto& statement : p.mission_statements)
                    statement.number = std::to_string(number++);
            }};
}

Edit renumber_step(Random& random, Lines lines) {
    const Rows& rows = kStepRows[pick(random, kStepRows.size())];
    const std::size_t at = pick(random, static_cast<std::size_t>(rows.last - rows.first + 1));
    const std::string number = std::to_string(11 + pick(random, 40));
    const int line = rows.first + static_cast<int>(at);
    set_number(line_of(lines, line), base::to_thai_digits(number));
    return {.what = "number the step at line " + std::to_string(line) + " " + number,
            .lines = std::move(lines),
            .change = [rows, at, number](Plan& p) {
                p.schedules.at(rows.index).steps.at(rows.position + at).number = number;
            }};
}

Edit renumber_swot(Random& random, Lines lines) {
    const SwotLine& item = kUncited[pick(random, kUncited.size())];
    const std::string number = std::to_string(21 + pick(random, 40));
    set_number(line_of(lines, item.line), base::to_thai_digits(number));
    return {.what = std::string("number ") + item.id + " " + number,
            .lines = std::move(lines),
            .change = [item, number](Plan& p) {
                for (plan::SwotItem& each : p.swot.items) {
                    if (each.id == item.id) each.id = item.id[0] + number;
                }
            }};
}

// ---- Other names and digits
// ----------------------------------------------------------------------------------------

/// Replaces a name wherever it stands, also where the document broke it by a space.
std::string replace_name(const std::string& text, const std::string& name, const std::string& by) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        std::size_t matched = 0;
        while (matched < name.size() && end < text.size()) {
            if (text[end] == name[matched]) {
                ++matched;
            } else if (text[end] != ' ' || matched == 0) {
                break;
            }
            ++end;
        }
        if (matched == name.size()) {
            out += by;
            at = end;
        } else {
            out += text[at++];
        }
    }
    return out;
}

Edit rename_agency(Random& random, Lines lines) {
    constexpr std::array kNames{
        "สำนักงานสวนสาธารณะริมคลอง", "กองกิจการตลาดน้ำ", "สำนักพิพิธภัณฑ์ของเล่น", "ศูนย์ดาราศาสตร์ชุมชน",
        "สำนักงานเรือโดยสาร",        "กองหนังสือเดินเท้า", "สถาบันฝึกดนตรีพื้นบ้าน", "สำนักทะเบียนต้นไม้",
        "สำนักงานเขตบึงบัวหลวง",      "กลุ่มงานแผนที่เก่า"};
    const std::string name = "สำนักงานการต่างประเทศ";
    const std::string by = kNames[pick(random, kNames.size())];
    for (std::string& line : lines) line = replace_name(line, name, by);
    return {.what = "rename the agency to " + by,
            .lines = std::move(lines),
            .check = [name, by](const Plan& before, const Plan& after) {
                Facts expected;
                for (const std::string& fact : facts_of(before)) {
                    expected.insert(
                        replace_name(fact, base::comparison_key(name), base::comparison_key(by)));
                }
                return difference(expected, facts_of(after));
            }};
}

Edit change_digits(Random& random, Lines lines) {
    const std::size_t share = 1 + pick(random, 4);  // of 4 lines
    std::size_t changed = 0;
    for (std::string& line : lines) {
        if (pick(random, 4) >= share) continue;
        line = base::to_arabic_digits(line);
        ++changed;
    }
    return {.what = "Arabic digits in " + std::to_string(changed) + " lines",
            .lines = std::move(lines),
            .change = [](Plan&) {}};
}

// ---- Another order
// -------------------------------------------------------------------------------------------------

/// Sections that can stand in any order: each with its heading and the empty line after it.
struct Sections {
    const char* what;
    std::vector<std::pair<int, int>> spans;  ///< adjacent, first line to last
};

Edit shuffle(Random& random, Lines lines) {
    const std::vector<Sections> choices{
        {"the SWOT lists", {{108, 115}, {116, 127}, {128, 144}, {145, 154}}},
        {"the first sections", {{58, 61}, {62, 71}, {72, 101}, {102, 105}}},
        {"the missions", {{268, 278}, {279, 287}, {288, 296}, {297, 305}, {306, 314}}},
        {"the step tables", {{484, 509}, {510, 528}, {529, 546}, {547, 560}, {561, 574}}},
        {"the indicators' data sheets of table ก", {{361, 389}, {390, 416}, {417, 440}}},
    };
    const Sections& chosen = choices[pick(random, choices.size())];
    std::vector<std::pair<int, int>> order = chosen.spans;
    while (order == chosen.spans) {
        for (std::size_t i = order.size() - 1; i > 0; --i)
            std::swap(order[i], order[pick(random, i + 1)]);
    }
    Lines moved;
    std::string what = std::string("shuffle ") + chosen.what + ":";
    for (const auto& [first, last] : order) {
        what += " " + std::to_string(first);
        moved.insert(moved.end(), lines.begin() + (first - 1), lines.begin() + last);
    }
    std::copy(moved.begin(), moved.end(), lines.begin() + (chosen.spans.front().first - 1));
    return {.what = std::move(what), .lines = std::move(lines), .change = [](Plan&) {}};
}

// ---- A page cut
// ----------------------------------------------------------------------------------------------------

Edit cut_table(Random& random, Lines lines) {
    std::vector<Rows> tables(kStepRows.begin(), kStepRows.end());
    tables.insert(tables.end(), kRubricRows.begin(), kRubricRows.end());
    tables.insert(tables.end(), kProjectRows.begin(), kProjectRows.end());
    const Rows& rows = tables[pick(random, tables.size())];
    const int before =
        rows.first + 1 +
        static_cast<int>(pick(random, static_cast<std::size_t>(rows.last - rows.first)));
    Lines header{""};
    for (int i = rows.header_first; i <= rows.header_last; ++i) header.push_back(line_of(lines, i));
    insert_before(lines, before, header);
    return {.what = "cut the table before line " + std::to_string(before),
            .lines = std::move(lines),
            .same_version = true};
}

// ---- Another amount
// ------------------------------------------------------------------------------------------------

struct AmountCell {
    int line;
    std::size_t column;
    std::size_t name_column;
    bool total;
};
constexpr std::array kAmounts{
    AmountCell{264, 1, 0, false}, AmountCell{275, 2, 1, false}, AmountCell{276, 2, 1, false},
    AmountCell{277, 2, 1, false}, AmountCell{286, 2, 1, false}, AmountCell{295, 2, 1, false},
    AmountCell{304, 2, 1, false}, AmountCell{313, 2, 1, false}, AmountCell{320, 2, 1, false},
    AmountCell{326, 2, 1, false}, AmountCell{327, 2, 1, false}, AmountCell{328, 2, 1, false},
    AmountCell{329, 2, 1, false}, AmountCell{330, 2, 1, false}, AmountCell{331, 2, 1, false},
    AmountCell{339, 3, 2, false}, AmountCell{340, 3, 2, false}, AmountCell{351, 3, 2, false},
    AmountCell{352, 3, 2, false}, AmountCell{321, 2, 0, true},  AmountCell{332, 2, 0, true},
    AmountCell{341, 3, 0, true},  AmountCell{353, 3, 0, true}};

/// A list's row begins with its number where there is no column for it.
std::string without_number(const std::string& text) {
    const std::size_t dot = text.find(". ");
    return dot != std::string::npos && dot < 8 ? text.substr(dot + 2) : text;
}

/// Only the budget of that project and claims about amounts may change, and the new amount must
/// show.
std::string check_amount(const Plan& before, const Plan& after, const std::string& label,
                         const std::string& amount) {
    const Facts was = facts_of(before, Claims::included);
    const Facts is = facts_of(after, Claims::included);
    Facts changed;
    std::set_symmetric_difference(was.begin(), was.end(), is.begin(), is.end(),
                                  std::inserter(changed, changed.end()));
    std::string problems;
    bool shown = false;
    for (const std::string& fact : changed) {
        if (fact.find(amount) != std::string::npos && is.count(fact) > 0) shown = true;
        const bool budget = !label.empty() && (fact.starts_with(label + " | budget = ") ||
                                               fact.starts_with(label + " | allocations[] = "));
        const bool claim = fact.starts_with("claim | ") &&
                           (label.empty() ? fact.find("\"kind\":\"total\"") != std::string::npos
                                          : fact.find("\"kind\":\"amount\"") != std::string::npos &&
                                                fact.find('"' + label + '"') != std::string::npos);
        if (!budget && !claim) problems += "\n    also changed: " + fact.substr(0, 300);
    }
    if (!shown) problems += "\n    " + amount + " is nowhere in the plan";
    return problems;
}

Edit change_amount(Random& random, Lines lines) {
    const AmountCell& at = kAmounts[pick(random, kAmounts.size())];
    const auto money =
        base::Money::from_satang(static_cast<std::int64_t>(10'000 + pick(random, 9'000'000)) * 100);
    const std::string name = without_number(cell(line_of(lines, at.line), at.name_column));
    set_cell(line_of(lines, at.line), at.column, base::format_money(*money, base::Digits::thai));
    return {
        .what = "the amount at line " + std::to_string(at.line) + " becomes " + money->to_string(),
        .lines = std::move(lines),
        .check = [at, name, money](const Plan& before, const Plan& after) {
            const std::string label = at.total ? "" : "project:" + base::comparison_key(name);
            return check_amount(before, after, label, money->to_string());
        }};
}

Edit change_step_weight(Random& random, Lines lines) {
    const Rows& rows = kStepRows[pick(random, kStepRows.size())];
    const std::size_t at = pick(random, static_cast<std::size_t>(rows.last - rows.first + 1));
    const int line = rows.first + static_cast<int>(at);
    const std::int64_t weight = 21 + static_cast<std::int64_t>(pick(random, 50));
    set_cell(line_of(lines, line), 1, base::to_thai_digits(std::to_string(weight)));
    return {
        .what = "the weight at line " + std::to_string(line) + " becomes " + std::to_string(weight),
        .lines = std::move(lines),
        .change = [rows, at, weight](Plan& p) {
            p.schedules.at(rows.index).steps.at(rows.position + at).weight =
                base::Weight(base::Decimal::from_integer(weight));
        }};
}

// ---- All of them
// ---------------------------------------------------------------------------------------------------

std::string problem_of(const Edit& edit, const Plan& before, const Plan& after) {
    if (edit.check) return edit.check(before, after);
    if (edit.same_version) {
        if (plan::version_of(before) == plan::version_of(after)) return {};
        return "\n    another version" + difference(facts_of(before), facts_of(after));
    }
    Plan expected = before;
    edit.change(expected);
    return difference(facts_of(expected, Claims::left_out, edit.ignore),
                      facts_of(after, Claims::left_out, edit.ignore));
}

class SourceEdits : public testing::Test {
  protected:
    void SetUp() override {
        auto lines = source_lines();
        if (!lines) GTEST_SKIP() << "the source document is not beside the project";
        lines_ = *std::move(lines);
        plan_ = import_lines(lines_).plan;
        // Predictions count on these; when they fail the tests of the import itself say why.
        if (plan_.indicators.size() < 3 || plan_.schedules.size() < 6 ||
            plan_.missions.size() < 5 || plan_.mission_statements.size() < 7) {
            FAIL() << "the source itself is not understood";
        }
    }
    struct Kind {
        Edit (*make)(Random&, Lines);
        int count;
    };
    /// Makes so many different edits of each kind and compares what comes of them with the
    /// predictions.
    void run(const std::vector<Kind>& kinds, std::uint64_t seed) {
        Random random(seed);
        std::map<std::string, Edit> edits;
        for (const Kind& kind : kinds) {
            const std::size_t wanted = edits.size() + static_cast<std::size_t>(kind.count);
            for (int tries = 0; edits.size() < wanted && tries < 100 * kind.count; ++tries) {
                Edit edit = kind.make(random, lines_);
                edits.try_emplace(edit.what, std::move(edit));
            }
            EXPECT_EQ(edits.size(), wanted) << "too few different edits";
        }
        // Two at a time: each is a whole import.
        std::map<std::string, std::string> problems;
        for (auto at = edits.begin(); at != edits.end();) {
            auto second = std::next(at) == edits.end() ? edits.end() : std::next(at);
            std::future<std::string> other;
            if (second != edits.end()) {
                other = std::async(std::launch::async, [&] { return try_one(second->second); });
            }
            problems[at->first] = try_one(at->second);
            if (second == edits.end()) break;
            problems[second->first] = other.get();
            at = std::next(second);
        }
        std::erase_if(problems, [](const auto& entry) { return entry.second.empty(); });
        std::string text;
        for (const auto& [what, problem] : problems) text += "\n  " + what + problem;
        EXPECT_EQ(problems.size(), 0U)
            << "of " << edits.size() << " edits, seed " << seed << ":" << text;
    }
    [[nodiscard]] std::string try_one(const Edit& edit) const {
        try {
            return problem_of(edit, plan_, import_lines(edit.lines).plan);
        } catch (const std::out_of_range&) {
            return "\n    the prediction does not fit the plan of the source";
        }
    }
    static constexpr std::uint64_t kSeed = 2565;
    Lines lines_;
    Plan plan_;
};

// 56 + 35 + 24 + 10 + 15 + 20 + 20 + 20 = 200.
TEST_F(SourceEdits, ARowLess) {
    run({{drop_level, 12},
         {drop_step, 16},
         {drop_swot, 10},
         {drop_mission_statement, 6},
         {drop_mission_project, 6},
         {drop_summary_project, 5},
         {drop_routine_project, 1}},
        kSeed);
}
TEST_F(SourceEdits, ARowMore) {
    run({{add_swot, 10},
         {add_mission_statement, 4},
         {add_step, 10},
         {add_project, 6},
         {add_mission_project, 5}},
        kSeed + 1);
}
TEST_F(SourceEdits, OtherNumbers) {
    run({{renumber_mission_statements, 8}, {renumber_step, 8}, {renumber_swot, 8}}, kSeed + 2);
}
TEST_F(SourceEdits, AnotherAgency) { run({{rename_agency, 10}}, kSeed + 3); }
TEST_F(SourceEdits, OtherDigits) { run({{change_digits, 15}}, kSeed + 4); }
TEST_F(SourceEdits, AnotherOrder) { run({{shuffle, 20}}, kSeed + 5); }
TEST_F(SourceEdits, APageCut) { run({{cut_table, 20}}, kSeed + 6); }
TEST_F(SourceEdits, AnotherAmount) {
    run({{change_amount, 12}, {change_step_weight, 8}}, kSeed + 7);
}

}  // namespace
}  // namespace phaen::tests
