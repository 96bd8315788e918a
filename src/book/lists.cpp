#include <algorithm>
#include <array>

#include "phaen/base/thai_text.h"
#include "recogniser.h"

/// Sections that are lists of paragraphs: mission statements, SWOT, indicators, results of earlier
/// years.
namespace phaen::book {
namespace {

using base::comparison_key;

bool contains(std::string_view text, std::string_view word) {
    return text.find(word) != std::string_view::npos;
}

char swot_letter(Section section) {
    switch (section) {
        case Section::swot_strengths:
            return 'S';
        case Section::swot_weaknesses:
            return 'W';
        case Section::swot_opportunities:
            return 'O';
        case Section::swot_threats:
            return 'T';
        default:
            return ' ';
    }
}

struct Citation {
    std::string id;
    std::string printed;
};

/// `S๑`, `O ๑๑`, `W5.`: a letter of the four and a number, at a word's start.
std::vector<Citation> find_citations(std::string_view text) {
    std::vector<Citation> found;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c != 'S' && c != 'W' && c != 'O' && c != 'T') continue;
        if (i > 0 && (std::isalnum(static_cast<unsigned char>(text[i - 1])) != 0)) continue;
        std::size_t at = i + 1;
        if (at < text.size() && text[at] == ' ') ++at;
        const std::string_view number = number_at(text, at);
        if (number.empty() || length_of(number) > 2) continue;
        found.push_back({std::string(1, c) + base::to_arabic_digits(number),
                         std::string(text.substr(i, at + number.size() - i))});
    }
    return found;
}

}  // namespace

std::optional<plan::SwotCombinationKind> combination_kind(std::string_view text) {
    std::string key = comparison_key(text);
    if (key.size() > 420) return std::nullopt;
    const auto pair = [&](std::string_view code) {
        for (const std::size_t at : find_all(key, code)) {
            const std::size_t end = at + code.size();
            const bool opens =
                at == 0 || std::isalnum(static_cast<unsigned char>(key[at - 1])) == 0;
            const bool closes =
                end == key.size() || std::isalnum(static_cast<unsigned char>(key[end])) == 0;
            if (opens && closes) return true;
        }
        return false;
    };
    for (const auto& [code, slashed, kind] :
         {std::tuple{"so", "s-o", plan::SwotCombinationKind::so},
          {"wo", "w-o", plan::SwotCombinationKind::wo},
          {"st", "s-t", plan::SwotCombinationKind::st},
          {"wt", "w-t", plan::SwotCombinationKind::wt}}) {
        if (pair(code) || pair(slashed)) return kind;
    }
    const bool s = contains(key, "จุดแข็ง") || contains(key, "strength");
    const bool w = contains(key, "จุดอ่อน") || contains(key, "weakness");
    const bool o = contains(key, "โอกาส") || contains(key, "opportunit");
    const bool t = contains(key, "อุปสรรค") || contains(key, "threat") || contains(key, "ภัยคุกคาม");
    if (s && o && !w && !t) return plan::SwotCombinationKind::so;
    if (w && o && !s && !t) return plan::SwotCombinationKind::wo;
    if (s && t && !w && !o) return plan::SwotCombinationKind::st;
    if (w && t && !s && !o) return plan::SwotCombinationKind::wt;
    return std::nullopt;
}

