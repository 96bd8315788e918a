#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "recogniser.h"

/// Paragraphs that belong to one indicator or project: the lines of its sheet, the name over its
/// table of steps, the parts of its write-up.
namespace phaen::book {

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

}  // namespace phaen::book
