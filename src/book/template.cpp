#include "phaen/book/template.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "phaen/base/check.h"
#include "phaen/base/id.h"
#include "phaen/plan/toml.h"

// The files under templates/, put into the program by CMake.
extern "C" {
extern const char phaen_template_agreement_begin[];
extern const char phaen_template_agreement_end[];
extern const char phaen_template_annual_plan_begin[];
extern const char phaen_template_annual_plan_end[];
extern const char phaen_template_indicators_begin[];
extern const char phaen_template_indicators_end[];
extern const char phaen_template_projects_begin[];
extern const char phaen_template_projects_end[];
}

namespace phaen::book {

using base::FormContext;
using base::FormError;
using base::FormErrorKind;
using base::FormErrors;
using base::FormField;
using base::FormOf;
using base::FormRecord;
using base::FormWord;
using base::Unexpected;
using base::Value;

constexpr auto words(FormOf<TemplateAlignment>) {
    return std::array<FormWord<TemplateAlignment>, 4>{
        {{TemplateAlignment::start, "start"},
         {TemplateAlignment::centre, "centre"},
         {TemplateAlignment::end, "end"},
         {TemplateAlignment::justified, "justified"}}};
}
constexpr auto words(FormOf<TemplateOrientation>) {
    return std::array<FormWord<TemplateOrientation>, 2>{
        {{TemplateOrientation::portrait, "portrait"},
         {TemplateOrientation::landscape, "landscape"}}};
}
constexpr auto words(FormOf<TemplateNumbers>) {
    return std::array<FormWord<TemplateNumbers>, 3>{{{TemplateNumbers::none, "none"},
                                                     {TemplateNumbers::thai, "thai"},
                                                     {TemplateNumbers::arabic, "arabic"}}};
}
constexpr auto words(FormOf<TemplateDigits>) {
    return std::array<FormWord<TemplateDigits>, 2>{
        {{TemplateDigits::thai, "thai"}, {TemplateDigits::arabic, "arabic"}}};
}

namespace {

/// The file as it stands: the words are read apart, because their names are data.
struct TemplateFile {
    std::string id;
    std::string book;
    Value title;
    TemplateDigits digits = TemplateDigits::thai;
    TemplatePage page;
    std::vector<TemplateGroup> groups;
    Value words;
    std::vector<TemplateBlock> blocks;
};

constexpr std::int64_t kLargestSize = 720;
constexpr std::int64_t kLargestMargin = 8000;

template <class V>
void describe(V& v, FormOf<TemplateFile>) {
    v.record(FormRecord{"template", "A book's template", kTemplateSchema});
    v.field("id", &TemplateFile::id, FormField{.doc = "Its name", .required = true});
    v.field("book", &TemplateFile::book, FormField{.doc = "The shipped book", .required = true});
    v.field("title", &TemplateFile::title, FormField{.doc = "What people call it"});
    v.field("digits", &TemplateFile::digits, FormField{.doc = "Of what the book counts"});
    v.field("page", &TemplateFile::page, FormField{.doc = "Fonts and measures"});
    v.field("groups", &TemplateFile::groups, FormField{.doc = "Groups of indicators"});
    v.field("words", &TemplateFile::words, FormField{.doc = "What the parts say"});
    v.field("blocks", &TemplateFile::blocks, FormField{.doc = "The book", .required = true});
}

}  // namespace

template <class V>
void describe(V& v, FormOf<TemplatePage>) {
    v.record(FormRecord{"page", "Fonts and measures"});
    v.field("font", &TemplatePage::font, FormField{.doc = "A shipped family"});
    const FormField size{.doc = "Tenths of a point", .least = 60, .most = kLargestSize};
    v.field("body_size", &TemplatePage::body_size, size);
    v.field("table_size", &TemplatePage::table_size, size);
    const FormField margin{
        .doc = "Hundredths of a millimetre", .least = 500, .most = kLargestMargin};
    v.field("margin_left", &TemplatePage::margin_left, margin);
    v.field("margin_right", &TemplatePage::margin_right, margin);
    v.field("margin_top", &TemplatePage::margin_top, margin);
    v.field("margin_bottom", &TemplatePage::margin_bottom, margin);
}

template <class V>
void describe(V& v, FormOf<TemplateGroup>) {
    v.record(FormRecord{"group", "A group of indicators"});
    v.field("letter", &TemplateGroup::letter, FormField{.doc = "Of the group", .required = true});
    v.field("list", &TemplateGroup::list, FormField{.doc = "In the list of indicators"});
    v.field("table", &TemplateGroup::table, FormField{.doc = "Over its table"});
}

template <class V>
void describe(V& v, FormOf<TemplateBlock>) {
    v.record(FormRecord{"block", "One step of the book"});
    v.field("part", &TemplateBlock::part, FormField{.doc = "What of the plan comes here"});
    v.field("always", &TemplateBlock::always, FormField{.doc = "The heading also without content"});
    v.field("heading", &TemplateBlock::heading, FormField{.doc = "A heading"});
    v.field("level", &TemplateBlock::level,
            FormField{.doc = "Of the heading", .least = 1, .most = 9});
    v.field("contents", &TemplateBlock::contents, FormField{.doc = "On the contents page"});
    v.field("text", &TemplateBlock::text, FormField{.doc = "A paragraph", .long_text = true});
    v.field("align", &TemplateBlock::align, FormField{.doc = "Of the text"});
    v.field("page_break", &TemplateBlock::page_break, FormField{.doc = "A new page"});
    v.field("section", &TemplateBlock::section, FormField{.doc = "A new section"});
    v.field("orientation", &TemplateBlock::orientation, FormField{.doc = "Of the section"});
    v.field("numbers", &TemplateBlock::numbers, FormField{.doc = "On the section's pages"});
    v.field("restart_numbers", &TemplateBlock::restart_numbers, FormField{.doc = "From 1 again"});
    v.field("running_head", &TemplateBlock::running_head, FormField{.doc = "Above each page"});
    v.field("when", &TemplateBlock::when, FormField{.doc = "Only with this part"});
}

namespace {

constexpr std::array<std::string_view, 27> kParts = {
    "agreement_indicators",
    "agreement_signatures",
    "budget_summary",
    "combinations",
    "contents",
    "corrections",
    "cover",
    "general",
    "glossary",
    "groups",
    "implementation",
    "indicator_list",
    "indicator_sheets",
    "measures",
    "mission_statements",
    "missions",
    "other",
    "preface",
    "results",
    "routine_by_area",
    "routine_by_programme",
    "steps",
    "strategy",
    "swot",
    "title_page",
    "version",
    "vision",
};
/// The shipped books; the annual plan's words stand for all.
constexpr std::array<std::string_view, 4> kBooks = {"agreement", "annual-plan", "indicators",
                                                    "projects"};

constexpr std::array<std::string_view, 2> kMoreParts = {"write_ups", "year_goal"};

const std::vector<std::string_view>& all_parts() {
    static const std::vector<std::string_view> kAll = [] {
        std::vector<std::string_view> all(kParts.begin(), kParts.end());
        all.insert(all.end(), kMoreParts.begin(), kMoreParts.end());
        return all;
    }();
    return kAll;
}

bool is_part(std::string_view name) {
    return std::find(all_parts().begin(), all_parts().end(), name) != all_parts().end();
}

/// What any text of a template may say of the plan.
constexpr std::array<std::string_view, 6> kCommonPlaceholders = {
    "title", "agency", "parent", "fiscal_year", "last_year", "version"};

/// The names in braces.
std::vector<std::string> placeholders_of(std::string_view text) {
    std::vector<std::string> found;
    for (std::size_t at = text.find('{'); at != std::string_view::npos;
         at = text.find('{', at + 1)) {
        const std::size_t end = text.find('}', at);
        found.emplace_back(text.substr(at + 1, end == std::string_view::npos ? end : end - at - 1));
    }
    return found;
}

class TemplateReader {
  public:
    explicit TemplateReader(const Template* shipped) : shipped_(shipped) {}

