#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "phaen/base/thai_text.h"
#include "recogniser.h"

/// What stands before the plan itself: cover, title and contents.
namespace phaen::book {
namespace {

using base::comparison_key;

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

/// What ends a line of the contents page, behind its last dot or space: the page.
std::string_view contents_page(std::string_view text) {
    text = trim(text);
    return text.substr(text.find_last_of(". ") + 1);
}

/// A line of the contents page without its dots and page.
std::string_view contents_title(std::string_view text) {
    text = trim(text);
    text.remove_suffix(contents_page(text).size());
    text = trim(text);
    while (text.ends_with(".") || text.ends_with("…") || text.ends_with(" ")) {
        text.remove_suffix(text.ends_with("…") ? std::string_view("…").size() : 1);
    }
    return text;
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

void Recogniser::read_contents_unit(std::size_t index) {
    const Unit& unit = units_[index];
    if (unit.block->kind != document::Block::Kind::paragraph) {
        for (const document::Row& row : unit.block->table.rows)
            mark(row.place, Role::furniture, "contents");
        return;
    }
    const document::Place& place = unit.block->paragraph.place;
    const std::string_view text = trim(unit.text);
    mark(place, Role::furniture, "contents");
    if (index == contents_begin_) {
        claim(plan::ClaimKind::name, "", text, text, place);
    } else if (is_contents_line(text)) {
        claim(plan::ClaimKind::page, "", contents_title(text),
              base::to_arabic_digits(contents_page(text)), place);
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

}  // namespace phaen::book
