#include "phaen/app/workspace.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <limits>
#include <mutex>
#include <utility>

#include "account_parts.h"
#include "draft.h"
#include "locks.h"
#include "parts.h"
#include "phaen/base/calendar.h"
#include "phaen/base/check.h"
#include "phaen/plan/io.h"
#include "refusals.h"

namespace phaen::app {

using base::Array;
using base::Done;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

std::string_view word_of(JobStatus status) {
    constexpr std::array<std::string_view, 5> kWords = {"queued", "running", "done", "failed",
                                                        "stopped"};
    return kWords.at(static_cast<std::size_t>(status));
}

/// A job that is not in this program's memory.
Value to_value(const store::ImportJob& job) {
    using Status = store::ImportJob::Status;
    const bool done = job.status == Status::done;
    Object object{
        {"id", Value(job.id)},
        {"kind", Value("import")},
        {"status", Value(done                            ? "done"
                         : job.status == Status::failed  ? "failed"
                         : job.status == Status::stopped ? "stopped"
                                                         : "queued")},
        {"progress", Value(done ? 100 : 0)},
        {"step", both(done ? BothTexts{"เสร็จแล้ว", "Done"} : BothTexts{"รอคิว", "Waiting"})}};
    if (done) object.emplace_back("import", Value(job.import));
    if (job.status == Status::failed) {
        if (auto problem = base::parse_json(job.problem))
            object.emplace_back("problem", std::move(*problem));
    }
    return Value(std::move(object));
}

}  // namespace

BothTexts plan_named(std::string_view id) {
    return {"แผน “" + std::string(id) + "”", "plan “" + std::string(id) + "”"};
}

BothTexts import_named(std::string_view id) {
    return {"การนำเข้า “" + std::string(id) + "”", "import “" + std::string(id) + "”"};
}

std::string to_text(store::Instant instant) {
    using namespace std::chrono;
    const sys_time<microseconds> at{microseconds(instant)};
    const auto day = floor<days>(at);
    const year_month_day date{day};
    const hh_mm_ss<microseconds> time{at - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count(),
                       time.subseconds().count());
}

Value version_value(const store::Version& version) {
    Value changes;
    if (auto parsed = base::parse_json(version.changes)) changes = std::move(*parsed);
    Object object{{"number", Value(version.number)}, {"version", Value(version.version)},
                  {"parent", Value(version.parent)}, {"at", Value(to_text(version.at))},
                  {"by", Value(version.by)},         {"reason", Value(version.reason)},
                  {"changes", std::move(changes)}};
    if (!version.action.empty()) object.emplace_back("action", Value(version.action));
    if (!version.subject.empty()) object.emplace_back("subject", Value(version.subject));
    if (version.restores != 0) object.emplace_back("restores", Value(version.restores));
    return Value(std::move(object));
}

Result<std::string, Refusal> text_member(const Value& body, std::string_view name,
                                         std::size_t most) {
    const Value* member = body.find(name);
    if (member == nullptr || member->is_null()) return std::string();
    const std::string* text = member->as_string();
    if (text != nullptr && text->size() <= most) return *text;
    return Unexpected{
        invalid("bad_member", {"ค่าที่ส่งใช้ไม่ได้", "A value cannot be used"},
                {fmt::format("“{}” ต้องเป็นข้อความไม่เกิน {} ไบต์", name, most),
                 fmt::format("“{}” must be a text of at most {} bytes.", name, most)})};
}

plan::Plan parse_own(std::string_view json) {
    auto plan = plan::parse_plan_json(json);
    PHAEN_CHECK(plan.has_value(), "a stored plan can be read");
    return std::move(*plan);
}

std::string version_key(std::string_view plan, std::int64_t number) {
    std::string key = "plan ";
    return key.append(plan).append(" ").append(std::to_string(number));
}

std::string tag_of(const store::Import& import) { return std::to_string(import.revision); }

Value to_value(const Job& job) {
    Object object{{"id", Value(job.id)},
                  {"kind", Value(job.kind)},
                  {"status", Value(word_of(job.status))},
                  {"progress", Value(job.progress)},
                  {"step", both(job.step)}};
    if (!job.result.empty()) object.emplace_back(job.kind, Value(job.result));
    if (job.refusal) object.emplace_back("problem", to_value(*job.refusal));
    return Value(std::move(object));
}

Workspace::Parts::Parts(store::PlanStore& plan_store, const store::Files& file_store,
                        WorkspaceOptions the_options)
    : plans(plan_store),
      files(file_store),
      options(std::move(the_options)),
      server(new_secret()),
      jobs([this](const Job& job) { options.publish("job/" + job.id, "job", to_value(job)); }) {}

Workspace::Workspace(store::PlanStore& plans, const store::Files& files, WorkspaceOptions options)
    : parts_(std::make_unique<Parts>(plans, files, std::move(options))) {}
Workspace::~Workspace() = default;

Workspace::Parts::LoadedAnswer Workspace::Parts::load_version(std::string_view plan,
                                                              std::int64_t number) {
    const std::string key = version_key(plan, number);
    return cache.get(key, [&]() -> LoadedAnswer {
        const auto version = plans.version(plan, number);
        if (!version) return Unexpected{from_store(version.error(), plan_named(plan))};
        return std::make_shared<const Loaded>(parse_own(version->content));
    });
}

