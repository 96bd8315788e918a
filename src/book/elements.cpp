#include <algorithm>
#include <array>

#include "phaen/base/calendar.h"
#include "phaen/base/code.h"
#include "phaen/base/thai_text.h"
#include "recogniser.h"

/// The elements that a document names again and again: found by what they are called, made when
/// they are new.
namespace phaen::book {
namespace {

using base::comparison_key;

std::string strip_prefixes(std::string key, std::initializer_list<std::string_view> prefixes) {
    for (const std::string_view prefix : prefixes) {
        if (key.size() > prefix.size() + 6 && key.starts_with(prefix))
            return key.substr(prefix.size());
    }
    return key;
}

std::string project_key(std::string_view name) {
    std::string key = comparison_key(strip_list_number(name).rest);
    key = strip_prefixes(std::move(key), {"ชื่อโครงการ"});
    key = strip_prefixes(std::move(key), {"โครงการ/กิจกรรม", "โครงการ"});
    return strip_prefixes(std::move(key), {"การ"});
}

std::string indicator_key(std::string_view name) {
    std::string key = comparison_key(name);
    key = strip_prefixes(std::move(key), {"ระดับความสำเร็จของ", "ระดับความสำเร็จใน", "ระดับความสำเร็จ",
                                          "ร้อยละความสำเร็จของ", "ร้อยละความสำเร็จใน", "ร้อยละความสำเร็จ",
                                          "ร้อยละของความสำเร็จ", "ร้อยละของ", "ความสำเร็จของ",
                                          "ความสำเร็จใน", "ความสำเร็จ"});
    return strip_prefixes(std::move(key), {"การ", "ตัวชี้วัด"});
}

std::string digits_of(std::string_view key) {
    std::string digits;
    for (const char c : key) {
        if (c >= '0' && c <= '9') digits += c;
    }
    return digits;
}

/// Two names that differ in a number of the same length name two things (ระยะที่ 1, ระยะที่ 2).
bool numbers_differ(std::string_view a, std::string_view b) {
    const std::string x = digits_of(a);
    const std::string y = digits_of(b);
    return x != y && x.size() == y.size();
}

}  // namespace

plan::Place Recogniser::to_plan(const document::Place& place) {
    return {place.block, place.row, place.cell, place.line};
}

Account& Recogniser::account_at(const document::Place& place) {
    auto found = account_index_.find({place.block, place.row});
    if (found == account_index_.end()) found = account_index_.find({place.block, -1});
    PHAEN_CHECK(found != account_index_.end(), "a place that no account covers");
    return out_.account[found->second];
}

void Recogniser::mark(const document::Place& place, Role role, std::string_view what) {
    Account& account = account_at(place);
    if (account.role == Role::placed && role != Role::placed) return;
    account.role = role;
    if (account.what.empty() || role != Role::not_understood) account.what = std::string(what);
}

void Recogniser::placed(const document::Place& place, const plan::Id& element,
                        std::string_view field) {
    Account& account = account_at(place);
    if (account.role != Role::prose) account.role = Role::placed;
    const Destination destination{element, std::string(field)};
    if (std::find(account.destinations.begin(), account.destinations.end(), destination) ==
        account.destinations.end()) {
        account.destinations.push_back(destination);
    }
    std::vector<plan::Place>& places = out_.plan.source->elements[element];
    if (places.empty() || places.back() != to_plan(place)) places.push_back(to_plan(place));
}

void Recogniser::placed(const std::vector<document::Place>& places, const plan::Id& element,
                        std::string_view field) {
    for (const document::Place& place : places) placed(place, element, field);
}

void Recogniser::claim(plan::ClaimKind kind, const plan::Id& about, std::string_view printed,
                       std::string_view value, const document::Place& place) {
    plan::Claim claim;
    claim.id = "claim-" + std::to_string(out_.plan.claims.size() + 1);
    claim.about = about;
    claim.kind = kind;
    claim.printed = std::string(printed);
    claim.value = std::string(value);
    claim.place = to_plan(place);
    Account& account = account_at(place);
    if (account.role != Role::furniture) account.destinations.push_back({claim.id, "printed"});
    out_.plan.claims.push_back(std::move(claim));
}

void Recogniser::note(std::string_view code, const document::Place& place, const plan::Id& element,
                      std::string_view detail) {
    out_.notes.push_back({std::string(code), place, element, std::string(detail)});
}

plan::Id Recogniser::organisation(std::string_view name, plan::OrganisationKind kind,
                                  const document::Place& place) {
    const std::string key = comparison_key(name);
    for (const plan::Organisation& known : out_.plan.organisations) {
        if (comparison_key(known.name) == key ||
            (!known.short_name.empty() && comparison_key(known.short_name) == key)) {
            placed(place, known.id, "name");
            return known.id;
        }
    }
    plan::Organisation made;
    made.id = "org-" + std::to_string(out_.plan.organisations.size() + 1);
    made.name = std::string(name);
    made.kind = kind;
    if (kind == plan::OrganisationKind::section) made.parent = out_.plan.agency;
    out_.plan.organisations.push_back(made);
    placed(place, made.id, "name");
    return made.id;
}

plan::Refs Recogniser::owners(const std::vector<std::string>& names, const document::Place& place,
                              plan::OrganisationKind kind) {
    plan::Refs refs;
    for (const std::string& name : names)
        refs.push_back(plan::Ref::to(organisation(name, kind, place)));
    return refs;
}

std::optional<std::size_t> Recogniser::match_project(std::string_view printed) const {
    const std::string key = project_key(printed);
    if (key.empty()) return std::nullopt;
    std::optional<std::size_t> best;
    int best_score = 899;
    for (std::size_t i = 0; i < project_keys_.size(); ++i) {
        if (project_keys_[i] == key) return i;
        if (numbers_differ(project_keys_[i], key)) continue;
        const int score = similarity(project_keys_[i], key);
        if (score > best_score) {
            best_score = score;
            best = i;
        }
    }
    return best;
}

std::size_t Recogniser::project(std::string_view printed, const document::Place& place,
                                std::string_view kind) {
    std::optional<std::size_t> found = match_project(printed);
    if (!found) {
        plan::Project made;
        made.id = "project-" + std::to_string(out_.plan.projects.size() + 1);
        made.name = std::string(trim(printed));
        out_.plan.projects.push_back(std::move(made));
        project_keys_.push_back(project_key(printed));
        found = project_keys_.size() - 1;
    }
    plan::Project& project = out_.plan.projects[*found];
    if (project.kind.empty()) project.kind = std::string(kind);
    placed(place, project.id, "name");
    claim(plan::ClaimKind::name, project.id, trim(printed), trim(printed), place);
    last_element_ = project.id;
    return *found;
}

void Recogniser::project_amount(std::size_t index, const std::optional<base::Money>& money,
                                bool none, std::string_view printed, const document::Place& place) {
    plan::Project& project = out_.plan.projects[index];
    if (none && !money) {
        project.no_budget = true;
        claim(plan::ClaimKind::amount, project.id, printed, "", place);
        placed(place, project.id, "no_budget");
        return;
    }
    if (!money) return;
    amounts_.push_back({index, mission_, summary_, *money});
    claim(plan::ClaimKind::amount, project.id, printed, money->to_string(), place);
    placed(place, project.id, "budget");
    if (!project.budget) project.budget = *money;
}

void Recogniser::project_owners(std::size_t index, std::string_view printed,
                                const document::Place& place) {
    if (trim(printed).empty() || trim(printed) == "-") return;
    const OwnersText names = split_owners(printed);
    const plan::Refs lead = owners(names.lead, place, plan::OrganisationKind::section);
    const plan::Refs supporting = owners(names.supporting, place, plan::OrganisationKind::section);
    plan::Project& project = out_.plan.projects[index];
    std::string value;
    for (const std::string& name : names.lead) value += (value.empty() ? "" : "/") + name;
    claim(plan::ClaimKind::owner, project.id, trim(printed), value, place);
    if (project.lead.empty()) project.lead = lead;
    if (project.supporting.empty()) project.supporting = supporting;
    placed(place, project.id, "lead");
}

std::optional<Recogniser::IndicatorRef> Recogniser::match_indicator(std::string_view name,
                                                                    int threshold,
                                                                    bool for_sheet) const {
    const std::string full = comparison_key(name);
    const std::string key = indicator_key(name);
    std::optional<IndicatorRef> best;
    int best_score = threshold - 1;
    for (std::size_t i = 0; i < indicator_states_.size(); ++i) {
        const IndicatorState& state = indicator_states_[i];
        if (state.full_key == full) return IndicatorRef{i, std::nullopt};
        if (for_sheet && state.sheet) continue;
        if (numbers_differ(state.key, key)) continue;
        const int score = state.key == key ? 999 : similarity(state.key, key);
        if (score > best_score) {
            best_score = score;
            best = IndicatorRef{i, std::nullopt};
        }
    }
    for (std::size_t i = 0; i < out_.plan.indicators.size(); ++i) {
        const std::vector<plan::Indicator>& subs = out_.plan.indicators[i].sub_indicators;
        for (std::size_t s = 0; s < subs.size(); ++s) {
            if (comparison_key(subs[s].name) == full) return IndicatorRef{i, s};
        }
    }
    return best;
}

plan::Indicator& Recogniser::at(const IndicatorRef& ref) {
    plan::Indicator& indicator = out_.plan.indicators[ref.index];
    return ref.sub ? indicator.sub_indicators[*ref.sub] : indicator;
}

std::size_t Recogniser::indicator(std::string_view printed, int source, int threshold,
                                  const document::Place& place, bool for_sheet) {
    const NameText name = split_indicator_name(printed);
    std::optional<IndicatorRef> found = match_indicator(name.name, threshold, for_sheet);
    if (!found) {
        plan::Indicator made;
        made.id = "indicator-" + std::to_string(out_.plan.indicators.size() + 1);
        made.name = name.name;
        out_.plan.indicators.push_back(std::move(made));
        indicator_states_.push_back(
            {indicator_key(name.name), comparison_key(name.name), source, false, false});
        found = IndicatorRef{indicator_states_.size() - 1, std::nullopt};
    }
    plan::Indicator& indicator = out_.plan.indicators[found->index];
    IndicatorState& state = indicator_states_[found->index];
    if (source > state.source && !found->sub) {
        indicator.name = name.name;
        state.source = source;
        state.key = indicator_key(name.name);
        state.full_key = comparison_key(name.name);
    }
    if (for_sheet) state.sheet = true;
    if (name.result) indicator.result = name.result;
    placed(place, indicator.id, "name");
    claim(plan::ClaimKind::name, indicator.id, name.name, name.name, place);
    if (!name.target.empty()) add_target_text(found->index, name.target, place);
    last_element_ = indicator.id;
    return found->index;
}

void Recogniser::set_target(plan::Indicator& indicator, const TargetText& text) {
    const auto same_year = std::find_if(
        indicator.targets.begin(), indicator.targets.end(),
        [&](const plan::Target& t) { return t.fiscal_year == text.target.fiscal_year; });
    if (same_year == indicator.targets.end()) {
        indicator.targets.push_back(text.target);
        std::stable_sort(indicator.targets.begin(), indicator.targets.end(),
                         [](const plan::Target& a, const plan::Target& b) {
                             return a.fiscal_year < b.fiscal_year;
                         });
    }
    if (text.target.unit != "" && indicator.unit.empty()) indicator.unit = text.target.unit;
}

void Recogniser::add_target_text(std::size_t index, std::string_view text,
                                 const document::Place& place) {
    plan::Indicator& indicator = out_.plan.indicators[index];
    const int year = out_.plan.fiscal_year;
    if (!indicator.sub_indicators.empty()) {
        // One line for each sub-indicator, which repeats its name.
        bool any = false;
        for (const auto& [number, line] : split_numbered(text)) {
            for (plan::Indicator& sub : indicator.sub_indicators) {
                const std::string key = comparison_key(line);
                const std::string name = comparison_key(sub.name);
                if (!key.starts_with(name)) continue;
                std::size_t cut = 0;
                while (cut < line.size() && comparison_key(line.substr(0, cut)) != name) ++cut;
                if (const auto target = parse_target(std::string_view(line).substr(cut), year)) {
                    set_target(sub, *target);
                    claim(plan::ClaimKind::target, sub.id, line, target->target.value.to_string(),
                          place);
                    placed(place, sub.id, "targets");
                    any = true;
                }
            }
        }
        if (any) return;
        const std::vector<TargetText> targets =
            parse_targets(text, indicator.sub_indicators.size(), year);
        for (std::size_t i = 0; i < targets.size(); ++i) {
            set_target(indicator.sub_indicators[i], targets[i]);
            placed(place, indicator.sub_indicators[i].id, "targets");
        }
        if (!targets.empty()) return;
    }
    // One paragraph for each year: "ปี 2566 : 12 บริการ".
    bool by_year = false;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = trim(text.substr(begin, end - begin));
        begin = end + 1;
        if (!line.starts_with("ปี") && !line.starts_with("พ.ศ.")) continue;
        const std::size_t colon = line.find_first_of(":=");
        const int line_year = find_year(line.substr(0, std::min<std::size_t>(line.size(), 60)));
        if (colon == std::string_view::npos || line_year == 0) continue;
        if (const auto found = parse_target(line.substr(colon + 1), line_year)) {
            set_target(indicator, *found);
            by_year = true;
        }
    }
    if (by_year) {
        claim(plan::ClaimKind::target, indicator.id, trim(text), trim(text), place);
        placed(place, indicator.id, "targets");
        return;
    }
    std::optional<TargetText> target = parse_target(text, year);
    if (!target) return;
    if (target->target.unit.empty()) target->target.unit = indicator.unit;
    if (target->target.unit.empty() && comparison_key(indicator.name).starts_with("ร้อยละ"))
        target->target.unit = "ร้อยละ";
    set_target(indicator, *target);
    claim(plan::ClaimKind::target, indicator.id, trim(text), target->target.value.to_string(),
          place);
    placed(place, indicator.id, "targets");
}

