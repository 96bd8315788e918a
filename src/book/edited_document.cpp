#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "adopt_ids.h"
#include "phaen/base/thai_text.h"
#include "phaen/base/value.h"
#include "phaen/book/compose.h"
#include "phaen/book/merge_edited.h"
#include "phaen/document/read.h"
#include "phaen/document/write_docx.h"
#include "phaen/plan/elements.h"
#include "phaen/plan/io.h"

namespace phaen::book {
namespace {

using base::Value;
using plan::Id;
using Ids = std::map<std::string, std::string>;

// --- the book as it was exported --------------------------------------------------------------

/// What a document says, piece by piece, for comparing.
std::multiset<std::string> pieces_of(const document::Document& document) {
    std::multiset<std::string> pieces;
    for (const document::Block& block : document.blocks) {
        if (block.kind == document::Block::Kind::paragraph) {
            pieces.insert(base::comparison_key(block.paragraph.printed()));
            continue;
        }
        for (const document::Row& row : block.table.rows) {
            for (const document::Cell& cell : row.cells)
                pieces.insert(base::comparison_key(cell.text()));
        }
    }
    pieces.erase("");
    return pieces;
}

/// How many of the file's pieces the book has too, of a thousand.
std::size_t likeness(const std::multiset<std::string>& file, const document::Document& book) {
    std::multiset<std::string> known = pieces_of(book);
    std::size_t common = 0;
    for (const std::string& piece : file) {
        const auto found = known.find(piece);
        if (found == known.end()) continue;
        known.erase(found);
        ++common;
    }
    return common * 1000 / std::max<std::size_t>(file.size() + known.size(), 1);
}

constexpr std::size_t kLeastLikeness = 333;

/// The book of the plan as a reader of its Word file sees it.
std::optional<document::Document> exported(const plan::Plan& plan, const Template& by,
                                           const EditedOptions& options) {
    ComposeOptions compose_options;
    compose_options.version = plan::version_of(plan);
    compose_options.scheme = options.scheme;
    document::ComposedDocument composed = compose(plan, by, compose_options);
    // Without pages the list of contents would be read as headings; nothing of it is in a plan.
    for (document::ComposedSection& section : composed.sections) {
        std::erase_if(section.blocks, [](const document::ComposedBlock& block) {
            return block.kind == document::ComposedBlock::Kind::contents;
        });
    }
    const auto bytes = document::write_docx(composed);
    if (!bytes) return std::nullopt;
    auto read = document::read_docx(*bytes);
    if (!read) return std::nullopt;
    return std::move(*read);
}

/// Of the templates that come with the program the one whose book is most like the file.
std::optional<document::Document> likest_book(const document::Document& edited,
                                              const plan::Plan& plan,
                                              const EditedOptions& options) {
    const std::multiset<std::string> file = pieces_of(edited);
    std::optional<document::Document> best;
    std::size_t best_likeness = kLeastLikeness;
    const auto consider = [&](const Template& by) {
        auto book = exported(plan, by, options);
        if (!book) return;
        const std::size_t like = likeness(file, *book);
        if (like < best_likeness) return;
        best_likeness = like + 1;
        best = std::move(*book);
    };
    if (options.made_by != nullptr) {
        consider(*options.made_by);
    } else {
        for (const Template& by : shipped_templates()) consider(by);
    }
    return best;
}

// --- whose element is whose --------------------------------------------------------------------

using PlacedHints = std::map<std::pair<int, int>, std::set<Id>>;

PlacedHints hints_of(const document::Document& document) {
    PlacedHints hints;
    const auto add = [&hints](const document::Place& place, const document::Hint& hint) {
        if (!hint.element.empty()) hints[{place.block, place.row}].insert(hint.element);
    };
    for (const document::Block& block : document.blocks) {
        if (block.kind == document::Block::Kind::paragraph) {
            add(block.paragraph.place, block.paragraph.hint);
            continue;
        }
        for (const document::Row& row : block.table.rows) {
            add(row.place, row.hint);
            for (const document::Cell& cell : row.cells) add(row.place, cell.hint);
        }
    }
    return hints;
}

std::map<Id, plan::ElementKind> kinds_of(const plan::Plan& plan) {
    std::map<Id, plan::ElementKind> kinds;
    plan::for_each_element(plan, [&kinds](const plan::Element& element) {
        kinds.emplace(std::string(element.id), element.kind);
    });
    return kinds;
}

/// Renames whose new ids are not taken: an element that has one now gets a free one.
plan::Plan with_ids(plan::Plan plan, Ids ids) {
    const auto kinds = kinds_of(plan);
    std::set<std::string> coming;
    for (const auto& [from, to] : ids) coming.insert(to);
    for (const auto& [from, to] : Ids(ids)) {
        if (!kinds.contains(to) || ids.contains(to)) continue;
        std::string free = to + "-other";
        for (int number = 1; kinds.contains(free) || coming.contains(free); ++number)
            free = to + "-other-" + std::to_string(number);
        coming.insert(free);
        ids.emplace(to, free);
    }
    std::erase_if(ids, [](const auto& pair) { return pair.first == pair.second; });
    return rename_ids(std::move(plan), ids);
}

/// A plan of which some elements are known by the file's hints.
struct Hinted {
    plan::Plan plan;
    std::set<Id> known;
};

/// Gives the elements the ids that the file's hints say, where the elements that were read at a
/// hint's place are of its kind.
Hinted adopt_hints(const Recognition& read, const document::Document& document,
                   const std::map<Id, plan::ElementKind>& base_kinds) {
    const PlacedHints hints = hints_of(document);
    if (hints.empty()) return {read.plan, {}};
    const std::map<Id, plan::ElementKind> kinds = kinds_of(read.plan);
    std::map<std::pair<Id, Id>, int> votes;
    for (const Account& account : read.account) {
        const auto found = hints.find({account.place.block, account.place.row});
        if (found == hints.end()) continue;
        for (const Destination& destination : account.destinations) {
            const auto kind = kinds.find(destination.element);
            if (kind == kinds.end()) continue;
            for (const Id& hinted : found->second) {
                const auto of_base = base_kinds.find(hinted);
                if (of_base != base_kinds.end() && of_base->second == kind->second)
                    ++votes[{destination.element, hinted}];
            }
        }
    }
    std::vector<std::pair<int, std::pair<Id, Id>>> order;
    for (const auto& [pair, count] : votes) order.emplace_back(-count, pair);
    std::sort(order.begin(), order.end());
    Ids ids;
    std::set<Id> given;
    for (const auto& [count, pair] : order) {
        if (ids.contains(pair.first) || given.contains(pair.second)) continue;
        ids.emplace(pair.first, pair.second);
        given.insert(pair.second);
    }
    return {with_ids(read.plan, std::move(ids)), std::move(given)};
}

/// An element without what tells it from others that say the same.
struct Described {
    Id id;
    std::string content;
    std::string title;
};
using ElementLists = std::map<std::pair<plan::ElementKind, Id>, std::vector<Described>>;

Value without_ids(const Value& value) {
    Value copy = value;
    std::vector<Value*> open = {&copy};
    while (!open.empty()) {
        Value* at = open.back();
        open.pop_back();
        if (base::Array* items = at->as_array()) {
            for (Value& item : *items) open.push_back(&item);
        } else if (base::Object* members = at->as_object()) {
            std::erase_if(*members, [](const auto& member) { return member.first == "id"; });
            for (auto& [name, member] : *members) open.push_back(&member);
        }
    }
    return copy;
}

Value* at_pointer(Value& tree, std::string_view pointer);

/// The elements of each kind and owner in their order.
ElementLists lists_of(const plan::Plan& plan) {
    Value tree = plan::to_value(plan);
    ElementLists lists;
    plan::for_each_element(plan, [&](const plan::Element& element) {
        const Value* value = at_pointer(tree, element.pointer);
        const std::string_view title = plan::title_of(element);
        lists[{element.kind, Id(element.owner)}].push_back(
            {Id(element.id), value == nullptr ? "" : base::to_canonical_json(without_ids(*value)),
             title == element.id ? "" : base::comparison_key(title)});
    });
    return lists;
}

/// Which element of one plan is which of the other: by hint, by all that it says, by what it is
/// called, by its place after one that is known. Owners go before what they own.
class Alignment {
  public:
    Alignment(const Hinted& mine, const plan::Plan& other)
        : mine_(mine), lists_(lists_of(mine.plan)), others_(lists_of(other)) {
        for (const auto& [place, list] : others_) {
            for (const Described& element : list) taken_.insert(element.id);
        }
        for (const auto& [place, list] : lists_) {
            for (const Described& element : list) taken_.insert(element.id);
        }
    }