bool Recogniser::read_mission_statement(const Unit& unit) {
    const document::Place& place = unit.block->paragraph.place;
    const std::string_view text = trim(unit.text);
    Listed listed = strip_list_number(text);
    for (const std::string_view label : {"พันธกิจที่", "พันธกิจ"}) {
        if (!listed.rest.starts_with(label)) continue;
        std::string_view rest = trim(listed.rest.substr(label.size()));
        const std::string_view number = number_at(rest, 0);
        if (number.empty()) break;
        listed.number = std::string(number);
        rest = rest.substr(number.size());
        if (rest.starts_with(".") || rest.starts_with(")") || rest.starts_with(":"))
            rest = rest.substr(1);
        listed.rest = trim_label(rest);
        break;
    }
    std::vector<plan::MissionStatement>& list = out_.plan.mission_statements;
    if (!listed.listed() && (list_numbered_ || (list_count_ == 0 && text.ends_with("ดังนี้")))) {
        mark(place, Role::placed, "mission_statement");
        if (list_count_ > 0) {
            list.back().text = join_wrapped(list.back().text, text);
            placed(place, list.back().id, "text");
        } else {
            claim(plan::ClaimKind::name, "", text, text, place);
        }
        return true;
    }
    plan::MissionStatement made;
    made.id = "mission-statement-" + std::to_string(list.size() + 1);
    made.number = listed.number;
    made.text = std::string(listed.rest);
    list_numbered_ = list_numbered_ || !listed.number.empty();
    if (list_depth_ == 0 && !listed.number.empty()) {
        list_depth_ =
            static_cast<int>(std::count(listed.number.begin(), listed.number.end(), '.')) + 1;
    }
    ++list_count_;
    mark(place, Role::placed, "mission_statement");
    placed(place, made.id, "text");
    last_element_ = made.id;
    list.push_back(std::move(made));
    return true;
}

bool Recogniser::read_swot_item(const Unit& unit) {
    const document::Place& place = unit.block->paragraph.place;
    const std::string_view text = trim(unit.text);
    const char letter = swot_letter(section_);
    Listed listed = strip_list_number(text);
    // "S1. x", "S๑ x", "จุดแข็ง 1) x"
    std::string_view rest = listed.rest;
    const std::vector<Citation> code =
        find_citations(rest.substr(0, std::min<std::size_t>(rest.size(), 12)));
    if (!code.empty() && rest.front() == letter) {
        listed.number = code.front().id.substr(1);
        rest = trim(rest.substr(code.front().printed.size()));
        while (rest.starts_with(".") || rest.starts_with(":") || rest.starts_with(")"))
            rest = trim(rest.substr(1));
        listed.rest = rest;
    }
    for (const std::string_view label :
         {"จุดแข็ง", "จุดอ่อน", "โอกาส", "อุปสรรค", "ภัยคุกคาม", "ข้อจำกัด"}) {
        if (!rest.starts_with(label)) continue;
        std::string_view after = trim(rest.substr(label.size()));
        if (after.starts_with("ที่")) after = trim(after.substr(std::string_view("ที่").size()));
        const std::string_view number = number_at(after, 0);
        if (number.empty()) break;
        listed.number = std::string(number);
        after = after.substr(number.size());
        while (after.starts_with(".") || after.starts_with(")") || after.starts_with(":"))
            after = after.substr(1);
        listed.rest = trim(after);
    }
    std::vector<plan::SwotItem>& items = out_.plan.swot.items;
    if (!listed.listed() && list_numbered_ && list_count_ > 0) {
        // What goes on after a page cut, unless prose leads on to the combinations.
        if (contains(text, "ดังนี้") || text.starts_with("จากการวิเคราะห์")) {
            section_ = Section::swot_combinations;
            narrative_.reset();
            return false;
        }
        items.back().text = join_wrapped(items.back().text, text);
        mark(place, Role::placed, "swot_item");
        placed(place, items.back().id, "text");
        return true;
    }
    if (!listed.listed() && list_count_ > 0 && text.starts_with("จากการวิเคราะห์")) {
        section_ = Section::swot_combinations;
        return false;
    }
    // The id is the printed number, which others cite; the position where there is none or it was
    // taken.
    ++list_count_;
    if (!listed.number.empty()) list_numbered_ = true;
    if (list_depth_ == 0 && !listed.number.empty()) {
        list_depth_ =
            static_cast<int>(std::count(listed.number.begin(), listed.number.end(), '.')) + 1;
    }
    const auto taken = [&](int number) {
        const std::string id = std::string(1, letter) + std::to_string(number);
        return std::any_of(items.begin(), items.end(),
                           [&](const plan::SwotItem& known) { return known.id == id; });
    };
    if (const std::optional<long long> number = base::parse_integer(listed.number);
        number && *number > 0 && *number < 1000 && !taken(static_cast<int>(*number))) {
        list_count_ = static_cast<int>(*number);
    }
    while (taken(list_count_)) ++list_count_;
    plan::SwotItem made;
    made.id = std::string(1, letter) + std::to_string(list_count_);
    made.text = std::string(listed.rest);
    mark(place, Role::placed, "swot_item");
    if (!listed.number.empty()) {
        claim(plan::ClaimKind::ordinal, made.id, listed.number,
              base::to_arabic_digits(listed.number), place);
    }
    placed(place, made.id, "text");
    items.push_back(std::move(made));
    return true;
}