std::vector<plan::Link> Recogniser::alignment_links(std::optional<plan::LinkAs> as) const {
    std::vector<plan::Link> links;
    for (std::size_t i = 0; i < alignment_.size(); ++i) {
        // Only the deepest node of each chain.
        const bool deeper =
            std::any_of(alignment_.begin() + static_cast<std::ptrdiff_t>(i) + 1, alignment_.end(),
                        [&](const Alignment& a) { return a.framework == alignment_[i].framework; });
        if (deeper) continue;
        const plan::Framework& framework = out_.plan.frameworks[alignment_[i].framework];
        plan::Link link;
        link.framework = plan::Ref::to(framework.id);
        link.node = plan::Ref::to(framework.nodes[alignment_[i].node].id);
        link.relation = alignment_[i].relation;
        link.as = as;
        links.push_back(std::move(link));
    }
    return links;
}

void Recogniser::link_indicator(plan::Indicator& indicator, std::optional<plan::LinkAs> as) {
    for (plan::Link& link : alignment_links(as)) {
        const bool there = std::any_of(
            indicator.links.begin(), indicator.links.end(), [&](const plan::Link& known) {
                return known.node == link.node && known.relation == link.relation &&
                       known.as == link.as;
            });
        if (!there) indicator.links.push_back(std::move(link));
    }
    alignment_used_ = true;
}

