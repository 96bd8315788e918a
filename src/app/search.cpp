#include "phaen/app/search.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "members.h"
#include "phaen/base/thai_text.h"
#include "phaen/plan/elements.h"
#include "refusals.h"
#include "search_match.h"

namespace phaen::app {

using base::Array;
using base::Done;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kMostBytes = 200;
constexpr std::size_t kFewestCharacters = 2;
constexpr std::size_t kOfEachKind = 10;

/// The best of one kind, those that fit alike in the order in which they came.
class Best {
  public:
    void add(std::optional<int> rank, Value item) {
        if (rank) found_.emplace_back(*rank, std::move(item));
    }
    /// Moves them to the list; true when there were more.
    bool move_to(Array& list) {
        std::stable_sort(found_.begin(), found_.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        const bool more = found_.size() > kOfEachKind;
        if (more) found_.resize(kOfEachKind);
        for (auto& [rank, item] : found_) list.push_back(std::move(item));
        return more;
    }

  private:
    std::vector<std::pair<int, Value>> found_;
};

Value item_of(const Year::Findable& one) {
    Object item{{"kind", Value(one.is_evidence ? "evidence" : "record")},
                {"id", Value(one.id)},
                {"title", Value(one.title)},
                {"of", both(one.of)},
                {"on", Value(one.on)}};
    if (!one.dataset.empty()) item.emplace_back("dataset", Value(one.dataset));
    if (!one.element.empty()) item.emplace_back("element", Value(one.element));
    if (!one.element_kind.empty()) item.emplace_back("element_kind", Value(one.element_kind));
    return Value(std::move(item));
}

/// The number or code that the document prints beside it; empty for what has none.
std::string_view printed_number(const plan::Element& element) {
    return std::visit(
        [](const auto* object) -> std::string_view {
            if constexpr (requires { object->number; })
                return object->number;
            else if constexpr (requires { object->code; })
                return object->code;
            else
                return {};
        },
        element.object);
}

BothTexts both_in(const Value& value, std::string_view name) {
    const Value* member = value.find(name);
    if (member == nullptr) return {};
    return {text_of(*member, "th"), text_of(*member, "en")};
}

}  // namespace

Result<Done, Refusal> Search::add_elements(std::string_view plan, std::string_view words,
                                           Array& items, bool& more) const {
    const auto current = workspace_.current(plan);
    if (!current) return Unexpected{current.error()};
    const Wanted wanted(words);
    Best elements;
    const plan::ElementIndex index(*current->plan);
    for (const plan::Element& element : index.elements()) {
        const std::string_view title = plan::title_of(element);
        // A schedule is called as what it is of, a claim as what it is about: those are found.
        if (element.kind == plan::ElementKind::schedule ||
            element.kind == plan::ElementKind::claim) {
            continue;
        }
        const std::string_view number = printed_number(element);
        const plan::Element* owner = index.find(element.owner);
        const std::string of(owner != nullptr ? plan::title_of(*owner) : "");
        const auto rank =
            wanted.rank(Wanted::fold({title}), Wanted::fold({number, title, element.id}));
        if (!rank) continue;
        Object item{{"kind", Value("element")},
                    {"id", Value(element.id)},
                    {"title", Value(title)},
                    {"of", both({of, of})},
                    {"element_kind", Value(plan::to_string(element.kind))}};
        if (!number.empty()) item.emplace_back("number", Value(number));
        elements.add(rank, Value(std::move(item)));
    }
    more = elements.move_to(items) || more;
    return Done{};
}

Result<Value, Refusal> Search::find(std::string_view plan, std::string_view words, Within within,
                                    const By& by) const {
    if (words.size() > kMostBytes || base::count_graphemes(words) < kFewestCharacters) {
        return Unexpected{bad_member(
            "words", {"ระบุคำค้นใน “words” อย่างน้อย 2 ตัวอักษร ไม่เกิน 200 ไบต์",
                      "Give at least two letters to look for as “words”, at most 200 bytes."})};
    }
    const auto agency = workspace_.agency_of_plan(plan);
    if (!agency) return Unexpected{agency.error()};
    const auto may = [&](std::string_view permission) {
        return widest_scope(by.actor, permission, *agency, by.today) != Scope::none;
    };
    const Wanted wanted(words);
    Best records;
    Best evidence;
    Best subjects;
    Best people;
    const bool sees_records = may("record.read");
    const bool sees_evidence = may("progress.read");
    if (sees_records || sees_evidence) {
        const auto findable = year_.findable(plan);
        if (!findable) return Unexpected{findable.error()};
        for (const Year::Findable& one : **findable) {
            if (one.is_evidence ? !sees_evidence : !sees_records) continue;
            const auto rank = wanted.rank(one.folded_title, one.folded);
            if (rank) (one.is_evidence ? evidence : records).add(rank, item_of(one));
        }
    }
    if (may("workflow.read")) {
        const auto list = workflow_.list(*agency, {}, false, by.actor, by.today);
        if (!list) return Unexpected{list.error()};
        const auto papers = workflow_.papers(*agency);
        if (!papers) return Unexpected{papers.error()};
        for (const Value& subject : list_in(*list, "items")) {
            const std::string kind = text_of(subject, "kind");
            const std::string id = text_of(subject, "subject");
            const std::string given = text_of(subject, "title");
            const std::string& title = given.empty() ? id : given;
            const BothTexts of = both_in(subject, "kind_name");
            std::vector<std::string_view> texts = {title, id, of.th, of.en};
            const auto numbers = papers->find({kind, id});
            if (numbers != papers->end())
                texts.insert(texts.end(), numbers->second.begin(), numbers->second.end());
            subjects.add(wanted.rank(Wanted::fold({title}), Wanted::fold(texts)),
                         Value(Object{{"kind", Value("subject")},
                                      {"id", Value(id)},
                                      {"workflow", Value(kind)},
                                      {"title", Value(title)},
                                      {"of", both(of)}}));
        }
    }
    if (may("responsible.read")) {
        const auto colleagues = accounts_.colleagues(*agency);
        if (!colleagues) return Unexpected{colleagues.error()};
        for (const Colleague& one : *colleagues) {
            people.add(wanted.rank(Wanted::fold({one.name}),
                                   Wanted::fold({one.name, one.roles.th, one.roles.en})),
                       Value(Object{{"kind", Value("person")},
                                    {"id", Value(one.account)},
                                    {"title", Value(one.name)},
                                    {"of", both(one.roles)}}));
        }
    }
    Array items;
    bool more = false;
    if (within == Within::year_and_plan && may("plan.read")) {
        const auto added = add_elements(plan, words, items, more);
        if (!added) return Unexpected{added.error()};
    }
    for (Best* one : {&records, &evidence, &subjects, &people}) more = one->move_to(items) || more;
    return Value(Object{{"items", Value(std::move(items))}, {"more", Value(more)}});
}

}  // namespace phaen::app
