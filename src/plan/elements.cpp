#include "phaen/plan/elements.h"

#include <array>

#include "plan_fields.h"
#include "record.h"

namespace phaen::plan {

namespace {

constexpr std::array<std::string_view, kElementKindCount> kKindNames = {"narrative",
                                                                        "organisation",
                                                                        "mission_statement",
                                                                        "framework",
                                                                        "framework_node",
                                                                        "measure",
                                                                        "swot_item",
                                                                        "swot_combination",
                                                                        "mission",
                                                                        "glossary_term",
                                                                        "indicator",
                                                                        "evidence_item",
                                                                        "higher_indicator",
                                                                        "project",
                                                                        "activity",
                                                                        "budget_node",
                                                                        "schedule",
                                                                        "step",
                                                                        "result",
                                                                        "claim"};

/// Visits one record and what stands in it. Depth is that of the types: an indicator's
/// sub-indicators end it.
template <class T>
class ElementVisitor {
  public:
    ElementVisitor(const T& record, std::string pointer, std::string_view owner,
                   const std::function<void(const Element&)>& visit)
        : record_(record), pointer_(std::move(pointer)), owner_(owner), visit_(visit) {}

    void record(const RecordOptions& options) {
        if constexpr (std::is_constructible_v<ElementPointer, const T*>) {
            PHAEN_CHECK(options.element.has_value(),
                        "a type that is an element is described as one");
            visit_(Element{record_.id, *options.element, pointer_, owner_, &record_});
            owner_ = record_.id;
        }
    }

    template <class M>
    // NOLINTNEXTLINE(misc-no-recursion): follows the types, bounded by the reader's depth
    void field(std::string_view name, M T::* member, const FieldOptions&) {
        if constexpr (IsVector<M>::value) {
            using Item = typename M::value_type;
            if constexpr (std::is_constructible_v<ElementPointer, const Item*>) {
                const M& list = record_.*member;
                for (std::size_t i = 0; i < list.size(); ++i) {
                    descend(list[i], pointer_ + '/' + std::string(name) + '/' + std::to_string(i));
                }
            }
        } else if constexpr (std::is_same_v<M, Swot>) {
            descend(record_.*member, pointer_ + '/' + std::string(name));
        }
    }

  private:
    template <class U>
    // NOLINTNEXTLINE(misc-no-recursion): see field
    void descend(const U& inner, std::string pointer) {
        ElementVisitor<U> visitor(inner, std::move(pointer), owner_, visit_);
        describe(visitor, Of<U>{});
    }

    const T& record_;
    std::string pointer_;
    std::string_view owner_;
    const std::function<void(const Element&)>& visit_;
};

struct Title {
    template <class T>
    std::string_view operator()(const T* element) const {
        if constexpr (requires { element->name; })
            return or_id(element->name, element->id);
        else if constexpr (requires { element->title; })
            return or_id(element->title, element->id);
        else if constexpr (requires { element->term; })
            return or_id(element->term, element->id);
        else if constexpr (requires { element->heading; })
            return or_id(element->heading, element->id);
        else if constexpr (requires { element->indicator_name; })
            return or_id(element->indicator_name, element->id);
        else if constexpr (requires { element->text; })
            return or_id(element->text, element->id);
        else if constexpr (requires { element->printed; })
            return or_id(element->printed, element->id);
        else
            return element->id;
    }
    static std::string_view or_id(const std::string& title, const Id& id) {
        return title.empty() ? id : title;
    }
};

}  // namespace

std::string_view to_string(ElementKind kind) {
    return kKindNames.at(static_cast<std::size_t>(kind));
}

std::optional<ElementKind> element_kind_from(std::string_view text) {
    for (std::size_t i = 0; i < kKindNames.size(); ++i) {
        if (kKindNames[i] == text) return static_cast<ElementKind>(i);
    }
    return std::nullopt;
}

void for_each_element(const Plan& plan, const std::function<void(const Element&)>& visit) {
    ElementVisitor<Plan> visitor(plan, "", "", visit);
    describe(visitor, Of<Plan>{});
}

std::string_view title_of(const Element& element) { return std::visit(Title{}, element.object); }

ElementIndex::ElementIndex(const Plan& plan) {
    for_each_element(plan, [this](const Element& element) { elements_.push_back(element); });
    for (std::size_t i = 0; i < elements_.size(); ++i) by_id_.emplace(elements_[i].id, i);
}

const Element* ElementIndex::find(std::string_view id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &elements_[found->second];
}

}  // namespace phaen::plan