std::size_t Recogniser::framework_for(const NodeText& text, std::string_view plan_name) {
    std::vector<plan::Framework>& frameworks = out_.plan.frameworks;
    const auto has_kind = [](const plan::Framework& framework, std::string_view kind) {
        return std::any_of(framework.levels.begin(), framework.levels.end(),
                           [&](const plan::FrameworkLevel& level) { return level.kind == kind; });
    };
    // 1. A level below: the chain that is open, then a tree that has its parent's code or its
    // level.
    if (!text.level->root && !alignment_.empty()) return alignment_.back().framework;
    // 2. A part (ส่วนที่) stands over the areas of a tree that is known or comes next.
    const std::string name_key = comparison_key(plan_name);
    const bool part_open =
        !alignment_.empty() &&
        frameworks[alignment_.back().framework].nodes[alignment_.back().node].kind == "part";
    if (part_open && text.level->kind == "strategic_area") return alignment_.back().framework;
    if (text.level->kind == "part") {
        for (std::size_t i = 0; i < frameworks.size(); ++i) {
            if (has_kind(frameworks[i], "strategic_area")) return i;
        }
    }
    // 3. Without a plan's name: the tree that has this very node, or the one that was open last.
    if (comparison_key(plan_name).empty()) {
        for (std::size_t i = 0; i < frameworks.size(); ++i) {
            for (const plan::FrameworkNode& known : frameworks[i].nodes) {
                if (known.kind == text.level->kind &&
                    comparison_key(known.title) == comparison_key(text.title) &&
                    base::to_arabic_digits(known.code) == base::to_arabic_digits(text.code)) {
                    return i;
                }
            }
        }
        if (last_framework_ && has_kind(frameworks[*last_framework_], text.level->kind))
            return *last_framework_;
    }
    // 4. A root: the tree with the same root word, and the same name when one was given.
    for (std::size_t i = 0; i < frameworks.size(); ++i) {
        if (!has_kind(frameworks[i], text.level->kind)) continue;
        if (!text.level->root) return i;
        if (frameworks[i].levels.front().label != text.level->label &&
            !has_kind(frameworks[i], text.level->kind))
            continue;
        const std::string known = comparison_key(frameworks[i].name);
        if (name_key.empty() || known.empty() || known == name_key) return i;
        // The same node in two plans' names (the city's long plan and its yearly one) is one tree.
        for (const plan::FrameworkNode& node : frameworks[i].nodes) {
            if (node.kind == text.level->kind &&
                base::to_arabic_digits(node.code) == base::to_arabic_digits(text.code) &&
                comparison_key(node.title) == comparison_key(text.title))
                return i;
        }
    }
    plan::Framework made;
    made.id = "framework-" + std::to_string(frameworks.size() + 1);
    made.name = std::string(plan_name);
    frameworks.push_back(std::move(made));
    return frameworks.size() - 1;
}