    std::optional<Template> read(const Value& tree, FormErrors& errors) {
        FormContext context(errors);
        TemplateFile file;
        base::read_form(context, tree, FormField{}, file);
        if (!errors.empty()) return std::nullopt;
        Template made;
        made.id = file.id;
        made.book = file.book;
        made.digits = file.digits;
        made.page = file.page;
        made.groups = std::move(file.groups);
        made.blocks = std::move(file.blocks);
        tree_ = &tree;
        errors_ = &errors;
        if (!base::is_valid_id(made.id)) report("/id", made.id, "id", FormErrorKind::bad_value);
        read_title(file.title, made);
        if (shipped_ != nullptr) {
            made.words = shipped_->words;
            if (file.groups.empty() && made.groups.empty()) made.groups = shipped_->groups;
        }
        read_words(file.words, made);
        check_blocks(made);
        if (!errors.empty()) return std::nullopt;
        return made;
    }

  private:
    void report(const std::string& pointer, std::string found, std::string expected,
                FormErrorKind kind) {
        if (errors_->size() >= base::kFormErrors) return;
        errors_->push_back(
            {kind, pointer, position_of(pointer), std::move(found), std::move(expected)});
    }

    [[nodiscard]] base::Position position_of(std::string_view pointer) const {
        const Value* value = tree_;
        while (!pointer.empty()) {
            pointer.remove_prefix(1);
            const std::size_t end = std::min(pointer.find('/'), pointer.size());
            const std::string token(pointer.substr(0, end));
            pointer.remove_prefix(end);
            const Value* next = value->find(token);
            if (const base::Array* array = value->as_array()) {
                std::size_t index = 0;
                for (const char c : token) index = index * 10 + static_cast<std::size_t>(c - '0');
                if (index < array->size()) next = &(*array)[index];
            }
            if (next == nullptr) break;
            value = next;
        }
        return value->position();
    }

