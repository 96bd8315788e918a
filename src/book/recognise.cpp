#include "phaen/book/recognise.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <utility>

#include "adopt_ids.h"
#include "phaen/base/thai_text.h"
#include "recogniser.h"

/// The walk through a document: what opens a section, and which reader gets each block.
namespace phaen::book {
namespace {

using base::comparison_key;

/// How much of a piece's text its account carries.
constexpr std::size_t kExcerptBytes = 600;

/// `รหัสรุ่นของแผน 79f2…`: a short line that ends with a hash names the version of a plan of ours.
bool tells_version(std::string_view text) {
    constexpr std::size_t kHashDigits = 64;
    text = trim(text);
    if (text.size() < kHashDigits || length_of(text) > 140) return false;
    const std::string_view hash = text.substr(text.size() - kHashDigits);
    const bool all = std::all_of(hash.begin(), hash.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    });
    return all && (text.size() == kHashDigits || text[text.size() - kHashDigits - 1] == ' ');
}

bool is_firm_heading(Section section) {
    switch (section) {
        case Section::vision:
        case Section::mission_statements:
        case Section::swot:
        case Section::swot_strengths:
        case Section::swot_weaknesses:
        case Section::swot_opportunities:
        case Section::swot_threats:
        case Section::swot_combinations:
        case Section::contents:
        case Section::indicator_group:
        case Section::component:
        case Section::criteria:
            return true;
        default:
            return false;
    }
}

}  // namespace

bool is_list_section(Section section) {
    return section == Section::mission_statements || section == Section::swot_strengths ||
           section == Section::swot_weaknesses || section == Section::swot_opportunities ||
           section == Section::swot_threats || section == Section::values ||
           section == Section::results;
}

Recogniser::Recogniser(const document::Document& document, const RecogniseOptions& options,
                       std::stop_token stop)
    : document_(document), options_(options), stop_(std::move(stop)) {
    out_.plan.source.emplace();
}

void Recogniser::make_units() {
    units_.reserve(document_.blocks.size());
    for (const document::Block& block : document_.blocks) {
        Unit unit;
        unit.block = &block;
        if (block.kind == document::Block::Kind::paragraph) {
            unit.text = block.paragraph.printed();
            if (trim(unit.text).empty()) continue;
            unit.account = out_.account.size();
            out_.account.push_back({block.paragraph.place,
                                    Role::not_understood,
                                    "",
                                    excerpt(unit.text, kExcerptBytes),
                                    {}});
            account_index_.emplace(std::pair{block.paragraph.place.block, -1}, unit.account);
        } else {
            unit.account = out_.account.size();
            bool any = false;
            for (const document::Row& row : block.table.rows) {
                std::string text;
                for (const document::Cell& cell : row.cells) {
                    const std::string part = cell.text();
                    if (part.empty()) continue;
                    if (!text.empty()) text += " | ";
                    text += part;
                }
                account_index_.emplace(std::pair{row.place.block, row.place.row},
                                       out_.account.size());
                out_.account.push_back(
                    {row.place, Role::not_understood, "", excerpt(text, kExcerptBytes), {}});
                if (text.empty())
                    out_.account.back() = {row.place, Role::furniture, "empty_row", "", {}};
                any = true;
            }
            if (!any) continue;
        }
        units_.push_back(std::move(unit));
    }
    for (std::size_t i = 0; i + 1 < units_.size(); ++i) {
        if (units_[i].block->kind != document::Block::Kind::paragraph ||
            units_[i + 1].block->kind != document::Block::Kind::paragraph)
            continue;
        const int line = units_[i].block->paragraph.place.line;
        units_[i].next_on_line = line > 0 && units_[i + 1].block->paragraph.place.line == line + 1;
    }
}

