// Plans and their versions.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "draft.h"
#include "locks.h"
#include "members.h"
#include "membership.h"
#include "parts.h"
#include "phaen/base/check.h"
#include "phaen/plan/adopt.h"
#include "phaen/plan/create.h"
#include "phaen/plan/diff.h"
#include "phaen/plan/io.h"
#include "refusals.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

/// Others may land between reading the head and writing after it.
constexpr int kTries = 20;

Value head_value(const store::PlanHead& head) {
    Object title{{"th", Value(head.title_th)}};
    if (!head.title_en.empty()) title.emplace_back("en", Value(head.title_en));
    return Value(Object{{"id", Value(head.head.plan)},
                        {"agency", Value(head.agency)},
                        {"title", Value(std::move(title))},
                        {"fiscal_year", Value(head.fiscal_year)},
                        {"number", Value(head.head.number)},
                        {"version", Value(head.head.version)},
                        {"at", Value(to_text(head.head.at))},
                        {"by", Value(head.head.by)}});
}

Value content_of(const Loaded& loaded) {
    Value content = loaded.tree();
    if (Object* members = content.as_object()) {
        // Notes on the document, a third of the bytes and of no use on a screen.
        std::erase_if(*members, [](const auto& member) {
            return member.first == "claims" || member.first == "source";
        });
    }
    return content;
}

/// The members that a patch touches and that differ between two states of an element.
Array conflicts_of(const Value& patch, const Value& before, const Value& now) {
    Array conflicts;
    if (patch.as_object() == nullptr) return conflicts;
    for (const auto& [name, value] : *patch.as_object()) {
        const Value* old = before.find(name);
        const Value* fresh = now.find(name);
        const bool same =
            (old == nullptr) == (fresh == nullptr) && (old == nullptr || *old == *fresh);
        if (!same) conflicts.push_back(Value(name));
    }
    return conflicts;
}

Tagged changed_answer(const Value& element, const store::Version& version) {
    std::string tag = tag_of(element);
    return {Value(Object{{"element", element},
                         {"etag", Value(tag)},
                         {"number", Value(version.number)},
                         {"version", Value(version.version)}}),
            tag};
}

bool has_conflict(const Refusal& refusal) { return refusal.type == "changed_meanwhile"; }

}  // namespace

Refusal stale_plan(const store::PlanHead& head) {
    Refusal refusal{RefusalKind::stale,
                    "stale_plan",
                    {"แผนเปลี่ยนไปแล้ว", "The plan has changed"},
                    {"มีผู้แก้ไขหลังจากที่เปิดดู โปรดดูฉบับล่าสุดแล้วทำอีกครั้ง",
                     "Someone changed it since you looked: see the newest version and repeat."}};
    refusal.members = {{"current_version", Value(head.head.version)},
                       {"current_number", Value(head.head.number)}};
    return refusal;
}

Result<Tagged, Refusal> Workspace::Parts::changed(const store::Version& version) {
    const auto loaded = load_version(version.plan, version.number);
    if (!loaded) return Unexpected{loaded.error()};
    const auto value = element_value((*loaded)->plan(), (*loaded)->tree(), version.subject);
    PHAEN_CHECK(value.has_value(), "a change keeps its element");
    return changed_answer(*value, version);
}

Workspace::Answer<Value> Workspace::plans(std::string_view agency) const {
    const auto known = parts_->plans.agency(agency);
    if (!known) return Unexpected{from_store(known.error(), {"หน่วยงาน", "agency"})};
    const auto plans = parts_->plans.plans(agency);
    if (!plans) return Unexpected{from_store(plans.error(), {"หน่วยงาน", "agency"})};
    Array items;
    for (const store::PlanHead& head : *plans) items.push_back(head_value(head));
    return Value(Object{{"items", Value(std::move(items))}});
}

Workspace::Answer<std::shared_ptr<const SchemeSet>> Workspace::schemes_of(
    const std::string& agency) const {
    return parts_->schemes_of(agency);
}