    void read_title(const Value& title, Template& made) {
        if (title.is_null()) return;
        for (const auto& [name, text] :
             {std::pair{"th", &made.title.th}, std::pair{"en", &made.title.en}}) {
            const Value* value = title.find(name);
            if (value == nullptr) continue;
            if (const std::string* string = value->as_string())
                *text = *string;
            else
                report(std::string("/title/") + name, "", "text", FormErrorKind::wrong_type);
        }
    }

    void read_words(const Value& given, Template& made) {
        if (given.is_null()) return;
        const base::Object* object = given.as_object();
        if (object == nullptr) {
            report("/words", "", "table", FormErrorKind::wrong_type);
            return;
        }
        for (const auto& [name, value] : *object) {
            const std::string pointer = "/words/" + name;
            const std::string* text = value.as_string();
            if (text == nullptr) {
                report(pointer, "", "text", FormErrorKind::wrong_type);
                continue;
            }
            if (text->size() > base::kFormShortText) {
                report(pointer, "", std::to_string(base::kFormShortText), FormErrorKind::too_long);
                continue;
            }
            if (text->find('\n') != std::string::npos) {
                report(pointer, "", "", FormErrorKind::bad_text);
                continue;
            }
            if (shipped_ != nullptr) {
                const auto known = shipped_->words.find(name);
                if (known == shipped_->words.end()) {
                    report(pointer, name, "", FormErrorKind::unknown_member);
                    continue;
                }
                check_placeholders(pointer, *text, placeholders_of(known->second));
            }
            made.words[name] = *text;
        }
    }

    void check_placeholders(const std::string& pointer, std::string_view text,
                            const std::vector<std::string>& own) {
        for (const std::string& name : placeholders_of(text)) {
            const bool common = std::find(kCommonPlaceholders.begin(), kCommonPlaceholders.end(),
                                          name) != kCommonPlaceholders.end();
            if (common || std::find(own.begin(), own.end(), name) != own.end()) continue;
            std::string expected;
            for (const std::string& known : own) expected += "{" + known + "} ";
            for (const std::string_view known : kCommonPlaceholders)
                expected += "{" + std::string(known) + "} ";
            expected.pop_back();
            report(pointer, "{" + name + "}", expected, FormErrorKind::unknown_word);
        }
    }