Recognition Recogniser::run() {
    make_units();
    find_contents();
    find_cover();
    for (std::size_t i = 0; i < cover_end_; ++i) read_cover_line(units_[i]);
    settle_title();
    out_.plan.id = "plan-" + std::to_string(out_.plan.fiscal_year);
    for (std::size_t i = cover_end_; i < units_.size();) {
        if (stop_.stop_requested()) break;
        if (i >= contents_begin_ && i < contents_end_) {
            read_contents_unit(i);
            ++i;
            continue;
        }
        if (units_[i].block->kind == document::Block::Kind::table) {
            flush_sheet();
            i += read_table(i);
        } else {
            read_paragraph(i);
            ++i;
        }
    }
    flush_sheet();
    finish_combinations();
    settle_budgets();
    settle_kinds();
    settle_frameworks();
    out_.plan.scheme = options_.scheme;
    for (Account& account : out_.account) {
        if (account.role == Role::placed && account.what.empty()) account.what = "element";
    }
    return std::move(out_);
}

void Recogniser::read_paragraph(std::size_t index) {
    const Unit& unit = units_[index];
    const document::Place& place = unit.block->paragraph.place;
    if (unit.block->paragraph.origin == document::Origin::footnote) {
        narrative(plan::NarrativeKind::other, "");
        out_.plan.narratives.back().text = std::string(trim(unit.text));
        narrative_.reset();
        out_.account[unit.account].role = Role::prose;
        out_.account[unit.account].what = "footnote";
        out_.account[unit.account].destinations.push_back({out_.plan.narratives.back().id, "text"});
        return;
    }
    heading_above_ = std::exchange(heading_opened_, {});
    if (tells_version(unit.text)) {
        mark(place, Role::furniture, "version");
        return;
    }
    if (collect_sheet(unit)) return;
    if (read_write_up(unit)) return;
    if (section_ == Section::results && read_result_paragraph(unit)) return;
    if (read_heading(unit)) return;
    // What was corrected is said of the plan, which says it again in its place.
    if (section_ == Section::corrections) {
        mark(place, Role::furniture, "corrections");
        return;
    }
    if (read_labelled(unit)) return;
    // A short line with the number that the next heading must have is one, though the catalogue
    // does not know it.
    if (const Listed listed = strip_list_number(unit.text);
        is_list_section(section_) && section_ != Section::results && is_next_heading(listed) &&
        !continues_list(listed) && length_of(unit.text) <= 90 && !other_is_listed(unit.text)) {
        open_section(Section::other, unit);
        return;
    }
    if (read_in_section(unit)) return;
    // A short line may head what follows it.
    const bool heading_style = unit.block->paragraph.heading_level > 0;
    const bool next_is_prose = index + 1 < units_.size() &&
                               units_[index + 1].block->kind == document::Block::Kind::paragraph &&
                               length_of(units_[index + 1].text) > 90;
    if ((heading_style || next_is_prose) && length_of(unit.text) <= 90 &&
        (section_ == Section::none || heading_style || !narrative_)) {
        narrative(plan::NarrativeKind::other, unit.text);
        section_ = Section::other;
        mark(place, Role::placed, "heading");
        placed(place, out_.plan.narratives.back().id, "title");
        return;
    }
    read_prose(unit);
}

