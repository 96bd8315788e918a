#include <algorithm>

#include "cells.h"
#include "phaen/base/ratio.h"
#include "phaen/base/thai_text.h"
#include "recogniser.h"

/// Tables of indicators: lists with targets, data sheets, criteria, sheets on their side,
/// indicators of plans above.
namespace phaen::book {
namespace {

/// The weight that one level's points tell: points ÷ percentage, when that comes out even.
std::optional<base::Weight> weight_of_level(const plan::ScoringLevel& level, base::Decimal score) {
    if (!level.percent_of_weight) {
        return level.level == 5 ? std::optional(base::Weight(score)) : std::nullopt;
    }
    const std::int64_t percent_units = level.percent_of_weight->value().units();
    if (percent_units <= 0) return std::nullopt;
    const auto ratio = base::Ratio::create(score.units(), percent_units);
    const auto hundred = base::Ratio::create(100, 1);
    if (!ratio || !hundred) return std::nullopt;
    const base::Ratio whole = *ratio * *hundred;
    const base::Decimal weight = whole.to_decimal(6, base::Rounding::down);
    if (base::Ratio::from_decimal(weight) != whole) return std::nullopt;
    return base::Weight(weight);
}

/// The value that stands most often; of several the one that stands first.
base::Weight most_frequent(const std::vector<base::Weight>& votes) {
    std::size_t best = 0;
    std::ptrdiff_t most = 0;
    for (std::size_t i = 0; i < votes.size(); ++i) {
        const auto count = std::count(votes.begin(), votes.end(), votes[i]);
        if (count > most) {
            most = count;
            best = i;
        }
    }
    return votes[best];
}

using base::comparison_key;

}  // namespace

void Recogniser::read_indicator_table(const LogicalTable& table) {
    std::optional<plan::LinkAs> as;
    if (section_ == Section::objective_indicators) as = plan::LinkAs::objective_indicator;
    if (section_ == Section::measure_indicators) as = plan::LinkAs::measure_indicator;
    std::optional<std::size_t> last;
    std::string row_component;
    for (const LogicalRow& row : table.rows) {
        if (row.blank()) {
            mark(row.place, Role::furniture, "empty_row");
            continue;
        }
        if (is_total_row(row)) {
            mark(row.place, Role::placed, "total_row");
            const std::string weight = row.flat(Column::weight);
            claim(plan::ClaimKind::total, "", row_text(row), base::to_arabic_digits(weight),
                  row.place);
            continue;
        }
        if (const std::string component = row.flat(Column::component); !component.empty()) {
            // A component's cell stands for the rows below it too.
            std::size_t at_digit = 0;
            std::size_t length = 0;
            while (at_digit < component.size() && !digit_at(component, at_digit, length))
                ++at_digit;
            row_component = base::to_arabic_digits(number_at(component, at_digit));
            claim(plan::ClaimKind::name, "", component, component, row.place);
        }
        const CellText* cell = row.find(Column::indicator);
        const std::string flat = cell == nullptr ? "" : cell->flat();
        const std::string number = row.flat(Column::number);
        if (flat.empty()) {
            if (last && row.fragment > 0) {
                mark(row.place, Role::placed, "indicator_row");
            } else {
                mark(row.place, Role::placed, "group_row");
            }
            claim(plan::ClaimKind::name, last ? out_.plan.indicators[*last].id : plan::Id(),
                  row_text(row), row_text(row), row.place);
            continue;
        }
        mark(row.place, Role::placed, "indicator_row");
        // "name - sub - sub" in one cell, or a sub-indicator in a row of its own.
        const Listed listed = strip_list_number(flat);
        if (last && number.empty() && listed.bullet && listed.number.empty() &&
            flat.find(" - ", 2) == std::string::npos) {
            plan::Indicator& parent = out_.plan.indicators[*last];
            const NameText sub_name = split_indicator_name(listed.rest);
            plan::Indicator* sub = nullptr;
            for (plan::Indicator& candidate : parent.sub_indicators) {
                if (comparison_key(candidate.name) == comparison_key(sub_name.name))
                    sub = &candidate;
            }
            if (sub == nullptr) {
                plan::Indicator made;
                made.id = parent.id + "." + std::to_string(parent.sub_indicators.size() + 1);
                made.name = sub_name.name;
                parent.sub_indicators.push_back(std::move(made));
                sub = &parent.sub_indicators.back();
            }
            placed(row.place, sub->id, "name");
            claim(plan::ClaimKind::name, sub->id, row_text(row), sub_name.name, row.place);
            const std::string sub_unit = row.flat(Column::unit);
            if (!dash(sub_unit)) sub->unit = sub_unit;
            for (const LogicalCell& other : row.cells) {
                if (other.meaning.column != Column::target || other.text.empty()) continue;
                const int year =
                    other.meaning.number != 0 ? other.meaning.number : out_.plan.fiscal_year;
                if (auto target = parse_target(other.text.flat(), year)) {
                    if (target->target.unit.empty()) target->target.unit = sub->unit;
                    set_target(*sub, *target);
                }
            }
            continue;
        }
        std::vector<std::string> subs;
        std::string head = listed.bullet && listed.number.empty() ? "" : std::string(listed.rest);
        if (flat.find(" - ") != std::string::npos || flat.find("\n-") != std::string::npos ||
            (listed.bullet && listed.number.empty())) {
            std::vector<std::string> parts;
            std::string rest = listed.bullet && listed.number.empty()
                                   ? " - " + std::string(listed.rest)
                                   : std::string(listed.rest);
            std::size_t begin = 0;
            for (std::size_t dash_at = rest.find(" - "); dash_at != std::string::npos;
                 dash_at = rest.find(" - ", dash_at + 3)) {
                parts.push_back(
                    std::string(trim(std::string_view(rest).substr(begin, dash_at - begin))));
                begin = dash_at + 3;
            }
            parts.push_back(std::string(trim(std::string_view(rest).substr(begin))));
            bool names = parts.size() >= 2;
            for (std::size_t i = 1; i < parts.size(); ++i)
                names = names && length_of(parts[i]) > 8 && !starts_with_digit(parts[i]);
            if (names) {
                head = parts.front();
                subs.assign(parts.begin() + 1, parts.end());
            } else {
                head = std::string(listed.rest);
            }
        }
        std::size_t index = 0;
        if (head.empty() && !subs.empty()) {
            // Only the sub-indicators are printed: their parent is known, or they stand alone.
            const auto ref = match_indicator(split_indicator_name(subs.front()).name, 990, false);
            if (ref && ref->sub) {
                index = ref->index;
                placed(row.place, out_.plan.indicators[index].id, "name");
            } else {
                head = subs.front();
                if (subs.size() == 1) subs.clear();
                index = indicator(head, 2, 990, row.place);
            }
        } else {
            index = indicator(head, 2, 990, row.place);
        }
        last = index;
        plan::Indicator& known = out_.plan.indicators[index];
        for (const std::string& sub_name : subs) {
            const NameText name = split_indicator_name(sub_name);
            const bool there =
                std::any_of(known.sub_indicators.begin(), known.sub_indicators.end(),
                            [&](const plan::Indicator& sub) {
                                return comparison_key(sub.name) == comparison_key(name.name);
                            });
            if (!there) {
                plan::Indicator sub;
                sub.id = known.id + "." + std::to_string(known.sub_indicators.size() + 1);
                sub.name = name.name;
                known.sub_indicators.push_back(std::move(sub));
            }
            for (const plan::Indicator& sub : known.sub_indicators) {
                if (comparison_key(sub.name) == comparison_key(name.name)) {
                    claim(plan::ClaimKind::name, sub.id, name.name, name.name, row.place);
                    placed(row.place, sub.id, "name");
                }
            }
        }
        if (!number.empty() && !dash(number)) {
            std::string printed(trim_label(number));
            if (printed.ends_with(".")) printed.pop_back();
            // A measure's table counts its own rows.
            if (known.number.empty() && !as) known.number = printed;
            claim(plan::ClaimKind::ordinal, known.id, printed, base::to_arabic_digits(printed),
                  row.place);
        } else if (known.number.empty() && listed.number.find('.') != std::string::npos) {
            known.number = listed.number;
        }
        const std::string unit = row.flat(Column::unit);
        if (known.unit.empty() && !dash(unit)) known.unit = unit;
        for (const LogicalCell& other : row.cells) {
            const std::string text = other.text.flat();
            if (text.empty() || other.meaning.column != Column::target) continue;
            const int year =
                other.meaning.number != 0 ? other.meaning.number : out_.plan.fiscal_year;
            if (!known.sub_indicators.empty()) {
                const std::vector<TargetText> targets =
                    parse_targets(other.text.text, known.sub_indicators.size(), year);
                for (std::size_t i = 0; i < targets.size(); ++i)
                    set_target(known.sub_indicators[i], targets[i]);
                claim(plan::ClaimKind::target, known.id, text, text, row.place);
                continue;
            }
            if (std::optional<TargetText> target = parse_target(text, year)) {
                if (target->target.unit.empty()) target->target.unit = known.unit;
                if (target->target.unit.empty() && comparison_key(known.name).starts_with("ร้อยละ"))
                    target->target.unit = "ร้อยละ";
                set_target(known, *target);
                claim(plan::ClaimKind::target, known.id, text, target->target.value.to_string(),
                      row.place);
                placed(row.place, known.id, "targets");
            }
        }
        take_baseline(row, known);
        if (const auto weight = base::parse_printed_decimal(row.flat(Column::weight));
            weight && !known.weight) {
            known.weight = base::Weight(*weight);
            placed(row.place, known.id, "weight");
        }
        if (const std::string method = row.flat(Column::method);
            !dash(method) && known.calculation_method.empty()) {
            known.calculation_method = method;
            placed(row.place, known.id, "calculation_method");
        }
        if (const CellText* evidence = row.find(Column::evidence);
            evidence != nullptr && !dash(evidence->flat()) && known.evidence.empty()) {
            read_sheet_cell(CellText{"หลักฐาน\n" + evidence->text, {}, false}, index);
            placed(row.place, known.id, "evidence");
        }
        for (const LogicalCell& other : row.cells) {
            if (other.meaning.column != Column::criteria_level || dash(other.text.flat())) continue;
            plan::ScoringLevel level;
            level.level = other.meaning.number;
            level.condition = other.text.flat();
            const bool there =
                std::any_of(known.scoring_criteria.begin(), known.scoring_criteria.end(),
                            [&](const plan::ScoringLevel& l) { return l.level == level.level; });
            if (!there) known.scoring_criteria.push_back(std::move(level));
            placed(row.place, known.id, "scoring_criteria");
        }
        add_owners(known, row.flat(Column::owner), row.place);
        if (const std::string type = row.flat(Column::result_type); !type.empty()) {
            if (type.find("ผลลัพธ์") != std::string::npos)
                known.result = plan::IndicatorResult::outcome;
            else if (type.find("ผลผลิต") != std::string::npos)
                known.result = plan::IndicatorResult::output;
        }
        if (const CellText* condition = row.find(Column::condition); condition != nullptr)
            add_levels(known, condition->text, row.place);
        if (const std::string support = row.flat(Column::support); !dash(support)) {
            const plan::Refs refs =
                owners(split_owners(support).lead, row.place, plan::OrganisationKind::section);
            if (known.supporting.empty()) known.supporting = refs;
        }
        if (const CellText* projects = row.find(Column::project);
            projects != nullptr && !dash(projects->flat())) {
            read_project_cell(*projects, index);
        }
        if (const std::string text = row.flat(Column::measure); !dash(text)) {
            const std::size_t m = measure(text, row.place);
            out_.plan.measures[m].indicators.push_back(
                plan::Ref::to(out_.plan.indicators[index].id));
        }
        if (!group_.empty() && known.group.empty()) known.group = group_;
        if (!row_component.empty() && known.component.empty()) known.component = row_component;
        if (!component_.empty() && known.component.empty()) known.component = component_;
        if (!alignment_.empty() && section_ != Section::indicator_list) link_indicator(known, as);
        claim_rest(row, known.id);
        if (measure_ && as == plan::LinkAs::measure_indicator) {
            plan::Refs& refs = out_.plan.measures[*measure_].indicators;
            const plan::Ref ref = plan::Ref::to(known.id);
            if (std::find(refs.begin(), refs.end(), ref) == refs.end()) refs.push_back(ref);
        }
        if (mission_) {
            plan::Refs& refs = out_.plan.missions[*mission_].indicators;
            const plan::Ref ref = plan::Ref::to(known.id);
            if (std::find(refs.begin(), refs.end(), ref) == refs.end()) refs.push_back(ref);
        }
    }
    if (as && !table.rows.empty()) alignment_used_ = false;
}

void Recogniser::take_baseline(const LogicalRow& row, plan::Indicator& indicator) {
    // What earlier years reached, in columns beside the target: the last one is its baseline.
    const auto target = std::find_if(
        indicator.targets.begin(), indicator.targets.end(),
        [&](const plan::Target& known) { return known.fiscal_year == out_.plan.fiscal_year; });
    if (target == indicator.targets.end() || target->comparison == plan::Comparison::increase ||
        target->baseline_value) {
        return;
    }
    int last = 0;
    for (const LogicalCell& cell : row.cells) {
        const int year = cell.meaning.number;
        if (cell.meaning.column != Column::result || year <= last ||
            year >= out_.plan.fiscal_year) {
            continue;
        }
        const std::optional<TargetText> reached = parse_target(cell.text.flat(), year);
        if (!reached || reached->level) continue;
        const std::string& unit = reached->target.unit;
        if (!unit.empty() && unit != target->unit) continue;
        last = year;
        target->baseline_value = reached->target.value;
        target->baseline_fiscal_year = year;
    }
}

void Recogniser::read_sheet_cell(const CellText& cell, std::size_t index) {
    // A page cut within a paragraph: \f goes on unless a new part begins.
    const SheetText sheet = read_sheet_text(cell.text, false);
    const document::Place fallback =
        cell.pieces.empty() ? document::Place{} : cell.pieces.front().place;
    for (const DefinitionText& found : sheet.definitions) {
        const std::vector<document::Place> places = cell.places(found.begin, found.end);
        const plan::Id id = definition(found, places.empty() ? fallback : places.front());
        placed(places, id, "text");
        std::vector<plan::Id>& ids = out_.plan.indicators[index].definitions;
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    }
    plan::Indicator& known = out_.plan.indicators[index];
    if (!sheet.unit.empty() && known.unit.empty()) known.unit = sheet.unit;
    if (!sheet.target.empty() && !cell.pieces.empty()) {
        add_target_text(index, sheet.target, fallback);
    }
    if (!sheet.method.empty() && known.calculation_method.empty())
        known.calculation_method = sheet.method;
    for (std::size_t i = 0, length = 0; i < sheet.weight.size() && !known.weight; ++i) {
        if (!digit_at(sheet.weight, i, length)) continue;
        if (const auto weight = base::parse_printed_decimal(number_at(sheet.weight, i)))
            known.weight = base::Weight(*weight);
        break;
    }
    if (known.evidence.empty()) {
        for (const auto& [number, text] : sheet.evidence) {
            plan::EvidenceItem item;
            item.id = known.id + ".evidence-" + std::to_string(known.evidence.size() + 1);
            item.number = number;
            item.text = text;
            const std::string key = comparison_key(text);
            item.catch_all =
                key.find("อื่น") != std::string::npos && key.find("เกี่ยวข้อง") != std::string::npos;
            item.alternatives = key.find("หรือ") != std::string::npos && !item.catch_all;
            const std::size_t found = cell.text.find(text.substr(0, text.find(' ')));
            if (found != std::string::npos)
                placed(cell.places(found, found + text.size()), item.id, "text");
            known.evidence.push_back(std::move(item));
        }
    }
    add_owners(known, sheet.owner, fallback);
    add_levels(known, sheet.criteria, fallback);
    if (sheet.type.find("ผลลัพธ์") != std::string::npos)
        known.result = plan::IndicatorResult::outcome;
    else if (sheet.type.find("ผลผลิต") != std::string::npos)
        known.result = plan::IndicatorResult::output;
    for (const CellText::Piece& piece : cell.pieces) placed(piece.place, known.id, "definitions");
}

void Recogniser::add_owners(plan::Indicator& indicator, std::string_view printed,
                            const document::Place& place) {
    if (dash(printed)) return;
    const OwnersText names = split_owners(printed);
    const plan::Refs lead = owners(names.lead, place, plan::OrganisationKind::section);
    const plan::Refs supporting = owners(names.supporting, place, plan::OrganisationKind::section);
    if (indicator.lead.empty()) indicator.lead = lead;
    if (indicator.supporting.empty()) indicator.supporting = supporting;
    claim(plan::ClaimKind::owner, indicator.id, printed, printed, place);
}

void Recogniser::add_levels(plan::Indicator& indicator, std::string_view text,
                            const document::Place& place) {
    for (const auto& [level, condition] : split_levels(text)) {
        const bool there =
            std::any_of(indicator.scoring_criteria.begin(), indicator.scoring_criteria.end(),
                        [&](const plan::ScoringLevel& known) { return known.level == level; });
        if (there) continue;
        plan::ScoringLevel made;
        made.level = level;
        made.condition = condition;
        indicator.scoring_criteria.push_back(std::move(made));
        placed(place, indicator.id, "scoring_criteria");
    }
}

void Recogniser::read_project_cell(const CellText& cell, std::size_t index) {
    const document::Place fallback =
        cell.pieces.empty() ? document::Place{} : cell.pieces.front().place;
    std::optional<std::size_t> last_project;
    for (const ProjectText& found : split_projects(cell.text)) {
        const std::vector<document::Place> places = cell.places(found.begin, found.end);
        const document::Place place = places.empty() ? fallback : places.front();
        std::string name = found.name;
        std::string owner_text = found.owners;
        plan::Indicator& known = out_.plan.indicators[index];
        if (found.activity) {
            plan::Activity made;
            made.id = "activity-" + std::to_string(out_.plan.activities.size() + 1);
            made.name = name;
            made.kind = last_project ? plan::ActivityKind::part : plan::ActivityKind::support;
            if (last_project) made.project = plan::Ref::to(out_.plan.projects[*last_project].id);
            made.indicator = plan::Ref::to(known.id);
            made.amount = found.budget;
            const OwnersText names = split_owners(owner_text);
            if (!owner_text.empty()) {
                made.lead = owners(names.lead, place, plan::OrganisationKind::section);
                made.supporting = owners(names.supporting, place, plan::OrganisationKind::section);
            }
            placed(place, made.id, "name");
            placed(places, made.id, "name");
            out_.plan.activities.push_back(std::move(made));
            continue;
        }
        const std::size_t p = project(name, place, "");
        last_project = p;
        const std::optional<std::size_t> outer = mission_;
        mission_.reset();
        project_amount(p, found.budget, found.no_budget, found.amount_printed, place);
        mission_ = outer;
        if (!owner_text.empty()) project_owners(p, owner_text, place);
        placed(places, out_.plan.projects[p].id, "name");
        plan::Refs& refs = out_.plan.indicators[index].projects;
        const plan::Ref ref = plan::Ref::to(out_.plan.projects[p].id);
        if (std::find(refs.begin(), refs.end(), ref) == refs.end()) refs.push_back(ref);
    }
    for (const CellText::Piece& piece : cell.pieces)
        placed(piece.place, out_.plan.indicators[index].id, "projects");
}

void Recogniser::read_sheet_table(const LogicalTable& table) {
    // 1. Rows that a page cut goes on with: neither indicator nor measure.
    struct Sheet {
        CellText measure, indicator, definition, projects;
        const LogicalRow* first = nullptr;
    };
    std::vector<Sheet> sheets;
    const auto take = [](CellText& to, const LogicalRow& row, Column column) {
        if (const CellText* cell = row.find(column)) to.append(*cell);
    };
    for (const LogicalRow& row : table.rows) {
        if (row.blank()) {
            mark(row.place, Role::furniture, "empty_row");
            continue;
        }
        const bool names = !row.flat(Column::indicator).empty();
        if (names || sheets.empty()) {
            sheets.push_back({});
            sheets.back().first = &row;
        }
        Sheet& sheet = sheets.back();
        take(sheet.measure, row, Column::measure);
        take(sheet.indicator, row, Column::indicator);
        take(sheet.definition, row, Column::definition);
        take(sheet.projects, row, Column::project);
        if (row.find(Column::project) == nullptr) take(sheet.projects, row, Column::activity);
        mark(row.place, Role::placed, "indicator_sheet");
    }
    for (Sheet& sheet : sheets) {
        const document::Place place = sheet.first->place;
        // 2. The name, its number, its sub-indicators.
        const std::string flat = sheet.indicator.flat();
        std::string head = flat;
        std::vector<std::pair<std::string, std::string>> lines;
        const std::size_t list = sheet.indicator.text.find("\n-");
        if (list != std::string::npos) {
            head = CellText{sheet.indicator.text.substr(0, list), {}, false}.flat();
            lines = split_numbered(std::string_view(sheet.indicator.text).substr(list + 1));
        }
        if (lines.size() <= 1) {
            // "- a (target) - b (target)" without paragraphs.
            const std::string source =
                list == std::string::npos
                    ? flat
                    : std::string(lines.empty() ? "" : "- " + lines.front().second);
            std::vector<std::size_t> cuts;
            for (const std::size_t at_dash : find_all(source, "- ")) {
                if (at_dash == 0 || source[at_dash - 1] == ' ') cuts.push_back(at_dash);
            }
            if (cuts.size() >= 2 && source.find("ค่าเป้าหมาย") != std::string::npos) {
                if (list == std::string::npos)
                    head = std::string(trim(std::string_view(source).substr(0, cuts.front())));
                lines.clear();
                for (std::size_t i = 0; i < cuts.size(); ++i) {
                    const std::size_t end = i + 1 < cuts.size() ? cuts[i + 1] : source.size();
                    lines.emplace_back("", std::string(trim(std::string_view(source).substr(
                                               cuts[i] + 2, end - cuts[i] - 2))));
                }
            }
        }
        const Listed listed = strip_list_number(head);
        std::string name(listed.rest);
        std::string number = listed.number;
        if (name.starts_with("ตัวชี้วัดที่")) {
            std::string_view rest =
                trim(std::string_view(name).substr(std::string_view("ตัวชี้วัดที่").size()));
            const std::string_view printed = number_at(rest, 0);
            if (!printed.empty()) {
                number = std::string(printed);
                name = std::string(trim_label(rest.substr(printed.size())));
            }
        }
        const std::size_t index = indicator(name.empty() ? flat : name, 3, 700, place, true);
        current_indicator_ = index;
        criteria_indicator_ = index;
        {
            plan::Indicator& known = out_.plan.indicators[index];
            if (!number.empty() && known.number.empty()) known.number = number;
            if (!number.empty())
                claim(plan::ClaimKind::ordinal, known.id, number, base::to_arabic_digits(number),
                      place);
            if (!group_.empty()) known.group = group_;
            if (!component_.empty()) known.component = component_;
            for (const auto& [line_number, line] : lines) {
                const NameText sub_name = split_indicator_name(line);
                plan::Indicator* found = nullptr;
                for (plan::Indicator& sub : known.sub_indicators) {
                    if (comparison_key(sub.name) == comparison_key(sub_name.name)) found = &sub;
                }
                if (found == nullptr) {
                    plan::Indicator sub;
                    sub.id = known.id + "." + std::to_string(known.sub_indicators.size() + 1);
                    sub.name = sub_name.name;
                    known.sub_indicators.push_back(std::move(sub));
                    found = &known.sub_indicators.back();
                }
                if (!sub_name.target.empty()) {
                    if (const auto target = parse_target(sub_name.target, out_.plan.fiscal_year))
                        set_target(*found, *target);
                }
                placed(place, found->id, "name");
                claim(plan::ClaimKind::name, found->id, sub_name.name, sub_name.name, place);
            }
        }
        for (const CellText::Piece& piece : sheet.indicator.pieces)
            placed(piece.place, out_.plan.indicators[index].id, "name");
        // 3. The rest of the row.
        if (!sheet.definition.empty()) read_sheet_cell(sheet.definition, index);
        if (!sheet.projects.empty()) read_project_cell(sheet.projects, index);
        if (!sheet.measure.empty()) {
            const std::size_t m = measure(sheet.measure.flat(), place);
            plan::Refs& refs = out_.plan.measures[m].indicators;
            const plan::Ref ref = plan::Ref::to(out_.plan.indicators[index].id);
            if (std::find(refs.begin(), refs.end(), ref) == refs.end()) refs.push_back(ref);
            if (out_.plan.measures[m].links.empty())
                out_.plan.measures[m].links = alignment_links(std::nullopt);
        }
        link_indicator(out_.plan.indicators[index], std::nullopt);
        if (const auto weight = base::parse_printed_decimal(sheet.first->flat(Column::weight));
            weight) {
            out_.plan.indicators[index].weight = base::Weight(*weight);
        }
        if (const std::string target = sheet.first->flat(Column::target); !dash(target))
            add_target_text(index, target, place);
        if (const std::string owner = sheet.first->flat(Column::owner); !dash(owner)) {
            const OwnersText names = split_owners(owner);
            const plan::Refs lead = owners(names.lead, place, plan::OrganisationKind::section);
            const plan::Refs supporting =
                owners(names.supporting, place, plan::OrganisationKind::section);
            out_.plan.indicators[index].lead = lead;
            out_.plan.indicators[index].supporting = supporting;
        }
    }
    alignment_used_ = true;
    next_relation_ = plan::LinkRelation::under;
}

void Recogniser::read_higher_table(const LogicalTable& table) {
    for (const LogicalRow& row : table.rows) {
        if (row.blank()) {
            mark(row.place, Role::furniture, "empty_row");
            continue;
        }
        const std::string name = row.flat(Column::indicator);
        if (name.empty()) {
            mark(row.place, Role::not_understood, "higher_indicator");
            continue;
        }
        plan::HigherIndicator made;
        made.id = "higher-indicator-" + std::to_string(out_.plan.higher_indicators.size() + 1);
        made.number = std::string(trim_label(row.flat(Column::number)));
        made.name = name;
        made.fiscal_year = out_.plan.fiscal_year;
        if (const std::string target = row.flat(Column::target); !target.empty()) {
            if (const auto found = parse_target(target, out_.plan.fiscal_year)) {
                made.target = plan::HigherTarget{found->target.comparison, found->target.value,
                                                 found->target.unit};
            }
            claim(plan::ClaimKind::target, made.id, target, target, row.place);
        }
        const std::string owner = row.flat(Column::owner);
        made.owners = owners(split_owners(owner).lead, row.place, plan::OrganisationKind::external);
        for (plan::Link& link : alignment_links(std::nullopt)) {
            if (link.relation == plan::LinkRelation::under) made.links.push_back(std::move(link));
        }
        mark(row.place, Role::placed, "higher_indicator");
        placed(row.place, made.id, "name");
        claim(plan::ClaimKind::owner, made.id, owner, owner, row.place);
        out_.plan.higher_indicators.push_back(std::move(made));
    }
}

void Recogniser::read_criteria_table(const LogicalTable& table) {
    const std::optional<std::size_t> index =
        criteria_indicator_ ? criteria_indicator_ : current_indicator_;
    for (const LogicalRow& row : table.rows) {
        if (row.blank()) {
            mark(row.place, Role::furniture, "empty_row");
            continue;
        }
        const std::string printed = row.flat(Column::level);
        std::string_view digits = printed;
        for (const std::string_view word : {"ระดับที่", "ระดับ"}) {
            if (digits.starts_with(word)) digits = trim_label(digits.substr(word.size()));
        }
        const std::optional<long long> level = base::parse_integer(number_at(digits, 0));
        if (!index) {
            mark(row.place, Role::not_understood, "criteria_row");
            continue;
        }
        plan::Indicator& known = out_.plan.indicators[*index];
        std::string condition = row.flat(Column::condition);
        if (condition.empty()) condition = row.flat(Column::result);
        if (condition.empty()) condition = row.flat(Column::step);
        if (!level) {
            // A row cut by a page goes on with the level above.
            if (!known.scoring_criteria.empty() && row.fragment > 0) {
                known.scoring_criteria.back().condition =
                    join_wrapped(known.scoring_criteria.back().condition, condition);
                mark(row.place, Role::placed, "criteria_row");
                placed(row.place, known.id, "scoring_criteria");
                claim(plan::ClaimKind::name, known.id, row_text(row), row_text(row), row.place);
            } else {
                mark(row.place, Role::not_understood, "criteria_row");
            }
            continue;
        }
        plan::ScoringLevel made;
        made.level = static_cast<int>(*level);
        made.condition = condition;
        const std::string percent = row.flat(Column::percent);
        std::size_t length = 0;
        for (std::size_t i = 0; i < percent.size(); ++i) {
            if (!digit_at(percent, i, length)) continue;
            if (const auto value = base::parse_printed_decimal(number_at(percent, i)))
                made.percent_of_weight = base::Percent(*value);
            break;
        }
        const auto score = base::parse_printed_decimal(number_at(trim(row.flat(Column::score)), 0));
        mark(row.place, Role::placed, "criteria_row");
        placed(row.place, known.id, "scoring_criteria");
        if (score)
            claim(plan::ClaimKind::total, known.id, row.flat(Column::score), score->to_string(),
                  row.place);
        if (!percent.empty())
            claim(plan::ClaimKind::total, known.id, percent,
                  made.percent_of_weight ? made.percent_of_weight->to_string() : percent,
                  row.place);
        // Any level's score tells the weight: score = weight × percent. A level that is wrong is
        // outvoted by the others, also across page cuts.
        const bool open = !known.weight || weight_votes_.count(known.id) != 0;
        if (score && open && table.has(Column::percent)) {
            if (const auto vote = weight_of_level(made, *score)) {
                auto& votes = weight_votes_[known.id];
                votes.push_back(*vote);
                known.weight = most_frequent(votes);
            }
            if (known.weight) placed(row.place, known.id, "weight");
        }
        const bool there =
            std::any_of(known.scoring_criteria.begin(), known.scoring_criteria.end(),
                        [&](const plan::ScoringLevel& l) {
                            return l.level == made.level && l.condition == made.condition;
                        });
        if (!there) known.scoring_criteria.push_back(std::move(made));
    }
}

bool Recogniser::read_card(const LogicalTable& table) {
    // A sheet turned on its side: labels in the first column, what they say in the second.
    int known = 0;
    int rows = 0;
    for (const LogicalRow& row : table.rows) {
        if (row.blank() || row.cells.size() < 2) continue;
        ++rows;
        const std::string label = row.cells.front().text.flat();
        if (length_of(label) < 50 &&
            classify_column({label}, options_.hints).column != Column::unknown)
            ++known;
    }
    if (rows < 2 || known < 2 || known * 3 < rows * 2) return false;
    std::optional<std::size_t> index;
    std::optional<std::size_t> project_index;
    for (const LogicalRow& row : table.rows) {
        if (row.blank()) {
            mark(row.place, Role::furniture, "empty_row");
            continue;
        }
        if (row.cells.size() < 2) continue;
        const ColumnMeaning meaning =
            classify_column({row.cells.front().text.flat()}, options_.hints);
        CellText value;
        for (std::size_t c = 1; c < row.cells.size(); ++c) {
            if (!row.cells[c].text.empty()) {
                if (!value.empty()) value.text += "\n";
                for (const CellText::Piece& piece : row.cells[c].text.pieces)
                    value.pieces.push_back({value.text.size() + piece.offset, piece.place});
                value.text += row.cells[c].text.text;
            }
        }
        const std::string flat = value.flat();
        mark(row.place, Role::placed, "card_row");
        claim(plan::ClaimKind::name, index ? out_.plan.indicators[*index].id : plan::Id(),
              row_text(row), flat, row.place);
        if (meaning.column == Column::indicator) {
            const Listed listed = strip_list_number(flat);
            std::string_view name = listed.rest;
            std::string number = listed.number;
            // "๓ ชื่อ": a sheet prints the number before the name without a mark.
            if (const std::string_view plain = number_at(name, 0);
                number.empty() && !plain.empty() && length_of(plain) <= 5 &&
                name.substr(plain.size()).starts_with(" ")) {
                number = std::string(plain);
                name = trim(name.substr(plain.size()));
            }
            index = indicator(name, 3, 760, row.place, true);
            if (out_.plan.indicators[*index].number.empty())
                out_.plan.indicators[*index].number = number;
            current_indicator_ = index;
            criteria_indicator_ = index;
            plan::Indicator& made = out_.plan.indicators[*index];
            if (!group_.empty()) made.group = group_;
            if (!component_.empty()) made.component = component_;
            if (!alignment_.empty()) link_indicator(made, std::nullopt);
            continue;
        }
        if (meaning.column == Column::project && !index) {
            project_index = project(flat, row.place, project_kind_);
            continue;
        }
        if (project_index && !index) {
            if (meaning.column == Column::budget) {
                project_amount(*project_index, cell_money(flat), says_no_budget(flat), flat,
                               row.place);
            } else if (meaning.column == Column::owner) {
                project_owners(*project_index, flat, row.place);
            }
            continue;
        }
        if (!index) index = current_indicator_;
        if (!index) continue;
        plan::Indicator& known_indicator = out_.plan.indicators[*index];
        placed(row.place, known_indicator.id, column_name(meaning.column));
        switch (meaning.column) {
            case Column::number:
                if (known_indicator.number.empty()) known_indicator.number = flat;
                break;
            case Column::unit:
                known_indicator.unit = flat;
                break;
            case Column::weight:
                for (std::size_t i = 0, length = 0; i < flat.size(); ++i) {
                    if (!digit_at(flat, i, length)) continue;
                    if (const auto weight = base::parse_printed_decimal(number_at(flat, i)))
                        known_indicator.weight = base::Weight(*weight);
                    break;
                }
                break;
            case Column::condition:
            case Column::level:
            case Column::criteria_level:
                add_levels(known_indicator, value.text, row.place);
                break;
            case Column::result_type:
                if (flat.find("ผลลัพธ์") != std::string::npos)
                    known_indicator.result = plan::IndicatorResult::outcome;
                else if (flat.find("ผลผลิต") != std::string::npos)
                    known_indicator.result = plan::IndicatorResult::output;
                break;
            case Column::target:
                add_target_text(*index, value.text, row.place);
                break;
            case Column::method:
                known_indicator.calculation_method = flat;
                break;
            case Column::definition:
                read_sheet_cell(CellText{"นิยาม\n" + value.text, {{0, row.place}}, false}, *index);
                break;
            case Column::evidence:
                read_sheet_cell(CellText{"หลักฐาน\n" + value.text, {{0, row.place}}, false}, *index);
                break;
            case Column::project:
                read_project_cell(value, *index);
                break;
            case Column::owner: {
                const OwnersText names = split_owners(flat);
                const plan::Refs lead =
                    owners(names.lead, row.place, plan::OrganisationKind::section);
                const plan::Refs supporting =
                    owners(names.supporting, row.place, plan::OrganisationKind::section);
                out_.plan.indicators[*index].lead = lead;
                out_.plan.indicators[*index].supporting = supporting;
                break;
            }
            default:
                break;
        }
    }
    return true;
}

}  // namespace phaen::book
