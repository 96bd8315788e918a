// What the checker says of a plan, and what people do about it.
#include <algorithm>
#include <utility>

#include "parts.h"
#include "phaen/base/json_patch.h"
#include "phaen/check/findings_json.h"
#include "phaen/check/rule.h"
#include "phaen/plan/create.h"
#include "phaen/plan/io.h"
#include "refusals.h"

namespace phaen::app {

using base::Object;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kReasonBytes = 4000;

const check::Finding* find(const Loaded& loaded, std::string_view key) {
    for (const KeyedFinding& keyed : loaded.findings()) {
        if (keyed.key == key) return &keyed.finding;
    }
    return nullptr;
}

Refusal no_such_finding() {
    return not_found({"ข้อสังเกตนี้ในฉบับล่าสุด", "finding in the newest version"});
}

BothTexts texts(const check::RuleText& text) {
    return {std::string(text.th), std::string(text.en)};
}

}  // namespace

Workspace::Answer<Value> Workspace::findings(std::string_view plan) const {
    const auto head = parts_->head(plan);
    if (!head) return Unexpected{head.error()};
    Object object{{"number", Value(head->row.head.number)},
                  {"version", Value(head->row.head.version)}};
    for (auto& member : head->loaded->findings_object()) object.push_back(std::move(member));
    return Value(std::move(object));
}

Workspace::Answer<Value> Workspace::accept_finding(std::string_view plan, std::string_view key,
                                                   const Value& body) {
    const auto reason = text_member(body, "reason", kReasonBytes);
    if (!reason) return Unexpected{reason.error()};
    if (reason->empty()) {
        return Unexpected{
            invalid("reason_missing", {"ต้องบอกเหตุผล", "A reason is needed"},
                    {"บอกว่าเหตุใดจึงยอมรับข้อสังเกตนี้", "Say why the finding is accepted."})};
    }
    const auto head = parts_->head(plan);
    if (!head) return Unexpected{head.error()};
    const check::Finding* finding = find(*head->loaded, key);
    if (finding == nullptr) return Unexpected{no_such_finding()};
    plan::Plan changed = head->loaded->plan();
    changed.accepted.push_back({finding->rule, finding->element, *reason, "office"});
    const auto errors = plan::validate(changed);
    if (!errors.empty() && errors.size() > plan::validate(head->loaded->plan()).size())
        return Unexpected{not_a_plan(errors)};
    const auto made = parts_->commit(*head, std::move(changed), *reason, 0);
    if (!made) return Unexpected{made.error()};
    return findings(plan);
}

Workspace::Answer<Value> Workspace::mend_finding(std::string_view plan, std::string_view key) {
    const auto head = parts_->head(plan);
    if (!head) return Unexpected{head.error()};
    const check::Finding* finding = find(*head->loaded, key);
    if (finding == nullptr) return Unexpected{no_such_finding()};
    const auto refuse = [] {
        return conflict("no_fix", {"แก้ให้ไม่ได้", "It cannot be mended by machine"},
                        {"ข้อสังเกตนี้ต้องแก้ด้วยคน", "This finding needs a person."});
    };
    if (!finding->fix) return Unexpected{refuse()};
    auto patched = base::apply_patch(head->loaded->tree(), finding->fix->patch);
    if (!patched) return Unexpected{refuse()};
    auto changed = plan::from_value(*patched);
    if (!changed) return Unexpected{not_a_plan(changed.error())};
    const auto errors = plan::validate(*changed);
    if (!errors.empty() && errors.size() > plan::validate(head->loaded->plan()).size())
        return Unexpected{not_a_plan(errors)};
    const auto made =
        parts_->commit(*head, std::move(*changed), "แก้ไขตามข้อเสนอ (" + finding->rule + ")", 0);
    if (!made) return Unexpected{made.error()};
    return findings(plan);
}

Workspace::Answer<Value> Workspace::rule(std::string_view id) {
    const check::Rule* rule = check::find_rule(id);
    if (rule == nullptr) return Unexpected{not_found({"กฎนี้", "rule"})};
    return Value(Object{{"id", Value(rule->id)},
                        {"severity", Value(check::to_string(rule->severity))},
                        {"category", Value(check::to_string(rule->category))},
                        {"title", both(texts(rule->title))},
                        {"why", both(texts(rule->why))},
                        {"mend", both(texts(rule->mend))},
                        {"source", Value(rule->source)},
                        {"fixable", Value(rule->fixable)}});
}

}  // namespace phaen::app