bool Recogniser::read_heading(const Unit& unit) {
    std::string_view text = trim(unit.text);
    std::optional<Section> section = classify_heading(text, options_.hints);
    if (!section && chapter_titles_.count(comparison_key(text)) != 0) section = Section::other;
    if (!section) {
        // "วิสัยทัศน์: ข้อความ" on one line.
        const std::size_t colon = text.find(':');
        if (colon != std::string_view::npos && colon < 120 &&
            !trim(text.substr(colon + 1)).empty()) {
            const std::optional<Section> before =
                classify_heading(text.substr(0, colon), options_.hints);
            if (before == Section::vision) {
                open_section(*before, unit);
                out_.plan.vision = std::string(trim(text.substr(colon + 1)));
                out_.account[unit.account].destinations.push_back({out_.plan.id, "vision"});
                return true;
            }
        }
        return false;
    }
    // "จุดแข็ง 1) x" is an item.
    if (*section == Section::swot_strengths || *section == Section::swot_weaknesses ||
        *section == Section::swot_opportunities || *section == Section::swot_threats) {
        for (const std::string_view label :
             {"จุดแข็ง", "จุดอ่อน", "โอกาส", "อุปสรรค", "ภัยคุกคาม", "ข้อจำกัด"}) {
            const std::string_view bare = strip_list_number(text).rest;
            if (!bare.starts_with(label)) continue;
            std::string_view after = trim(bare.substr(label.size()));
            if (after.starts_with("ที่")) after = trim(after.substr(std::string_view("ที่").size()));
            if (starts_with_digit(after)) return false;
        }
    }
    if (const auto kind = combination_kind(text);
        kind && (*section == Section::swot_strengths || *section == Section::swot_weaknesses ||
                 *section == Section::swot_opportunities || *section == Section::swot_threats)) {
        return false;
    }
    // A line that names the nodes it hangs on is a link, not a heading.
    if (*section == Section::strategy && !find_nodes(text).empty()) return false;
    // An item of a running list is not a heading, whatever it begins with, unless it is short and
    // carries the number that the next heading must have.
    const Listed listed = strip_list_number(text);
    const bool next_heading =
        is_next_heading(listed) && (length_of(text) <= 45 || !continues_list(listed));
    if (listed.listed() && is_list_section(section_) && !is_firm_heading(*section) &&
        !next_heading && (listed.number.empty() || continues_list(listed))) {
        return false;
    }
    if (!next_heading && listed.listed() && is_list_section(section_) &&
        is_firm_heading(*section) && length_of(text) > 40 && *section != Section::component &&
        *section != Section::swot) {
        return false;
    }
    if (section_ == Section::swot_combinations && listed.listed() && combination_kind_ &&
        *section != Section::swot && !is_firm_heading(*section)) {
        return false;
    }
    // Between the parts of a combination's heading the words of SWOT stand in a sentence.
    if ((section_ == Section::swot_combinations || section_ == Section::swot_threats) &&
        length_of(text) > 30 &&
        (*section == Section::swot_strengths || *section == Section::swot_weaknesses ||
         *section == Section::swot_opportunities || *section == Section::swot_threats)) {
        return false;
    }
    if (section_ == Section::component && *section == Section::component) component_.clear();
    open_section(*section, unit);
    return true;
}

bool Recogniser::other_is_listed(std::string_view text) const {
    const std::string key = comparison_key(text);
    const std::size_t dot = key.find('.');
    if (dot == std::string::npos || contents_titles_.count(key) != 0) return false;
    const auto same_number = contents_titles_.lower_bound(key.substr(0, dot + 1));
    return same_number != contents_titles_.end() &&
           same_number->starts_with(key.substr(0, dot + 1));
}

bool Recogniser::continues_list(const Listed& listed) const {
    if (listed.number.empty()) return false;
    const auto dots = std::count(listed.number.begin(), listed.number.end(), '.');
    const std::size_t dot = listed.number.rfind('.');
    const std::optional<long long> last = base::parse_integer(
        dot == std::string::npos ? listed.number : listed.number.substr(dot + 1));
    return (list_depth_ == 0 || dots + 1 == list_depth_) && last == list_count_ + 1;
}

bool Recogniser::is_next_heading(const Listed& listed) const {
    return heading_number_ > 0 && !listed.bullet &&
           base::parse_integer(listed.number) == heading_number_ + 1;
}

