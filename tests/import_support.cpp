#include "import_support.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "phaen/base/thai_text.h"
#include "phaen/document/read.h"
#include "phaen/plan/io.h"
#include "phaen/plan/words.h"

namespace phaen::tests {

namespace {

/// The members of an object that are not elements of their own: those are lists of objects with an
/// id.
bool holds_elements(const base::Value& value) {
    const base::Array* items = value.as_array();
    return items != nullptr && !items->empty() && items->front().find("id") != nullptr;
}

const base::Value* at_pointer(const base::Value& root, std::string_view pointer) {
    const base::Value* at = &root;
    const Lines parts = split(pointer, "/");
    for (std::size_t i = 1; i < parts.size() && at != nullptr; ++i) {
        const std::string& part = parts[i];
        if (const base::Array* items = at->as_array()) {
            const auto index = base::parse_integer(part);
            at = index && static_cast<std::size_t>(*index) < items->size()
                     ? &(*items)[static_cast<std::size_t>(*index)]
                     : nullptr;
        } else {
            at = at->find(part);
        }
    }
    return at;
}

/// Canonical JSON in which every text is its comparison key, or a label where it is the id of an
/// element.
std::string keyed(const base::Value& value, const std::map<std::string, std::string>& labels) {
    const std::string json = base::to_canonical_json(value);
    std::string out;
    for (std::size_t at = 0; at < json.size();) {
        if (json[at] != '"') {
            out += json[at++];
            continue;
        }
        std::size_t end = at + 1;
        while (json[end] != '"') end += json[end] == '\\' ? 2U : 1U;
        const std::string text = json.substr(at + 1, end - at - 1);
        const auto label = labels.find(text);
        out += '"' + (label == labels.end() ? base::comparison_key(text) : label->second) + '"';
        at = end + 1;
    }
    return out;
}

/// What a schedule is called: it has no title of its own, but an indicator and a project.
std::string schedule_label(const plan::Schedule& schedule,
                           const std::map<std::string, std::string>& labels) {
    std::string label = "schedule";
    for (const auto& ref : {schedule.indicator, schedule.project, schedule.activity}) {
        if (!ref) continue;
        const auto found = labels.find(ref->id);
        label +=
            "/" + (found == labels.end() ? base::comparison_key(ref->unresolved) : found->second);
    }
    return label;
}

}  // namespace

std::optional<std::string> read_file(const std::string& path) {
    std::ifstream file(std::string(PHAEN_SOURCE_DIR) + "/" + path, std::ios::binary);
    if (!file) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::optional<Lines> source_lines() {
    const auto bytes = read_file("../shared/source/annual-plan-2565.txt");
    if (!bytes) return std::nullopt;
    return split(*bytes, "\n");
}

Lines split(std::string_view text, std::string_view by) {
    Lines parts;
    for (std::size_t at = 0;;) {
        const std::size_t end = text.find(by, at);
        parts.emplace_back(text.substr(at, end == text.npos ? text.npos : end - at));
        if (end == text.npos) return parts;
        at = end + by.size();
    }
}

std::string join(const Lines& lines, std::string_view by) {
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i > 0) text += by;
        text += lines[i];
    }
    return text;
}

book::Recognition import_bytes(const std::string& bytes) {
    const auto document = document::read(bytes);
    if (!document) {
        ADD_FAILURE() << "the document cannot be read: " << document.error().detail;
        return {};
    }
    return book::recognise(*document, {});
}

book::Recognition import_lines(const Lines& lines) { return import_bytes(join(lines, "\n")); }

std::map<std::string, std::string> labels_of(const plan::Plan& plan) {
    std::map<std::string, std::string> labels;
    const auto add = [&](const plan::Element& element) {
        std::string label = std::string(plan::to_string(element.kind)) + ":";
        if (const auto* schedule = std::get_if<const plan::Schedule*>(&element.object)) {
            label = schedule_label(**schedule, labels);
        } else if (element.kind == plan::ElementKind::claim) {
            label = "claim";
        } else {
            std::string title(plan::title_of(element));
            if (const auto* narrative = std::get_if<const plan::Narrative*>(&element.object)) {
                title = std::string(plan::word_of((*narrative)->kind)) + " " + (*narrative)->title;
            }
            if (element.kind == plan::ElementKind::swot_item)
                label += std::string(element.id) + " ";
            label += base::comparison_key(title);
            const auto owner = labels.find(std::string(element.owner));
            if (owner != labels.end()) label = owner->second + " > " + label;
        }
        labels.emplace(element.id, std::move(label));
    };
    plan::for_each_element(plan, add);
    return labels;
}

