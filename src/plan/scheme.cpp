#include "phaen/plan/scheme.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <utility>

#include "form.h"
#include "phaen/base/check.h"
#include "phaen/base/thai_text.h"
#include "record_reader.h"
#include "record_writer.h"
#include "scheme_fields.h"
#include "toml_reader.h"
#include "toml_writer.h"

namespace phaen::plan {

using base::Array;
using base::Object;
using base::Value;

namespace {

std::string at(std::string_view list, std::size_t index) {
    return '/' + std::string(list) + '/' + std::to_string(index);
}

/// The value that one of our own pointers names; its nearest ancestor when it is not there.
const Value& value_at(const Value& top, std::string_view pointer) {
    const Value* value = &top;
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const std::size_t end = std::min(pointer.find('/'), pointer.size());
        const std::string_view token = pointer.substr(0, end);
        pointer.remove_prefix(end);
        const Value* next = value->find(token);
        if (const Array* array = value->as_array()) {
            std::size_t index = array->size();
            std::from_chars(token.data(), token.data() + token.size(), index);
            if (index < array->size()) next = &(*array)[index];
        }
        if (next == nullptr) return *value;
        value = next;
    }
    return *value;
}

/// Looks at a scheme that could be read; the tree that it came from tells the places.
class SchemeValidator {
  public:
    SchemeValidator(const Scheme& scheme, const Value& tree) : scheme_(scheme), tree_(tree) {}

    PlanErrors run() {
        check_members();
        check_id("/id", scheme_.id);
        check_levels();
        check_unique("expenditure_categories", "id", scheme_.expenditure_categories,
                     &ExpenditureCategory::id);
        check_unique("fund_sources", "id", scheme_.fund_sources, &FundSource::id);
        check_periods();
        check_unique("project_kinds", "id", scheme_.project_kinds, &ProjectKind::id);
        check_components();
        check_groups();
        if (scheme_.disbursement) {
            check_scope("/disbursement/numerator", scheme_.disbursement->numerator);
            check_scope("/disbursement/denominator", scheme_.disbursement->denominator);
        }
        return std::move(errors_);
    }

  private:
    void report(PlanErrorKind kind, std::string pointer, std::string found, std::string expected) {
        if (errors_.size() >= kMaxErrors) return;
        const base::Position position = value_at(tree_, pointer).position();
        errors_.push_back(
            {kind, std::move(pointer), position, std::move(found), std::move(expected)});
    }

    /// The bounds that the description states, for every member of every record.
    void check_members() {
        struct Pending {
            const Value* value;
            const TypeInfo* type;
            std::string pointer;
        };
        std::vector<Pending> pending{{&tree_, &type_info<Scheme>(), ""}};
        while (!pending.empty()) {
            const Pending record = std::move(pending.back());
            pending.pop_back();
            std::vector<Pending> below;
            for (const auto& [name, value] : *record.value->as_object()) {
                const FieldInfo* field = record.type->find(name);
                if (field == nullptr) continue;  // `schema`
                const std::string pointer = record.pointer + '/' + name;
                const Array* array = value.as_array();
                if (array != nullptr && array->size() > kMaxItems)
                    report(PlanErrorKind::too_many, pointer, "", std::to_string(kMaxItems));
                const std::size_t count = array != nullptr ? array->size() : 1;
                for (std::size_t i = 0; i < count; ++i) {
                    const Value& item = array != nullptr ? (*array)[i] : value;
                    std::string place =
                        array != nullptr ? pointer + '/' + std::to_string(i) : pointer;
                    if (field->kind == ValueKind::record)
                        below.push_back({&item, &field->record(), std::move(place)});
                    else
                        check_plain(*field, item, place);
                }
            }
            std::move(below.rbegin(), below.rend(), std::back_inserter(pending));
        }
    }