std::pair<std::size_t, std::size_t> Recogniser::node(const NodeText& text,
                                                     const document::Place& place,
                                                     std::string_view plan_name) {
    const std::size_t f = framework_for(text, plan_name);
    plan::Framework& framework = out_.plan.frameworks[f];
    if (framework.name.empty() && !plan_name.empty()) framework.name = std::string(plan_name);
    if (!plan_name.empty()) ++framework_names_[f][std::string(plan_name)];
    last_framework_ = f;
    const std::optional<base::Code> code = base::Code::parse(text.code);
    const std::string title_key = comparison_key(text.title);
    const auto level =
        std::find_if(framework.levels.begin(), framework.levels.end(),
                     [&](const plan::FrameworkLevel& l) { return l.kind == text.level->kind; });
    if (level == framework.levels.end()) {
        plan::FrameworkLevel made{std::string(text.level->kind), std::string(text.level->label),
                                  code ? static_cast<int>(code->segments().size()) : 0};
        // Levels stand from the root down.
        auto before = framework.levels.begin();
        const auto rank = [](std::string_view kind, std::string_view label) {
            for (const LevelWord& word : level_words()) {
                if (word.kind == kind && word.label == label) return word.rank;
            }
            return 0;
        };
        while (before != framework.levels.end() &&
               rank(before->kind, before->label) <= text.level->rank)
            ++before;
        framework.levels.insert(before, std::move(made));
    } else if (code && static_cast<int>(code->segments().size()) > level->segments &&
               text.code.back() != '.') {
        level->segments = static_cast<int>(code->segments().size());
    }
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < framework.nodes.size(); ++i) {
        const plan::FrameworkNode& known = framework.nodes[i];
        if (known.kind != text.level->kind) continue;
        const bool same_title = comparison_key(known.title) == title_key;
        const std::optional<base::Code> known_code = base::Code::parse(known.code);
        const bool same_code = code && known_code && *code == *known_code;
        const bool related =
            code && known_code && (code->is_under(*known_code) || known_code->is_under(*code));
        if (same_code || (same_title && (related || !code || !known_code))) {
            found = i;
            break;
        }
    }
    if (!found) {
        plan::FrameworkNode made;
        made.id = framework.id + ".node-" + std::to_string(framework.nodes.size() + 1);
        made.code = text.code;
        made.kind = std::string(text.level->kind);
        made.title = text.title;
        // The parent: the longest code that begins this one, or the open chain's last node above
        // this level.
        std::size_t longest = 0;
        for (const plan::FrameworkNode& known : framework.nodes) {
            const std::optional<base::Code> known_code = base::Code::parse(known.code);
            if (!code || !known_code || known.kind == made.kind) continue;
            if ((code->is_under(*known_code) || *code == *known_code) &&
                known_code->segments().size() >= longest) {
                longest = known_code->segments().size();
                made.parent = known.id;
            }
        }
        if (made.parent.empty()) {
            for (auto open = alignment_.rbegin(); open != alignment_.rend(); ++open) {
                if (open->framework != f) continue;
                const plan::FrameworkNode& above = framework.nodes[open->node];
                const auto rank_of = [](const std::string& kind) {
                    for (const LevelWord& word : level_words()) {
                        if (word.kind == kind) return word.rank;
                    }
                    return 0;
                };
                if (rank_of(above.kind) < text.level->rank) {
                    made.parent = above.id;
                    break;
                }
            }
        }
        framework.nodes.push_back(std::move(made));
        found = framework.nodes.size() - 1;
    }
    plan::FrameworkNode& known = framework.nodes[*found];
    if (known.parent.empty() && !alignment_.empty() && alignment_.back().framework == f &&
        text.level->kind == "strategic_area" &&
        framework.nodes[alignment_.back().node].kind == "part") {
        known.parent = framework.nodes[alignment_.back().node].id;
    }
    // A fuller code printed later mends a cut one.
    const std::optional<base::Code> known_code = base::Code::parse(known.code);
    if (code && known_code && code->is_under(*known_code) && known.code.back() != '.')
        known.code = text.code;
    placed(place, known.id, "title");
    claim(plan::ClaimKind::code, known.id, text.code, code ? code->to_string() : text.code, place);
    claim(plan::ClaimKind::name, known.id, text.title, text.title, place);
    return {f, *found};
}

