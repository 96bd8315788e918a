// What comes: forecast, advice, what would be if; and the reports.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "at_once.h"
#include "phaen/base/form.h"
#include "phaen/base/sha256.h"
#include "phaen/facts/io.h"
#include "phaen/report/quarters.h"
#include "phaen/report/record.h"
#include "phaen/report/report.h"
#include "phaen/report/timeline.h"
#include "phaen/score/advice.h"
#include "phaen/score/forecast.h"
#include "phaen/sheet/write.h"
#include "refusals.h"
#include "year_parts.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kMostSupposed = 200;
constexpr std::string_view kQuarters = "quarters";

/// What was reached by quarters, as a workbook for the city's plan system.
Result<Download, Refusal> quarters_of(const Held& held, const report::ReportWords& words) {
    const auto made =
        sheet::write_xlsx(report::compose_quarters(held.sources(), held.as_of, words));
    if (!made) return Unexpected{no_book({})};
    return Download{
        fmt::format("{}-{}-{}.xlsx", held.plan().id, kQuarters, base::to_iso(held.as_of.day)),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", *made};
}

BodyError error_at(std::size_t index, base::FormError error) {
    error.position = {};
    return {fmt::format("/facts/{}{}", index, error.pointer),
            {base::describe_error(error, base::MessageLanguage::thai),
             base::describe_error(error, base::MessageLanguage::english)}};
}

/// The facts of a supposition. What every fact needs and nobody supposes is put in.
Result<std::vector<facts::Fact>, Refusal> supposed_of(const Held& held, const Value& body) {
    auto sent = list_of(body, "facts");
    if (!sent) return Unexpected{sent.error()};
    std::vector<BodyError> errors;
    if (sent->size() > kMostSupposed) {
        errors.push_back({"/facts",
                          {fmt::format("ไม่เกิน {} รายการ", kMostSupposed),
                           fmt::format("At most {} facts.", kMostSupposed)}});
        return Unexpected{bad_facts(errors)};
    }
    std::vector<facts::Fact> facts;
    for (std::size_t i = 0; i < sent->size(); ++i) {
        Value line(std::move((*sent)[i]));
        line.set("id", Value(fmt::format("supposed-{}", i + 1)));
        line.set("seq", Value(1));
        line.set("plan", Value(held.plan().id));
        line.set("recorded_at", Value(held.as_of.known_at.to_string()));
        auto fact = facts::fact_from_value(line);
        if (fact) {
            facts.push_back(std::move(*fact));
            continue;
        }
        for (const base::FormError& error : fact.error()) errors.push_back(error_at(i, error));
    }
    if (!errors.empty()) return Unexpected{bad_facts(errors)};
    return facts;
}

std::optional<report::ReportKind> kind_of(const std::string& book) {
    if (book == "progress") return report::ReportKind::progress;
    if (book == "budget") return report::ReportKind::budget;
    if (book == "self_assessment") return report::ReportKind::self_assessment;
    if (book == "evaluation") return report::ReportKind::evaluation;
    if (book == "results") return report::ReportKind::results;
    if (book == "meetings") return report::ReportKind::meetings;
    if (book == "evidence") return report::ReportKind::evidence;
    if (book == "timeline") return report::ReportKind::timeline;
    return std::nullopt;
}

constexpr std::size_t kFilterText = 200;

/// What the filter names that the plan does not have.
std::optional<Refusal> bad_filter(const plan::Plan& plan, const report::TimelineFilter& filter) {
    const auto refuse = [](const char* member, BothTexts detail) {
        Refusal refusal =
            invalid("bad_filter", {"ตัวกรองใช้ไม่ได้", "A filter cannot be used"}, std::move(detail));
        refusal.members.emplace_back("pointer", Value(std::string("/") + member));
        return refusal;
    };
    const auto has_id = [](const auto& list, const std::string& id) {
        return std::any_of(list.begin(), list.end(), [&](const auto& one) { return one.id == id; });
    };
    if (!report::is_timeline_state(filter.state)) {
        return refuse("state",
                      {"สถานะต้องเป็น done, late, due, waiting, cancelled หรือ not_reported",
                       "The state must be done, late, due, waiting, cancelled or not_reported."});
    }
    if (!filter.owner.empty() && !has_id(plan.organisations, filter.owner))
        return refuse("owner", {"แผนไม่มีหน่วยงานนี้", "The plan has no such organisation."});
    if (!filter.project.empty() && !has_id(plan.projects, filter.project) &&
        !has_id(plan.activities, filter.project) && !has_id(plan.indicators, filter.project) &&
        !has_id(plan.schedules, filter.project)) {
        return refuse("project", {"แผนไม่มีโครงการ กิจกรรม หรือตัวชี้วัดนี้",
                                  "The plan has no such project, activity or indicator."});
    }
    if (filter.text.size() > kFilterText)
        return refuse("text", {"ข้อความที่ค้นยาวเกินไป", "The text to find is too long."});
    return std::nullopt;
}

}  // namespace

