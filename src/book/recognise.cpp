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

bool is_contents_line(std::string_view text) {
    // Dots or spaces and then the page, Thai or Arabic.
    text = trim(text);
    std::size_t begin = text.size();
    std::size_t length = 0;
    while (begin > 0) {
        const std::size_t step =
            begin >= 3 && digit_at(text, begin - 3, length) && length == 3 ? 3 : 1;
        if (!digit_at(text, begin - step, length) || length != step) break;
        begin -= step;
    }
    if (begin == text.size() || length_of(text.substr(begin)) > 3) return false;
    const std::string_view before = text.substr(0, begin);
    return before.ends_with("..") || before.ends_with("…") || before.ends_with(". ") ||
           before.ends_with("\t");
}

bool is_loose_contents_line(std::string_view text) {
    text = trim(text);
    const std::size_t space = text.find_last_of(' ');
    if (space == std::string_view::npos || length_of(text) > 200) return false;
    const std::string_view page = text.substr(space + 1);
    return number_at(page, 0).size() == page.size() && !page.empty() && length_of(page) <= 3;
}

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

bool is_list_section(Section section) {
    return section == Section::mission_statements || section == Section::swot_strengths ||
           section == Section::swot_weaknesses || section == Section::swot_opportunities ||
           section == Section::swot_threats || section == Section::values ||
           section == Section::results;
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

namespace {

/// A line of the contents page without its dots and page.
std::string_view contents_title(std::string_view text) {
    text = trim(text);
    std::size_t page = text.size();
    while (page > 0 && text[page - 1] != '.' && text[page - 1] != ' ') --page;
    std::string_view title = trim(text.substr(0, page));
    while (title.ends_with(".") || title.ends_with("…") || title.ends_with(" ")) {
        title.remove_suffix(title.ends_with("…") ? std::string_view("…").size() : 1);
    }
    return title;
}

}  // namespace

void Recogniser::settle_chapters(const std::set<std::string>& titles) {
    // A label whose listed titles the catalogue partly knows is one of chapters; ส่วนที่ may be a
    // level of a strategy too.
    for (const std::string_view label : {"บทที่", "ส่วนที่", "หมวดที่", "ตอนที่"}) {
        const bool chapters =
            std::any_of(titles.begin(), titles.end(), [&](const std::string& title) {
                return title.starts_with(label) && classify_heading(title, options_.hints);
            });
        if (!chapters) continue;
        for (const std::string& title : titles) {
            if (title.starts_with(label)) chapter_titles_.insert(title);
        }
    }
}

void Recogniser::find_contents() {
    for (std::size_t i = 0; i < units_.size() && i < 120; ++i) {
        if (units_[i].block->kind != document::Block::Kind::paragraph) continue;
        const std::optional<Section> section = classify_heading(units_[i].text, options_.hints);
        if (section != Section::contents || is_contents_line(units_[i].text)) continue;
        contents_begin_ = i;
        std::size_t last = i;
        bool dotted = false;
        std::set<std::string> titles;
        for (std::size_t k = i + 1; k < units_.size() && k <= last + 3; ++k) {
            if (units_[k].block->kind == document::Block::Kind::table) {
                // A contents table, or a line that ends with a tab.
                const document::Table& table = units_[k].block->table;
                if (!titles.empty() && table.columns > 2) break;
                const bool page_column =
                    !table.rows.empty() && !table.rows.front().cells.empty() &&
                    (is_loose_contents_line(table.rows.back().cells.back().text().empty()
                                                ? "x"
                                                : "x " + table.rows.back().cells.back().text()));
                if (table.rows.size() == 1 || page_column) {
                    if (page_column) last = k;
                    for (const document::Row& row : table.rows) {
                        if (row.cells.size() != 2 || row.cells.back().text().empty()) continue;
                        titles.insert(comparison_key(contents_title(row.cells[0].text() + " 1")));
                    }
                    continue;
                }
                break;
            }
            const bool strict = is_contents_line(units_[k].text);
            // A listed title without a page is the heading itself: the contents page is over.
            if (!strict && titles.count(comparison_key(units_[k].text)) != 0) break;
            if (strict) titles.insert(comparison_key(contents_title(units_[k].text)));
            if (strict || (!dotted && is_loose_contents_line(units_[k].text))) {
                last = k;
                dotted = dotted || strict;
            }
        }
        if (last == i) continue;
        settle_chapters(titles);
        contents_titles_ = std::move(titles);
        contents_end_ = last + 1;
        while (contents_end_ > i && contents_end_ < units_.size() &&
               units_[contents_end_ - 1].next_on_line &&
               !classify_heading(units_[contents_end_].text, options_.hints)) {
            ++contents_end_;
        }
        return;
    }
}

void Recogniser::find_cover() {
    cover_end_ = 0;
    for (std::size_t i = 0; i < units_.size() && i < 40; ++i) {
        if (units_[i].block->kind == document::Block::Kind::table) return;
        if (contents_end_ > 0 && i == contents_begin_) return;
        // The title itself may read like a section's heading.
        const bool title = i < 3 && strip_list_number(units_[i].text).rest.starts_with("แผน") &&
                           length_of(units_[i].text) < 120;
        if (!title && classify_heading(units_[i].text, options_.hints)) return;
        if (length_of(units_[i].text) > 220 || parse_node(units_[i].text)) return;
        cover_end_ = i + 1;
    }
}

void Recogniser::read_cover_line(const Unit& unit) {
    const document::Place& place = unit.block->paragraph.place;
    std::string_view text = trim(unit.text);
    const std::string key = comparison_key(text);
    mark(place, Role::placed, "cover");
    const int year = find_year(text);
    if (year != 0 && out_.plan.fiscal_year == 0) out_.plan.fiscal_year = year;
    const bool titular =
        key.starts_with("แผน") || key.starts_with("(ร่าง)") || key.starts_with("ร่าง") ||
        key.find("แผนปฏิบัติ") != std::string::npos || key.find("แผนดำเนิน") != std::string::npos ||
        key.find("แผนงานประจำ") != std::string::npos || key.find("แผนการ") != std::string::npos ||
        key.starts_with("ประจำปี") || key.starts_with("พ.ศ.") || key.starts_with("ปีงบประมาณ") ||
        key.starts_with("(พ.ศ.") || key.starts_with("ปี");
    if (titular) {
        // The title may be printed twice, over several lines and on one; the first run of lines is
        // the title.
        const bool again =
            std::any_of(title_lines_.begin(), title_lines_.end(),
                        [&](const std::string& line) { return comparison_key(line) == key; });
        std::string all;
        for (const std::string& line : title_lines_) all += comparison_key(line);
        if (!again && all != key && cover_organisations_.empty()) title_lines_.emplace_back(text);
        claim(plan::ClaimKind::name, "", text, text, place);
        return;
    }
    // "สำนักงาน ก สำนัก ข": an office and what it belongs to on one line.
    bool known_all = true;
    std::vector<std::string> names;
    std::string rest(text);
    for (const std::string& known : cover_organisations_) {
        const std::size_t found = rest.find(known);
        if (found != std::string::npos) rest.erase(found, known.size());
    }
    if (!trim(rest).empty()) {
        known_all = false;
        for (const std::string& name : split_owners(rest).lead) names.push_back(name);
        if (names.empty()) names.emplace_back(trim(rest));
    }
    // Behind the first office any name is what it belongs to; before it, notes of who made the
    // document are none.
    const bool named =
        looks_like_organisation(names.empty() ? std::string_view() : names.front()) ||
        (!cover_organisations_.empty() && length_of(text) < 60 && !has_digit(text) &&
         !key.starts_with("จัดทำ") && !key.starts_with("โดย") && !key.starts_with("ฉบับ") &&
         !key.starts_with("เอกสาร"));
    if (known_all || !named) {
        claim(plan::ClaimKind::name, "", text, text, place);
        // Neither title, year nor office: kept, but not understood.
        if (!known_all) account_at(place).role = Role::not_understood;
        return;
    }
    for (const std::string& name : names) {
        cover_organisations_.push_back(name);
        const plan::Id id = organisation(name, plan::OrganisationKind::agency, place);
        claim(plan::ClaimKind::name, id, name, name, place);
        if (out_.plan.agency.empty()) {
            out_.plan.agency = id;
        } else {
            for (plan::Organisation& organisation : out_.plan.organisations) {
                if (organisation.id == out_.plan.agency && organisation.parent.empty() &&
                    id != organisation.id) {
                    organisation.parent = id;
                }
            }
        }
    }
}

void Recogniser::settle_title() {
    std::string title;
    for (const std::string& line : title_lines_) title = title.empty() ? line : title + " " + line;
    out_.plan.title.th = title;
    if (out_.plan.fiscal_year != 0) return;
    // No year on the cover: the one that the document names most after ประจำปี.
    std::map<int, int> counts;
    for (const Unit& unit : units_) {
        for (const std::size_t at : find_all(unit.text, "ประจำปี")) {
            if (const int year = find_year(std::string_view(unit.text).substr(at, 90)))
                ++counts[year];
        }
    }
    int most = 0;
    for (const auto& [year, count] : counts) {
        if (count > most) {
            most = count;
            out_.plan.fiscal_year = year;
        }
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
            const Unit& unit = units_[i];
            if (unit.block->kind == document::Block::Kind::paragraph) {
                mark(unit.block->paragraph.place, Role::furniture, "contents");
                if (i == contents_begin_)
                    claim(plan::ClaimKind::name, "", trim(unit.text), trim(unit.text),
                          unit.block->paragraph.place);
                const std::string_view text = trim(unit.text);
                const std::string_view title = contents_title(text);
                std::size_t page = text.size();
                while (page > 0 && text[page - 1] != '.' && text[page - 1] != ' ') --page;
                if (i != contents_begin_ && is_contents_line(unit.text)) {
                    claim(plan::ClaimKind::page, "", title,
                          base::to_arabic_digits(text.substr(page)), unit.block->paragraph.place);
                }
            } else {
                for (const document::Row& row : unit.block->table.rows)
                    mark(row.place, Role::furniture, "contents");
            }
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

bool Recogniser::read_labelled(const Unit& unit) {
    const document::Place& place = unit.block->paragraph.place;
    const std::string_view text = trim(unit.text);
    const Listed listed = strip_list_number(text);
    const std::string_view bare = listed.rest;
    // The text behind a label: "ที่ ๑ x", ": x", " x".
    struct After {
        std::string number;
        std::string_view rest;
    };
    const auto after = [&](std::string_view label) -> std::optional<After> {
        if (!bare.starts_with(label)) return std::nullopt;
        std::string_view rest = bare.substr(label.size());
        bool numbered = false;
        if (rest.starts_with("ที่")) {
            rest = rest.substr(std::string_view("ที่").size());
            numbered = true;
        }
        rest = trim(rest);
        const bool colon = rest.starts_with(":");
        if (colon) rest = trim(rest.substr(1));
        After found;
        const std::string_view number = number_at(rest, 0);
        if (numbered ||
            (!number.empty() && length_of(number) <= 5 && !colon && find_year(number) == 0)) {
            found.number = std::string(number);
            rest = rest.substr(number.size());
            if (rest.starts_with(".") || rest.starts_with(")")) rest = rest.substr(1);
            rest = trim(rest);
            if (rest.starts_with(":")) rest = trim(rest.substr(1));
        } else if (!colon) {
            return std::nullopt;
        }
        if (numbered && number.empty()) return std::nullopt;
        found.rest = trim_label(rest);
        if (found.rest.empty()) return std::nullopt;
        return found;
    };
    // 1. Missions.
    for (const std::string_view label : {"ภารกิจหลัก", "ภารกิจ"}) {
        const std::optional<After> mission = after(label);
        if (!mission || mission->number.empty()) continue;
        if (section_ == Section::mission_statements) break;
        plan::Mission made;
        made.id = "mission-" + std::to_string(out_.plan.missions.size() + 1);
        made.number = mission->number;
        made.title = std::string(mission->rest);
        const std::string key = comparison_key(made.title);
        std::optional<std::size_t> known;
        for (std::size_t m = 0; m < out_.plan.missions.size(); ++m) {
            if (comparison_key(out_.plan.missions[m].title) == key) known = m;
        }
        if (!known) {
            out_.plan.missions.push_back(made);
            known = out_.plan.missions.size() - 1;
        }
        mission_ = known;
        const plan::Id& id = out_.plan.missions[*known].id;
        last_element_ = id;
        mark(place, Role::placed, "mission");
        placed(place, id, "title");
        claim(plan::ClaimKind::ordinal, id, mission->number,
              base::to_arabic_digits(mission->number), place);
        claim(plan::ClaimKind::name, id, mission->rest, mission->rest, place);
        if (!summary_) {
            section_ = Section::mission_projects;
        }
        alignment_.clear();
        narrative_.reset();
        return true;
    }
    // 2. What a mission is to reach, and what it hangs on.
    if (mission_ && section_ == Section::mission_projects) {
        for (const std::string_view label :
             {"เป้าหมาย/ความสำเร็จตามภารกิจ", "เป้าหมาย/ความสำเร็จของภารกิจ", "เป้าหมาย/ความสำเร็จ",
              "เป้าหมายความสำเร็จตามภารกิจ", "ความสำเร็จตามภารกิจ", "ความสำเร็จของภารกิจ",
              "เป้าหมายตามภารกิจ", "เป้าหมายของภารกิจ", "เป้าหมายความสำเร็จ", "ผลสำเร็จที่คาดหวัง",
              "ผลสำเร็จตามภารกิจ", "ผลสำเร็จ", "ความสำเร็จ", "เป้าหมาย"}) {
            if (!bare.starts_with(label)) continue;
            std::string_view rest = bare.substr(label.size());
            if (!rest.starts_with(" ") && !rest.starts_with(":")) continue;
            rest = trim_label(rest);
            plan::Mission& mission = out_.plan.missions[*mission_];
            mission.success = std::string(rest);
            mark(place, Role::placed, "mission_success");
            placed(place, mission.id, "success");
            const NameText name = split_indicator_name(rest);
            if (const auto known =
                    match_indicator(name.name, name.target.empty() ? 990 : 760, false)) {
                mission.indicators.push_back(plan::Ref::to(at(*known).id));
                claim(plan::ClaimKind::name, at(*known).id, name.name, name.name, place);
                if (!name.target.empty()) {
                    if (const auto target = parse_target(name.target, out_.plan.fiscal_year)) {
                        claim(plan::ClaimKind::target, at(*known).id, name.target,
                              target->target.value.to_string(), place);
                    }
                }
            }
            return true;
        }
    }
    const bool linking = bare.starts_with("ความเชื่อมโยง") || bare.starts_with("เชื่อมโยงกับ") ||
                         bare.starts_with("สอดคล้องกับ") || bare.starts_with("ความสอดคล้อง") ||
                         bare.starts_with("สนับสนุนแผน") || bare.starts_with("รองรับแผน") ||
                         (bare.starts_with("สนับสนุน") && !find_nodes(bare).empty());
    if (linking) {
        std::string_view plan_name;
        const std::vector<NodeText> nodes = find_nodes(bare, &plan_name);
        std::string name(trim_label(plan_name));
        for (const std::string_view lead :
             {"ความเชื่อมโยงกับ", "เชื่อมโยงกับ", "สอดคล้องกับ", "ความสอดคล้องกับ", "สนับสนุน", "รองรับ"}) {
            if (name.starts_with(lead)) name = std::string(trim_label(name.substr(lead.size())));
        }
        const bool of_mission = mission_ && section_ == Section::mission_projects;
        const plan::LinkRelation relation = of_mission || bare.starts_with("ความเชื่อมโยง") ||
                                                    bare.starts_with("เชื่อมโยง") ||
                                                    bare.starts_with("สนับสนุน")
                                                ? plan::LinkRelation::under
                                                : plan::LinkRelation::consistent_with;
        mark(place, Role::placed, "link");
        if (nodes.empty() && name.ends_with("ไม่มี")) {
            // "ความเชื่อมโยงกับ… : ไม่มี": what follows hangs on nothing.
            alignment_.clear();
            alignment_used_ = false;
            framework_name_.clear();
            claim(plan::ClaimKind::name, "", text, name, place);
            return true;
        }
        if (nodes.empty()) {
            // "สอดคล้องกับประเด็นยุทธศาสตร์ด้าน…": the chain comes on the lines below.
            next_relation_ = relation;
            framework_name_ = name;
            if (alignment_used_) alignment_.clear();
            alignment_used_ = false;
            claim(plan::ClaimKind::name, "", text, name, place);
            return true;
        }
        if (alignment_used_) {
            alignment_.clear();
            alignment_used_ = false;
        }
        const std::vector<Alignment> outer = alignment_;
        alignment_.clear();
        for (const NodeText& found : nodes) {
            const auto [f, n] = node(found, place, name);
            alignment_.push_back({f, n, relation});
        }
        const plan::Framework& linked = out_.plan.frameworks[alignment_.back().framework];
        claim(plan::ClaimKind::name, linked.id, text, name, place);
        placed(place, linked.id, "name");
        if (mission_ && section_ == Section::mission_projects) {
            plan::Mission& mission = out_.plan.missions[*mission_];
            for (plan::Link& link : alignment_links(std::nullopt))
                mission.links.push_back(std::move(link));
            placed(place, mission.id, "links");
            alignment_ = outer;
        } else {
            alignment_.insert(alignment_.begin(), outer.begin(), outer.end());
        }
        return true;
    }
    // 3. Strategy nodes.
    if (section_ != Section::swot_combinations && section_ != Section::results) {
        if (const std::optional<NodeText> node_text = parse_node(text)) {
            mark(place, Role::placed, "strategy_node");
            open_node(*node_text, place, next_relation_);
            return true;
        }
        // "๓. ประเด็นยุทธศาสตร์ด้าน… (พ.ศ. …)": names the plan whose nodes follow.
        const bool names_plan =
            (section_ == Section::strategy || !alignment_.empty()) && length_of(bare) < 160 &&
            (bare.starts_with("ประเด็นยุทธศาสตร์") || bare.starts_with("แผนยุทธศาสตร์") ||
             bare.starts_with("ยุทธศาสตร์") || bare.starts_with("แผนพัฒนา") ||
             bare.starts_with("แผนปฏิบัติ") || bare.starts_with("แผนแม่บท") ||
             bare.starts_with("แผนฯ") || bare.starts_with("(ร่าง)") || bare.starts_with("ร่างแผน") ||
             bare.starts_with("นโยบาย") || bare.starts_with("แผน"));
        if (names_plan && !is_list_section(section_)) {
            framework_name_ = std::string(trim_label(bare));
            next_relation_ = plan::LinkRelation::under;
            alignment_.clear();
            mark(place, Role::placed, "framework");
            claim(plan::ClaimKind::name, "", text, framework_name_, place);
            return true;
        }
    }
    // 4. What the next step table, sheet or criteria are about.
    for (const std::string_view label : {"ชื่อตัวชี้วัด", "ตัวชี้วัด"}) {
        const std::optional<After> found = after(label);
        if (!found || (section_ == Section::indicator_list && found->number.empty())) continue;
        if (length_of(found->rest) > 420) continue;
        // "ชื่อตัวชี้วัดที่ n" heads a step table; a bare "ตัวชี้วัดที่ n" opens the indicator's own sheet.
        const bool over_steps = section_ == Section::steps || label == "ชื่อตัวชี้วัด";
        const std::size_t index =
            indicator(found->rest, 1, over_steps ? 700 : 850, place, !over_steps);
        plan::Indicator& known = out_.plan.indicators[index];
        if (known.number.empty() && !found->number.empty()) known.number = found->number;
        if (!found->number.empty()) {
            claim(plan::ClaimKind::ordinal, known.id, found->number,
                  base::to_arabic_digits(found->number), place);
        }
        mark(place, Role::placed, "indicator_label");
        steps_indicator_ = index;
        if (steps_labels_used_) steps_project_.reset();
        steps_activity_.reset();
        steps_labels_used_ = false;
        current_indicator_ = index;
        criteria_indicator_ = index;
        sheet_open_ = !over_steps;
        write_up_project_.reset();
        if (sheet_open_ && !alignment_.empty() && !alignment_used_)
            link_indicator(known, std::nullopt);
        if (!group_.empty() && known.group.empty() && !over_steps) known.group = group_;
        return true;
    }
    // "KPI-1 name": an indicator's code and its name.
    if (const std::size_t space = bare.find(' ');
        space != std::string_view::npos && section_ != Section::results) {
        const std::string code = comparison_key(bare.substr(0, space));
        const auto coded = std::find_if(
            out_.plan.indicators.begin(), out_.plan.indicators.end(),
            [&](const plan::Indicator& known) {
                return code.size() > 2 && std::isalpha(static_cast<unsigned char>(code[0])) != 0 &&
                       has_digit(code) && comparison_key(known.number) == code;
            });
        const std::string_view name = trim_label(bare.substr(space));
        if (coded != out_.plan.indicators.end() && length_of(name) > 5) {
            const auto index = static_cast<std::size_t>(coded - out_.plan.indicators.begin());
            mark(place, Role::placed, "indicator_label");
            placed(place, coded->id, "name");
            claim(plan::ClaimKind::name, coded->id, name, name, place);
            steps_indicator_ = index;
            current_indicator_ = index;
            criteria_indicator_ = index;
            sheet_open_ = true;
            write_up_project_.reset();
            return true;
        }
    }
    for (const std::string_view label :
         {"ชื่อโครงการ/กิจกรรม", "ชื่อโครงการ", "โครงการ/กิจกรรม", "โครงการ"}) {
        const std::optional<After> found = after(label);
        if (!found) continue;
        std::string_view name = found->rest;
        std::string owner_text;
        if (const std::optional<Bracketed> bracket = trailing_bracket(name)) {
            if (looks_like_organisation(bracket->inside)) {
                owner_text = std::string(bracket->inside);
                name = bracket->before;
            }
        }
        const std::size_t index = project(name, place, "");
        if (!owner_text.empty()) project_owners(index, owner_text, place);
        if (!found->number.empty()) {
            claim(plan::ClaimKind::ordinal, out_.plan.projects[index].id, found->number,
                  base::to_arabic_digits(found->number), place);
        }
        mark(place, Role::placed, "project_label");
        if (section_ != Section::steps) {
            write_up_project_ = index;
            write_up_field_ = 0;
            sheet_open_ = false;
        }
        if (steps_labels_used_) steps_indicator_.reset();
        steps_project_ = index;
        steps_labels_used_ = false;
        return true;
    }
    // 5. A measure.
    if (bare.starts_with("มาตรการ") && length_of(bare) < 260 &&
        (section_ == Section::measure_support || section_ == Section::measures ||
         section_ == Section::measure_indicators || section_ == Section::objective_indicators ||
         section_ == Section::strategy || after("มาตรการ"))) {
        measure_ = measure(bare, place);
        mark(place, Role::placed, "measure");
        plan::Measure& known = out_.plan.measures[*measure_];
        for (plan::Link& link : alignment_links(std::nullopt))
            known.links.push_back(std::move(link));
        return true;
    }
    return false;
}

void Recogniser::open_node(const NodeText& text, const document::Place& place,
                           plan::LinkRelation relation) {
    if (alignment_used_) {
        alignment_.clear();
        alignment_used_ = false;
        if (relation == plan::LinkRelation::consistent_with && framework_name_.empty())
            relation = plan::LinkRelation::under;
    }
    // A node at or above the level of those open closes them, within its own tree.
    if (text.level->root) {
        const bool other_tree = relation == plan::LinkRelation::consistent_with;
        const bool under_part = alignment_.size() == 1 && text.level->kind != "part" &&
                                out_.plan.frameworks[alignment_.front().framework]
                                        .nodes[alignment_.front().node]
                                        .kind == "part";
        if (!other_tree && !under_part) alignment_.clear();
    } else {
        while (!alignment_.empty()) {
            const plan::FrameworkNode& open =
                out_.plan.frameworks[alignment_.back().framework].nodes[alignment_.back().node];
            int rank = 0;
            for (const LevelWord& word : level_words()) {
                if (word.kind == open.kind) rank = word.rank;
            }
            if (rank < text.level->rank) break;
            alignment_.pop_back();
        }
    }
    const auto [f, n] = node(text, place, framework_name_);
    if (text.level->root) framework_name_.clear();
    last_element_ = out_.plan.frameworks[f].nodes[n].id;
    // A root of another tree while a chain is open stands beside it.
    alignment_.push_back({f, n, relation});
    narrative_.reset();
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

bool Recogniser::collect_sheet(const Unit& unit) {
    // Paragraphs under an indicator's name: a label opens its sheet, what follows belongs to it
    // until something else begins.
    const std::string_view text = trim(unit.text);
    const document::Place& place = unit.block->paragraph.place;
    if (!sheet_open_ || !current_indicator_) {
        flush_sheet();
        return false;
    }
    const Listed listed = strip_list_number(text);
    const bool label = begins_sheet_label(text) ||
                       (listed.listed() && sheet_.empty() && begins_sheet_label(listed.rest));
    if (!label) {
        const std::string_view bare = listed.rest;
        const bool other = sheet_.empty() || (sheet_line_only_ && !listed.listed()) ||
                           bare.starts_with("ตัวชี้วัดที่") || bare.starts_with("ชื่อตัวชี้วัด") ||
                           parse_node(text).has_value() || !find_nodes(text).empty() ||
                           bare.starts_with("ภารกิจที่") ||
                           (classify_heading(text, options_.hints).has_value() && !listed.listed());
        if (other) {
            flush_sheet();
            return false;
        }
    }
    if (label) {
        // These say what they have to say on their own line.
        sheet_line_only_ = false;
        for (const std::string_view word : {"หน่วยนับ", "หน่วยวัด", "น้ำหนัก", "ผู้รับผิดชอบ",
                                            "หน่วยงานรับผิดชอบ", "หน่วยงานที่รับผิดชอบ", "ประเภทตัวชี้วัด"}) {
            const std::string_view bare = begins_sheet_label(text) ? text : listed.rest;
            if (bare.starts_with(word) && length_of(bare) > length_of(word) + 2)
                sheet_line_only_ = true;
        }
    }
    if (!sheet_.empty()) sheet_.text += '\n';
    sheet_.pieces.push_back({sheet_.text.size(), place});
    sheet_.text +=
        label && !begins_sheet_label(text) ? std::string(listed.rest) : std::string(text);
    mark(place, Role::placed, "indicator_sheet");
    claim(plan::ClaimKind::name, out_.plan.indicators[*current_indicator_].id, text, text, place);
    return true;
}

void Recogniser::flush_sheet() {
    if (sheet_.empty() || !current_indicator_) {
        sheet_ = {};
        return;
    }
    const CellText sheet = std::move(sheet_);
    sheet_ = {};
    const std::size_t index = *current_indicator_;
    const SheetText parts = read_sheet_text(sheet.text, false);
    read_sheet_cell(sheet, index);
    if (!parts.projects.empty())
        read_project_cell(CellText{parts.projects, {{0, sheet.pieces.front().place}}, false},
                          index);
    criteria_indicator_ = index;
}

bool Recogniser::read_steps_title(const Unit& unit) {
    // A project's or indicator's bare name over its step table, owners in brackets behind it.
    const document::Place& place = unit.block->paragraph.place;
    std::string_view name = strip_list_number(unit.text).rest;
    std::string owner_text;
    if (const std::optional<Bracketed> bracket = trailing_bracket(name);
        bracket && looks_like_organisation(bracket->inside)) {
        owner_text = std::string(bracket->inside);
        name = bracket->before;
    }
    std::optional<std::size_t> known = match_project(name);
    if (const std::size_t inside = name.find("โครงการ");
        !known && inside != std::string_view::npos && inside > 0) {
        // "กิจกรรมตามโครงการ x", "ขั้นตอนของโครงการ x"
        known = match_project(name.substr(inside));
        if (known) name = name.substr(inside);
    }
    if (!known) {
        if (const auto ref = match_indicator(split_indicator_name(name).name, 930, false)) {
            steps_indicator_ = ref->index;
            if (steps_labels_used_) steps_project_.reset();
            steps_labels_used_ = false;
            mark(place, Role::placed, "indicator_label");
            claim(plan::ClaimKind::name, at(*ref).id, name, name, place);
            return true;
        }
        if (!name.starts_with("โครงการ") || length_of(name) > 200) return false;
    }
    const std::size_t index = project(name, place, "");
    if (!owner_text.empty()) project_owners(index, owner_text, place);
    if (steps_labels_used_) steps_indicator_.reset();
    steps_project_ = index;
    steps_labels_used_ = false;
    mark(place, Role::placed, "project_label");
    return true;
}

bool Recogniser::read_write_up(const Unit& unit) {
    // The parts of a project's write-up (thai-domain.md part 8): a heading each, then text or
    // numbered items.
    if (!write_up_project_) return false;
    enum Field {
        none,
        rationale,
        objectives,
        targets,
        place_of_work,
        cost_items,
        expected_results,
        owner,
        period
    };
    struct Word {
        std::string_view word;
        Field field;
    };
    static constexpr std::array words = {Word{"หลักการและเหตุผล", rationale},
                                         Word{"ความเป็นมา", rationale},
                                         Word{"วัตถุประสงค์", objectives},
                                         Word{"เป้าหมาย", targets},
                                         Word{"สถานที่", place_of_work},
                                         Word{"พื้นที่ดำเนินการ", place_of_work},
                                         Word{"งบประมาณ", cost_items},
                                         Word{"รายละเอียดค่าใช้จ่าย", cost_items},
                                         Word{"ผลที่คาดว่า", expected_results},
                                         Word{"ผลประโยชน์ที่คาดว่า", expected_results},
                                         Word{"ประโยชน์ที่คาดว่า", expected_results},
                                         Word{"หน่วยงานรับผิดชอบ", owner},
                                         Word{"หน่วยงานที่รับผิดชอบ", owner},
                                         Word{"ผู้รับผิดชอบ", owner},
                                         Word{"ส่วนราชการที่รับผิดชอบ", owner},
                                         Word{"ระยะเวลา", period}};
    const document::Place& place = unit.block->paragraph.place;
    const std::string_view text = trim(unit.text);
    const Listed listed = strip_list_number(text);
    plan::Project& known = out_.plan.projects[*write_up_project_];
    Field field = none;
    std::string_view rest;
    for (const Word& word : words) {
        if (!listed.rest.starts_with(word.word)) continue;
        const std::size_t end = listed.rest.find_first_of(" :");
        if (listed.number.find('.') != std::string::npos) break;
        if (end == std::string_view::npos && length_of(listed.rest) > 45) break;
        field = word.field;
        if (end != std::string_view::npos) rest = trim_label(listed.rest.substr(end));
        break;
    }
    if (field == none && write_up_field_ == none) {
        if (classify_heading(text, options_.hints)) write_up_project_.reset();
        return false;
    }
    if (field == none) {
        const bool other = listed.rest.starts_with("โครงการที่") ||
                           listed.rest.starts_with("ชื่อโครงการ") ||
                           listed.rest.starts_with("ตัวชี้วัดที่") ||
                           (!listed.listed() && length_of(text) < 80 &&
                            classify_heading(text, options_.hints).has_value());
        if (other) {
            write_up_project_.reset();
            write_up_field_ = none;
            return false;
        }
    } else {
        write_up_field_ = field;
    }
    if (!known.write_up) known.write_up.emplace();
    plan::WriteUp& write_up = *known.write_up;
    mark(place, Role::placed, "write_up");
    placed(place, known.id, "write_up");
    claim(plan::ClaimKind::name, known.id, text, text, place);
    const std::string content(field == none ? listed.rest : rest);
    if (content.empty()) return true;
    switch (static_cast<Field>(write_up_field_)) {
        case rationale:
            write_up.rationale += (write_up.rationale.empty() ? "" : "\n") +
                                  (field == none ? std::string(text) : content);
            break;
        case objectives:
            write_up.objectives.push_back(content);
            break;
        case targets:
            write_up.targets.push_back(content);
            break;
        case place_of_work:
            write_up.place = write_up.place.empty() ? content : write_up.place + " " + content;
            break;
        case cost_items:
            write_up.cost_items.push_back(content);
            break;
        case expected_results:
            write_up.expected_results.push_back(content);
            break;
        case owner:
            project_owners(*write_up_project_, content, place);
            break;
        case period:
        case none:
            break;
    }
    return true;
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