bool Recogniser::read_combination(const Unit& unit) {
    const document::Place& place = unit.block->paragraph.place;
    const std::string_view text = trim(unit.text);
    const Listed listed = strip_list_number(text);
    const bool in_items = swot_letter(section_) != ' ';
    // 1. The kind: "การดำเนินงานเชิงรุกโดยใช้จุดแข็ง … โอกาส".
    const std::vector<Citation> citations = find_citations(text);
    if (const std::optional<plan::SwotCombinationKind> kind = combination_kind(text);
        kind && citations.empty()) {
        if (in_items && listed.listed() && base::parse_integer(listed.number) == list_count_ + 1)
            return false;
        section_ = Section::swot_combinations;
        combination_kind_ = kind;
        combination_.reset();
        narrative_.reset();
        mark(place, Role::placed, "swot_combination_kind");
        claim(plan::ClaimKind::name, "", text, text, place);
        return true;
    }
    if (in_items || !combination_kind_) return false;
    std::vector<plan::SwotCombination>& list = out_.plan.swot.combinations;
    const auto add = [&](std::string_view number, std::string_view heading) {
        plan::SwotCombination made;
        made.id = "combination-" + std::to_string(list.size() + 1);
        made.kind = *combination_kind_;
        made.number = std::string(number);
        made.heading = std::string(heading);
        list.push_back(made);
        combination_ = list.size() - 1;
        pending_combinations_.push_back({*combination_, std::string(heading), ""});
        placed(place, made.id, "heading");
        last_element_ = made.id;
    };
    // 2. "SO1 heading (S1, O2) …": the kind's letters and a number.
    for (const std::string_view code : {"SO", "WO", "ST", "WT"}) {
        const std::string_view bare = listed.rest;
        if (!bare.starts_with(code)) continue;
        const std::string_view number = number_at(bare, code.size());
        if (number.empty()) break;
        std::string_view heading = bare.substr(code.size() + number.size());
        while (heading.starts_with(".") || heading.starts_with(":") || heading.starts_with(")"))
            heading = heading.substr(1);
        heading = trim(heading.substr(0, heading.find('(')));
        mark(place, Role::placed, "swot_combination");
        add(bare.substr(0, code.size() + number.size()), heading);
        pending_combinations_.back().body = std::string(text);
        claim(plan::ClaimKind::name, list.back().id, text, text, place);
        return true;
    }
    // 3. A heading: numbered, without citations.
    const bool cites = !citations.empty();
    const bool open_body = combination_ && pending_combinations_.back().body.empty();
    if (!listed.number.empty() && !cites && !contains(text, "โครงการที่เกี่ยวข้อง") &&
        !(open_body && listed.bullet && listed.number.find('.') != std::string::npos &&
          length_of(text) > 200)) {
        mark(place, Role::placed, "swot_combination");
        add(listed.number, listed.rest);
        claim(plan::ClaimKind::ordinal, list.back().id, listed.number,
              base::to_arabic_digits(listed.number), place);
        return true;
    }
    // 4. A short line goes on with the heading; a long one is the body.
    if (combination_ && !cites && open_body && length_of(text) < 60 && !listed.bullet) {
        list[*combination_].heading = join_wrapped(list[*combination_].heading, text);
        pending_combinations_.back().heading = list[*combination_].heading;
        mark(place, Role::placed, "swot_combination");
        placed(place, list[*combination_].id, "heading");
        return true;
    }
    if (!combination_ || (cites && !open_body && (listed.listed() || !contains(text, "โครงการ"))))
        add("", "");
    mark(place, Role::placed, "swot_combination");
    pending_combinations_.back().body +=
        (pending_combinations_.back().body.empty() ? "" : " ") + std::string(text);
    placed(place, list[*combination_].id, "items");
    claim(plan::ClaimKind::name, list[*combination_].id, text, text, place);
    const std::size_t count = text.find("จำนวน");
    if (count != std::string_view::npos) {
        const std::string_view after = trim(text.substr(count + std::string_view("จำนวน").size()));
        const std::string_view number = number_at(after, 0);
        if (!number.empty()) {
            claim(plan::ClaimKind::count, list[*combination_].id, number,
                  base::to_arabic_digits(number), place);
        }
    }
    return true;
}

