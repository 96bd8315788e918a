#include "flat.h"

#include <algorithm>
#include <utility>

#include "phaen/base/check.h"
#include "phaen/plan/io.h"
#include "plan_fields.h"

namespace phaen::plan {

namespace {

using base::Array;
using base::Object;
using base::Value;

/// Parts keys that no text of a plan should hold; keys stay unique even if one does, because what
/// comes before the free text never holds it.
constexpr char kSeparator = '\x1f';

/// The members that tell the items of a list apart, for types that are no elements.
std::vector<std::string_view> part_key_members(const TypeInfo& type) {
    if (type.options.name == "target") return {"fiscal_year"};
    if (type.options.name == "scoring_level") return {"level"};
    if (type.options.name == "framework_level") return {"kind"};
    if (type.options.name == "accepted") return {"rule", "element"};
    return {};
}

std::string key_text(const Value& item, const std::vector<std::string_view>& members) {
    std::string text;
    for (const std::string_view name : members) {
        if (!text.empty()) text += ':';
        const Value* value = item.find(name);
        if (value == nullptr) continue;
        if (const std::string* words = value->as_string()) text += *words;
        if (const std::int64_t* number = value->as_integer()) text += std::to_string(*number);
    }
    return text;
}

/// Whether a record may be taken apart: any mixture of two such records must be one again.
bool is_divisible(const FieldInfo& field) {
    if (field.kind != ValueKind::record) return false;
    if (field.holding == Holding::one) return true;
    if (field.holding != Holding::optional) return false;
    const TypeInfo& type = field.record();
    return std::none_of(type.fields.begin(), type.fields.end(), [](const FieldInfo& member) {
        const bool always_written =
            member.holding == Holding::one &&
            (member.kind == ValueKind::word || member.kind == ValueKind::decimal);
        return member.options.required || member.options.nested_one || always_written;
    });
}

class Flattener {
  public:
    explicit Flattener(const std::vector<std::string_view>& without) : without_(without) {}

    FlatPlan run(const Value& plan) {
        FlatElement root;
        root.type = &type_info<Plan>();
        pending_.push_back({&plan, std::move(root)});
        while (!pending_.empty()) {
            Pending next = std::move(pending_.back());
            pending_.pop_back();
            found_.clear();
            take_members(*next.value, *next.element.type, "", next.element);
            flat_.add(std::move(next.element));
            std::move(found_.rbegin(), found_.rend(), std::back_inserter(pending_));
        }
        return std::move(flat_);
    }

  private:
    struct Pending {
        const Value* value;
        FlatElement element;
    };

    // NOLINTNEXTLINE(misc-no-recursion): follows the types, not the data; none of them holds itself
    void take_members(const Value& value, const TypeInfo& type, const std::string& prefix,
                      FlatElement& out) {
        for (const FieldInfo& field : type.fields) {
            const Value* member = value.find(field.name);
            if (member == nullptr || member->is_null()) continue;
            const std::string path = prefix + std::string(field.name);
            if (field.options.is_id || is_left_out(out, path)) continue;
            if (is_divisible(field)) {
                if (member->as_object()->empty()) put(out, path, *member);
                take_members(*member, field.record(), path + "/", out);
            } else if (is_list_of_elements(field)) {
                take_list(*member->as_array(), field.record(), {out.key, path});
            } else if (field.holding == Holding::map) {
                for (const auto& [name, item] : *member->as_object()) {
                    put(out, path + "/" + pointer_token(name), item);
                }
            } else {
                put(out, path, *member);
            }
        }
    }

    bool is_left_out(const FlatElement& element, const std::string& path) const {
        return element.key.empty() &&
               std::find(without_.begin(), without_.end(), path) != without_.end();
    }

    static bool is_list_of_elements(const FieldInfo& field) {
        return field.kind == ValueKind::record && field.holding == Holding::list &&
               (field.record().options.element || !part_key_members(field.record()).empty());
    }

    static void put(FlatElement& out, const std::string& path, const Value& value) {
        out.fields.emplace(path, value);
        out.field_order.push_back(path);
    }

