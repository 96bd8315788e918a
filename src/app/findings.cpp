// What the checker says of a plan, and what people do about it.
#include <algorithm>
#include <utility>

#include "draft.h"
#include "parts.h"
#include "phaen/app/schemes.h"
#include "phaen/base/json_patch.h"
#include "phaen/check/findings_json.h"
#include "phaen/check/rule.h"
#include "phaen/plan/create.h"
#include "phaen/plan/io.h"
#include "refusals.h"

namespace phaen::app {

using base::Done;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kReasonBytes = 4000;
/// Between a version's hash and the edition of the scheme that it was checked by.
constexpr char kEdition = '.';

/// The version in a tag of findings.
std::string_view version_in(std::string_view tag) { return tag.substr(0, tag.find(kEdition)); }

const check::Finding* find(const Checked& checked, std::string_view key) {
    for (const KeyedFinding& keyed : checked.findings) {
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

Result<std::shared_ptr<const SchemeSet>, Refusal> Workspace::Parts::schemes_of(
    const std::string& agency) {
    static const auto shipped = std::make_shared<const SchemeSet>();
    if (!options.schemes_of) return std::shared_ptr<const SchemeSet>(shipped);
    return options.schemes_of(agency);
}

Workspace::Parts::SchemeAnswer Workspace::Parts::scheme_of(const std::string& agency,
                                                           const plan::Plan& plan) {
    if (plan.scheme.empty()) return std::shared_ptr<const plan::Scheme>();
    const auto schemes = schemes_of(agency);
    if (!schemes) return Unexpected{schemes.error()};
    return (*schemes)->find(plan.scheme);
}

Workspace::Parts::CheckedAnswer Workspace::Parts::check(const std::string& agency,
                                                        const Loaded& loaded) {
    auto scheme = scheme_of(agency, loaded.plan());
    if (!scheme) return Unexpected{scheme.error()};
    return loaded.checked(std::move(*scheme));
}

Result<Tagged, Refusal> Workspace::Parts::findings_of(const std::string& agency,
                                                      std::string_view plan, std::int64_t number,
                                                      const std::string& version) {
    const auto loaded = load_version(plan, number);
    if (!loaded) return Unexpected{loaded.error()};
    const plan::Id& named = (*loaded)->plan().scheme;
    std::shared_ptr<const plan::Scheme> scheme;
    std::string tag = version;
    if (!named.empty()) {
        const auto schemes = schemes_of(agency);
        if (!schemes) return Unexpected{schemes.error()};
        scheme = (*schemes)->find(named);
        if (const auto editions = (*schemes)->editions(named); !editions.empty())
            tag.append(1, kEdition).append(std::to_string(editions.size()));
    }
    Object object{{"number", Value(number)}, {"version", Value(version)}};
    for (auto& member : (*loaded)->checked(std::move(scheme))->object())
        object.push_back(std::move(member));
    return Tagged{Value(std::move(object)), std::move(tag)};
}

Result<Done, Refusal> Workspace::Parts::is_as_seen(const Head& head, std::string_view version,
                                                   std::string_view element) {
    const store::Version& now = head.row.head;
    if (now.version == version) return Done{};
    const auto versions = plans.versions(now.plan, now.number, kLookedThrough);
    if (!versions) return Unexpected{from_store(versions.error(), plan_named(now.plan))};
    for (const store::Version& old : *versions) {
        if (old.version != version) continue;
        const auto seen = load_version(now.plan, old.number);
        if (!seen) return Unexpected{seen.error()};
        if (element_value((*seen)->plan(), (*seen)->tree(), element) !=
            element_value(head.loaded->plan(), head.loaded->tree(), element))
            break;
        return Done{};
    }
    return Unexpected{stale_plan(head.row)};
}

Workspace::Answer<Tagged> Workspace::findings(std::string_view plan) const {
    const auto agency = agency_of_plan(plan);
    if (!agency) return Unexpected{agency.error()};
    const auto position = parts_->plans.position(plan);
    if (!position) return Unexpected{from_store(position.error(), plan_named(plan))};
    return parts_->findings_of(*agency, plan, position->number, position->version);
}

Workspace::Answer<std::vector<BothTexts>> Workspace::open_findings(
    std::string_view plan, const std::vector<std::string>& rules) const {
    const auto head = parts_->head(plan);
    if (!head) return Unexpected{head.error()};
    const auto checked = parts_->check(head->row.agency, *head->loaded);
    if (!checked) return Unexpected{checked.error()};
    std::vector<BothTexts> open;
    for (const KeyedFinding& keyed : (*checked)->findings) {
        const check::Finding& finding = keyed.finding;
        if (std::find(rules.begin(), rules.end(), finding.rule) == rules.end()) continue;
        open.push_back({finding.message.th, finding.message.en});
    }
    return open;
}

Workspace::Answer<Tagged> Workspace::accept_finding(std::string_view plan, std::string_view key,
                                                    std::string_view version, const Value& body,
                                                    const Once& once) {
    const auto reason = text_member(body, "reason", kReasonBytes);
    if (!reason) return Unexpected{reason.error()};
    if (reason->empty()) {
        return Unexpected{
            invalid("reason_missing", {"ต้องบอกเหตุผล", "A reason is needed"},
                    {"บอกว่าเหตุใดจึงยอมรับข้อสังเกตนี้", "Say why the finding is accepted."})};
    }
    const auto head = parts_->head(plan);
    if (!head) return Unexpected{head.error()};
    const auto before = parts_->version_made(plan, parts_->command(head->row.agency, once));
    if (!before) return Unexpected{before.error()};
    if (*before)
        return parts_->findings_of(head->row.agency, plan, (*before)->number, (*before)->version);
    const auto checked = parts_->check(head->row.agency, *head->loaded);
    if (!checked) return Unexpected{checked.error()};
    const check::Finding* finding = find(**checked, key);
    if (finding == nullptr) return Unexpected{no_such_finding()};
    const auto as_seen = parts_->is_as_seen(*head, version_in(version), finding->element);
    if (!as_seen) return Unexpected{as_seen.error()};
    plan::Plan changed = head->loaded->plan();
    changed.accepted.push_back({finding->rule, finding->element, *reason,
                                once.by.empty() ? std::string(kProgram) : once.by});
    const auto errors = plan::validate(changed);
    if (!errors.empty() && errors.size() > plan::validate(head->loaded->plan()).size())
        return Unexpected{not_a_plan(errors)};
    const auto made = parts_->commit(
        *head, std::move(changed),
        {.action = "accept_finding", .subject = finding->rule, .reason = *reason, .once = once});
    if (!made) return Unexpected{made.error()};
    return parts_->findings_of(head->row.agency, plan, made->number, made->version);
}

Workspace::Answer<Tagged> Workspace::mend_finding(std::string_view plan, std::string_view key,
                                                  std::string_view version, const Once& once) {
    const auto head = parts_->head(plan);
    if (!head) return Unexpected{head.error()};
    const auto before = parts_->version_made(plan, parts_->command(head->row.agency, once));
    if (!before) return Unexpected{before.error()};
    if (*before)
        return parts_->findings_of(head->row.agency, plan, (*before)->number, (*before)->version);
    const auto checked = parts_->check(head->row.agency, *head->loaded);
    if (!checked) return Unexpected{checked.error()};
    const check::Finding* finding = find(**checked, key);
    if (finding == nullptr) return Unexpected{no_such_finding()};
    const auto as_seen = parts_->is_as_seen(*head, version_in(version), finding->element);
    if (!as_seen) return Unexpected{as_seen.error()};
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
        parts_->commit(*head, std::move(*changed),
                       {.action = "mend_finding", .subject = finding->rule, .once = once});
    if (!made) return Unexpected{made.error()};
    return parts_->findings_of(head->row.agency, plan, made->number, made->version);
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
                        {"source", both(texts(rule->source))},
                        {"fixable", Value(rule->fixable)}});
}

}  // namespace phaen::app