void Recogniser::finish_combinations() {
    // The longest names first, so that a name within another does not count.
    const auto named_in = [](std::string_view body,
                             const std::vector<std::pair<std::string, plan::Id>>& names) {
        std::string key = comparison_key(body);
        std::vector<std::pair<std::size_t, plan::Id>> found;
        std::vector<std::pair<std::string, plan::Id>> sorted = names;
        std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
            return a.first.size() > b.first.size();
        });
        for (const auto& [name, id] : sorted) {
            if (name.size() < 18) continue;
            const std::size_t at_place = key.find(name);
            if (at_place == std::string::npos) continue;
            found.emplace_back(at_place, id);
            for (std::size_t i = 0; i < name.size(); ++i) key[at_place + i] = '\x01';
        }
        std::sort(found.begin(), found.end());
        return found;
    };
    std::vector<std::pair<std::string, plan::Id>> projects;
    for (const plan::Project& project : out_.plan.projects)
        projects.emplace_back(comparison_key(project.name), project.id);
    std::vector<std::pair<std::string, plan::Id>> missions;
    for (const plan::Mission& mission : out_.plan.missions)
        missions.emplace_back(comparison_key(mission.title), mission.id);
    for (plan::Mission& mission : out_.plan.missions) {
        if (!mission.indicators.empty() || mission.success.empty()) continue;
        const NameText name = split_indicator_name(mission.success);
        const auto known = match_indicator(name.name, name.target.empty() ? 990 : 900, false);
        if (known && !known->sub) mission.indicators.push_back(plan::Ref::to(at(*known).id));
    }
    for (const PendingCombination& pending : pending_combinations_) {
        plan::SwotCombination& combination = out_.plan.swot.combinations[pending.index];
        const std::string everything = pending.heading + " " + pending.body;
        for (const Citation& citation : find_citations(everything)) {
            const bool known =
                std::any_of(out_.plan.swot.items.begin(), out_.plan.swot.items.end(),
                            [&](const plan::SwotItem& item) { return item.id == citation.id; });
            const plan::Ref ref =
                known ? plan::Ref::to(citation.id) : plan::Ref::printed(citation.printed);
            if (std::find(combination.items.begin(), combination.items.end(), ref) ==
                combination.items.end()) {
                combination.items.push_back(ref);
            }
        }
        if (combination.items.empty()) {
            // Cited by their words: what a body repeats of an item's beginning.
            const std::string key = comparison_key(pending.body);
            std::vector<std::pair<std::size_t, std::string>> found;
            for (const plan::SwotItem& item : out_.plan.swot.items) {
                std::string begin = comparison_key(item.text).substr(0, 105);
                if (begin.size() < 45) continue;
                const std::size_t at_place = key.find(begin);
                if (at_place != std::string::npos) found.emplace_back(at_place, item.id);
            }
            std::sort(found.begin(), found.end());
            for (const auto& [at_place, id] : found) combination.items.push_back(plan::Ref::to(id));
        }
        for (const auto& [at_place, id] : named_in(everything, missions))
            combination.missions.push_back(plan::Ref::to(id));
        for (const auto& [at_place, id] :
             named_in(pending.body.empty() ? pending.heading : pending.body, projects)) {
            const plan::Ref ref = plan::Ref::to(id);
            if (std::find(combination.projects.begin(), combination.projects.end(), ref) ==
                combination.projects.end()) {
                combination.projects.push_back(ref);
            }
        }
    }
}