    /// The new id of every element.
    Ids run() {
        plan::for_each_element(mine_.plan, [this](const plan::Element& element) {
            const std::pair place(element.kind, Id(element.owner));
            if (done_.insert(place).second) align(place);
        });
        return std::move(ids_);
    }

  private:
    void align(const std::pair<plan::ElementKind, Id>& place) {
        const std::vector<Described>& list = lists_.at(place);
        const auto owner = ids_.find(place.second);
        const auto found =
            others_.find({place.first, owner == ids_.end() ? place.second : owner->second});
        free_.clear();
        if (found != others_.end()) {
            for (const Described& other : found->second) free_.push_back(&other);
        }
        const std::vector<const Described*> order = free_;
        for (const Described& element : list) {
            if (mine_.known.contains(element.id))
                match(element, [&](const Described& other) { return other.id == element.id; });
        }
        for (const Described& element : list)
            match(element,
                  [&](const Described& other) { return other.content == element.content; });
        for (const Described& element : list) {
            if (!element.title.empty())
                match(element,
                      [&](const Described& other) { return other.title == element.title; });
        }
        Id last;
        for (const Described& element : list) {
            const auto before =
                std::find_if(order.begin(), order.end(),
                             [&](const Described* other) { return other->id == last; });
            const auto next = last.empty()            ? order.begin()
                              : before == order.end() ? before
                                                      : std::next(before);
            if (next != order.end())
                match(element, [&](const Described& other) { return &other == *next; });
            last = ids_.emplace(element.id, fresh(element.id)).first->second;
        }
    }