void Recogniser::open_section(Section section, const Unit& unit) {
    const document::Place& place = unit.block->paragraph.place;
    const std::string_view text = trim(unit.text);
    const Listed listed = strip_list_number(text);
    const std::string_view bare = listed.rest;
    if (const auto number = base::parse_integer(listed.number); number && *number < 100) {
        heading_number_ = static_cast<int>(*number);
    }
    const Section before = section_;
    mark(place, Role::placed, section_name(section));
    if (section != Section::criteria) claim(plan::ClaimKind::name, "", text, text, place);
    narrative_.reset();
    // Prose right under one of these is what the heading is of.
    if (section == Section::results || section == Section::swot || section == Section::steps)
        heading_opened_ = std::string(bare);

    sheet_open_ = false;
    write_up_project_.reset();
    const auto leave = [&] {
        mission_.reset();
        result_.reset();
        combination_.reset();
        list_count_ = 0;
        list_depth_ = 0;
        list_numbered_ = false;
    };
    section_ = section;
    switch (section) {
        case Section::preface:
            leave();
            narrative(plan::NarrativeKind::preface, bare);
            break;
        case Section::general:
            leave();
            narrative(plan::NarrativeKind::general, bare);
            break;
        case Section::year_goal:
            leave();
            narrative(plan::NarrativeKind::year_goal, bare);
            break;
        case Section::implementation:
            leave();
            narrative(plan::NarrativeKind::implementation, bare);
            break;
        case Section::values:
            leave();
            narrative(plan::NarrativeKind::other, bare);
            break;
        case Section::other:
            leave();
            narrative(plan::NarrativeKind::other, bare);
            break;
        case Section::swot:
            leave();
            if (before != Section::swot) combination_kind_.reset();
            break;
        case Section::results:
            leave();
            result_year_ = find_year(text);
            if (result_year_ == 0 || result_year_ >= out_.plan.fiscal_year)
                result_year_ = out_.plan.fiscal_year - 1;
            result_component_.clear();
            break;
        case Section::mission_statements:
        case Section::vision:
        case Section::contents:
        case Section::glossary:
        case Section::corrections:
            leave();
            break;
        case Section::swot_strengths:
        case Section::swot_weaknesses:
        case Section::swot_opportunities:
        case Section::swot_threats:
            list_count_ = 0;
            list_depth_ = 0;
            list_numbered_ = false;
            break;
        case Section::swot_combinations:
            leave();
            combination_kind_.reset();
            break;
        case Section::strategy:
        case Section::measures:
            leave();
            alignment_.clear();
            alignment_used_ = false;
            framework_name_.clear();
            if (bare.starts_with("แผน") || bare.starts_with("(ร่าง)") ||
                bare.starts_with("ร่างแผน") || bare.starts_with("นโยบาย")) {
                framework_name_ = std::string(trim_label(bare));
            }
            if (section == Section::measures)
                project_kind_ = bare.find("ยุทธศาสตร์") != std::string_view::npos ? "strategic" : "";
            break;
        case Section::indicator_list:
            leave();
            list_group_.clear();
            current_indicator_.reset();
            break;
        case Section::measure_support:
        case Section::objective_indicators:
        case Section::measure_indicators:
            break;
        case Section::strategic_projects:
            leave();
            project_kind_ = "strategic";
            break;
        case Section::mission_projects:
            leave();
            project_kind_ = bare.starts_with("โครงการ") ? "mission" : "";
            if (!summary_) alignment_.clear();
            break;
        case Section::projects:
            leave();
            project_kind_.clear();
            summary_ = false;
            alignment_.clear();
            break;
        case Section::higher_indicators:
            leave();
            alignment_.clear();
            alignment_used_ = false;
            break;
        case Section::budget_summary:
            leave();
            summary_ = true;
            project_kind_.clear();
            alignment_.clear();
            break;
        case Section::routine_projects:
            leave();
            project_kind_ = "routine";
            break;
        case Section::agreement:
            leave();
            summary_ = false;
            project_kind_.clear();
            alignment_.clear();
            break;
        case Section::indicator_group: {
            leave();
            summary_ = false;
            project_kind_.clear();
            std::string_view rest = trim(bare.substr(std::string_view("ตาราง").size()));
            if (rest.starts_with("ที่")) rest = trim(rest.substr(std::string_view("ที่").size()));
            group_ = std::string(rest.substr(0, 3));
            component_.clear();
            alignment_.clear();
            break;
        }
        case Section::component: {
            summary_ = false;
            std::string_view rest = trim(bare.substr(std::string_view("องค์ประกอบที่").size()));
            component_ = base::to_arabic_digits(number_at(rest, 0));
            break;
        }
        case Section::criteria:
            read_criteria_title(unit, bare);
            break;
        case Section::steps:
            leave();
            summary_ = false;
            steps_labels_used_ = true;
            // "ขั้นตอนการดำเนินงานโครงการ X" names its project.
            for (const std::string_view word : {"โครงการ", "กิจกรรม"}) {
                const std::size_t at = bare.find(word);
                if (at == std::string_view::npos) continue;
                if (const std::optional<std::size_t> known = match_project(bare.substr(at))) {
                    steps_project_ = known;
                    steps_indicator_.reset();
                    steps_labels_used_ = false;
                    placed(place, out_.plan.projects[*known].id, "name");
                }
                break;
            }
            break;
        case Section::none:
        case Section::cover:
            break;
    }
    if (narrative_ && section != Section::none)
        placed(place, out_.plan.narratives[*narrative_].id, "title");
}