bool Recogniser::read_indicator_line(const Unit& unit) {
    const document::Place& place = unit.block->paragraph.place;
    const std::string_view text = trim(unit.text);
    const Listed listed = strip_list_number(text);
    const NameText name = split_indicator_name(listed.rest);
    const bool group_line =
        listed.number.empty() && name.target.empty() &&
        (listed.rest.starts_with("ตัวชี้วัด") || listed.rest.starts_with("กลุ่มตัวชี้วัด")) &&
        length_of(text) < 160;
    if (group_line) {
        list_group_ = std::string(listed.rest);
        current_indicator_.reset();
        mark(place, Role::placed, "indicator_list_group");
        claim(plan::ClaimKind::name, "", text, text, place);
        return true;
    }
    if (listed.bullet && listed.number.empty() && current_indicator_) {
        plan::Indicator& parent = out_.plan.indicators[*current_indicator_];
        if (parent.targets.empty()) {
            plan::Indicator sub;
            sub.id = parent.id + "." + std::to_string(parent.sub_indicators.size() + 1);
            sub.name = name.name;
            sub.result = name.result;
            if (!name.target.empty()) {
                if (const auto target = parse_target(name.target, out_.plan.fiscal_year)) {
                    set_target(sub, *target);
                    claim(plan::ClaimKind::target, sub.id, name.target,
                          target->target.value.to_string(), place);
                }
            }
            mark(place, Role::placed, "sub_indicator");
            placed(place, sub.id, "name");
            claim(plan::ClaimKind::name, sub.id, name.name, name.name, place);
            parent.sub_indicators.push_back(std::move(sub));
            return true;
        }
    }
    if (!listed.listed() && name.target.empty() && length_of(text) > 130 && !current_indicator_)
        return false;
    if (!listed.listed() && name.target.empty() && current_indicator_ && length_of(text) < 160) {
        mark(place, Role::placed, "name_continued");
        claim(plan::ClaimKind::name, out_.plan.indicators[*current_indicator_].id, text, text,
              place);
        return true;
    }
    if (!listed.listed() && name.target.empty()) return false;
    current_indicator_ = indicator(listed.rest, 2, 990, place);
    mark(place, Role::placed, "indicator");
    if (!listed.number.empty()) {
        claim(plan::ClaimKind::ordinal, out_.plan.indicators[*current_indicator_].id, listed.number,
              base::to_arabic_digits(listed.number), place);
    }
    return true;
}