Workspace::Answer<std::vector<Workspace::NamedScheme>> Workspace::named_schemes(
    std::string_view agency) const {
    const auto plans = parts_->plans.plans(agency);
    if (!plans) return Unexpected{from_store(plans.error(), {"หน่วยงาน", "agency"})};
    std::vector<NamedScheme> named;
    for (const store::PlanHead& plan : *plans) {
        NamedScheme one{plan.head.plan, {plan.title_th, plan.title_en}, plan.fiscal_year, {}};
        // Without pushing out of memory what others work on.
        if (const auto known = parts_->cache.find(version_key(one.plan, plan.head.number))) {
            one.scheme = known->plan().scheme;
        } else {
            const auto version = parts_->plans.version(one.plan, plan.head.number);
            if (!version) return Unexpected{from_store(version.error(), plan_named(one.plan))};
            if (const auto content = base::parse_json(version->content))
                one.scheme = text_of(*content, "scheme");
        }
        named.push_back(std::move(one));
    }
    return named;
}

Workspace::Answer<Tagged> Workspace::plan(std::string_view id) const {
    const auto head = parts_->head(id);
    if (!head) return Unexpected{head.error()};
    Value value = head_value(head->row);
    value.set("content", content_of(*head->loaded));
    value.set("etags", tags_of(head->loaded->plan(), head->loaded->tree()));
    const std::int64_t position = head->row.head.position();
    const auto here = parts_->plans.version(id, position);
    if (!here) return Unexpected{from_store(here.error(), plan_named(id))};
    value.set("can_undo", Value(here->parent != 0));
    const bool can_redo =
        head->row.head.restores != 0 && parts_->plans.redo_of(id, position).has_value();
    value.set("can_redo", Value(can_redo));
    return Tagged{std::move(value), head->row.head.version};
}

Workspace::Answer<store::PlanPosition> Workspace::position(std::string_view plan) const {
    auto position = parts_->plans.position(plan);
    if (!position) return Unexpected{from_store(position.error(), plan_named(plan))};
    return std::move(*position);
}

Workspace::Answer<Value> Workspace::changed_since(std::string_view plan, std::int64_t number,
                                                  LockScope scope) const {
    const auto head = parts_->head(plan);
    if (!head) return Unexpected{head.error()};
    const auto fixed = parts_->load_version(plan, number);
    if (!fixed) return Unexpected{fixed.error()};
    return locked_changes(scope, **fixed, *head->loaded);
}

Workspace::Answer<Tagged> Workspace::element(std::string_view plan,
                                             std::string_view element) const {
    const auto head = parts_->head(plan);
    if (!head) return Unexpected{head.error()};
    auto value = element_value(head->loaded->plan(), head->loaded->tree(), element);
    if (!value) return Unexpected{not_found({"องค์ประกอบนี้", "element"})};
    std::string tag = tag_of(*value);
    return Tagged{std::move(*value), std::move(tag)};
}

Workspace::Answer<std::shared_ptr<const Written>> Workspace::written_element(
    std::string_view plan, std::string_view element) const {
    // Where the plan stands is read each time, so that nothing is stale with several servers.
    const auto position = parts_->plans.position(plan);
    if (!position) return Unexpected{from_store(position.error(), plan_named(plan))};
    const auto loaded = parts_->load_version(plan, position->number);
    if (!loaded) return Unexpected{loaded.error()};
    auto written = (*loaded)->written(element);
    if (!written) return Unexpected{not_found({"องค์ประกอบนี้", "element"})};
    return written;
}

std::shared_ptr<const Written> Workspace::known_element(std::string_view plan,
                                                        std::string_view element) const {
    const auto position = parts_->plans.known_position(plan);
    if (!position) return nullptr;
    const auto loaded = parts_->cache.find(version_key(plan, position->number));
    return loaded ? loaded->known_written(element) : nullptr;
}