    void check_blocks(const Template& made) {
        if (made.blocks.size() > kTemplateBlocks)
            report("/blocks", "", std::to_string(kTemplateBlocks), FormErrorKind::too_many);
        std::set<std::string> seen;
        for (std::size_t i = 0; i < made.blocks.size() && i < kTemplateBlocks; ++i) {
            const TemplateBlock& block = made.blocks[i];
            const std::string pointer = "/blocks/" + std::to_string(i);
            const int kinds = static_cast<int>(!block.part.empty()) +
                              static_cast<int>(!block.heading.empty()) +
                              static_cast<int>(!block.text.empty()) +
                              static_cast<int>(block.page_break) + static_cast<int>(block.section);
            if (kinds != 1) {
                report(pointer, std::to_string(kinds),
                       "one of part, heading, text, page_break, section",
                       FormErrorKind::contradiction);
                continue;
            }
            for (const auto& [name, part] :
                 {std::pair{"/part", &block.part}, std::pair{"/when", &block.when}}) {
                if (!part->empty() && !is_part(*part)) {
                    std::string expected;
                    for (const std::string_view known : all_parts())
                        expected += (expected.empty() ? "" : ", ") + std::string(known);
                    report(pointer + name, *part, expected, FormErrorKind::unknown_word);
                }
            }
            if (!block.part.empty() && !seen.insert(block.part).second)
                report(pointer + "/part", block.part, "", FormErrorKind::duplicate);
            check_placeholders(pointer + "/heading", block.heading, {});
            check_placeholders(pointer + "/text", block.text, {});
            check_placeholders(pointer + "/running_head", block.running_head, {});
        }
    }

    const Template* shipped_;
    const Value* tree_ = nullptr;
    FormErrors* errors_ = nullptr;
};

base::Result<Value, FormErrors> tree_of(std::string_view bytes) {
    base::ValueLimits limits;
    limits.bytes = kTemplateBytes;
    limits.depth = 8;
    limits.values = 50'000;
    auto tree = plan::parse_toml(bytes, limits);
    if (tree) return std::move(*tree);
    return Unexpected{FormErrors{
        FormError{FormErrorKind::syntax, "", tree.error().position, tree.error().message, ""}}};
}

std::string_view bytes_between(const char* begin, const char* end) {
    return {begin, static_cast<std::size_t>(end - begin)};
}

Template read_shipped(std::string_view book) {
    const auto tree = tree_of(shipped_template_bytes(book));
    PHAEN_CHECK(tree.has_value(), "a shipped template is TOML");
    FormErrors errors;
    std::optional<Template> made = TemplateReader(nullptr).read(*tree, errors);
    PHAEN_CHECK(made.has_value(), "a shipped template can be read");
    return std::move(*made);
}

}  // namespace

base::Result<Template, base::FormErrors> read_template(std::string_view bytes) {
    const auto tree = tree_of(bytes);
    if (!tree) return Unexpected{tree.error()};
    FormErrors errors;
    const Template* shipped = nullptr;
    if (const Value* book = tree->find("book"); book != nullptr) {
        if (const std::string* name = book->as_string()) {
            shipped = find_shipped_template(*name);
            if (shipped == nullptr) {
                std::string expected;
                for (const Template& known : shipped_templates())
                    expected += (expected.empty() ? "" : ", ") + known.book;
                errors.push_back({FormErrorKind::unknown_word, "/book", book->position(),
                                  name->substr(0, 100), expected});
                return Unexpected{std::move(errors)};
            }
        }
    }
    std::optional<Template> made = TemplateReader(shipped).read(*tree, errors);
    if (!made) return Unexpected{std::move(errors)};
    return std::move(*made);
}

std::span<const Template> shipped_templates() {
    static const std::vector<Template> kTemplates = [] {
        std::vector<Template> list;
        for (const std::string_view book : kBooks) list.push_back(read_shipped(book));
        // The books have their words in common: the annual plan's stand for all.
        for (Template& made : list) made.words.insert(list[1].words.begin(), list[1].words.end());
        for (Template& made : list) {
            if (made.groups.empty()) made.groups = list[1].groups;
        }
        return list;
    }();
    return kTemplates;
}

std::string_view shipped_template_bytes(std::string_view book) {
    if (book == "agreement")
        return bytes_between(phaen_template_agreement_begin, phaen_template_agreement_end);
    if (book == "annual-plan")
        return bytes_between(phaen_template_annual_plan_begin, phaen_template_annual_plan_end);
    if (book == "indicators")
        return bytes_between(phaen_template_indicators_begin, phaen_template_indicators_end);
    if (book == "projects")
        return bytes_between(phaen_template_projects_begin, phaen_template_projects_end);
    return {};
}

const Template* find_shipped_template(std::string_view book) {
    for (const Template& known : shipped_templates()) {
        if (known.book == book) return &known;
    }
    return nullptr;
}

std::span<const std::string_view> template_parts() { return all_parts(); }

}  // namespace phaen::book