Facts facts_of(const plan::Plan& plan, Claims claims, const std::set<std::string>& ignore) {
    const base::Value value = plan::to_value(plan);
    const std::map<std::string, std::string> labels = labels_of(plan);
    Facts facts;
    const auto add = [&](const std::string& label, std::string_view kind,
                         const base::Value& element) {
        if (element.as_object() == nullptr) return;
        for (const auto& [name, member] : *element.as_object()) {
            if (name == "id" || name == "after" || name == "place" || holds_elements(member))
                continue;
            if (ignore.count(std::string(kind) + "." + name) > 0) continue;
            if (const base::Array* items = member.as_array()) {
                for (const base::Value& item : *items) {
                    facts.insert(label + " | " + name + "[] = " + keyed(item, labels));
                }
            } else {
                facts.insert(label + " | " + name + " = " + keyed(member, labels));
            }
        }
    };
    for (const char* name : {"title", "fiscal_year", "scheme", "agency", "vision"}) {
        const base::Value* member = value.find(name);
        if (member != nullptr && ignore.count(std::string("plan.") + name) == 0) {
            facts.insert(std::string("plan | ") + name + " = " + keyed(*member, labels));
        }
    }
    plan::for_each_element(plan, [&](const plan::Element& element) {
        if (element.kind == plan::ElementKind::claim && claims == Claims::left_out) return;
        const base::Value* at = at_pointer(value, element.pointer);
        if (at == nullptr) return;
        const std::string& label = labels.at(std::string(element.id));
        if (element.kind == plan::ElementKind::claim) {
            base::Value claim = *at;
            std::erase_if(*claim.as_object(),
                          [](const auto& m) { return m.first == "id" || m.first == "place"; });
            facts.insert("claim | " + keyed(claim, labels));
            return;
        }
        facts.insert(label);
        add(label, plan::to_string(element.kind), *at);
    });
    return facts;
}

std::string difference(const Facts& expected, const Facts& actual, std::size_t limit) {
    std::string text;
    std::size_t count = 0;
    const auto list = [&](const Facts& from, const Facts& without, std::string_view mark) {
        std::vector<std::string> only;
        std::set_difference(from.begin(), from.end(), without.begin(), without.end(),
                            std::back_inserter(only));
        for (const std::string& fact : only) {
            if (count++ < limit) text += "\n    " + std::string(mark) + fact.substr(0, 700);
        }
    };
    list(expected, actual, "expected: ");
    list(actual, expected, "got:      ");
    if (count > limit) text += "\n    … " + std::to_string(count) + " in all";
    return text;
}

std::map<std::string, std::string> members_by_id(const plan::Plan& plan) {
    const base::Value value = plan::to_value(plan);
    std::map<std::string, std::string> members;
    const auto own = [](base::Value element) {
        if (element.as_object() == nullptr) return std::string();
        std::erase_if(*element.as_object(), [](const auto& member) {
            return member.first == "source" || member.first == "swot" ||
                   holds_elements(member.second);
        });
        return base::to_canonical_json(element);
    };
    members.emplace(plan.id, own(value));
    plan::for_each_element(plan, [&](const plan::Element& element) {
        if (const base::Value* at = at_pointer(value, element.pointer)) {
            members.emplace(element.id, own(*at));
        }
    });
    return members;
}

bool begins_syllable(std::string_view text, std::size_t at) {
    if (at >= text.size()) return true;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (byte(at) < 0x80) return true;
    if (byte(at) != 0xE0 || at + 2 >= text.size() || byte(at + 1) < 0xB8) return false;
    // U+0E01..U+0E2E are consonants, U+0E40..U+0E44 vowels written before them.
    const unsigned point = 0x0E00U + (byte(at + 1) - 0xB8U) * 64U + (byte(at + 2) - 0x80U);
    return (point >= 0x0E01 && point <= 0x0E2E) || (point >= 0x0E40 && point <= 0x0E44);
}

}  // namespace phaen::tests
