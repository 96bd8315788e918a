#include "phaen/app/schemes.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "members.h"
#include "parts.h"
#include "phaen/base/check.h"
#include "phaen/plan/io.h"
#include "phaen/plan/shipped_schemes.h"
#include "refusals.h"
#include "settings.h"

namespace phaen::app {

using base::Array;
using base::Done;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kFileBytes = std::size_t{256} << 10;
constexpr std::size_t kMostSchemes = 100;
/// Of all editions of one scheme together.
constexpr std::size_t kEditionBytes = std::size_t{4} << 20;

BothTexts scheme_named(std::string_view id) {
    return {fmt::format("หลักเกณฑ์ประจำปี “{}”", id), fmt::format("scheme “{}”", id)};
}

std::string name_of_setting(std::string_view id) {
    return std::string(store::kSchemeSettings).append(id);
}

/// One that is shipped lives as long as the program.
std::shared_ptr<const plan::Scheme> shipped(std::string_view id) {
    return {std::shared_ptr<const plan::Scheme>(), plan::find_shipped_scheme(id)};
}

/// The file in either of its forms.
Result<plan::Scheme, plan::PlanErrors> read_file(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const bool is_json = first != std::string_view::npos && text[first] == '{';
    return plan::load_scheme(text, is_json ? plan::FileFormat::json : plan::FileFormat::toml);
}

/// As it is kept: a TOML file as somebody wrote it, since its comments say where things come from.
std::string kept_text(std::string_view text, const plan::Scheme& scheme) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == '{' ? plan::to_toml(scheme)
                                                                 : std::string(text);
}

std::vector<SchemeEdition> editions_from(const std::string& setting) {
    const auto value = base::parse_json(setting);
    PHAEN_CHECK(value.has_value(), "a stored setting is JSON");
    const Value* list = value->find("editions");
    std::vector<SchemeEdition> editions;
    if (list == nullptr || list->as_array() == nullptr) return editions;
    for (const Value& item : *list->as_array()) {
        const auto at = base::Instant::parse(text_of(item, "at"));
        PHAEN_CHECK(at.has_value(), "an edition was put at an instant");
        SchemeEdition edition{*at, text_of(item, "by"), text_of(item, "text"), nullptr};
        if (!edition.text.empty()) {
            auto scheme = plan::load_scheme(edition.text, plan::FileFormat::toml);
            PHAEN_CHECK(scheme.has_value(), "a stored scheme can be read");
            edition.scheme = std::make_shared<const plan::Scheme>(std::move(*scheme));
        }
        editions.push_back(std::move(edition));
    }
    return editions;
}

std::string setting_from(const std::vector<SchemeEdition>& editions) {
    Array list;
    for (const SchemeEdition& edition : editions) {
        list.emplace_back(Object{{"at", Value(edition.at.to_string())},
                                 {"by", Value(edition.by)},
                                 {"text", Value(edition.text)}});
    }
    return base::to_canonical_json(Value(Object{{"editions", Value(std::move(list))}}));
}

Refusal bad_scheme(const plan::PlanErrors& errors) {
    Refusal refusal =
        invalid("bad_scheme", {"หลักเกณฑ์ประจำปีใช้ไม่ได้", "The scheme cannot be used"},
                {plan::describe_error(errors.front(), plan::MessageLanguage::thai),
                 plan::describe_error(errors.front(), plan::MessageLanguage::english)});
    refusal.members.emplace_back("errors", Value(errors_value(errors)));
    return refusal;
}

Refusal is_shipped(std::string_view id) {
    return conflict(
        "shipped_scheme",
        {"หลักเกณฑ์นี้มากับโปรแกรม จึงแทนที่ไม่ได้", "This scheme comes with the program and stays"},
        {fmt::format("เปลี่ยน “id” ในแฟ้มเป็นรหัสอื่นที่ไม่ใช่ “{}” แล้วให้แผนอ้างรหัสนั้น", id),
         fmt::format("Change “id” in the file to something else than “{}”, and let the plan name "
                     "that.",
                     id)});
}

