#include <algorithm>
#include <string>
#include <string_view>

#include "phaen/base/money.h"
#include "phaen/base/thai_text.h"
#include "phaen/book/compose.h"
#include "phaen/plan/diff.h"
#include "phaen/plan/elements.h"

/// The list of corrections: what differs between the approved plan and the one that is printed.
namespace phaen::book {
namespace {

class CorrectionWriter {
  public:
    CorrectionWriter(const plan::Plan& approved, const plan::Plan& corrected, const Template& by,
                     const std::string& why)
        : approved_(approved), corrected_(corrected), by_(by), why_(why) {}

    void add(const plan::Change& change) {
        const std::string title = base::clean_text(change.title);
        switch (change.kind) {
            case plan::ChangeKind::added:
                list.push_back({word("correction_added"), "", title, why_});
                break;
            case plan::ChangeKind::removed:
                list.push_back({word("correction_removed"), title, "", why_});
                break;
            case plan::ChangeKind::moved:
                list.push_back({word("correction_moved"), title, title, why_});
                break;
            case plan::ChangeKind::changed:
                for (const plan::FieldChange& field : change.fields) {
                    const std::string name = field_name(field.field);
                    list.push_back({title.empty() ? name : title + "\n" + name,
                                    text_of(field.before, field.field, approved_),
                                    text_of(field.after, field.field, corrected_), why_});
                }
                break;
        }
    }

    std::vector<Correction> list;

  private:
    [[nodiscard]] std::string word(const std::string& name) const {
        const auto found = by_.words.find(name);
        return found == by_.words.end() ? std::string() : found->second;
    }

    /// `write_up/rationale` has the name of `field_write_up` with what the template does not name
    /// behind it.
    [[nodiscard]] std::string field_name(std::string_view field) const {
        const std::size_t slash = std::min(field.find('/'), field.size());
        const std::string name = word("field_" + std::string(field.substr(0, slash)));
        if (name.empty()) return std::string(field);
        if (slash == field.size()) return name;
        return name + " (" + std::string(field.substr(slash + 1)) + ")";
    }

    [[nodiscard]] std::string text_of(const base::Value& value, std::string_view field,
                                      const plan::ElementIndex& index) const {
        if (value.is_null()) return {};
        if (const bool* truth = value.as_bool()) return word(*truth ? "field_yes" : "field_no");
        if (const std::int64_t* integer = value.as_integer())
            return digits(std::to_string(*integer));
        if (const std::string* text = value.as_string()) {
            if (field.ends_with("budget") || field.ends_with("amount")) {
                if (const auto money = base::Money::parse(*text)) {
                    return base::format_money(*money, by_.digits == TemplateDigits::thai
                                                          ? base::Digits::thai
                                                          : base::Digits::arabic);
                }
            }
            // What stands for another element is called by its name.
            if (const plan::Element* element = index.find(*text))
                return std::string(plan::title_of(*element));
            if (base::Decimal::parse(*text)) return digits(*text);
            return *text;
        }
        std::string joined;
        const auto append = [&](const std::string& part) {
            if (part.empty()) return;
            joined += (joined.empty() ? "" : "\n") + part;
        };
        if (const base::Array* array = value.as_array()) {
            for (const base::Value& one : *array) append(text_of(one, field, index));
        }
        if (const base::Object* object = value.as_object()) {
            std::string line;
            for (const auto& [name, one] : *object) {
                const std::string part = text_of(one, name, index);
                if (!part.empty()) line += (line.empty() ? "" : " ") + part;
            }
            append(line);
        }
        return joined;
    }

    [[nodiscard]] std::string digits(const std::string& text) const {
        return by_.digits == TemplateDigits::thai ? base::to_thai_digits(text) : text;
    }

    plan::ElementIndex approved_;
    plan::ElementIndex corrected_;
    const Template& by_;
    const std::string& why_;
};

}  // namespace

std::vector<Correction> corrections_between(const plan::Plan& approved, const plan::Plan& corrected,
                                            const Template& by, const std::string& why) {
    CorrectionWriter writer(approved, corrected, by, why);
    for (const plan::Change& change : plan::diff(approved, corrected)) writer.add(change);
    return std::move(writer.list);
}

}  // namespace phaen::book