Value short_scores(const score::Derivation& scores) {
    Array indicators;
    for (const score::IndicatorScore& indicator : scores.indicators) {
        Object values;
        for (const score::QueryValue& query : indicator.queries)
            values.emplace_back(query.name, Value(two_places(query.value)));
        indicators.emplace_back(
            Object{{"id", Value(indicator.id)},
                   {"score", indicator.score ? Value(indicator.score->to_string()) : Value()},
                   {"level", indicator.level_reached ? Value(*indicator.level_reached) : Value()},
                   {"percent", Value(two_places(indicator.percent))},
                   {"values", Value(std::move(values))}});
    }
    return Value(Object{{"total", Value(scores.total.score.to_string())},
                        {"indicators", Value(std::move(indicators))}});
}

Year::Kept Year::outlook(std::string_view plan, const Moment& moment) const {
    auto held = parts_->hold(plan, moment);
    if (!held) return Unexpected{held.error()};
    const std::string key = held->key(held->as_of.day);
    if (auto known = parts_->outlooks.find(key)) return known;
    // It takes long: nobody waits for it to add facts.
    const facts::FactLog log = copy_of(held->agency->log, [&](const facts::FactView& fact) {
        return fact.plan.empty() || fact.plan == held->plan().id;
    });
    held->lock.unlock();
    // The server has few workers: those of other questions are not to wait for this one.
    constexpr int kMostAtOnce = 2;
    const AtOnce asked(parts_->outlooks_asked);
    if (asked.count() > kMostAtOnce) return Unexpected{too_busy()};
    const std::lock_guard one_at_a_time(parts_->outlook_mutex);
    if (auto known = parts_->outlooks.find(key)) return known;
    query::WorldSources sources = held->sources();
    sources.log = &log;
    const auto forecast = score::forecast(sources, held->as_of);
    const auto advice = score::advise(sources, held->as_of);
    const Value value(Object{{"forecast", forecast ? score::to_value(*forecast) : Value()},
                             {"advice", advice ? score::to_value(*advice) : Value()}});
    std::string json = base::to_compact_json(value);
    std::string tag = base::sha256_hex(json);
    auto made = std::make_shared<const Written>(Written{std::move(json), std::move(tag)});
    parts_->outlooks.put(key, made);
    return made;
}

Result<Value, Refusal> Year::what_if(std::string_view plan, const Value& body) const {
    Moment moment;
    if (const Value* day = body.find("as_of"); day != nullptr && day->as_string() != nullptr)
        moment.as_of = *day->as_string();
    const auto held = parts_->hold(plan, moment);
    if (!held) return Unexpected{held.error()};
    auto supposed = supposed_of(*held, body);
    if (!supposed) return Unexpected{supposed.error()};
    const std::vector<facts::Fact> facts = *supposed;
    const auto after = score::what_if(held->sources(), held->as_of, std::move(*supposed));
    if (!after) {
        const score::BadSupposition& bad = after.error();
        return Unexpected{
            bad_facts({error_at(bad.index, facts::error_of(bad.refusal, facts[bad.index]))})};
    }
    return Value(Object{{"before", short_scores(*parts_->scores(*held, held->as_of.day))},
                        {"after", short_scores(*after)}});
}