std::size_t Recogniser::measure(std::string_view printed, const document::Place& place) {
    std::string flat(trim(printed));
    std::string_view rest = strip_list_number(flat).rest;
    plan::Measure read;
    for (const auto& [prefix, origin] :
         {std::pair<std::string_view, std::string_view>{"มน.", "agency"}, {"ม.", "city"}}) {
        if (!rest.starts_with(prefix)) continue;
        read.prefix = std::string(prefix);
        read.origin = std::string(origin);
        rest = trim(rest.substr(prefix.size()));
        break;
    }
    if (rest.starts_with("มาตรการ")) {
        std::string_view after = rest.substr(std::string_view("มาตรการ").size());
        if (after.starts_with("ที่")) after = after.substr(std::string_view("ที่").size());
        after = trim_label(after);
        const std::string_view number = number_at(after, 0);
        rest = trim_label(after.substr(number.size()));
        if (rest.starts_with(".")) rest = trim(rest.substr(1));
    }
    // Sub-lines hang on a dash or a bullet: "title -first -second".
    std::string title(rest);
    for (std::size_t bullet = title.find("• "); bullet != std::string::npos;
         bullet = title.find("• ")) {
        const bool dashed =
            std::string_view(title).substr(bullet + std::string_view("• ").size()).starts_with("-");
        title.replace(bullet, std::string_view("• ").size(), dashed ? "" : "-");
    }
    for (std::size_t dash = title.find(" -"); dash != std::string::npos; dash = title.rfind(" -")) {
        const std::string_view item = trim(std::string_view(title).substr(dash + 2));
        if (item.empty() || starts_with_digit(item)) break;
        read.items.insert(read.items.begin(), std::string(item));
        title = std::string(trim(std::string_view(title).substr(0, dash)));
    }
    read.title = title;
    const std::string key = comparison_key(title);
    std::vector<plan::Measure>& measures = out_.plan.measures;
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < measures.size(); ++i) {
        if (comparison_key(measures[i].title) == key) found = i;
    }
    if (!found) {
        read.id = "measure-" + std::to_string(measures.size() + 1);
        measures.push_back(read);
        found = measures.size() - 1;
    } else {
        if (measures[*found].prefix.empty()) {
            measures[*found].prefix = read.prefix;
            measures[*found].origin = read.origin;
        }
        if (measures[*found].items.empty()) measures[*found].items = read.items;
    }
    placed(place, measures[*found].id, "title");
    claim(plan::ClaimKind::name, measures[*found].id, trim(printed), title, place);
    return *found;
}