Result<Workspace::Parts::Head, Refusal> Workspace::Parts::head(std::string_view plan) {
    auto row = plans.plan(plan);
    if (!row) return Unexpected{from_store(row.error(), plan_named(plan))};
    auto loaded = load_version(plan, row->head.number);
    if (!loaded) return Unexpected{loaded.error()};
    return Head{std::move(*row), std::move(*loaded)};
}

Result<store::Version, Refusal> Workspace::Parts::commit(const Head& head, plan::Plan plan,
                                                         Deed deed) {
    const Value changes = short_changes(head.loaded->plan(), plan);
    auto loaded = std::make_shared<const Loaded>(std::move(plan));
    const auto free = is_free(head, *loaded);
    if (!free) return Unexpected{free.error()};
    const plan::Plan& now = loaded->plan();
    store::NewVersion fresh;
    fresh.version = plan::version_of(now);
    fresh.restores = deed.restores;
    fresh.reason = std::move(deed.reason);
    fresh.action = deed.action;
    fresh.subject = std::move(deed.subject);
    fresh.changes = base::to_compact_json(changes);
    fresh.content = base::to_compact_json(loaded->tree());
    fresh.title_th = now.title.th;
    fresh.title_en = now.title.en;
    fresh.fiscal_year = now.fiscal_year;
    const std::string& id = head.row.head.plan;
    const store::Command by = command(head.row.agency, deed.once);
    auto version = plans.add_version(by, id, head.row.head.number, fresh);
    if (!version) return Unexpected{from_store(version.error(), plan_named(id))};
    // The same came twice at once, and the other was first.
    if (version->at != by.at || version->version != fresh.version) return std::move(*version);
    cache.put(version_key(id, version->number), std::move(loaded));
    Value event = version_value(*version);
    Array changed;
    for (const Value& change : *changes.as_array()) changed.push_back(*change.find("element"));
    event.set("changed", Value(std::move(changed)));
    options.publish("plan/" + id, "version", event);
    return std::move(*version);
}

Result<Done, Refusal> Workspace::Parts::is_free(const Head& head, const Loaded& after) {
    if (!options.locks_of) return Done{};
    const auto locks = options.locks_of(head.row.agency, head.row.head.plan);
    if (!locks) return Unexpected{locks.error()};
    for (const PlanLock& lock : *locks) {
        std::shared_ptr<const Loaded> fixed = head.loaded;
        if (lock.number != 0) {
            auto version = load_version(head.row.head.plan, lock.number);
            if (!version) return Unexpected{version.error()};
            fixed = std::move(*version);
        }
        if (auto refusal = refuse_locked(lock, *head.loaded, after, *fixed))
            return Unexpected{std::move(*refusal)};
    }
    return Done{};
}

store::Command Workspace::Parts::command(std::string_view agency, const Once& once) const {
    return {std::string(agency), once.by.empty() ? std::string(kProgram) : once.by, options.now(),
            once.key, once.fingerprint};
}

Result<std::optional<std::string>, Refusal> Workspace::Parts::answered(
    const store::Command& command) {
    auto answer = plans.answered(command);
    if (answer) return std::move(*answer);
    if (answer.error().kind != store::ErrorKind::conflict)
        return Unexpected{from_store(answer.error(), {"คำสั่ง", "command"})};
    return Unexpected{key_reused()};
}

Result<std::optional<store::Version>, Refusal> Workspace::Parts::version_made(
    std::string_view plan, const store::Command& command) {
    const auto answer = answered(command);
    if (!answer) return Unexpected{answer.error()};
    if (!*answer) return std::optional<store::Version>();
    std::int64_t number = 0;
    std::from_chars((*answer)->data(), (*answer)->data() + (*answer)->size(), number);
    auto version = plans.version(plan, number);
    if (!version) return Unexpected{from_store(version.error(), plan_named(plan))};
    return std::optional(std::move(*version));
}

Workspace::Answer<Value> Workspace::agencies(const std::vector<std::string>& ids) const {
    const auto agencies = parts_->plans.agencies();
    if (!agencies) return Unexpected{from_store(agencies.error(), {"หน่วยงาน", "agency"})};
    Array items;
    for (const store::Agency& agency : *agencies) {
        if (std::find(ids.begin(), ids.end(), agency.id) == ids.end()) continue;
        items.push_back(Value(
            Object{{"id", Value(agency.id)}, {"name", both({agency.name_th, agency.name_en})}}));
    }
    return Value(Object{{"items", Value(std::move(items))}});
}

Workspace::Answer<Workspace::Current> Workspace::current(std::string_view plan) const {
    auto agency = agency_of_plan(plan);
    if (!agency) return Unexpected{agency.error()};
    const auto position = parts_->plans.position(plan);
    if (!position) return Unexpected{from_store(position.error(), plan_named(plan))};
    auto loaded = parts_->load_version(plan, position->number);
    if (!loaded) return Unexpected{loaded.error()};
    const plan::Plan& value = (*loaded)->plan();
    return Current{
        std::move(*agency), position->number, position->version, {std::move(*loaded), &value}};
}