Result<std::string, Refusal> text_in(const Value& body) {
    const Value* member = body.find("text");
    const std::string* text = member != nullptr ? member->as_string() : nullptr;
    if (text != nullptr && text->size() <= kFileBytes) return *text;
    return Unexpected{invalid("bad_member", {"ค่าที่ส่งใช้ไม่ได้", "A value cannot be used"},
                              {"“text” ต้องเป็นข้อความของแฟ้มหลักเกณฑ์ ไม่เกิน 256 กิโลไบต์",
                               "“text” must be the scheme's file, of at most 256 KB."})};
}

using Named = std::vector<Workspace::NamedScheme>;

Array plans_naming(const Named& named, std::string_view scheme) {
    Array plans;
    for (const Workspace::NamedScheme& one : named) {
        if (one.scheme != scheme) continue;
        plans.emplace_back(Object{{"plan", Value(one.plan)},
                                  {"title", both(one.title)},
                                  {"fiscal_year", Value(one.fiscal_year)}});
    }
    return plans;
}

Object head_of(const SchemeSet& known, std::string_view id, const Named& named) {
    const auto scheme = known.find(id);
    Object title{{"th", Value(scheme->title.th)}};
    if (!scheme->title.en.empty()) title.emplace_back("en", Value(scheme->title.en));
    Object head{{"scheme", Value(id)},
                {"title", Value(std::move(title))},
                {"fiscal_year", Value(scheme->fiscal_year)},
                {"is_own", Value(known.is_own(id))},
                {"is_shipped", Value(plan::find_shipped_scheme(id) != nullptr)}};
    if (known.is_own(id))
        head.emplace_back("changed_at", Value(known.editions(id).back().at.to_string()));
    head.emplace_back("plans", Value(plans_naming(named, id)));
    return head;
}

}  // namespace

SchemeSet::SchemeSet(Own own, std::int64_t mark) : own_(std::move(own)), mark_(mark) {}

std::span<const SchemeEdition> SchemeSet::editions(std::string_view id) const {
    const auto found = own_.find(id);
    if (found == own_.end()) return {};
    return found->second;
}

std::shared_ptr<const plan::Scheme> SchemeSet::find(std::string_view id) const {
    const auto own = editions(id);
    if (!own.empty() && own.back().scheme != nullptr) return own.back().scheme;
    return shipped(id);
}

std::shared_ptr<const plan::Scheme> SchemeSet::find(std::string_view id,
                                                    base::Instant known_at) const {
    const auto own = editions(id);
    const auto after = std::find_if(own.begin(), own.end(), [&](const SchemeEdition& edition) {
        return edition.at > known_at;
    });
    if (after != own.begin() && std::prev(after)->scheme != nullptr)
        return std::prev(after)->scheme;
    return shipped(id);
}

bool SchemeSet::is_own(std::string_view id) const {
    const auto own = editions(id);
    return !own.empty() && own.back().scheme != nullptr;
}

std::vector<std::string> SchemeSet::ids() const {
    std::vector<std::string> ids;
    for (const auto& [id, editions] : own_) {
        if (is_own(id)) ids.push_back(id);
    }
    for (const plan::Scheme& scheme : plan::shipped_schemes()) {
        if (!is_own(scheme.id)) ids.push_back(scheme.id);
    }
    return ids;
}

Schemes::Answer<std::shared_ptr<const SchemeSet>> Schemes::of(const std::string& agency,
                                                              std::int64_t mark) const {
    {
        const std::lock_guard lock(mutex_);
        const auto known = known_.find(agency);
        if (known != known_.end() && known->second->mark() == mark) return known->second;
    }
    const auto kept = settings_.settings(agency, store::kSchemeSettings);
    if (!kept) return Unexpected{from_store(kept.error(), scheme_named(agency))};
    SchemeSet::Own own;
    std::int64_t read = 0;
    for (const store::NamedSetting& setting : *kept) {
        read += setting.at;
        own.emplace(setting.name.substr(store::kSchemeSettings.size()),
                    editions_from(setting.value));
    }
    auto made = std::make_shared<const SchemeSet>(std::move(own), read);
    const std::lock_guard lock(mutex_);
    std::shared_ptr<const SchemeSet>& known = known_[agency];
    // Another request may have read later.
    if (known == nullptr || known->mark() < read) known = made;
    return made;
}