plan::Id Recogniser::definition(const DefinitionText& text, const document::Place& place) {
    for (const plan::GlossaryTerm& known : out_.plan.glossary) {
        if (comparison_key(known.term) == comparison_key(text.term) &&
            comparison_key(known.text) == comparison_key(text.text)) {
            placed(place, known.id, "text");
            return known.id;
        }
    }
    plan::GlossaryTerm made{"term-" + std::to_string(out_.plan.glossary.size() + 1), text.term,
                            text.term_en, text.text};
    out_.plan.glossary.push_back(made);
    placed(place, made.id, "text");
    return made.id;
}

void Recogniser::narrative(plan::NarrativeKind kind, std::string_view title) {
    plan::Narrative made;
    made.id = "narrative-" + std::to_string(out_.plan.narratives.size() + 1);
    made.kind = kind;
    made.title = std::string(trim(title));
    made.after = last_element_;
    last_element_ = made.id;
    out_.plan.narratives.push_back(std::move(made));
    narrative_ = out_.plan.narratives.size() - 1;
}

void Recogniser::settle_budgets() {
    for (std::size_t p = 0; p < out_.plan.projects.size(); ++p) {
        plan::Project& project = out_.plan.projects[p];
        if (project.budget) project.no_budget = false;
        std::vector<std::pair<std::size_t, base::Money>> by_mission;
        std::optional<base::Money> summary;
        for (const AmountMention& mention : amounts_) {
            if (mention.project != p) continue;
            if (mention.summary && !summary) summary = mention.amount;
            if (mention.mission && !mention.summary) {
                const bool known =
                    std::any_of(by_mission.begin(), by_mission.end(),
                                [&](const auto& entry) { return entry.first == *mention.mission; });
                if (!known) by_mission.emplace_back(*mention.mission, mention.amount);
            }
        }
        // Named outside a mission, the amount is the whole.
        for (const AmountMention& mention : amounts_) {
            if (mention.project == p && !summary && !mention.mission && !by_mission.empty())
                summary = mention.amount;
        }
        if (summary) project.budget = summary;
        if (by_mission.size() < 2 || !project.allocations.empty()) continue;
        base::Money sum;
        bool all_equal = true;
        for (const auto& [mission, amount] : by_mission) {
            sum = sum + amount;
            all_equal = all_equal && amount == by_mission.front().second;
        }
        const bool split = summary ? sum == *summary : !all_equal;
        if (!split) continue;
        project.budget = sum;
        for (const auto& [mission, amount] : by_mission) {
            project.allocations.push_back({plan::Ref::to(out_.plan.missions[mission].id), amount});
        }
    }
}

