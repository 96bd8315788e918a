#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/value.h"
#include "phaen/plan/elements.h"
#include "phaen/plan/plan.h"
#include "phaen/plan/problem.h"

/// What differs between two plans. Elements are the same when their kinds and ids are; no attempt
/// is made to guess that an element was given a new id.
namespace phaen::plan {

enum class ChangeKind { added, removed, moved, changed };

/// One member of an element. `field` is a JSON Pointer from the element without its first slash
/// (`title/th`, `write_up/rationale`, `targets/2565/value`: lists whose items have a key are
/// compared by it). Null is "not there".
struct FieldChange {
    std::string field;
    base::Value before;
    base::Value after;
    friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

/// Where an element stands: in which list of which element (empty for the plan), after which other
/// one (empty when it is the first).
struct Standing {
    std::string owner;
    std::string list;
    std::string after;
    friend bool operator==(const Standing&, const Standing&) = default;
};

struct Change {
    ChangeKind kind = ChangeKind::changed;
    Id element;                       ///< empty for the plan's own members
    std::optional<ElementKind> is_a;  ///< null for the plan
    std::string title;                ///< what a reader calls it, from the later plan that has it
    std::vector<FieldChange> fields;  ///< changed: what differs; added and removed: all that it has
    std::optional<Standing> from;     ///< removed, moved
    std::optional<Standing> to;       ///< added, moved
    friend bool operator==(const Change&, const Change&) = default;
};

/// Changes in the order of the later plan, those of the plan's own members first, removed elements
/// last.
using Diff = std::vector<Change>;

/// Whether what depends on the document that a plan was read from (`source` and `claims`) is
/// compared too.
enum class Compare { content, everything };

/// Empty when the plans have the same content, and only then (for `everything`: when they are
/// equal).
[[nodiscard]] Diff diff(const Plan& before, const Plan& after, Compare compare = Compare::content);

/// For people: one line a change, and one a field.
[[nodiscard]] std::string diff_to_text(const Diff& diff, MessageLanguage language);
/// For programs: `phaen.diff/1`, docs/reference/diff.schema.json.
[[nodiscard]] base::Value diff_to_value(const Diff& diff, const Plan& before, const Plan& after);

}  // namespace phaen::plan
