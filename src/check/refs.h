#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"

/// What the rules on references and required parts share: names in messages, the place that shows
/// an element in a certain way, and a walk over everything that refers to something.
namespace phaen::check {

/// Names of elements for a message: the first few, and how many more.
[[nodiscard]] plan::BilingualText names_in(const Context& context,
                                           const std::vector<std::string_view>& ids,
                                           std::size_t most = 4);
/// Texts of a message in one language, with commas between.
[[nodiscard]] std::string joined(const std::vector<std::string>& texts);

/// The first place where the account calls an element by the first of these words, or by the next;
/// the first of all when it does so nowhere; an empty place in a plan file.
[[nodiscard]] plan::Place place_as(const Context& context, std::string_view id,
                                   std::initializer_list<std::string_view> whats);
/// True when the document shows the element in one of these ways.
[[nodiscard]] bool shown_as(const Context& context, std::string_view id,
                            std::initializer_list<std::string_view> whats);
/// The cell of a row that prints a text; the place itself for a paragraph.
[[nodiscard]] plan::Place printed_at(const Context& context, const plan::Place& place,
                                     std::string_view text);
/// The cell or paragraph that prints an indicator's name where its data sheet begins.
[[nodiscard]] plan::Place sheet_place(const Context& context, const plan::Indicator& indicator);
/// The cell or paragraph that prints a project's name first.
[[nodiscard]] plan::Place project_place(const Context& context, const plan::Project& project);
/// At most that many of the places.
[[nodiscard]] std::vector<plan::Place> first_places(const std::vector<plan::Place>& places,
                                                    std::size_t most);

/// Something that refers to an element.
struct RefUse {
    std::string_view element;  ///< whose member it is
    std::string member;        ///< pointer below the element: /lead/0
    const plan::Ref* ref = nullptr;
    plan::ElementKind target = plan::ElementKind::project;  ///< what it should name
};
/// Every reference of the plan in its order, but the SWOT items of combinations.
void for_each_ref(const plan::Plan& plan, const std::function<void(const RefUse&)>& visit);

/// More than half of `all`, and at least two, have it: then one without it lacks something.
[[nodiscard]] bool is_usual(std::size_t with, std::size_t all);

}  // namespace phaen::check