bool Recogniser::read_result_paragraph(const Unit& unit) {
    const document::Place& place = unit.block->paragraph.place;
    const std::string_view text = trim(unit.text);
    const Listed listed = strip_list_number(text);
    const std::string_view bare = listed.rest;
    if (!bare.starts_with("องค์ประกอบที่") && is_next_heading(listed) && length_of(text) <= 45 &&
        classify_heading(text, options_.hints)) {
        return false;
    }
    if (bare.starts_with("องค์ประกอบที่")) {
        std::string_view rest = trim(bare.substr(std::string_view("องค์ประกอบที่").size()));
        const std::string_view number = number_at(rest, 0);
        result_component_ = base::to_arabic_digits(number);
        rest = trim_label(rest.substr(number.size()));
        mark(place, Role::placed, "result_component");
        result_.reset();
        claim(plan::ClaimKind::name, "", text, text, place);
        const std::size_t by = rest.find(" โดย");
        if (by == std::string_view::npos) return true;
        // The component is reported as a whole.
        plan::EarlierResult made;
        made.id = "result-" + std::to_string(out_.plan.results.size() + 1);
        made.fiscal_year = result_year_;
        made.component = result_component_;
        made.indicator_name = std::string(trim(rest.substr(0, by)));
        made.narrative = std::string(trim(rest.substr(by)));
        out_.plan.results.push_back(std::move(made));
        result_ = out_.plan.results.size() - 1;
    } else if (bare.starts_with("ตัวชี้วัด") && (listed.listed() || bare.starts_with("ตัวชี้วัดที่"))) {
        std::string_view rest = bare.substr(std::string_view("ตัวชี้วัด").size());
        if (rest.starts_with("ที่")) rest = rest.substr(std::string_view("ที่").size());
        rest = trim_label(rest);
        const std::string_view number = number_at(rest, 0);
        rest = trim_label(rest.substr(number.size()));
        plan::EarlierResult made;
        made.id = "result-" + std::to_string(out_.plan.results.size() + 1);
        made.fiscal_year = result_year_;
        made.component = result_component_;
        made.number = std::string(number);
        std::size_t name_end = std::min(rest.find(" (ค่าเป้าหมาย"), rest.find("(ค่าเป้าหมาย"));
        name_end =
            std::min({name_end, rest.find(" (เป้าหมาย"), rest.find(" โดย"), rest.find(" ค่าเป้าหมาย"),
                      rest.find(" : "), rest.find(" ผลการดำเนินงาน"), rest.find(" ดำเนินการได้")});
        name_end = std::min(name_end, rest.size());
        made.indicator_name = std::string(trim_label(rest.substr(0, name_end)));
        std::string_view tail = trim(rest.substr(name_end));
        if (tail.starts_with("(") &&
            (tail.substr(1).starts_with("ค่าเป้าหมาย") || tail.substr(1).starts_with("เป้าหมาย"))) {
            int depth = 0;
            for (std::size_t i = 0; i < tail.size(); ++i) {
                if (tail[i] == '(') ++depth;
                if (tail[i] == ')' && --depth == 0) {
                    std::string_view target = tail.substr(1, i - 1);
                    for (const std::string_view label : {"ค่าเป้าหมาย", "เป้าหมาย"}) {
                        if (target.starts_with(label)) {
                            target = trim_label(target.substr(label.size()));
                            break;
                        }
                    }
                    made.target = std::string(target);
                    tail = trim(tail.substr(i + 1));
                    break;
                }
            }
        }
        if (tail.starts_with(":")) tail = trim(tail.substr(1));
        made.narrative = std::string(tail);
        out_.plan.results.push_back(std::move(made));
        result_ = out_.plan.results.size() - 1;
    } else if (result_ && !classify_heading(text, options_.hints) && !listed.listed()) {
        plan::EarlierResult& known = out_.plan.results[*result_];
        known.narrative = join_wrapped(known.narrative, text);
    } else {
        return false;
    }
    plan::EarlierResult& known = out_.plan.results[*result_];
    mark(place, Role::placed, "result");
    placed(place, known.id, "narrative");
    last_element_ = known.id;
    // The level and score that the report names.
    for (const std::string_view phrase :
         {"อยู่ในระดับที่", "อยู่ในระดับ", "ดำเนินการได้ระดับ", "ได้ระดับ", "อยู่ที่ระดับ", "บรรลุระดับ"}) {
        const std::size_t at_place = known.narrative.find(phrase);
        if (at_place == std::string::npos || known.level) continue;
        std::string_view after = std::string_view(known.narrative).substr(at_place + phrase.size());
        after = trim(after);
        const std::optional<long long> level = base::parse_integer(number_at(after, 0));
        if (level && *level <= 10) known.level = static_cast<int>(*level);
    }
    for (const std::string_view phrase :
         {"คะแนนที่ได้ คือ", "คะแนนที่ได้คือ", "ได้คะแนน", "ได้รับคะแนน", "คะแนนที่ได้รับ", "คะแนนที่ได้"}) {
        const std::size_t at_place = known.narrative.find(phrase);
        if (at_place == std::string::npos || known.score) continue;
        const std::string_view after =
            trim_label(std::string_view(known.narrative).substr(at_place + phrase.size()));
        if (const auto value = base::parse_printed_decimal(number_at(after, 0)))
            known.score = base::Score(*value);
    }
    return true;
}