    template <class Same>
    void match(const Described& element, const Same& same) {
        if (ids_.contains(element.id)) return;
        const auto found = std::find_if(free_.begin(), free_.end(),
                                        [&](const Described* other) { return same(*other); });
        if (found == free_.end()) return;
        ids_.emplace(element.id, (*found)->id);
        free_.erase(found);
    }

    /// For an element that the other plan does not have.
    Id fresh(const Id& id) {
        if (ids_.contains(id)) return id;
        const std::string stem = id.substr(0, id.find_last_not_of("0123456789") + 1);
        for (int number = 1;; ++number) {
            Id made = stem + std::to_string(number);
            if (taken_.insert(made).second) return made;
        }
    }

    const Hinted& mine_;
    ElementLists lists_;
    ElementLists others_;
    std::set<std::pair<plan::ElementKind, Id>> done_;
    std::vector<const Described*> free_;
    std::set<Id> taken_;
    Ids ids_;
};

plan::Plan aligned(const Hinted& mine, const plan::Plan& other) {
    return with_ids(mine.plan, Alignment(mine, other).run());
}

// --- changes that the merge leaves to a person -------------------------------------------------

/// The value of a token below another: a member, or the item of a list that has it as its key.
Value* below(Value& value, const std::string& token) {
    if (base::Object* members = value.as_object()) {
        for (auto& [name, member] : *members) {
            if (name == token) return &member;
        }
        return nullptr;
    }
    base::Array* items = value.as_array();
    if (items == nullptr) return nullptr;
    for (Value& item : *items) {
        for (const char* key : {"id", "fiscal_year", "level"}) {
            const Value* found = item.find(key);
            if (found == nullptr) continue;
            const std::string* text = found->as_string();
            const std::int64_t* number = found->as_integer();
            if ((text != nullptr && *text == token) ||
                (number != nullptr && std::to_string(*number) == token))
                return &item;
        }
    }
    return nullptr;
}

std::vector<std::string> tokens_of(std::string_view pointer) {
    std::vector<std::string> tokens;
    while (!pointer.empty()) {
        const std::size_t end = std::min(pointer.find('/'), pointer.size());
        std::string token(pointer.substr(0, end));
        pointer.remove_prefix(std::min(end + 1, pointer.size()));
        for (std::size_t at = 0; (at = token.find('~', at)) != std::string::npos; ++at) {
            if (token.substr(at, 2) == "~1") token.replace(at, 2, "/");
            if (token.substr(at, 2) == "~0") token.replace(at, 2, "~");
        }
        tokens.push_back(std::move(token));
    }
    return tokens;
}

/// What a JSON Pointer of an element leads to: its numbers are places in lists.
Value* at_pointer(Value& tree, std::string_view pointer) {
    Value* at = &tree;
    if (pointer.starts_with('/')) pointer.remove_prefix(1);
    for (const std::string& token : tokens_of(pointer)) {
        base::Array* items = at->as_array();
        const auto number = base::parse_integer(token);
        if (items == nullptr) {
            at = below(*at, token);
        } else {
            const bool is_there =
                number && *number >= 0 && static_cast<std::size_t>(*number) < items->size();
            at = is_there ? &(*items)[static_cast<std::size_t>(*number)] : nullptr;
        }
        if (at == nullptr) return nullptr;
    }
    return at;
}

/// The element in the tree of its plan; null when it is not there.
Value* element_in(Value& tree, const plan::Plan& plan, const Id& id) {
    if (id.empty()) return &tree;
    const plan::ElementIndex index(plan);
    const plan::Element* element = index.find(id);
    return element == nullptr ? nullptr : at_pointer(tree, element->pointer);
}

bool set_field(Value& element, const std::string& field, const Value& value) {
    std::vector<std::string> tokens = tokens_of(field);
    if (tokens.empty()) return false;
    const std::string last = std::move(tokens.back());
    tokens.pop_back();
    Value* at = &element;
    for (const std::string& token : tokens) {
        at = below(*at, token);
        if (at == nullptr) return false;
    }
    base::Object* members = at->as_object();
    if (members == nullptr) return false;
    if (!value.is_null()) {
        at->set(last, value);
        return true;
    }
    std::erase_if(*members, [&last](const auto& member) { return member.first == last; });
    return true;
}

/// Takes the element with this id out of the list where it is.
bool remove_element(Value& tree, const Id& id) {
    std::vector<Value*> open = {&tree};
    while (!open.empty()) {
        Value* value = open.back();
        open.pop_back();
        if (base::Array* items = value->as_array()) {
            const auto found = std::find_if(items->begin(), items->end(), [&id](const Value& item) {
                const Value* own = item.find("id");
                return own != nullptr && own->as_string() != nullptr && *own->as_string() == id;
            });
            if (found != items->end()) {
                items->erase(found);
                return true;
            }
            for (Value& item : *items) open.push_back(&item);
        } else if (base::Object* members = value->as_object()) {
            for (auto& [name, member] : *members) open.push_back(&member);
        }
    }
    return false;
}

/// What the document cannot give back stands between the exported and the edited version as if
/// someone had changed it; where that meets an edit, the edit is meant.
plan::Plan settle(plan::Merged merged, std::vector<EditedNote>& notes) {
    plan::Plan plan = std::move(merged.plan);
    for (const plan::Conflict& conflict : merged.conflicts) {
        Value tree = plan::to_value(plan);
        bool done = false;
        if (conflict.field.empty()) {
            done = conflict.theirs.is_null() && remove_element(tree, conflict.element);
        } else if (!conflict.field.starts_with('@')) {
            Value* element = element_in(tree, plan, conflict.element);
            done = element != nullptr && set_field(*element, conflict.field, conflict.theirs);
        }
        auto settled = done ? plan::from_value(tree) : plan::from_value(Value());
        if (settled) {
            plan = std::move(*settled);
        } else {
            notes.push_back({"change.unplaced", "", conflict.element, conflict.field});
        }
    }
    return plan;
}

std::string where_of(const document::Place& place) {
    if (place.line > 0) return "line " + std::to_string(place.line);
    std::string text = "block " + std::to_string(place.block + 1);
    if (place.row >= 0) text += ", row " + std::to_string(place.row + 1);
    return text;
}

/// What the recogniser had to say of the edited file and not of the exported one.
void add_notes(std::vector<EditedNote>& notes, const Recognition& edited,
               const Recognition& before) {
    std::multiset<std::pair<std::string, std::string>> known;
    for (const Note& note : before.notes) known.emplace(note.code, note.detail);
    for (const Note& note : edited.notes) {
        const auto found = known.find({note.code, note.detail});
        if (found != known.end()) {
            known.erase(found);
            continue;
        }
        notes.push_back({"note", where_of(note.place), note.element, note.detail});
    }
}

}  // namespace

std::optional<Edited> read_edited(const document::Document& edited, const plan::Plan& base,
                                  const EditedOptions& options, std::stop_token stop) {
    // 1. The book as it was exported.
    const auto book = likest_book(edited, base, options);
    if (!book || stop.stop_requested()) return std::nullopt;
    // 2. Both as plans, their elements with the ids of the version that they were made from.
    RecogniseOptions reading;
    reading.hints = options.hints;
    reading.against = &base;
    const Recognition before = recognise(*book, reading, stop);
    const Recognition after = recognise(edited, reading, stop);
    if (stop.stop_requested()) return std::nullopt;
    const auto kinds = kinds_of(base);
    plan::Plan old_plan = aligned(adopt_hints(before, *book, kinds), base);
    plan::Plan new_plan = aligned(adopt_hints(after, edited, kinds), old_plan);
    for (plan::Plan* plan : {&old_plan, &new_plan}) {
        plan->source = base.source;
        plan->claims = base.claims;
    }
    // 3. What differs between them, in the version itself.
    Edited made;
    made.plan = settle(plan::merge(old_plan, base, new_plan), made.notes);
    add_notes(made.notes, after, before);
    return made;
}

}  // namespace phaen::book
