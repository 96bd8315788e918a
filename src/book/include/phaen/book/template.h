#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/form.h"
#include "phaen/base/money.h"
#include "phaen/base/result.h"
#include "phaen/document/composed.h"
#include "phaen/plan/plan.h"

/// A book's template as a value: `phaen.template/1` of docs/reference/templates.md. What a book
/// says besides the plan, and in which order, is here and not in code, so that an agency can change
/// it.
namespace phaen::book {

inline constexpr std::string_view kTemplateSchema = "phaen.template/1";
inline constexpr std::size_t kTemplateBytes = 1u << 20;
inline constexpr std::size_t kTemplateBlocks = 500;

enum class TemplateAlignment { start, centre, end, justified };
enum class TemplateOrientation { portrait, landscape };
enum class TemplateNumbers { none, thai, arabic };
enum class TemplateDigits { thai, arabic };

/// One step of a book from its beginning to its end. Exactly one of `part`, `heading`, `text`,
/// `page_break` and `section` is given.
struct TemplateBlock {
    std::string part;     ///< what of the plan comes here: `results`; see `template_parts`
    bool always = false;  ///< of a part: its heading is printed also when the plan has nothing
    std::string heading;  ///< a heading of the template's own
    std::int64_t level = 1;
    bool contents = true;  ///< the contents page lists the heading
    std::string text;      ///< a paragraph of the template's own
    TemplateAlignment align = TemplateAlignment::justified;
    bool page_break = false;
    bool section = false;  ///< a new section begins, with the members below
    TemplateOrientation orientation = TemplateOrientation::portrait;
    TemplateNumbers numbers = TemplateNumbers::thai;
    bool restart_numbers = false;
    std::string running_head;
    std::string when;  ///< of a heading or text: only when the plan has something for that part
    friend bool operator==(const TemplateBlock&, const TemplateBlock&) = default;
};

/// How the book calls a group of indicators, by its letter.
struct TemplateGroup {
    std::string letter;
    std::string list;   ///< over its indicators in the list of indicators; empty: not listed
    std::string table;  ///< behind `ตาราง ก`
    friend bool operator==(const TemplateGroup&, const TemplateGroup&) = default;
};

/// Fonts and measures; hundredths of a millimetre, sizes in tenths of a point.
struct TemplatePage {
    std::string font = "TH Sarabun";
    std::int64_t body_size = 160;
    std::int64_t table_size = 140;
    std::int64_t margin_left = 3000;
    std::int64_t margin_right = 2000;
    std::int64_t margin_top = 2500;
    std::int64_t margin_bottom = 2000;
    friend bool operator==(const TemplatePage&, const TemplatePage&) = default;
};

struct Template {
    std::string id;
    std::string book;  ///< the shipped template whose words it takes where it has none of its own
    plan::BilingualText title;
    TemplateDigits digits = TemplateDigits::thai;
    TemplatePage page;
    std::vector<TemplateGroup> groups;
    std::map<std::string, std::string> words;  ///< every word that the book may need
    std::vector<TemplateBlock> blocks;
    friend bool operator==(const Template&, const Template&) = default;
};

/// Reads TOML. Every error has its place: unknown members, parts and words, a placeholder that the
/// word does not have, a block that is two things at once. Words that are left out are the shipped
/// template's.
[[nodiscard]] base::Result<Template, base::FormErrors> read_template(std::string_view bytes);

/// The templates that come with the program, in the order of their names; null when there is none
/// of that name.
[[nodiscard]] std::span<const Template> shipped_templates();
[[nodiscard]] const Template* find_shipped_template(std::string_view book);

/// A shipped template's file; empty when there is none of that name.
[[nodiscard]] std::string_view shipped_template_bytes(std::string_view book);

/// The names that `part` and `when` may have.
[[nodiscard]] std::span<const std::string_view> template_parts();

}  // namespace phaen::book
