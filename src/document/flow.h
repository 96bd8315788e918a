#pragma once

#include <string_view>

#include "drawing.h"
#include "xml.h"

/// Walking paragraphs, tables, rows and cells as they count (contracts.md section 2): content
/// controls and the like are unwrapped.
namespace phaen::document::word {

[[nodiscard]] inline bool is_wrapper(std::string_view name) {
    return name == "sdt" || name == "sdtContent" || name == "customXml" || name == "smartTag" ||
           name == "AlternateContent" || name == "Choice" || name == "Fallback";
}

/// Calls `visit` for the children of `parent`, with content controls and the like unwrapped, until
/// it answers false.
template <class Visit>
// NOLINTNEXTLINE(misc-no-recursion): one call a table level, see DocxReader::read_flow
bool each_child(pugi::xml_node parent, Visit&& visit) {
    BranchWalk walk(parent);
    while (const pugi::xml_node node = walk.node()) {
        if (is_wrapper(local_name(node))) {
            walk.enter();
            continue;
        }
        if (!visit(node)) return false;
        walk.skip();
    }
    return true;
}

}  // namespace phaen::document::word