    void take_list(const Array& items, const TypeInfo& type, const FlatPlace& place) {
        std::vector<std::string>& keys = flat_.lists[place];
        for (const Value& item : items) {
            FlatElement element;
            element.type = &type;
            element.place = place;
            element.is_part = !type.options.element.has_value();
            std::string name;
            if (element.is_part) {
                element.id = key_text(item, part_key_members(type));
                name = place.list + kSeparator + std::to_string(place.owner.size()) + kSeparator +
                       place.owner + element.id;
            } else {
                const Value* id = item.find("id");
                if (id != nullptr && id->as_string() != nullptr) element.id = *id->as_string();
                name = std::string(type.options.name) + kSeparator + element.id;
            }
            element.key = std::to_string(seen_[name]++) + kSeparator + name;
            keys.push_back(element.key);
            found_.push_back({&item, std::move(element)});
        }
    }

    const std::vector<std::string_view>& without_;
    FlatPlan flat_;
    std::vector<Pending> pending_;  ///< last first
    std::vector<Pending> found_;    ///< in the element at hand, first first
    std::unordered_map<std::string, int> seen_;
};

std::string unescaped(std::string_view token) {
    std::string text;
    for (std::size_t i = 0; i < token.size(); ++i) {
        if (token[i] == '~' && i + 1 < token.size()) {
            ++i;
            text += token[i] == '1' ? '/' : '~';
        } else {
            text += token[i];
        }
    }
    return text;
}

/// Puts a value at a path into an object, with the objects on the way.
void set_path(Value& object, std::string_view path, Value value) {
    Value* at = &object;
    for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
         slash = path.find('/')) {
        const std::string name = unescaped(path.substr(0, slash));
        if (at->find(name) == nullptr) at->set(name, Value(Object{}));
        Object& members = *at->as_object();
        at = &std::find_if(members.begin(), members.end(), [&](const auto& member) {
                  return member.first == name;
              })->second;
        path.remove_prefix(slash + 1);
    }
    at->set(unescaped(path), std::move(value));
}

}  // namespace

const std::vector<std::string>& FlatPlan::list(const FlatPlace& place) const {
    static const std::vector<std::string> none;
    const auto found = lists.find(place);
    return found == lists.end() ? none : found->second;
}

void FlatPlan::add(FlatElement element) {
    by_key.emplace(element.key, elements.size());
    elements.push_back(std::move(element));
}

FlatPlan flatten(const Plan& plan, const std::vector<std::string_view>& without) {
    return Flattener(without).run(to_value(plan));
}

Value members_of(const FlatElement* element) {
    if (element == nullptr) return {};
    Value object{Object{}};
    for (const std::string& path : element->field_order) {
        set_path(object, path, element->fields.at(path));
    }
    return object;
}

Value unflatten(const FlatPlan& plan) {
    // Which lists an element has, and an order in which owners come before what they own.
    std::unordered_map<std::string, std::vector<const FlatPlace*>> lists_of;
    for (const auto& [place, keys] : plan.lists) {
        if (!keys.empty()) lists_of[place.owner].push_back(&place);
    }
    std::vector<std::string> order = {""};
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto lists = lists_of.find(order[i]);
        if (lists == lists_of.end()) continue;
        for (const FlatPlace* place : lists->second) {
            const std::vector<std::string>& keys = plan.list(*place);
            order.insert(order.end(), keys.begin(), keys.end());
        }
        PHAEN_CHECK(order.size() <= plan.elements.size(), "an element stands in one list");
    }
    std::unordered_map<std::string, Value> built;
    for (auto key = order.rbegin(); key != order.rend(); ++key) {
        const FlatElement* element = plan.find(*key);
        PHAEN_CHECK(element != nullptr, "a list holds elements of the plan");
        Value object{Object{}};
        if (element->key.empty()) object.set("schema", Value(kPlanSchema));
        const auto& members = element->type->fields;
        if (std::any_of(members.begin(), members.end(),
                        [](const FieldInfo& field) { return field.options.is_id; })) {
            object.set("id", Value(element->id));
        }
        for (const auto& [path, value] : element->fields) set_path(object, path, value);
        const auto lists = lists_of.find(*key);
        if (lists != lists_of.end()) {
            for (const FlatPlace* place : lists->second) {
                Array items;
                for (const std::string& item : plan.list(*place)) {
                    items.push_back(std::move(built[item]));
                }
                set_path(object, place->list, Value(std::move(items)));
            }
        }
        built[*key] = std::move(object);
    }
    return std::move(built[""]);
}

}  // namespace phaen::plan