void Recogniser::settle_kinds() {
    const auto settle = [](plan::Indicator& indicator) {
        const std::string key = comparison_key(indicator.name);
        const plan::Target* last = indicator.targets.empty() ? nullptr : &indicator.targets.back();
        if (!indicator.sub_indicators.empty()) {
            indicator.kind = plan::IndicatorKind::composite;
            return;
        }
        if (last != nullptr && last->unit == "ระดับ") {
            indicator.kind = plan::IndicatorKind::level;
        } else if (last != nullptr && last->comparison == plan::Comparison::increase) {
            indicator.kind = plan::IndicatorKind::increase;
        } else if (key.starts_with("ร้อยละ") || key.starts_with("อัตรา") ||
                   (last != nullptr && last->unit == "ร้อยละ")) {
            indicator.kind = plan::IndicatorKind::percent;
        } else if (key.starts_with("จำนวน")) {
            indicator.kind = plan::IndicatorKind::count;
        } else if (key.starts_with("ระดับ")) {
            indicator.kind = plan::IndicatorKind::level;
        } else if ((key.starts_with("มี") || key.starts_with("จัดทำ")) && last != nullptr &&
                   last->value == base::Decimal::from_integer(1) &&
                   (last->unit == "ฉบับ" || last->unit == "แผน" || last->unit == "ระบบ" ||
                    last->unit == "เล่ม")) {
            indicator.kind = plan::IndicatorKind::existence;
        } else if (last != nullptr && !last->unit.empty()) {
            indicator.kind = plan::IndicatorKind::count;
        }
    };
    for (plan::Indicator& indicator : out_.plan.indicators) {
        for (plan::Indicator& sub : indicator.sub_indicators) settle(sub);
        settle(indicator);
        // The score of the level with the whole weight is the weight.
        if (!indicator.scoring_criteria.empty() && !indicator.scoring) {
            plan::Scoring scoring;
            scoring.rule = plan::ScoringRule::levels;
            indicator.scoring = scoring;
        }
    }
}

