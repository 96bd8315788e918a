#include "phaen/plan/create.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "form.h"
#include "phaen/base/thai_text.h"
#include "plan_fields.h"
#include "toml_reader.h"

namespace phaen::plan {

using base::Array;
using base::Object;
using base::Value;

namespace {

/// The id of a SWOT item begins with its letter.
bool is_swot_id(std::string_view id) {
    constexpr std::string_view kLetters = "SWOT";
    return id.size() > 1 && kLetters.find(id.front()) != std::string_view::npos &&
           is_plain_id(id.substr(1));
}

std::string kind_names(KindSet set) {
    std::string names;
    for (int i = 0; i < kElementKindCount; ++i) {
        const auto kind = static_cast<ElementKind>(i);
        if ((set & kinds(kind)) == 0) continue;
        if (!names.empty()) names += ", ";
        names += to_string(kind);
    }
    return names;
}

/// A record that is still to be looked at.
struct Pending {
    const Value* value;
    const TypeInfo* type;
    std::string pointer;
    int sub_indicator_depth = 0;
    const Value* indicator = nullptr;  ///< the indicator that it stands in, for thresholds
};

struct Known {
    ElementKind kind;
    std::string pointer;
};

struct Reference {
    std::string id;
    KindSet kinds;
    std::string pointer;
    base::Position position;
};

struct ParentLink {
    std::string parent;
    std::string pointer;
    base::Position position;
};

/// Looks at the tree of a plan that could be read. One pass collects ids and references and checks
/// what is local; what lies between elements is checked at its end.
class Validator {
  public:
    PlanErrors run(const Value& plan) {
        const TypeInfo& type = type_info<Plan>();
        check_plan_id(plan);
        pending_.push_back({&plan, &type, ""});
        while (!pending_.empty()) {
            const Pending next = std::move(pending_.back());
            pending_.pop_back();
            check_record(next);
        }
        check_references();
        check_cycles();
        return std::move(errors_);
    }

  private:
    void report(PlanErrorKind kind, std::string pointer, const Value& at, std::string found,
                std::string expected) {
        report(kind, std::move(pointer), at.position(), std::move(found), std::move(expected));
    }
    void report(PlanErrorKind kind, std::string pointer, base::Position position, std::string found,
                std::string expected) {
        if (errors_.size() >= kMaxErrors) return;
        errors_.push_back(
            {kind, std::move(pointer), position, std::move(found), std::move(expected)});
    }

    void check_plan_id(const Value& plan) {
        const Value& id = *plan.find("id");
        plan_id_ = *id.as_string();
        if (!is_plain_id(plan_id_)) report(PlanErrorKind::bad_id, "/id", id, plan_id_, "id");
    }

    void check_record(const Pending& record) {
        const Object& members = *record.value->as_object();
        if (record.type->options.element) add_element(record);
        check_record_rules(record);
        std::vector<Pending> below;
        for (const auto& [name, value] : members) {
            const FieldInfo* field = record.type->find(name);
            if (field == nullptr || value.is_null()) continue;  // `schema`; an unknown budget
            check_member(record, *field, value, record.pointer + '/' + std::string(field->name),
                         below);
        }
        std::move(below.rbegin(), below.rend(), std::back_inserter(pending_));
    }

    void add_element(const Pending& record) {
        const ElementKind kind = *record.type->options.element;
        const Value& value = *record.value->find("id");
        const std::string& id = *value.as_string();
        const std::string pointer = record.pointer + "/id";
        const bool good = kind == ElementKind::swot_item ? is_swot_id(id) : is_plain_id(id);
        if (!good) report(PlanErrorKind::bad_id, pointer, value, id, "id");
        if (id == plan_id_) {
            report(PlanErrorKind::duplicate_id, pointer, value, id, "/id");
            return;
        }
        const auto [known, is_new] = known_.emplace(id, Known{kind, record.pointer});
        if (!is_new && !id.empty()) {
            report(PlanErrorKind::duplicate_id, pointer, value, id, known->second.pointer);
        }
    }

    /// Rules of single types, beyond the form of their members.
    void check_record_rules(const Pending& record) {
        const Value& value = *record.value;
        const std::string_view type = record.type->options.name;
        if (type == "project") {
            const Value* budget = value.find("budget");
            const Value* none = value.find("no_budget");
            if (budget != nullptr && !budget->is_null() && none != nullptr && *none->as_bool()) {
                report(PlanErrorKind::contradiction, record.pointer + "/no_budget", *none, "",
                       "budget");
            }
        } else if (type == "indicator") {
            const Value* parts = value.find("sub_indicators");
            if (record.sub_indicator_depth > 0 && parts != nullptr && !parts->as_array()->empty()) {
                report(PlanErrorKind::nested_too_far, record.pointer + "/sub_indicators", *parts,
                       "", "");
            }
        } else if (type == "threshold") {
            check_threshold(record);
        } else if (type == "query") {
            const bool is_ratio = *value.find("fn")->as_string() == "ratio";
            for (const std::string_view part : {"num", "den"}) {
                if ((value.find(part) != nullptr) == is_ratio) continue;
                report(PlanErrorKind::contradiction, record.pointer + '/' + std::string(part),
                       value, "", "fn");
            }
        }
    }

