#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/thai_text.h"
#include "recogniser.h"

/// Lines that say by a label what they are: a mission, what it is to reach, what something hangs
/// on, a node of a strategy, and what the next table or sheet is about.
namespace phaen::book {
namespace {

using base::comparison_key;

/// What stands behind a label.
struct Labelled {
    std::string number;
    std::string_view rest;
};

/// The text behind a label: `ที่ ๑ x`, `: x`, ` x`; nothing when `bare` does not begin with it.
std::optional<Labelled> after_label(std::string_view bare, std::string_view label) {
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
    Labelled found;
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
}

}  // namespace

bool Recogniser::read_labelled(const Unit& unit) {
    const std::string_view text = trim(unit.text);
    const Listed listed = strip_list_number(text);
    const LabelledLine line{unit.block->paragraph.place, text, listed.rest};
    return read_mission_label(line) || read_mission_success(line) || read_link_line(line) ||
           read_node_line(line) || read_indicator_label(line) || read_coded_indicator(line) ||
           read_project_label(line) || read_measure_line(line);
}

bool Recogniser::read_mission_label(const LabelledLine& line) {
    const document::Place& place = line.place;
    const std::string_view bare = line.bare;
    for (const std::string_view label : {"ภารกิจหลัก", "ภารกิจ"}) {
        const std::optional<Labelled> mission = after_label(bare, label);
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
    return false;
}

bool Recogniser::read_mission_success(const LabelledLine& line) {
    const document::Place& place = line.place;
    const std::string_view bare = line.bare;
    if (!mission_ || section_ != Section::mission_projects) return false;
    for (const std::string_view label :
         {"เป้าหมาย/ความสำเร็จตามภารกิจ", "เป้าหมาย/ความสำเร็จของภารกิจ", "เป้าหมาย/ความสำเร็จ",
          "เป้าหมายความสำเร็จตามภารกิจ", "ความสำเร็จตามภารกิจ", "ความสำเร็จของภารกิจ", "เป้าหมายตามภารกิจ",
          "เป้าหมายของภารกิจ", "เป้าหมายความสำเร็จ", "ผลสำเร็จที่คาดหวัง", "ผลสำเร็จตามภารกิจ", "ผลสำเร็จ",
          "ความสำเร็จ", "เป้าหมาย"}) {
        if (!bare.starts_with(label)) continue;
        std::string_view rest = bare.substr(label.size());
        if (!rest.starts_with(" ") && !rest.starts_with(":")) continue;
        rest = trim_label(rest);
        plan::Mission& mission = out_.plan.missions[*mission_];
        mission.success = std::string(rest);
        mark(place, Role::placed, "mission_success");
        placed(place, mission.id, "success");
        const NameText name = split_indicator_name(rest);
        if (const auto known = match_indicator(name.name, name.target.empty() ? 990 : 760, false)) {
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
    return false;
}

bool Recogniser::read_link_line(const LabelledLine& line) {
    const document::Place& place = line.place;
    const std::string_view text = line.text;
    const std::string_view bare = line.bare;
    const bool linking = bare.starts_with("ความเชื่อมโยง") || bare.starts_with("เชื่อมโยงกับ") ||
                         bare.starts_with("สอดคล้องกับ") || bare.starts_with("ความสอดคล้อง") ||
                         bare.starts_with("สนับสนุนแผน") || bare.starts_with("รองรับแผน") ||
                         (bare.starts_with("สนับสนุน") && !find_nodes(bare).empty());
    if (!linking) return false;
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

bool Recogniser::read_node_line(const LabelledLine& line) {
    const document::Place& place = line.place;
    const std::string_view text = line.text;
    const std::string_view bare = line.bare;
    if (section_ == Section::swot_combinations || section_ == Section::results) return false;
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
         bare.starts_with("แผนปฏิบัติ") || bare.starts_with("แผนแม่บท") || bare.starts_with("แผนฯ") ||
         bare.starts_with("(ร่าง)") || bare.starts_with("ร่างแผน") || bare.starts_with("นโยบาย") ||
         bare.starts_with("แผน"));
    if (names_plan && !is_list_section(section_)) {
        framework_name_ = std::string(trim_label(bare));
        next_relation_ = plan::LinkRelation::under;
        alignment_.clear();
        mark(place, Role::placed, "framework");
        claim(plan::ClaimKind::name, "", text, framework_name_, place);
        return true;
    }
    return false;
}

bool Recogniser::read_indicator_label(const LabelledLine& line) {
    const document::Place& place = line.place;
    const std::string_view bare = line.bare;
    for (const std::string_view label : {"ชื่อตัวชี้วัด", "ตัวชี้วัด"}) {
        const std::optional<Labelled> found = after_label(bare, label);
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
    return false;
}

bool Recogniser::read_coded_indicator(const LabelledLine& line) {
    const document::Place& place = line.place;
    const std::string_view bare = line.bare;
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
    return false;
}

bool Recogniser::read_project_label(const LabelledLine& line) {
    const document::Place& place = line.place;
    const std::string_view bare = line.bare;
    for (const std::string_view label :
         {"ชื่อโครงการ/กิจกรรม", "ชื่อโครงการ", "โครงการ/กิจกรรม", "โครงการ"}) {
        const std::optional<Labelled> found = after_label(bare, label);
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
    return false;
}

bool Recogniser::read_measure_line(const LabelledLine& line) {
    const document::Place& place = line.place;
    const std::string_view bare = line.bare;
    if (bare.starts_with("มาตรการ") && length_of(bare) < 260 &&
        (section_ == Section::measure_support || section_ == Section::measures ||
         section_ == Section::measure_indicators || section_ == Section::objective_indicators ||
         section_ == Section::strategy || after_label(bare, "มาตรการ"))) {
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

}  // namespace phaen::book