void Recogniser::settle_frameworks() {
    for (std::size_t f = 0; f < out_.plan.frameworks.size(); ++f) {
        plan::Framework& framework = out_.plan.frameworks[f];
        // One tree under several names: the one printed most, whatever the order.
        std::string name = framework.name;
        int most = 0;
        for (const auto& [printed, count] : framework_names_[f]) {
            if (count > most) {
                most = count;
                name = printed;
            }
        }
        for (const std::string_view lead :
             {"ความเชื่อมโยงกับ", "เชื่อมโยงกับ", "สอดคล้องกับ", "ความสอดคล้องกับ", "ตาม"}) {
            if (name.starts_with(lead)) name = std::string(trim_label(name.substr(lead.size())));
        }
        framework.name = name;
        std::vector<int> years;
        std::size_t length = 0;
        for (std::size_t i = 0; i < name.size(); ++i) {
            if (!digit_at(name, i, length)) continue;
            const std::string_view number = number_at(name, i);
            if (const int year = find_year(number)) years.push_back(year);
            i += number.size() - 1;
        }
        if (years.size() == 2 && years[0] <= years[1])
            framework.years = plan::YearSpan{years[0], years[1]};
        if (years.size() == 1) framework.years = plan::YearSpan{years[0], years[0]};
        if (name.find("ร่าง") != std::string::npos) framework.status = plan::FrameworkStatus::draft;
    }
}

}  // namespace phaen::book