Workspace::Answer<Workspace::Current> Workspace::in_force(std::string_view plan,
                                                          const facts::AsOf& as_of) const {
    auto agency = agency_of_plan(plan);
    if (!agency) return Unexpected{agency.error()};
    std::vector<store::Approval> approvals;
    if (parts_->options.approvals_of) {
        auto told = parts_->options.approvals_of(*agency, std::string(plan));
        if (!told) return Unexpected{told.error()};
        approvals = std::move(*told);
    }
    const auto number = parts_->plans.number_in_force(plan, as_of, approvals);
    if (!number) return Unexpected{from_store(number.error(), plan_named(plan))};
    auto loaded = parts_->load_version(plan, *number);
    if (!loaded) return Unexpected{loaded.error()};
    const plan::Plan& value = (*loaded)->plan();
    return Current{
        std::move(*agency), *number, plan::version_of(value), {std::move(*loaded), &value}};
}

Workspace::Answer<Workspace::Current> Workspace::version_named(std::string_view plan,
                                                               std::string_view hash) const {
    auto agency = agency_of_plan(plan);
    if (!agency) return Unexpected{agency.error()};
    constexpr std::size_t kPage = 500;
    std::int64_t before = std::numeric_limits<std::int64_t>::max();
    while (true) {
        const auto page = parts_->plans.versions(plan, before, kPage);
        if (!page) return Unexpected{from_store(page.error(), plan_named(plan))};
        for (const store::Version& version : *page) {
            if (version.version != hash) continue;
            auto loaded = parts_->load_version(plan, version.number);
            if (!loaded) return Unexpected{loaded.error()};
            const plan::Plan& value = (*loaded)->plan();
            return Current{
                std::move(*agency), version.number, version.version, {std::move(*loaded), &value}};
        }
        if (page->size() < kPage) return Unexpected{not_found({"ฉบับนี้", "version"})};
        before = page->back().number;
    }
}

Workspace::Answer<std::string> Workspace::agency_of_plan(std::string_view plan) const {
    if (auto known = parts_->owners.find(plan)) return std::move(*known);
    const auto row = parts_->plans.plan(plan);
    if (!row) return Unexpected{from_store(row.error(), plan_named(plan))};
    parts_->owners.put(plan, row->agency);
    return row->agency;
}

std::optional<std::string> Workspace::known_agency_of_plan(std::string_view plan) const {
    return parts_->owners.find(plan);
}

Workspace::Answer<std::string> Workspace::agency_of_import(std::string_view import) const {
    if (auto known = parts_->owners.find(import)) return std::move(*known);
    const auto row = parts_->plans.import(import);
    if (!row) return Unexpected{from_store(row.error(), import_named(import))};
    parts_->owners.put(import, row->agency);
    return row->agency;
}

Workspace::Answer<std::string> Workspace::agency_of_job(std::string_view job) const {
    const auto row = parts_->plans.job(job);
    if (!row) return Unexpected{from_store(row.error(), {"งาน", "job"})};
    return row->agency;
}

std::optional<std::string> Owners::find(std::string_view id) const {
    const std::shared_lock lock(mutex_);
    const auto found = agencies_.find(id);
    return found == agencies_.end() ? std::nullopt : std::optional(found->second);
}

void Owners::put(std::string_view id, const std::string& agency) {
    constexpr std::size_t kMost = 100'000;
    const std::unique_lock lock(mutex_);
    if (agencies_.size() >= kMost) agencies_.clear();
    agencies_.insert_or_assign(std::string(id), agency);
}

Workspace::Answer<Value> Workspace::job(std::string_view id) const {
    if (const auto job = parts_->jobs.find(id)) return to_value(*job);
    // Another run of the program did it, or is to do it.
    const auto stored = parts_->plans.job(id);
    if (!stored) return Unexpected{from_store(stored.error(), {"งาน", "job"})};
    return to_value(*stored);
}

Workspace::Answer<base::Done> Workspace::stop_job(std::string_view id) {
    const bool is_here = parts_->jobs.stop(id);
    if (!is_here) {
        const auto stored = parts_->plans.job(id);
        if (!stored) return Unexpected{from_store(stored.error(), {"งาน", "job"})};
    }
    const auto ended = parts_->plans.end_job(id, store::ImportJob::Status::stopped, "");
    if (!ended) return Unexpected{from_store(ended.error(), {"งาน", "job"})};
    if (is_here) return base::Done{};
    // Who reads the document at another server, and who watches, hears how it stands now.
    const auto now = parts_->plans.job(id);
    if (!now) return Unexpected{from_store(now.error(), {"งาน", "job"})};
    parts_->options.publish("job/" + std::string(id), "job", to_value(*now));
    return base::Done{};
}

void Workspace::job_ended_elsewhere(std::string_view id) { parts_->jobs.stop(id); }

bool Workspace::is_ready() const { return parts_->plans.is_ready(); }

}  // namespace phaen::app