    void check_threshold(const Pending& record) {
        const Value& value = *record.value;
        if ((value.find("at_least") != nullptr) == (value.find("at_most") != nullptr)) {
            report(PlanErrorKind::contradiction, record.pointer + "/at_least", value, "",
                   "at_most");
        }
        const Value& of = *value.find("of");
        const Value* queries =
            record.indicator != nullptr ? record.indicator->find("queries") : nullptr;
        if (queries == nullptr || queries->find(*of.as_string()) == nullptr) {
            report(PlanErrorKind::unresolved, record.pointer + "/of", of, *of.as_string(), "query");
        }
    }

    void check_member(const Pending& record, const FieldInfo& field, const Value& value,
                      const std::string& pointer, std::vector<Pending>& below) {
        if (field.holding == Holding::list) {
            check_list(record, field, value, pointer, below);
        } else if (field.holding == Holding::map) {
            check_count(value.as_object()->size(), value, pointer);
            for (const auto& [key, item] : *value.as_object()) {
                const std::string place = pointer + '/' + pointer_token(key);
                if (field.options.refers_to != 0)
                    add_reference(key, field.options.refers_to, place, item);
                else
                    check_text(key, kMaxShortText, item, place);
                if (field.list_in_map)
                    check_list(record, field, item, place, below);
                else
                    check_item(record, field, item, place, below);
            }
        } else {
            check_item(record, field, value, pointer, below);
        }
    }

    void check_list(const Pending& record, const FieldInfo& field, const Value& list,
                    const std::string& pointer, std::vector<Pending>& below) {
        const Array& items = *list.as_array();
        check_count(items.size(), list, pointer);
        for (std::size_t i = 0; i < items.size(); ++i) {
            check_item(record, field, items[i], pointer + '/' + std::to_string(i), below);
        }
    }

    void check_count(std::size_t count, const Value& at, const std::string& pointer) {
        if (count > kMaxItems)
            report(PlanErrorKind::too_many, pointer, at, "", std::to_string(kMaxItems));
    }

    void check_item(const Pending& record, const FieldInfo& field, const Value& value,
                    const std::string& pointer, std::vector<Pending>& below) {
        switch (field.kind) {
            case ValueKind::text:
                check_text_item(record, field, value, pointer);
                return;
            case ValueKind::ref:
                check_ref(field, value, pointer);
                return;
            case ValueKind::integer:
                check_integer(field, value, pointer);
                return;
            case ValueKind::any:
                check_free_value(value, pointer);
                return;
            case ValueKind::condition:
                check_free_value(value, pointer);
                return;
            case ValueKind::record: {
                const bool is_indicator = field.record().options.name == "indicator";
                below.push_back({&value, &field.record(), pointer,
                                 is_indicator && record.type->options.name == "indicator"
                                     ? record.sub_indicator_depth + 1
                                     : record.sub_indicator_depth,
                                 is_indicator ? &value : record.indicator});
                return;
            }
            case ValueKind::boolean:
            case ValueKind::decimal:
            case ValueKind::money:
            case ValueKind::month:
            case ValueKind::word:
                return;
        }
    }

    void check_text_item(const Pending& record, const FieldInfo& field, const Value& value,
                         const std::string& pointer) {
        const std::string& text = *value.as_string();
        check_text(text, field.options.long_text ? kMaxLongText : kMaxShortText, value, pointer);
        // A list of map values refers by its keys, which were taken already.
        if (field.options.refers_to == 0 || field.holding == Holding::map || text.empty()) return;
        add_reference(text, field.options.refers_to, pointer, value);
        if (!field.options.parent) return;
        const std::string& id = *record.value->find("id")->as_string();
        parents_.emplace(id, ParentLink{text, pointer, value.position()});
    }

    void check_ref(const FieldInfo& field, const Value& value, const std::string& pointer) {
        if (const std::string* id = value.as_string()) {
            add_reference(*id, field.options.refers_to, pointer, value);
            return;
        }
        const Value& printed = *value.find("unresolved");
        const std::string& text = *printed.as_string();
        check_text(text, kMaxShortText, printed, pointer + "/unresolved");
        if (text.empty())
            report(PlanErrorKind::unresolved, pointer, value, "",
                   kind_names(field.options.refers_to));
    }

