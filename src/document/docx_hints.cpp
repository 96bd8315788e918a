#include "docx_hints.h"

#include <utility>
#include <vector>

#include "xml.h"

namespace phaen::document::word {
namespace {

/// Of what people may have put into the file, a part of ours is never this large.
constexpr std::size_t kMostHints = 1'000'000;

HintKind kind_of(std::string_view word) {
    if (word == "table") return HintKind::table;
    if (word == "row") return HintKind::row;
    if (word == "cell") return HintKind::cell;
    return HintKind::paragraph;
}

/// The namespace of an element without a prefix, or with one.
std::string_view own_namespace(pugi::xml_node root) {
    const std::string_view name = root.name();
    const std::size_t colon = name.find(':');
    std::string declaration = "xmlns";
    if (colon != std::string_view::npos) declaration += ":" + std::string(name.substr(0, colon));
    return root.attribute(declaration.c_str()).value();
}

std::string version_property(Package& package) {
    const auto parts = package.related_parts("", "custom-properties");
    if (!parts || parts->empty() || !package.has(parts->front())) return {};
    const auto part = package.read(parts->front());
    if (!part) return {};
    for (const pugi::xml_node property : part->root().children()) {
        if (attribute(property, "name").value_or("") == "PhaenVersion") {
            return property.first_child().child_value();
        }
    }
    return {};
}

}  // namespace

Hints::Hints(pugi::xml_node root) {
    if (local_name(root) != "hints" || own_namespace(root) != kHintsNamespace) return;
    version_ = attribute(root, "version").value_or("");
    for (const pugi::xml_node node : root.children()) {
        if (local_name(node) != "hint" || by_bookmark_.size() == kMostHints) continue;
        Meaning meaning;
        meaning.kind = kind_of(attribute(node, "of").value_or(""));
        meaning.hint.element = attribute(node, "element").value_or("");
        meaning.hint.field = attribute(node, "field").value_or("");
        const std::string_view number = attribute(node, "number").value_or("");
        by_bookmark_.emplace(std::string(kHintBookmark) + std::string(number), std::move(meaning));
    }
}

const Hints::Meaning* Hints::find(std::string_view bookmark) const {
    if (by_bookmark_.empty() || !bookmark.starts_with(kHintBookmark)) return nullptr;
    const auto found = by_bookmark_.find(std::string(bookmark));
    return found == by_bookmark_.end() ? nullptr : &found->second;
}

Hints load_hints(Package& package, const std::string& main_part) {
    Hints hints;
    if (const auto parts = package.related_parts(main_part, "customXml")) {
        for (const std::string& name : *parts) {
            if (!package.has(name)) continue;
            const auto part = package.read(name);
            if (part) hints = Hints(part->root());
            if (!hints.version().empty()) return hints;
        }
    }
    hints.set_version(version_property(package));
    return hints;
}

}  // namespace phaen::document::word