    void check_plain(const FieldInfo& field, const Value& value, const std::string& pointer) {
        if (field.kind == ValueKind::text) {
            const std::string& text = *value.as_string();
            if (!base::is_utf8(text) || has_control_characters(text))
                report(PlanErrorKind::bad_text, pointer, "", "");
            else if (count_code_points(text) > kMaxShortText)
                report(PlanErrorKind::too_long, pointer, "", std::to_string(kMaxShortText));
        } else if (field.kind == ValueKind::integer) {
            const std::int64_t integer = *value.as_integer();
            const auto least = field.options.least;
            const auto most = field.options.most;
            if ((least && integer < *least) || (most && integer > *most)) {
                report(PlanErrorKind::bad_value, pointer, std::to_string(integer),
                       (least ? std::to_string(*least) : "") + ".." +
                           (most ? std::to_string(*most) : ""));
            }
        }
    }

    void check_id(const std::string& pointer, const std::string& id) {
        if (!is_plain_id(id)) report(PlanErrorKind::bad_id, pointer, id, "id");
    }

    /// `key` is what tells the entries of a list apart.
    template <class T>
    void check_unique(std::string_view list, std::string_view key, const std::vector<T>& items,
                      std::string T::* member) {
        std::map<std::string_view, std::size_t> first;
        for (std::size_t i = 0; i < items.size(); ++i) {
            const std::string& text = items[i].*member;
            const std::string pointer = at(list, i) + '/' + std::string(key);
            if (key == "id") check_id(pointer, text);
            if (text.empty()) report(PlanErrorKind::missing_member, pointer, "", std::string(key));
            const auto [known, is_new] = first.emplace(text, i);
            if (!is_new)
                report(PlanErrorKind::duplicate_id, pointer, text, at(list, known->second));
        }
    }

    void check_percent(const std::string& pointer, base::Percent percent) {
        const base::Decimal value = percent.value();
        if (value < base::Decimal() || value > base::Decimal::from_integer(100))
            report(PlanErrorKind::bad_value, pointer, value.to_string(), "0..100");
    }

    void check_levels() {
        if (scheme_.below_lowest)
            check_percent("/below_lowest/percent_of_weight",
                          scheme_.below_lowest->percent_of_weight);
        std::map<int, std::size_t> by_level;
        for (std::size_t i = 0; i < scheme_.levels.size(); ++i) {
            const LevelPercentage& level = scheme_.levels[i];
            check_percent(at("levels", i) + "/percent_of_weight", level.percent_of_weight);
            const auto [known, is_new] = by_level.emplace(level.level, i);
            if (!is_new) {
                report(PlanErrorKind::duplicate_id, at("levels", i) + "/level",
                       std::to_string(level.level), at("levels", known->second));
            }
        }
        const LevelPercentage* lower = nullptr;
        for (const auto& [number, index] : by_level) {
            const LevelPercentage& level = scheme_.levels[index];
            const std::string pointer = at("levels", index) + "/percent_of_weight";
            if (lower != nullptr && level.percent_of_weight < lower->percent_of_weight)
                report(PlanErrorKind::contradiction, pointer, "",
                       "level " + std::to_string(lower->level));
            else if (lower == nullptr && scheme_.below_lowest &&
                     level.percent_of_weight < scheme_.below_lowest->percent_of_weight)
                report(PlanErrorKind::contradiction, pointer, "", "below_lowest");
            lower = &level;
        }
    }

    void check_periods() {
        const std::optional<base::FiscalYear> year = base::FiscalYear::create(scheme_.fiscal_year);
        std::map<std::pair<PeriodKind, int>, std::size_t> first;
        for (std::size_t i = 0; i < scheme_.reporting_periods.size(); ++i) {
            const ReportingPeriod& period = scheme_.reporting_periods[i];
            const std::string pointer = at("reporting_periods", i);
            const auto [known, is_new] = first.emplace(std::pair{period.kind, period.number}, i);
            if (!is_new) {
                report(PlanErrorKind::duplicate_id, pointer + "/number",
                       std::to_string(period.number), at("reporting_periods", known->second));
            }
            if (period.to < period.from)
                report(PlanErrorKind::contradiction, pointer + "/to", "", "from");
            if (year && !year->index_of(period.from))
                report(PlanErrorKind::contradiction, pointer + "/from", "", "fiscal_year");
            if (year && !year->index_of(period.to))
                report(PlanErrorKind::contradiction, pointer + "/to", "", "fiscal_year");
        }
    }