Workspace::Answer<Tagged> Workspace::change_element(std::string_view plan, std::string_view element,
                                                    std::string_view tag, const Value& patch,
                                                    const Once& once) {
    for (int tried = 0;; ++tried) {
        const auto head = parts_->head(plan);
        if (!head) return Unexpected{head.error()};
        const Loaded& loaded = *head->loaded;
        const auto current = element_value(loaded.plan(), loaded.tree(), element);
        if (!current) return Unexpected{not_found({"องค์ประกอบนี้", "element"})};
        if (tag_of(*current) != tag) {
            Refusal stale{RefusalKind::stale,
                          "stale_element",
                          {"มีผู้แก้ไขก่อนแล้ว", "Someone else was first"},
                          {"เลือกว่าจะใช้ข้อความใด แล้วบันทึกอีกครั้ง",
                           "Choose which text is to stand, and save again."}};
            stale.members = {{"current", *current}, {"current_etag", Value(tag_of(*current))}};
            const auto versions =
                parts_->plans.versions(plan, head->row.head.number, kLookedThrough);
            if (!versions) return Unexpected{from_store(versions.error(), plan_named(plan))};
            for (const store::Version& version : *versions) {
                const auto old = parts_->load_version(plan, version.number);
                if (!old) return Unexpected{old.error()};
                const auto seen = element_value((*old)->plan(), (*old)->tree(), element);
                if (!seen || tag_of(*seen) != tag) continue;
                stale.members.emplace_back("base", *seen);
                stale.members.emplace_back("conflicts",
                                           Value(conflicts_of(patch, *seen, *current)));
                break;
            }
            return Unexpected{std::move(stale)};
        }
        auto changed = changed_plan(loaded.plan(), loaded.tree(), element, patch);
        if (!changed) return Unexpected{changed.error()};
        // What changes nothing makes no version.
        if (*changed == loaded.plan()) return changed_answer(*current, head->row.head);
        const auto version =
            parts_->commit(*head, std::move(*changed),
                           {.action = "edit", .subject = std::string(element), .once = once});
        if (version) return parts_->changed(*version);
        if (!has_conflict(version.error()) || tried == kTries) return Unexpected{version.error()};
    }
}

Workspace::Answer<Tagged> Workspace::add_element(std::string_view plan, const Value& body,
                                                 const Once& once) {
    for (int tried = 0;; ++tried) {
        const auto head = parts_->head(plan);
        if (!head) return Unexpected{head.error()};
        const auto before = parts_->version_made(plan, parts_->command(head->row.agency, once));
        if (!before) return Unexpected{before.error()};
        if (*before) return parts_->changed(**before);
        auto joined =
            plan_with(head->loaded->plan(), head->loaded->tree(), body, parts_->options.new_id);
        if (!joined) return Unexpected{joined.error()};
        const auto version =
            parts_->commit(*head, std::move(joined->plan),
                           {.action = "add", .subject = joined->element, .once = once});
        if (version) return parts_->changed(*version);
        if (!has_conflict(version.error()) || tried == kTries) return Unexpected{version.error()};
    }
}

Workspace::Answer<Value> Workspace::remove_element(std::string_view plan, std::string_view element,
                                                   std::string_view tag, const Once& once) {
    for (int tried = 0;; ++tried) {
        const auto head = parts_->head(plan);
        if (!head) return Unexpected{head.error()};
        const Loaded& loaded = *head->loaded;
        auto rest = plan_without(loaded.plan(), loaded.tree(), element);
        if (!rest) return Unexpected{rest.error()};
        auto current = element_value(loaded.plan(), loaded.tree(), element);
        PHAEN_CHECK(current.has_value(), "what can be removed is there");
        if (std::string now = tag_of(*current); now != tag) {
            Refusal stale{RefusalKind::stale,
                          "stale_element",
                          {"มีผู้แก้ไขก่อนแล้ว", "Someone else was first"},
                          {"ดูฉบับล่าสุดก่อนลบ", "See the newest version before removing it."}};
            stale.members = {{"current", std::move(*current)}, {"current_etag", Value(now)}};
            return Unexpected{std::move(stale)};
        }
        const auto version =
            parts_->commit(*head, std::move(*rest),
                           {.action = "remove", .subject = std::string(element), .once = once});
        if (version) return version_value(*version);
        if (!has_conflict(version.error()) || tried == kTries) return Unexpected{version.error()};
    }
}

Workspace::Answer<Value> Workspace::add_plan(std::string_view agency, const Value& body,
                                             const Once& once) {
    auto plan = plan::from_value(body);
    if (!plan) return Unexpected{not_a_plan(plan.error())};
    return add_plan(agency, std::move(*plan), once);
}