bool Recogniser::read_criteria_title(const Unit& unit, std::string_view bare) {
    const document::Place& place = unit.block->paragraph.place;
    std::string_view name = bare;
    std::string named_number;
    const std::size_t quote = bare.find("“");
    const std::size_t plain = bare.find('"');
    if (quote != std::string_view::npos) {
        name = bare.substr(quote + std::string_view("“").size());
        name = name.substr(0, std::min(name.find("”"), name.size()));
    } else if (plain != std::string_view::npos) {
        name = bare.substr(plain + 1);
        name = name.substr(0, std::min(name.find('"'), name.size()));
    } else {
        for (const std::string_view label : {"เกณฑ์การให้คะแนน", "เกณฑ์การประเมิน", "เกณฑ์การวัด"}) {
            if (name.starts_with(label)) name = trim_label(name.substr(label.size()));
        }
        for (const std::string_view label : {"ตัวชี้วัดที่", "ตัวชี้วัด", "ของตัวชี้วัดที่", "ของตัวชี้วัด", "ของ"}) {
            if (!name.starts_with(label)) continue;
            name = trim_label(name.substr(label.size()));
            const std::string_view number = number_at(name, 0);
            if (!number.empty()) named_number = base::to_arabic_digits(number);
            name = trim_label(name.substr(number.size()));
        }
    }
    criteria_indicator_ = current_indicator_;
    for (std::size_t i = 0; i < out_.plan.indicators.size() && !named_number.empty(); ++i) {
        if (base::to_arabic_digits(out_.plan.indicators[i].number) == named_number)
            criteria_indicator_ = i;
    }
    if (length_of(name) > 6) {
        if (const auto known = match_indicator(split_indicator_name(name).name, 700, false))
            criteria_indicator_ = known->index;
    }
    const plan::Id about =
        criteria_indicator_ ? out_.plan.indicators[*criteria_indicator_].id : plan::Id();
    claim(plan::ClaimKind::name, about, bare, trim(name), place);
    if (!about.empty()) out_.plan.source->elements[about].push_back(to_plan(place));
    return true;
}

bool Recogniser::read_definition_paragraph(const Unit& unit) {
    const document::Place& place = unit.block->paragraph.place;
    const std::string_view text = trim(unit.text);
    if (!contains(text, "หมายถึง") && !contains(text, "หมายความว่า") &&
        !(section_ == Section::glossary && contains(text, " คือ "))) {
        return false;
    }
    const SheetText sheet =
        read_sheet_text(strip_list_number(text).rest, section_ == Section::glossary);
    if (sheet.definitions.empty()) return false;
    mark(place, Role::placed, "definition");
    for (const DefinitionText& found : sheet.definitions) {
        const plan::Id id = definition(found, place);
        if (current_indicator_ && section_ != Section::glossary) {
            out_.plan.indicators[*current_indicator_].definitions.push_back(id);
        }
    }
    return true;
}

}  // namespace phaen::book