Result<Download, Refusal> Year::book(std::string_view plan, const std::string& book,
                                     const std::string& format, const Moment& moment, const By& by,
                                     const std::string& words, const report::TimelineFilter& filter,
                                     const ReadPersons& read_persons) const {
    static const std::map<std::string, std::string, std::less<>> kTypes = {
        {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {"pdf", "application/pdf"},
        {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {"html", "text/html; charset=utf-8"},
        {"txt", "text/plain; charset=utf-8"}};
    auto held = parts_->hold(plan, moment);
    if (!held) return Unexpected{held.error()};
    const auto kind = kind_of(book);
    const auto type = kTypes.find(format);
    const bool is_sheets = book == kQuarters && format == "xlsx";
    const bool is_timeline_sheet = kind == report::ReportKind::timeline && format == "xlsx";
    const bool is_page = kind && type != kTypes.end() && (format != "xlsx" || is_timeline_sheet);
    if (!is_sheets && !is_page) return Unexpected{no_such_book(book, format)};
    if (!is_sheets && !parts_->options.make_report) return Unexpected{no_book({})};
    const std::string_view needed =
        kind == report::ReportKind::budget ? "money.read" : "score.read";
    if (widest_scope(by.actor, needed, held->current.agency, by.today) == Scope::none) {
        return Unexpected{Refusal{RefusalKind::forbidden,
                                  "not_yours",
                                  {"ไม่มีสิทธิ์ดูรายงานนี้", "This report is not yours to see"},
                                  {"ขอจากเจ้าหน้าที่แผน", "Ask the planning officer for it."}}};
    }
    const auto own = words.empty()
                         ? Result<report::ReportWords, base::FormErrors>(report::shipped_words())
                         : report::read_words(words);
    if (!own) return Unexpected{no_book({})};
    report::Persons persons;
    if (read_persons) {
        std::set<std::string> ids;
        if (kind) ids = report::persons_in(*kind, held->sources(), held->as_of, *own);
        const std::string agency = held->current.agency;
        const Moment then{base::to_iso(held->as_of.day), held->as_of.known_at.to_string()};
        // The chain is written to: nobody who adds facts is to wait for it.
        held->lock.unlock();
        auto read = read_persons(agency, "book " + book, ids);
        if (!read) return Unexpected{read.error()};
        persons = std::move(*read);
        held = parts_->hold(plan, then);
        if (!held) return Unexpected{held.error()};
    }
    if (is_sheets) return quarters_of(*held, *own);
    if (auto refusal = bad_filter(held->plan(), filter)) return Unexpected{std::move(*refusal)};
    const std::string name =
        fmt::format("{}-{}-{}{}.{}", held->plan().id, book, base::to_iso(held->as_of.day),
                    persons.empty() ? "" : "-personal", format);
    if (is_timeline_sheet) {
        const sheet::Workbook workbook =
            report::compose_timeline(held->sources(), held->as_of, *own, filter);
        held->lock.unlock();
        auto written = sheet::write_xlsx(workbook);
        if (!written) return Unexpected{no_book(written.error().detail)};
        return Download{name, type->second, std::move(*written)};
    }
    auto document =
        report::compose_report(*kind, held->sources(), held->as_of, *own, filter, persons);
    const Workspace::Current current = held->current;
    const std::string record = report::to_json({*kind, held->as_of, filter, !persons.empty()});
    held->lock.unlock();
    auto made = parts_->options.make_report(
        std::move(document), *current.plan, held->scheme(), format, record,
        words.empty() ? std::string(report::shipped_words_bytes()) : words);
    if (!made) return Unexpected{no_book(made.error())};
    return Download{name, type->second, std::move(*made)};
}

std::optional<document::ComposedDocument> Year::report_again(std::string_view plan,
                                                             const plan::Plan& version,
                                                             const plan::Scheme& scheme,
                                                             std::string_view record,
                                                             std::string_view words) const {
    const auto printed = report::printed_record_from(record);
    const auto read = report::read_words(words);
    if (!printed || !read || printed->is_personal) return std::nullopt;
    const auto held = parts_->hold(plan, {});
    if (!held) return std::nullopt;
    query::WorldSources sources = held->sources();
    sources.plan = &version;
    sources.scheme = &scheme;
    return report::compose_report(printed->kind, sources, printed->as_of, *read, printed->filter);
}

}  // namespace phaen::app