Workspace::Answer<Value> Workspace::add_plan(std::string_view agency, plan::Plan plan,
                                             const Once& once) {
    const auto errors = plan::validate(plan);
    if (!errors.empty()) return Unexpected{not_a_plan(errors)};
    store::NewVersion fresh;
    fresh.action = "add_plan";
    fresh.subject = plan.id;
    fresh.changes = "[]";
    fresh.title_th = plan.title.th;
    fresh.title_en = plan.title.en;
    fresh.fiscal_year = plan.fiscal_year;
    fresh.version = plan::version_of(plan);
    fresh.content = base::to_compact_json(plan::to_value(plan));
    const auto version = parts_->plans.add_plan(parts_->command(agency, once), plan.id, fresh);
    if (version) {
        return Value(Object{{"plan", Value(version->plan)},
                            {"number", Value(version->number)},
                            {"version", Value(version->version)}});
    }
    if (version.error().kind != store::ErrorKind::conflict)
        return Unexpected{from_store(version.error(), plan_named(plan.id))};
    return Unexpected{conflict("plan_exists", {"มีแผนรหัสนี้แล้ว", "There is a plan of that id"},
                               {"เปลี่ยน “id” ของแผนแล้วส่งอีกครั้ง", "Give the plan another “id”."})};
}

Workspace::Answer<Value> Workspace::adopt_frameworks(std::string_view plan, const plan::Plan& from,
                                                     const std::vector<plan::Id>& which,
                                                     std::string_view version, const Once& once) {
    const auto head = parts_->head(plan);
    if (!head) return Unexpected{head.error()};
    auto adopted = plan::adopt_frameworks(head->loaded->plan(), from, which);
    const auto before = parts_->version_made(plan, parts_->command(head->row.agency, once));
    if (!before) return Unexpected{before.error()};
    if (!*before && head->row.head.version != version) return Unexpected{stale_plan(head->row)};
    Array notes;
    for (const plan::AdoptionNote& note : adopted.notes) {
        notes.emplace_back(Object{{"element", Value(note.element)},
                                  {"title", Value(note.title)},
                                  {"action", Value(plan::to_string(note.action))}});
    }
    const auto answer = [&](std::int64_t number, const std::string& hash) {
        return Value(Object{{"number", Value(number)},
                            {"version", Value(hash)},
                            {"notes", Value(std::move(notes))}});
    };
    if (*before) return answer((*before)->number, (*before)->version);
    const auto errors = plan::validate(adopted.plan);
    if (!errors.empty()) return Unexpected{not_a_plan(errors)};
    if (adopted.plan == head->loaded->plan())
        return answer(head->row.head.number, head->row.head.version);
    const auto made =
        parts_->commit(*head, std::move(adopted.plan),
                       {.action = "adopt_frameworks", .subject = from.id, .once = once});
    if (!made) return Unexpected{made.error()};
    return answer(made->number, made->version);
}

Workspace::Answer<Value> Workspace::undo(std::string_view plan, std::string_view version,
                                         const Once& once) {
    const auto head = parts_->head(plan);
    if (!head) return Unexpected{head.error()};
    const auto before = parts_->version_made(plan, parts_->command(head->row.agency, once));
    if (!before) return Unexpected{before.error()};
    if (*before) return version_value(**before);
    if (head->row.head.version != version) return Unexpected{stale_plan(head->row)};
    const auto here = parts_->plans.version(plan, head->row.head.position());
    if (!here) return Unexpected{from_store(here.error(), plan_named(plan))};
    if (here->parent == 0) {
        return Unexpected{conflict("nothing_to_undo", {"ไม่มีอะไรให้เลิกทำ", "Nothing to undo"},
                                   {"นี่คือฉบับแรกของแผน", "This is the first version."})};
    }
    const auto target = parts_->load_version(plan, here->parent);
    if (!target) return Unexpected{target.error()};
    const auto made = parts_->commit(*head, (*target)->plan(),
                                     {.action = "undo", .restores = here->parent, .once = once});
    if (!made) return Unexpected{made.error()};
    return version_value(*made);
}