    void check_components() {
        check_unique("components", "number", scheme_.components, &SchemeComponent::number);
        for (std::size_t i = 0; i < scheme_.components.size(); ++i) {
            const std::optional<base::Weight>& weight = scheme_.components[i].weight;
            if (weight && weight->value() < base::Decimal())
                report(PlanErrorKind::bad_value, at("components", i) + "/weight",
                       weight->to_string(), "0..");
        }
    }

    void check_groups() {
        check_unique("indicator_groups", "letter", scheme_.indicator_groups,
                     &IndicatorGroup::letter);
        std::set<std::string_view> known;
        for (const SchemeComponent& component : scheme_.components) known.insert(component.number);
        for (std::size_t i = 0; i < scheme_.indicator_groups.size(); ++i) {
            const auto& components = scheme_.indicator_groups[i].components;
            for (std::size_t j = 0; j < components.size(); ++j) {
                if (known.contains(components[j])) continue;
                report(PlanErrorKind::unresolved,
                       at("indicator_groups", i) + "/components/" + std::to_string(j),
                       components[j], "component");
            }
        }
    }

    void check_scope(const std::string& pointer, const BudgetScope& scope) {
        for (std::size_t i = 0; i < scope.include.size(); ++i)
            check_scope_item(pointer + "/include/" + std::to_string(i), scope.include[i]);
        for (std::size_t i = 0; i < scope.exclude.size(); ++i)
            check_scope_item(pointer + "/exclude/" + std::to_string(i), scope.exclude[i]);
    }

    void check_scope_item(const std::string& pointer, const ScopeItem& item) {
        if (item.category.empty() == item.fund.empty())
            report(PlanErrorKind::contradiction, pointer + "/category", "", "fund");
        if (!item.item.empty() && item.category.empty())
            report(PlanErrorKind::missing_member, pointer + "/category", "", "category");
        const auto is_category = [&](const ExpenditureCategory& c) {
            return c.id == item.category;
        };
        const auto is_fund = [&](const FundSource& f) { return f.id == item.fund; };
        const auto& categories = scheme_.expenditure_categories;
        const auto& funds = scheme_.fund_sources;
        if (!item.category.empty() &&
            std::none_of(categories.begin(), categories.end(), is_category))
            report(PlanErrorKind::unresolved, pointer + "/category", item.category,
                   "expenditure_category");
        if (!item.fund.empty() && std::none_of(funds.begin(), funds.end(), is_fund))
            report(PlanErrorKind::unresolved, pointer + "/fund", item.fund, "fund_source");
    }

    const Scheme& scheme_;
    const Value& tree_;
    PlanErrors errors_;
};

}  // namespace

base::Result<Scheme, PlanErrors> scheme_from_value(const Value& value) {
    return read_top<Scheme>(value, kMaxDepth);
}

PlanErrors validate_scheme(const Scheme& scheme) {
    const Value tree = to_value(scheme);
    return SchemeValidator(scheme, tree).run();
}

base::Result<Scheme, PlanErrors> load_scheme(std::string_view bytes, FileFormat format) {
    const auto parsed = format == FileFormat::json ? base::parse_json(bytes) : parse_toml(bytes);
    if (!parsed) {
        return base::Unexpected{PlanErrors{PlanError{
            PlanErrorKind::syntax, "", parsed.error().position, parsed.error().message, ""}}};
    }
    auto scheme = scheme_from_value(*parsed);
    if (!scheme) return scheme;
    PlanErrors errors = SchemeValidator(*scheme, *parsed).run();
    if (!errors.empty()) return base::Unexpected{std::move(errors)};
    return scheme;
}

Value to_value(const Scheme& scheme) { return write_record(scheme); }

std::string to_json(const Scheme& scheme) { return base::to_pretty_json(to_value(scheme)); }

std::string to_toml(const Scheme& scheme) {
    return write_toml(to_value(scheme), type_info<Scheme>());
}

}  // namespace phaen::plan