Schemes::Answer<std::shared_ptr<const SchemeSet>> Schemes::of(const std::string& agency) const {
    const auto marks = marks_.rule_marks(agency);
    if (!marks) return Unexpected{from_store(marks.error(), scheme_named(agency))};
    return of(agency, marks->schemes);
}

Schemes::Answer<AgencyRules> Schemes::rules(const std::string& agency,
                                            const Dictionaries& dictionaries) const {
    const auto marks = marks_.rule_marks(agency);
    if (!marks) return Unexpected{from_store(marks.error(), scheme_named(agency))};
    auto datasets = dictionaries.of(agency, marks->dictionaries);
    if (!datasets) return Unexpected{datasets.error()};
    auto schemes = of(agency, marks->schemes);
    if (!schemes) return Unexpected{schemes.error()};
    return AgencyRules{std::move(*datasets), std::move(*schemes)};
}

Schemes::Answer<Value> Schemes::list(const std::string& agency, const Workspace& workspace) const {
    const auto known = of(agency);
    if (!known) return Unexpected{known.error()};
    const auto named = workspace.named_schemes(agency);
    if (!named) return Unexpected{named.error()};
    Array items;
    for (const std::string& id : (*known)->ids()) items.emplace_back(head_of(**known, id, *named));
    return Value(Object{{"items", Value(std::move(items))}});
}

Schemes::Answer<Tagged> Schemes::read(const std::string& agency, std::string_view scheme,
                                      const Workspace& workspace) const {
    // The tag first: what comes between is told to whoever changes what they saw.
    const auto seen = setting_of(settings_, agency, name_of_setting(scheme), scheme_named(scheme));
    if (!seen) return Unexpected{seen.error()};
    const auto known = of(agency);
    if (!known) return Unexpected{known.error()};
    const auto found = (*known)->find(scheme);
    if (found == nullptr) return Unexpected{not_found(scheme_named(scheme))};
    const auto named = workspace.named_schemes(agency);
    if (!named) return Unexpected{named.error()};
    const auto own = (*known)->editions(scheme);
    Object object = head_of(**known, scheme, *named);
    object.emplace_back("content", plan::to_value(*found));
    object.emplace_back("text", (*known)->is_own(scheme)
                                    ? Value(own.back().text)
                                    : Value(plan::shipped_scheme_text(scheme)));
    Array editions;
    for (auto edition = own.rbegin(); edition != own.rend(); ++edition) {
        editions.emplace_back(Object{{"at", Value(edition->at.to_string())},
                                     {"by", Value(edition->by)},
                                     {"is_removed", Value(edition->scheme == nullptr)}});
    }
    object.emplace_back("editions", Value(std::move(editions)));
    return Tagged{Value(std::move(object)), seen->tag};
}

Schemes::Answer<Value> Schemes::check(const std::string& agency, const Value& body) const {
    const auto text = text_in(body);
    if (!text) return Unexpected{text.error()};
    const auto read = read_file(*text);
    if (!read) {
        return Value(Object{{"errors", Value(errors_value(read.error()))},
                            {"content", Value()},
                            {"scheme", Value()},
                            {"state", Value()},
                            {"etag", Value()}});
    }
    const auto seen =
        setting_of(settings_, agency, name_of_setting(read->id), scheme_named(read->id));
    if (!seen) return Unexpected{seen.error()};
    const auto known = of(agency);
    if (!known) return Unexpected{known.error()};
    const bool comes = plan::find_shipped_scheme(read->id) != nullptr;
    const std::string_view state = (*known)->is_own(read->id) ? "own" : comes ? "shipped" : "new";
    return Value(Object{{"errors", Value(Array{})},
                        {"content", plan::to_value(*read)},
                        {"scheme", Value(read->id)},
                        {"state", Value(state)},
                        {"etag", Value(seen->tag)}});
}