bool Recogniser::read_in_section(const Unit& unit) {
    const document::Place& place = unit.block->paragraph.place;
    const std::string_view text = trim(unit.text);
    switch (section_) {
        case Section::vision:
            out_.plan.vision =
                out_.plan.vision.empty() ? std::string(text) : join_wrapped(out_.plan.vision, text);
            mark(place, Role::placed, "vision");
            out_.account[unit.account].destinations.push_back({out_.plan.id, "vision"});
            claim(plan::ClaimKind::name, "", text, text, place);
            return true;
        case Section::mission_statements:
            return read_mission_statement(unit);
        case Section::swot_strengths:
        case Section::swot_weaknesses:
        case Section::swot_opportunities:
        case Section::swot_threats:
            if (read_combination(unit)) return true;
            return read_swot_item(unit);
        case Section::swot:
        case Section::swot_combinations:
            return read_combination(unit);
        case Section::indicator_list:
            return read_indicator_line(unit);
        case Section::glossary:
        case Section::agreement:
        case Section::indicator_group:
            return read_definition_paragraph(unit);
        case Section::component: {
            // The rest of a component's name after a page cut.
            if (length_of(text) < 160 && !strip_list_number(text).listed()) {
                mark(place, Role::placed, "component");
                claim(plan::ClaimKind::name, "", text, text, place);
                return true;
            }
            return read_definition_paragraph(unit);
        }
        case Section::steps: {
            if (read_steps_title(unit)) return true;
            // The rest of the name just above it.
            if (!steps_labels_used_ && length_of(text) < 160) {
                mark(place, Role::placed, "name_continued");
                plan::Id about;
                if (steps_indicator_) about = out_.plan.indicators[*steps_indicator_].id;
                claim(plan::ClaimKind::name, about, text, text, place);
                return true;
            }
            return false;
        }
        default:
            return false;
    }
}

void Recogniser::read_prose(const Unit& unit) {
    const document::Place& place = unit.block->paragraph.place;
    const std::string_view text = trim(unit.text);
    const bool long_text =
        length_of(text) > (section_ == Section::none || section_ == Section::steps ? 60 : 24);
    if (!narrative_ && !long_text) return;  // kept in the account as not understood
    if (!narrative_) {
        plan::NarrativeKind kind = plan::NarrativeKind::other;
        if (section_ == Section::results) kind = plan::NarrativeKind::results_intro;
        if (section_ == Section::swot || section_ == Section::swot_threats ||
            section_ == Section::swot_combinations) {
            kind = plan::NarrativeKind::swot_intro;
        }
        narrative(kind, heading_above_);
    }
    plan::Narrative& known = out_.plan.narratives[*narrative_];
    known.text = known.text.empty() ? std::string(text) : known.text + "\n" + std::string(text);
    Account& account = out_.account[unit.account];
    account.role = Role::prose;
    account.what = "prose";
    account.destinations.push_back({known.id, "text"});
    out_.plan.source->elements[known.id].push_back(to_plan(place));
}

Recognition recognise(const document::Document& document, const RecogniseOptions& options,
                      std::stop_token stop) {
    Recogniser recogniser(document, options, std::move(stop));
    Recognition recognition = recogniser.run();
    if (options.against == nullptr) return recognition;
    Adopted adopted = adopt_ids(std::move(recognition.plan), *options.against);
    for (Account& account : recognition.account) {
        for (Destination& destination : account.destinations)
            destination.element = adopted.id(destination.element);
    }
    for (Note& note : recognition.notes) note.element = adopted.id(note.element);
    recognition.plan = std::move(adopted.plan);
    return recognition;
}

}  // namespace phaen::book
