#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "phaen/plan/plan.h"

namespace phaen::plan {

/// What an id of the plan can stand for. A sub-indicator is an `indicator`.
enum class ElementKind {
    narrative,
    organisation,
    mission_statement,
    framework,
    framework_node,
    measure,
    swot_item,
    swot_combination,
    mission,
    glossary_term,
    indicator,
    evidence_item,
    higher_indicator,
    project,
    activity,
    budget_node,
    schedule,
    step,
    result,
    claim,
};

inline constexpr int kElementKindCount = 20;

/// The kind as files and answers name it: `swot_item`.
[[nodiscard]] std::string_view to_string(ElementKind kind);
[[nodiscard]] std::optional<ElementKind> element_kind_from(std::string_view text);

/// The element itself, by its type.
using ElementPointer =
    std::variant<const Narrative*, const Organisation*, const MissionStatement*, const Framework*,
                 const FrameworkNode*, const Measure*, const SwotItem*, const SwotCombination*,
                 const Mission*, const GlossaryTerm*, const Indicator*, const EvidenceItem*,
                 const HigherIndicator*, const Project*, const Activity*, const BudgetNode*,
                 const Schedule*, const Step*, const EarlierResult*, const Claim*>;

/// One element of a plan, seen from outside. It points into the plan and lives as long as that
/// stays unchanged.
struct Element {
    std::string_view id;
    ElementKind kind = ElementKind::narrative;
    std::string
        pointer;  ///< JSON Pointer (RFC 6901) into the plan file: `/indicators/0/evidence/2`
    std::string_view
        owner;  ///< id of the element that it stands in, empty when it stands in the plan
    ElementPointer object;
};

/// Calls `visit` for every element, nested ones too, in the order of the plan file; an owner comes
/// before its parts.
void for_each_element(const Plan& plan, const std::function<void(const Element&)>& visit);

/// What a reader would call the element: its name, title, term or text, else the id.
[[nodiscard]] std::string_view title_of(const Element& element);

/// The elements of a plan by id. Of two with one id the first is found. The plan must outlive it
/// unchanged.
class ElementIndex {
  public:
    explicit ElementIndex(const Plan& plan);
    /// Null when no element has the id.
    [[nodiscard]] const Element* find(std::string_view id) const;
    /// In the order of the plan file.
    [[nodiscard]] const std::vector<Element>& elements() const { return elements_; }

  private:
    std::vector<Element> elements_;
    std::unordered_map<std::string_view, std::size_t> by_id_;
};

}  // namespace phaen::plan