    void check_integer(const FieldInfo& field, const Value& value, const std::string& pointer) {
        const std::int64_t integer = *value.as_integer();
        const auto least = field.options.least;
        const auto most = field.options.most;
        if ((least && integer < *least) || (most && integer > *most)) {
            std::string range =
                (least ? std::to_string(*least) : "") + ".." + (most ? std::to_string(*most) : "");
            report(PlanErrorKind::bad_value, pointer, value, std::to_string(integer),
                   std::move(range));
        }
    }

    void check_free_value(const Value& value, const std::string& pointer) {
        std::vector<const Value*> pending{&value};
        while (!pending.empty()) {
            const Value& next = *pending.back();
            pending.pop_back();
            if (const std::string* text = next.as_string()) {
                check_text(*text, kMaxShortText, next, pointer);
            } else if (const Array* array = next.as_array()) {
                check_count(array->size(), next, pointer);
                for (const Value& item : *array) pending.push_back(&item);
            } else if (const Object* object = next.as_object()) {
                check_count(object->size(), next, pointer);
                for (const auto& [key, item] : *object) {
                    check_text(key, kMaxShortText, item, pointer);
                    pending.push_back(&item);
                }
            } else if (next.is_null()) {
                report(PlanErrorKind::wrong_type, pointer, next, "null", "value");
            }
        }
    }

    void check_text(std::string_view text, std::size_t most, const Value& at,
                    const std::string& pointer) {
        if (!base::is_utf8(text) || has_control_characters(text)) {
            report(PlanErrorKind::bad_text, pointer, at, "", "");
        } else if (count_code_points(text) > most) {
            report(PlanErrorKind::too_long, pointer, at, "", std::to_string(most));
        }
    }

    void add_reference(std::string_view id, KindSet kinds, const std::string& pointer,
                       const Value& at) {
        references_.push_back({std::string(id), kinds, pointer, at.position()});
    }

    void check_references() {
        for (const Reference& reference : references_) {
            const auto known = known_.find(reference.id);
            if (known == known_.end()) {
                // What may be about anything may be about the plan.
                if (reference.kinds == kAnyKind && reference.id == plan_id_) continue;
                report(PlanErrorKind::unresolved, reference.pointer, reference.position,
                       reference.id, kind_names(reference.kinds == kAnyKind ? 0 : reference.kinds));
            } else if ((kinds(known->second.kind) & reference.kinds) == 0) {
                report(PlanErrorKind::wrong_kind, reference.pointer, reference.position,
                       reference.id, kind_names(reference.kinds));
            }
        }
    }

    /// Follows parents from every element once; an element met again on its own way closes a cycle.
    void check_cycles() {
        std::map<std::string_view, int> walk_of;  // the number of the walk that came by
        int walk = 0;
        for (const auto& start : parents_) {
            ++walk;
            std::string_view id = start.first;
            for (;;) {
                const auto link = parents_.find(std::string(id));
                if (link == parents_.end()) break;
                const auto [seen, is_new] = walk_of.emplace(link->first, walk);
                if (!is_new) {
                    if (seen->second == walk) {
                        report(PlanErrorKind::cycle, link->second.pointer, link->second.position,
                               link->first, "");
                    }
                    break;
                }
                id = link->second.parent;
            }
        }
    }

    PlanErrors errors_;
    std::string plan_id_;
    std::vector<Pending> pending_;
    std::unordered_map<std::string, Known> known_;
    std::vector<Reference> references_;
    std::map<std::string, ParentLink> parents_;
};

}  // namespace

PlanErrors validate(const Plan& plan) { return Validator().run(to_value(plan)); }

base::Result<Plan, PlanErrors> create(Plan plan) {
    PlanErrors errors = validate(plan);
    if (!errors.empty()) return base::Unexpected{std::move(errors)};
    return plan;
}

base::Result<Plan, PlanErrors> load_plan(std::string_view bytes, FileFormat format) {
    const auto parsed = format == FileFormat::json ? base::parse_json(bytes) : parse_toml(bytes);
    if (!parsed) {
        return base::Unexpected{PlanErrors{PlanError{
            PlanErrorKind::syntax, "", parsed.error().position, parsed.error().message, ""}}};
    }
    auto plan = from_value(*parsed);
    if (!plan) return plan;
    PlanErrors errors = Validator().run(*parsed);
    if (!errors.empty()) return base::Unexpected{std::move(errors)};
    return plan;
}

}  // namespace phaen::plan
