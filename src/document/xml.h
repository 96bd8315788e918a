#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "phaen/base/result.h"
#include "phaen/document/read.h"

/// XML parts of a Word file. Names are compared without their prefix: a file may choose any prefix,
/// and the strict and the transitional namespaces differ in nothing else that we read.
namespace phaen::document::word {

/// A parsed part. The tree points into the buffer.
class XmlPart {
  public:
    /// Refuses, before the parser sees it: what is not UTF-8, a document type or entities, nesting
    /// over the limit, more elements and attributes than the limit, and character references that
    /// XML does not allow.
    [[nodiscard]] static base::Result<XmlPart, ReadError> parse(std::unique_ptr<char[]> bytes,
                                                                std::size_t size,
                                                                const std::string& part_name,
                                                                const ReadLimits& limits);

    /// The element at the top.
    [[nodiscard]] pugi::xml_node root() const { return document_->document_element(); }

  private:
    XmlPart() = default;
    std::unique_ptr<char[]> bytes_;
    std::unique_ptr<pugi::xml_document> document_;
};

[[nodiscard]] std::string_view local_name(const char* name);
[[nodiscard]] inline std::string_view local_name(pugi::xml_node node) {
    return local_name(node.name());
}

/// The first child element with this local name; a null node when there is none.
[[nodiscard]] pugi::xml_node child(pugi::xml_node parent, std::string_view name);
/// The first attribute with this local name, or nothing.
[[nodiscard]] std::optional<std::string_view> attribute(pugi::xml_node node, std::string_view name);
/// An attribute as a whole number; nothing when it is missing, not a number or out of range.
[[nodiscard]] std::optional<long long> integer_attribute(pugi::xml_node node,
                                                         std::string_view name);
/// Word's on/off element: on when present, unless its `val` says otherwise; nothing when missing.
[[nodiscard]] std::optional<bool> on_off(pugi::xml_node properties, std::string_view name);

/// Of `mc:AlternateContent`, the one branch to read: the first Choice that requires only what we
/// know, else the Fallback, else the first Choice.
[[nodiscard]] pugi::xml_node chosen_branch(pugi::xml_node alternate_content);

/// The next node of a walk below `root` in document order, skipping what is below `node`; null at
/// the end.
[[nodiscard]] pugi::xml_node next_after(pugi::xml_node node, pugi::xml_node root);
/// The next node of a walk below `root` in document order.
[[nodiscard]] pugi::xml_node next_inside(pugi::xml_node node, pugi::xml_node root);

}  // namespace phaen::document::word
