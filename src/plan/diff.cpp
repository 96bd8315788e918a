#include "phaen/plan/diff.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "flat.h"
#include "phaen/base/check.h"
#include "phaen/plan/io.h"

namespace phaen::plan {

namespace {

using base::Array;
using base::Object;
using base::Value;

using Keys = std::vector<std::string>;

Value id_list(const FlatPlan& plan, const Keys& keys) {
    Array ids;
    for (const std::string& key : keys) ids.emplace_back(plan.find(key)->id);
    return Value(std::move(ids));
}

/// The items of `after` that also stand in `before` but had to move for its order: the fewest that
/// explain it (what is not in a longest common order).
std::unordered_set<std::string> reordered(const Keys& before, const Keys& after) {
    std::unordered_map<std::string, std::size_t> position;
    for (std::size_t i = 0; i < before.size(); ++i) position.emplace(before[i], i);
    std::vector<const std::string*> common;
    std::vector<std::size_t> was_at;
    for (const std::string& key : after) {
        const auto found = position.find(key);
        if (found == position.end()) continue;
        common.push_back(&key);
        was_at.push_back(found->second);
    }
    // Longest increasing run by patience: `tails[n]` ends the best one of n + 1 items.
    std::vector<std::size_t> tails;
    std::vector<std::size_t> previous(common.size(), common.size());
    for (std::size_t i = 0; i < common.size(); ++i) {
        const auto pile =
            std::lower_bound(tails.begin(), tails.end(), was_at[i],
                             [&](std::size_t tail, std::size_t at) { return was_at[tail] < at; });
        if (pile != tails.begin()) previous[i] = *std::prev(pile);
        if (pile == tails.end()) {
            tails.push_back(i);
        } else {
            *pile = i;
        }
    }
    std::vector<bool> stays(common.size(), false);
    if (!tails.empty()) {
        for (std::size_t i = tails.back(); i < common.size(); i = previous[i]) stays[i] = true;
    }
    std::unordered_set<std::string> moved;
    for (std::size_t i = 0; i < common.size(); ++i) {
        if (!stays[i]) moved.insert(*common[i]);
    }
    return moved;
}

/// One of the two plans with what reports need of it.
struct Side {
    Side(const Plan& plan, const std::vector<std::string_view>& without)
        : flat(flatten(plan, without)), index(plan) {
        for (const auto& [place, keys] : flat.lists) {
            for (std::size_t i = 1; i < keys.size(); ++i) predecessor[keys[i]] = keys[i - 1];
        }
    }

    Standing standing(const FlatElement& element) const {
        Standing standing;
        standing.owner = flat.find(element.place.owner)->id;
        standing.list = element.place.list;
        const auto before = predecessor.find(element.key);
        if (before != predecessor.end()) standing.after = flat.find(before->second)->id;
        return standing;
    }

    std::string title(const FlatElement& element) const {
        const Element* found = index.find(element.id);
        if (found == nullptr || found->kind != element.type->options.element) return element.id;
        return std::string(title_of(*found));
    }

    FlatPlan flat;
    ElementIndex index;
    std::unordered_map<std::string, std::string> predecessor;
};

class Differ {
  public:
    Differ(const Side& before, const Side& after) : before_(before), after_(after) {}

    Diff run() {
        find_moved();
        for (const FlatElement& element : after_.flat.elements) {
            if (element.is_part) continue;
            const FlatElement* was = before_.flat.find(element.key);
            if (was == nullptr) {
                Change change = describe_change(ChangeKind::added, after_, element);
                change.fields = fields(nullptr, &element);
                change.to = after_.standing(element);
                changes_.push_back(std::move(change));
                continue;
            }
            if (moved_.count(element.key) != 0) {
                Change change = describe_change(ChangeKind::moved, after_, element);
                change.from = before_.standing(*was);
                change.to = after_.standing(element);
                changes_.push_back(std::move(change));
            }
            std::vector<FieldChange> changed = fields(was, &element);
            if (changed.empty()) continue;
            Change change = describe_change(ChangeKind::changed, after_, element);
            change.fields = std::move(changed);
            changes_.push_back(std::move(change));
        }
        for (const FlatElement& element : before_.flat.elements) {
            if (element.is_part || after_.flat.find(element.key) != nullptr) continue;
            Change change = describe_change(ChangeKind::removed, before_, element);
            change.fields = fields(&element, nullptr);
            change.from = before_.standing(element);
            changes_.push_back(std::move(change));
        }
        return std::move(changes_);
    }

  private:
    void find_moved() {
        for (const auto& [place, keys] : after_.flat.lists) {
            for (const std::string& key : keys) {
                const FlatElement* was = before_.flat.find(key);
                if (was != nullptr && was->place != place) moved_.insert(key);
            }
            moved_.merge(reordered(before_.flat.list(place), keys));
        }
    }

    static Change describe_change(ChangeKind kind, const Side& side, const FlatElement& element) {
        Change change;
        change.kind = kind;
        change.element = element.id;
        change.is_a = element.type->options.element;
        if (change.is_a) change.title = side.title(element);
        return change;
    }