Schemes::Answer<Done> Schemes::add(const std::string& agency, std::string_view scheme,
                                   std::string_view tag, std::string_view text, const By& by) {
    const std::string name = name_of_setting(scheme);
    const auto seen = setting_of(settings_, agency, name, scheme_named(scheme));
    if (!seen) return Unexpected{seen.error()};
    if (seen->tag != tag) return Unexpected{stale_setting(scheme_named(scheme))};
    std::vector<SchemeEdition> editions;
    if (seen->is_own()) editions = editions_from(seen->text);
    // A later edition is later, whatever a server's clock says: what is kept goes by it.
    std::int64_t at = now_();
    if (!editions.empty()) at = std::max(at, editions.back().at.microseconds() + 1);
    const auto instant = base::Instant::from_microseconds(at);
    PHAEN_CHECK(instant.has_value(), "the clock is right");
    editions.push_back({*instant, by.actor.account, std::string(text), nullptr});
    const std::string setting = setting_from(editions);
    if (setting.size() > kEditionBytes) {
        return Unexpected{
            conflict("too_many", {"แก้หลักเกณฑ์นี้หลายครั้งเกินไป", "This scheme was changed too often"},
                     {"ใช้รหัสใหม่ เช่น ต่อท้ายด้วย -2 แล้วให้แผนอ้างรหัสนั้น",
                      "Give it a new id, as with -2 behind it, and let the plan name that."})};
    }
    const store::Command command{agency, by.actor.account, at, by.once.key, by.once.fingerprint};
    return replace_setting(settings_, command, name, *seen, setting, scheme_named(scheme));
}

Schemes::Answer<Tagged> Schemes::set(const std::string& agency, std::string_view scheme,
                                     std::string_view tag, const Value& body, const By& by,
                                     const Workspace& workspace) {
    const auto text = text_in(body);
    if (!text) return Unexpected{text.error()};
    const auto known = of(agency);
    if (!known) return Unexpected{known.error()};
    const bool is_own = (*known)->is_own(scheme);
    if (!is_own && plan::find_shipped_scheme(scheme) != nullptr)
        return Unexpected{is_shipped(scheme)};
    const auto read = read_file(*text);
    if (!read) return Unexpected{bad_scheme(read.error())};
    if (read->id != scheme) {
        return Unexpected{bad_scheme(
            {{plan::PlanErrorKind::bad_value, "/id", {}, read->id, std::string(scheme)}})};
    }
    if (!is_own && (*known)->ids().size() >= kMostSchemes) {
        return Unexpected{conflict(
            "too_many", {"มีหลักเกณฑ์ประจำปีมากเกินไป", "There are too many schemes"},
            {fmt::format("เก็บได้ {} ฉบับ นำฉบับที่ไม่ใช้ออกก่อน", kMostSchemes),
             fmt::format("At most {} are kept: remove one that is not used.", kMostSchemes)})};
    }
    const std::string kept = kept_text(*text, *read);
    if (is_own && (*known)->editions(scheme).back().text == kept)
        return this->read(agency, scheme, workspace);
    const auto added = add(agency, scheme, tag, kept, by);
    if (!added) return Unexpected{added.error()};
    return this->read(agency, scheme, workspace);
}

Schemes::Answer<Done> Schemes::remove(const std::string& agency, std::string_view scheme,
                                      std::string_view tag, const By& by,
                                      const Workspace& workspace) {
    const auto known = of(agency);
    if (!known) return Unexpected{known.error()};
    const bool comes = plan::find_shipped_scheme(scheme) != nullptr;
    if (!(*known)->is_own(scheme))
        return Unexpected{comes ? is_shipped(scheme) : not_found(scheme_named(scheme))};
    const auto named = workspace.named_schemes(agency);
    if (!named) return Unexpected{named.error()};
    Array plans = plans_naming(*named, scheme);
    if (!plans.empty() && !comes) {
        Refusal refusal =
            conflict("scheme_in_use", {"มีแผนใช้หลักเกณฑ์นี้อยู่", "A plan goes by this scheme"},
                     {fmt::format("แผน “{}” อ้าง “{}” ให้แผนอ้างหลักเกณฑ์อื่นก่อน",
                                  text_of(plans.front(), "plan"), scheme),
                      fmt::format("Plan “{}” names “{}”: let it name another one first.",
                                  text_of(plans.front(), "plan"), scheme)});
        refusal.members.emplace_back("plans", Value(std::move(plans)));
        return Unexpected{std::move(refusal)};
    }
    return add(agency, scheme, tag, {}, by);
}

}  // namespace phaen::app
