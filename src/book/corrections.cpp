#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

    /// A leaf of a value: a text, a number, a yes or no.
    [[nodiscard]] std::string leaf_of(const base::Value& value, std::string_view field,
                                      const plan::ElementIndex& index) const {
        if (const bool* truth = value.as_bool()) return word(*truth ? "field_yes" : "field_no");
        if (const std::int64_t* integer = value.as_integer())
            return digits(std::to_string(*integer));
        const std::string* text = value.as_string();
        if (text == nullptr) return {};
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
        return base::Decimal::parse(*text) ? digits(*text) : *text;
    }

    /// The leaves in their order: items of a list on lines of their own, members beside each other.
    [[nodiscard]] std::string text_of(const base::Value& value, std::string_view field,
                                      const plan::ElementIndex& index) const {
        struct Open {
            const base::Value* value;
            std::string_view field;
            bool new_line;
        };
        std::vector<Open> open = {{&value, field, true}};
        std::string text;
        while (!open.empty()) {
            const Open next = open.back();
            open.pop_back();
            if (const base::Array* array = next.value->as_array()) {
                for (auto one = array->rbegin(); one != array->rend(); ++one)
                    open.push_back({&*one, next.field, true});
            } else if (const base::Object* object = next.value->as_object()) {
                for (auto one = object->rbegin(); one != object->rend(); ++one) {
                    const bool first = std::next(one) == object->rend();
                    open.push_back({&one->second, one->first, first && next.new_line});
                }
            } else if (const std::string leaf = leaf_of(*next.value, next.field, index);
                       !leaf.empty()) {
                if (!text.empty()) text += next.new_line ? '\n' : ' ';
                text += leaf;
            }
        }
        return text;
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