    /// What differs in the members of one element; either may be missing.
    std::vector<FieldChange> fields(const FlatElement* was, const FlatElement* is) const {
        std::vector<FieldChange> out;
        own_fields(was, is, "", out);
        std::set<std::string> lists;
        for (const auto& [side, element] : {std::pair{&before_, was}, std::pair{&after_, is}}) {
            if (element == nullptr) continue;
            const auto& all = side->flat.lists;
            for (auto at = all.lower_bound(FlatPlace{element->key, ""});
                 at != all.end() && at->first.owner == element->key; ++at) {
                if (!at->second.empty() && side->flat.find(at->second.front())->is_part)
                    lists.insert(at->first.list);
            }
        }
        for (const std::string& list : lists) parts(was, is, list, out);
        return out;
    }

    static void own_fields(const FlatElement* was, const FlatElement* is, const std::string& prefix,
                           std::vector<FieldChange>& out) {
        static const FlatElement kNone;
        if (was == nullptr) was = &kNone;
        if (is == nullptr) is = &kNone;
        for (const std::string& path : is->field_order) {
            const Value& value = is->fields.at(path);
            const auto old = was->fields.find(path);
            if (old == was->fields.end()) {
                out.push_back({prefix + path, Value(), value});
            } else if (old->second != value) {
                out.push_back({prefix + path, old->second, value});
            }
        }
        for (const std::string& path : was->field_order) {
            if (is->fields.count(path) == 0) {
                out.push_back({prefix + path, was->fields.at(path), Value()});
            }
        }
    }

    void parts(const FlatElement* was, const FlatElement* is, const std::string& list,
               std::vector<FieldChange>& out) const {
        static const Keys kNone;
        const Keys& before = was == nullptr ? kNone : before_.flat.list(FlatPlace{was->key, list});
        const Keys& after = is == nullptr ? kNone : after_.flat.list(FlatPlace{is->key, list});
        for (const std::string& key : after) {
            const FlatElement* part = after_.flat.find(key);
            const std::string path = list + "/" + pointer_token(part->id);
            const FlatElement* old = before_.flat.find(key);
            if (old == nullptr) {
                out.push_back({path, Value(), members_of(part)});
            } else {
                own_fields(old, part, path + "/", out);
            }
        }
        for (const std::string& key : before) {
            if (after_.flat.find(key) != nullptr) continue;
            const FlatElement* part = before_.flat.find(key);
            out.push_back({list + "/" + pointer_token(part->id), members_of(part), Value()});
        }
        if (!reordered(before, after).empty()) {
            out.push_back({list, id_list(before_.flat, before), id_list(after_.flat, after)});
        }
    }