Workspace::Answer<Value> Workspace::redo(std::string_view plan, std::string_view version,
                                         const Once& once) {
    const auto head = parts_->head(plan);
    if (!head) return Unexpected{head.error()};
    const auto before = parts_->version_made(plan, parts_->command(head->row.agency, once));
    if (!before) return Unexpected{before.error()};
    if (*before) return version_value(**before);
    if (head->row.head.version != version) return Unexpected{stale_plan(head->row)};
    const auto refuse = [] {
        return conflict("nothing_to_redo", {"ไม่มีอะไรให้ทำซ้ำ", "Nothing to redo"},
                        {"ทำซ้ำได้หลังจากเลิกทำเท่านั้น", "Redo follows undo only."});
    };
    if (head->row.head.restores == 0) return Unexpected{refuse()};
    const auto next = parts_->plans.redo_of(plan, head->row.head.position());
    if (!next) {
        if (next.error().kind == store::ErrorKind::not_found) return Unexpected{refuse()};
        return Unexpected{from_store(next.error(), plan_named(plan))};
    }
    const auto target = parts_->load_version(plan, next->number);
    if (!target) return Unexpected{target.error()};
    const auto made = parts_->commit(*head, (*target)->plan(),
                                     {.action = "redo", .restores = next->number, .once = once});
    if (!made) return Unexpected{made.error()};
    return version_value(*made);
}

Workspace::Answer<Value> Workspace::versions(std::string_view plan, const Page& page,
                                             std::int64_t& next) const {
    const auto head = parts_->plans.plan(plan);
    if (!head) return Unexpected{from_store(head.error(), plan_named(plan))};
    const std::int64_t before = page.before > 0 ? page.before : head->head.number + 1;
    // One more than asked for tells whether there is a next page.
    auto versions = parts_->plans.versions(plan, before, page.limit + 1);
    if (!versions) return Unexpected{from_store(versions.error(), plan_named(plan))};
    next = 0;
    if (versions->size() > page.limit) {
        versions->pop_back();
        next = versions->back().number;
    }
    Array items;
    for (const store::Version& version : *versions) items.push_back(version_value(version));
    return Value(Object{{"items", Value(std::move(items))}});
}

Workspace::Answer<Tagged> Workspace::version(std::string_view plan, std::int64_t number) const {
    const auto version = parts_->plans.version(plan, number);
    if (!version) return Unexpected{from_store(version.error(), {"ฉบับนี้", "version"})};
    const auto loaded = parts_->load_version(plan, number);
    if (!loaded) return Unexpected{loaded.error()};
    Value value = version_value(*version);
    value.set("content", content_of(**loaded));
    return Tagged{std::move(value), version->version};
}

Workspace::Answer<Value> Workspace::compare(std::string_view plan, std::int64_t from,
                                            std::int64_t to) const {
    const auto before = parts_->load_version(plan, from);
    if (!before) return Unexpected{before.error()};
    const auto after = parts_->load_version(plan, to);
    if (!after) return Unexpected{after.error()};
    const plan::Plan& old = (*before)->plan();
    const plan::Plan& fresh = (*after)->plan();
    return plan::diff_to_value(plan::diff(old, fresh), old, fresh);
}

Workspace::Answer<Download> Workspace::download(std::string_view plan, PlanForm form) const {
    const auto head = parts_->head(plan);
    if (!head) return Unexpected{head.error()};
    const plan::Plan& value = head->loaded->plan();
    if (form == PlanForm::json)
        return Download{value.id + ".json", "application/json", plan::to_json(value)};
    return Download{value.id + ".toml", "application/toml", plan::to_toml(value)};
}

Workspace::Answer<Download> Workspace::book(std::string_view plan, const std::string& book,
                                            const std::string& format,
                                            const std::string& template_text) const {
    static const std::map<std::string, std::string, std::less<>> kTypes = {
        {"pdf", "application/pdf"},
        {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {"html", "text/html; charset=utf-8"},
        {"txt", "text/plain; charset=utf-8"}};
    const auto head = parts_->head(plan);
    if (!head) return Unexpected{head.error()};
    const auto type = kTypes.find(format);
    if (type == kTypes.end()) return Unexpected{no_such_book(book, format)};
    if (!parts_->options.make_book) return Unexpected{no_book({})};
    const plan::Plan& value = head->loaded->plan();
    const auto scheme = parts_->scheme_of(head->row.agency, value);
    if (!scheme) return Unexpected{scheme.error()};
    auto made = parts_->options.make_book(value, scheme->get(), book, format, template_text);
    if (!made) return Unexpected{no_book(made.error())};
    const std::string name = book == "plan" ? value.id : value.id + "-" + book;
    return Download{name + "." + format, type->second, std::move(*made)};
}

}  // namespace phaen::app
