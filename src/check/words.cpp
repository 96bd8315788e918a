#include "phaen/check/words.h"

#include <optional>
#include <span>
#include <utility>

#include "phaen/base/check.h"
#include "phaen/plan/toml.h"
#include "shipped_words.h"

namespace phaen::check {

namespace {

using base::SyntaxError;
using base::Unexpected;
using base::Value;
using Names = std::vector<std::string>;

/// A words file is written by hand; what is larger is none.
constexpr base::ValueLimits kLimits{.bytes = 4u << 20, .depth = 6, .values = 200'000};

std::optional<SyntaxError> read_names(const Value& value, Names& names) {
    const base::Array* array = value.as_array();
    if (array == nullptr) return SyntaxError{"a list of texts is needed here", value.position()};
    for (const Value& item : *array) {
        const std::string* text = item.as_string();
        if (text == nullptr || text->empty()) {
            return SyntaxError{"a text is needed here", item.position()};
        }
        names.push_back(*text);
    }
    return std::nullopt;
}

std::optional<SyntaxError> read_term(const Value& value, TermForms& term) {
    const base::Object* object = value.as_object();
    if (object == nullptr) return SyntaxError{"a table is needed here", value.position()};
    for (const auto& [name, member] : *object) {
        std::optional<SyntaxError> error;
        if (name == "form" || name == "reason") {
            const std::string* text = member.as_string();
            if (text == nullptr) return SyntaxError{"a text is needed here", member.position()};
            (name == "form" ? term.form : term.reason) = *text;
        } else if (name == "variants") {
            error = read_names(member, term.variants);
        } else if (name == "unless_before") {
            error = read_names(member, term.unless_before);
        } else if (name == "unless_after") {
            error = read_names(member, term.unless_after);
        } else {
            return SyntaxError{"a term has no member `" + name + "`", member.position()};
        }
        if (error) return error;
    }
    if (term.form.empty() || term.variants.empty()) {
        return SyntaxError{"a term needs `form` and `variants`", value.position()};
    }
    return std::nullopt;
}

/// A pair's value: the right form alone, or a table of it and its exceptions.
std::optional<SyntaxError> read_replacement(const Value& value, Replacement& replacement) {
    if (const std::string* form = value.as_string()) {
        replacement.form = *form;
    } else if (const base::Object* object = value.as_object()) {
        for (const auto& [name, member] : *object) {
            std::optional<SyntaxError> error;
            if (name == "form" && member.as_string() != nullptr) {
                replacement.form = *member.as_string();
            } else if (name == "unless_before") {
                error = read_names(member, replacement.unless_before);
            } else if (name == "unless_after") {
                error = read_names(member, replacement.unless_after);
            } else {
                return SyntaxError{"a pair has no member `" + name + "` like this",
                                   member.position()};
            }
            if (error) return error;
        }
    }
    if (replacement.form.empty()) {
        return SyntaxError{"a pair needs its right form", value.position()};
    }
    return std::nullopt;
}

std::optional<SyntaxError> read_pairs(const base::Object& object, Words& words) {
    for (const auto& [name, table] : object) {
        const base::Object* entries = table.as_object();
        if (entries == nullptr) return SyntaxError{"a table is needed here", table.position()};
        Pairs& pairs = words.pairs[name];
        for (const auto& [seen, value] : *entries) {
            if (seen.empty()) return SyntaxError{"a text is needed here", value.position()};
            if (const auto error = read_replacement(value, pairs[seen])) return error;
        }
    }
    return std::nullopt;
}

}  // namespace

const std::set<std::string, std::less<>>& Words::list(std::string_view name) const {
    static const std::set<std::string, std::less<>> kNone;
    const auto found = lists.find(name);
    return found == lists.end() ? kNone : found->second;
}

bool Words::has(std::string_view list_name, std::string_view word) const {
    const auto& words = list(list_name);
    return words.find(word) != words.end();
}

const Pairs& Words::pairs_of(std::string_view name) const {
    static const Pairs kNone;
    const auto found = pairs.find(name);
    return found == pairs.end() ? kNone : found->second;
}

void Words::add(const Words& more) {
    terms.insert(terms.end(), more.terms.begin(), more.terms.end());
    for (const auto& [name, words] : more.lists) lists[name].insert(words.begin(), words.end());
    for (const auto& [name, table] : more.pairs) {
        for (const auto& [seen, replacement] : table) pairs[name][seen] = replacement;
    }
}

base::Result<Words, SyntaxError> parse_words(std::string_view bytes) {
    const auto parsed = plan::parse_toml(bytes, kLimits);
    if (!parsed) return Unexpected{parsed.error()};
    const base::Object* root = parsed->as_object();
    if (root == nullptr) return Unexpected{SyntaxError{"a table is needed here", {1, 1}}};
    const Value* schema = parsed->find("schema");
    if (schema == nullptr || schema->as_string() == nullptr ||
        *schema->as_string() != kWordsSchema) {
        return Unexpected{SyntaxError{"schema = \"phaen.words/1\" is needed",
                                      schema ? schema->position() : base::Position{1, 1}}};
    }
    Words words;
    for (const auto& [name, member] : *root) {
        if (name == "schema") continue;
        if (name == "terms" && member.as_array() != nullptr) {
            for (const Value& item : *member.as_array()) {
                if (const auto error = read_term(item, words.terms.emplace_back())) {
                    return Unexpected{*error};
                }
            }
        } else if (name == "lists" && member.as_object() != nullptr) {
            for (const auto& [list_name, list] : *member.as_object()) {
                Names names;
                if (const auto error = read_names(list, names)) return Unexpected{*error};
                words.lists[list_name].insert(names.begin(), names.end());
            }
        } else if (name == "pairs" && member.as_object() != nullptr) {
            if (const auto error = read_pairs(*member.as_object(), words)) {
                return Unexpected{*error};
            }
        } else {
            return Unexpected{
                SyntaxError{"there are `terms`, `lists` and `pairs`, but no `" + name + "`",
                            member.position()}};
        }
    }
    return words;
}

const Words& shipped_words() {
    static const Words kWords = [] {
        Words all;
        for (const std::string_view file : shipped_word_files()) {
            const auto words = parse_words(file);
            PHAEN_CHECK(words.has_value(), "a shipped words file that does not read");
            all.add(*words);
        }
        return all;
    }();
    return kWords;
}

}  // namespace phaen::check