    const Side& before_;
    const Side& after_;
    std::unordered_set<std::string> moved_;
    Diff changes_;
};

// ---- text ----

struct Wording {
    std::string_view thai;
    std::string_view english;
    std::string_view in(MessageLanguage language) const {
        return language == MessageLanguage::thai ? thai : english;
    }
};

constexpr std::array<Wording, 4> kChangeWords = {
    Wording{"เพิ่ม", "added"}, Wording{"หายไป", "removed"}, Wording{"ย้าย", "moved"},
    Wording{"เปลี่ยน", "changed"}};
constexpr std::array<std::string_view, 4> kChangeNames = {"added", "removed", "moved", "changed"};

constexpr std::array<Wording, kElementKindCount> kKindWords = {
    Wording{"ข้อความ", "narrative"},
    Wording{"หน่วยงาน", "organisation"},
    Wording{"พันธกิจ", "mission statement"},
    Wording{"แผนแม่บท", "framework"},
    Wording{"ข้อของแผนแม่บท", "framework node"},
    Wording{"มาตรการ", "measure"},
    Wording{"ข้อ SWOT", "SWOT item"},
    Wording{"กลยุทธ์จาก SWOT", "SWOT combination"},
    Wording{"ภารกิจ", "mission"},
    Wording{"นิยาม", "definition"},
    Wording{"ตัวชี้วัด", "indicator"},
    Wording{"หลักฐาน", "evidence"},
    Wording{"ตัวชี้วัดของแผนแม่บท", "indicator above"},
    Wording{"โครงการ", "project"},
    Wording{"กิจกรรม", "activity"},
    Wording{"โครงสร้างงบประมาณ", "budget heading"},
    Wording{"ตารางขั้นตอน", "schedule"},
    Wording{"ขั้นตอน", "step"},
    Wording{"ผลงานปีก่อน", "earlier result"},
    Wording{"ข้อความที่พิมพ์ซ้ำ", "claim"}};

constexpr std::size_t kShownCharacters = 72;
constexpr std::size_t kShownBeforeDifference = 16;

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

/// At most kShownCharacters code points from byte `from` on, with an ellipsis where text is left
/// out. Combining marks may be parted from their base: this is for looking at, not for keeping.
std::string excerpt(std::string_view text, std::size_t from) {
    std::string out = from == 0 ? "" : "…";
    std::size_t characters = 0;
    for (std::size_t i = from; i < text.size(); ++i) {
        if (starts_character(text[i]) && characters++ == kShownCharacters) return out + "…";
        out += text[i];
    }
    return out;
}

/// Where to begin showing two texts so that their difference is seen.
std::size_t begin_of_difference(std::string_view a, std::string_view b) {
    const auto differ = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
    auto at = static_cast<std::size_t>(differ - a.begin());
    std::size_t characters = 0;
    std::size_t begin = 0;
    while (at > 0) {
        --at;
        if (!starts_character(a[at])) continue;
        if (++characters == kShownBeforeDifference) begin = at;
    }
    return characters <= kShownCharacters / 2 ? 0 : begin;
}

std::string one_line(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool is_control = static_cast<unsigned char>(c) < 0x20 || c == '\x7f';
        out += is_control ? ' ' : c;
    }
    return out;
}

std::string standing_text(const Standing& standing, MessageLanguage language) {
    std::string text = standing.owner.empty() ? "" : one_line(standing.owner) + "/";
    text += standing.list;
    if (standing.after.empty())
        return text + std::string(Wording{" ลำดับแรก", " at the start"}.in(language));
    return text + std::string(Wording{" ต่อจาก ", " after "}.in(language)) +
           one_line(standing.after);
}

void add_field_lines(const FieldChange& field, MessageLanguage language, std::string& text) {
    constexpr Wording kAbsent{"(ไม่มี)", "(none)"};
    const auto shown = [&](const Value& value) {
        return value.is_null() ? std::string(kAbsent.in(language)) : base::to_compact_json(value);
    };
    const std::string before = shown(field.before);
    const std::string after = shown(field.after);
    const std::size_t from = begin_of_difference(before, after);
    text += "  " + one_line(field.field) + ": " + excerpt(before, from) + " → " +
            excerpt(after, from) + "\n";
}

// ---- values ----

Value to_value(const Standing& standing) {
    Value value{Object{}};
    if (!standing.owner.empty()) value.set("owner", Value(standing.owner));
    value.set("list", Value(standing.list));
    if (!standing.after.empty()) value.set("after", Value(standing.after));
    return value;
}

Value to_value(const Change& change) {
    Value value{Object{}};
    value.set("kind", Value(kChangeNames.at(static_cast<std::size_t>(change.kind))));
    if (change.is_a) {
        value.set("element", Value(change.element));
        value.set("is_a", Value(to_string(*change.is_a)));
        value.set("title", Value(change.title));
    }
    if (change.from) value.set("from", to_value(*change.from));
    if (change.to) value.set("to", to_value(*change.to));
    if (change.kind == ChangeKind::moved) return value;
    Array fields;
    for (const FieldChange& field : change.fields) {
        Value item{Object{}};
        item.set("field", Value(field.field));
        if (!field.before.is_null()) item.set("before", field.before);
        if (!field.after.is_null()) item.set("after", field.after);
        fields.push_back(std::move(item));
    }
    value.set("fields", Value(std::move(fields)));
    return value;
}

Value summary_of(const Plan& plan) {
    return Value(Object{{"id", Value(plan.id)}, {"version", Value(version_of(plan))}});
}

}  // namespace

Diff diff(const Plan& before, const Plan& after, Compare compare) {
    std::vector<std::string_view> without;
    if (compare == Compare::content) without = {"source", "claims"};
    return Differ(Side(before, without), Side(after, without)).run();
}

std::string diff_to_text(const Diff& diff, MessageLanguage language) {
    std::string text;
    for (const Change& change : diff) {
        text += kChangeWords.at(static_cast<std::size_t>(change.kind)).in(language);
        text += ' ';
        if (change.is_a) {
            text += kKindWords.at(static_cast<std::size_t>(*change.is_a)).in(language);
            text += ' ' + one_line(change.element);
            if (change.title != change.element) text += ": " + excerpt(one_line(change.title), 0);
        } else {
            text += Wording{"ข้อมูลของแผน", "the plan itself"}.in(language);
        }
        text += '\n';
        if (change.kind == ChangeKind::moved) {
            text += "  " + standing_text(*change.from, language) + " → " +
                    standing_text(*change.to, language) + "\n";
        } else if (change.kind == ChangeKind::changed) {
            for (const FieldChange& field : change.fields) add_field_lines(field, language, text);
        }
    }
    return text;
}

Value diff_to_value(const Diff& diff, const Plan& before, const Plan& after) {
    Value value{Object{}};
    value.set("schema", Value("phaen.diff/1"));
    value.set("before", summary_of(before));
    value.set("after", summary_of(after));
    Value counts{Object{}};
    for (std::size_t i = 0; i < kChangeNames.size(); ++i) {
        const auto count = std::count_if(diff.begin(), diff.end(), [i](const Change& change) {
            return static_cast<std::size_t>(change.kind) == i;
        });
        counts.set(kChangeNames.at(i), Value(static_cast<std::int64_t>(count)));
    }
    value.set("counts", std::move(counts));
    Array changes;
    for (const Change& change : diff) changes.push_back(to_value(change));
    value.set("changes", Value(std::move(changes)));
    return value;
}

}  // namespace phaen::plan
