#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "phaen/check/finding.h"

/// The rules themselves. Each is a file of its own under `rules/`.
namespace phaen::check {

class Context;

struct RuleText {
    std::string_view th;
    std::string_view en;
};

/// A piece of a document (or of a plan file) that a rule must find wrong, or must leave alone. The
/// text is a whole document as `document::read_text` reads it; a text that begins with `schema` is
/// a plan file in TOML.
struct Example {
    std::string_view text;
    /// 1-based lines of a document, or the element of a plan file, that the rule must name; empty
    /// in an example that must stay silent.
    std::vector<int> lines;
    std::string_view element;
};

struct Rule {
    std::string_view id;
    Severity severity = Severity::warning;
    Category category = Category::missing;
    RuleText title;        ///< what is wrong, in a few words
    RuleText why;          ///< why it matters and when the rule speaks
    RuleText mend;         ///< what would mend it
    RuleText source;       ///< where the rule comes from
    bool fixable = false;  ///< some of its findings carry a fix
    std::vector<Example> bad;
    std::vector<Example> near_miss;
    void (*run)(Context& context) = nullptr;
};

/// All rules in the order of their ids.
[[nodiscard]] std::span<const Rule* const> all_rules();
/// Null when there is none of that id.
[[nodiscard]] const Rule* find_rule(std::string_view id);

}  // namespace phaen::check
