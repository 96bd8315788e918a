// Facts as a list, and the records of datasets.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "phaen/base/check.h"
#include "phaen/dataset/records.h"
#include "phaen/facts/io.h"
#include "phaen/query/world.h"
#include "phaen/score/advice.h"
#include "refusals.h"
#include "year_parts.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

BothTexts dataset_named(std::string_view id) {
    return {fmt::format("ชุดข้อมูล “{}”", id), fmt::format("dataset “{}”", id)};
}

/// How much of a register comes with the screen; the rest is asked for by pages.
constexpr std::size_t kRegisterRows = 1'000;

/// Records of a dataset from the `skip`th on; `next` is where the following ones begin, 0 at the
/// end.
Array rows_of(const query::World& world, std::string_view dataset, std::size_t limit,
              std::int64_t skip, std::int64_t& next) {
    const std::vector<dataset::Row>& rows = world.records().of(dataset);
    const auto first = std::min(static_cast<std::size_t>(skip), rows.size());
    const std::size_t end = std::min(first + limit, rows.size());
    next = end < rows.size() ? static_cast<std::int64_t>(end) : 0;
    Array list;
    list.reserve(end - first);
    for (std::size_t i = first; i < end; ++i) {
        const facts::FactView fact = world.log().at(rows[i].fact);
        list.emplace_back(Object{{"record", Value(rows[i].record)},
                                 {"on", Value(base::to_iso(day_from(fact.last_day)))},
                                 {"by", Value(fact.by)},
                                 {"values", *rows[i].values},
                                 {"fact", Value(fact.id)}});
    }
    return list;
}

/// The dataset, then those that its fields refer to, each once.
std::vector<std::string_view> with_referred(const dataset::Dictionary& opened,
                                            const DictionarySet& dictionaries) {
    std::vector<std::string_view> ids = {opened.id};
    for (const dataset::Field& field : opened.fields) {
        const bool is_new = std::find(ids.begin(), ids.end(), field.references) == ids.end();
        if (is_new && dictionaries.find(field.references) != nullptr)
            ids.push_back(field.references);
    }
    return ids;
}

/// Whether a query of the indicator reads the dataset, as a whole or one of its fields.
bool reads(const score::IndicatorScore& indicator, std::string_view dataset,
           const DictionarySet& dictionaries) {
    const auto names_it = [&](const score::Part& part) {
        const std::string_view of = part.of;
        return of == dataset ||
               (of.substr(0, of.rfind('.')) == dataset && dictionaries.find(of) == nullptr);
    };
    return std::any_of(indicator.queries.begin(), indicator.queries.end(),
                       [&](const score::QueryValue& query) {
                           return std::any_of(query.parts.begin(), query.parts.end(), names_it);
                       });
}

/// The indicators that read the dataset, with where they stand.
Array fed_by(const score::Derivation& scores, std::string_view dataset,
             const DictionarySet& dictionaries) {
    Array list;
    for (const score::IndicatorScore& indicator : scores.indicators) {
        if (!reads(indicator, dataset, dictionaries)) continue;
        list.emplace_back(
            Object{{"id", Value(indicator.id)},
                   {"number", Value(indicator.number)},
                   {"name", Value(indicator.name)},
                   {"level", indicator.level_reached ? Value(*indicator.level_reached) : Value()},
                   {"score", indicator.score ? Value(indicator.score->to_string()) : Value()},
                   {"weight", indicator.weight ? Value(indicator.weight->to_string()) : Value()}});
    }
    return list;
}

/// Issues of the new records by their dictionaries; what was wrong before is nobody's error now.
std::optional<Refusal> check_records(const Held& held, const std::vector<facts::Fact>& facts) {
    facts::FactLog log = copy_of(held.agency->log, [&](const facts::FactView& fact) {
        return fact.kind == facts::FactKind::record &&
               (fact.plan.empty() || fact.plan == held.plan().id);
    });
    const std::size_t known = log.size();
    const facts::AsOf as_of{*base::parse_iso("2999-12-31"), held.as_of.known_at};
    const dataset::Records before(log, log.view(as_of));
    std::vector<BodyError> errors;
    std::int64_t seq = known == 0 ? 0 : log.at(known - 1).seq;
    std::map<std::string, const dataset::Dictionary*> touched;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        facts::Fact fact = facts[i];
        const auto& record = std::get<facts::Record>(fact.data);
        touched[record.dataset] = held.rules.dictionaries->find(record.dataset);
        if (record.action == facts::RecordAction::remove &&
            !before.has(record.dataset, record.record)) {
            errors.push_back({fmt::format("/records/{}/record", i),
                              {fmt::format("ไม่มี “{}” ให้ลบ", record.record),
                               fmt::format("There is no “{}” to remove.", record.record)}});
        }
        fact.seq = ++seq;
        fact.recorded_at = std::min(fact.recorded_at, as_of.known_at);
        // A correction of nothing is refused when it is kept.
        if (!log.append(std::move(fact))) return std::nullopt;
    }
    const dataset::Records after(log, log.view(as_of));
    for (const auto& [id, dictionary] : touched) {
        if (dictionary == nullptr) continue;  // refused already
        const auto old = dataset::validate(*dictionary, before);
        for (const dataset::Issue& issue : dataset::validate(*dictionary, after)) {
            if (std::find(old.begin(), old.end(), issue) != old.end()) continue;
            std::string pointer = "/records";
            if (issue.fact >= known) {
                pointer += fmt::format("/{}/values", issue.fact - known);
                if (!issue.field.empty()) pointer += "/" + issue.field;
            }
            // The place names them.
            dataset::Issue placed = issue;
            if (issue.fact >= known) placed.record.clear();
            if (issue.fact >= known) placed.field.clear();
            errors.push_back({std::move(pointer),
                              {dataset::describe_issue(placed, base::MessageLanguage::thai),
                               dataset::describe_issue(placed, base::MessageLanguage::english)}});
        }
    }
    if (errors.empty()) return std::nullopt;
    return bad_facts(errors);
}

/// Records name datasets that are there, and say the version of the dictionary that they are by.
Result<std::vector<Object>, Refusal> completed(std::vector<Object> records,
                                               const DictionarySet& dictionaries,
                                               const std::function<std::string()>& new_id) {
    std::vector<BodyError> errors;
    for (std::size_t i = 0; i < records.size(); ++i) {
        Value record(std::move(records[i]));
        const Value* name = record.find("dataset");
        const std::string* id = name != nullptr ? name->as_string() : nullptr;
        const dataset::Dictionary* dictionary = id != nullptr ? dictionaries.find(*id) : nullptr;
        if (dictionary == nullptr) {
            errors.push_back({fmt::format("/records/{}/dataset", i),
                              {"ไม่มีชุดข้อมูลนี้", "There is no dataset of that id."}});
            continue;
        }
        if (record.find("record") == nullptr) record.set("record", Value("record-" + new_id()));
        record.set("version", Value(dictionary->version));
        records[i] = std::move(*record.as_object());
    }
    if (!errors.empty()) return Unexpected{bad_facts(errors)};
    return records;
}

}  // namespace

Result<std::vector<Year::Parts::Draft>, Refusal> Year::Parts::record_drafts(
    const Held& held, const Value& body) const {
    auto sent = list_of(body, "records");
    if (!sent) return Unexpected{sent.error()};
    auto records = completed(std::move(*sent), *held.rules.dictionaries, options.new_id);
    if (!records) return Unexpected{records.error()};
    std::vector<Draft> drafts;
    for (Object& record : *records) {
        Draft draft;
        draft.place = fmt::format("/records/{}", drafts.size());
        draft.kind = "record";
        draft.permission = "record.put";
        draft.on = take_text(record, "on");
        draft.corrects = take_text(record, "corrects");
        draft.data = std::move(record);
        drafts.push_back(std::move(draft));
    }
    return drafts;
}

Result<Value, Refusal> Year::facts(std::string_view plan, const FactPage& page, const By& by,
                                   std::int64_t& next) const {
    const auto held = parts_->hold(plan, {});
    if (!held) return Unexpected{held.error()};
    const facts::FactLog& log = held->agency->log;
    Array list;
    next = 0;
    for (std::size_t i = log.size(); i > 0; --i) {
        const facts::FactView fact = log.at(i - 1);
        if (fact.plan != held->plan().id || (page.before != 0 && fact.seq >= page.before)) continue;
        if (!page.kind.empty() && facts::to_string(fact.kind) != page.kind) continue;
        if (!page.element.empty() && fact.element != page.element) continue;
        if (widest_scope(by.actor, permission_to_see(fact.kind), held->current.agency, by.today) ==
            Scope::none) {
            continue;
        }
        if (list.size() == page.limit) {
            next = log.at(i).seq;
            const Value* last = list.back().find("seq");
            if (last != nullptr) next = *last->as_integer();
            break;
        }
        list.push_back(facts::to_value(log.fact(i - 1)));
    }
    return Value(Object{{"facts", Value(std::move(list))}});
}

Result<Value, Refusal> Year::records(std::string_view plan, std::string_view dataset,
                                     const Moment& moment, std::size_t limit, std::int64_t skip,
                                     std::int64_t& next) const {
    const auto held = parts_->hold(plan, moment);
    if (!held) return Unexpected{held.error()};
    if (held->rules.dictionaries->find(dataset) == nullptr)
        return Unexpected{not_found(dataset_named(dataset))};
    const query::World world(held->sources(), held->as_of);
    return Value(Object{{"records", Value(rows_of(world, dataset, limit, skip, next))}});
}

Result<Value, Refusal> Year::registries(std::string_view plan, std::string_view dataset,
                                        const Moment& moment, const By& by) const {
    const auto held = parts_->hold(plan, moment);
    if (!held) return Unexpected{held.error()};
    const DictionarySet& dictionaries = *held->rules.dictionaries;
    PHAEN_CHECK(!dictionaries.current().empty(), "dictionaries come with the program");
    const dataset::Dictionary* opened =
        dataset.empty() ? &dictionaries.current().front() : dictionaries.find(dataset);
    if (opened == nullptr) return Unexpected{not_found(dataset_named(dataset))};
    const query::World world(held->sources(), held->as_of);
    Array registers;
    for (const std::string_view id : with_referred(*opened, dictionaries)) {
        std::int64_t next = 0;
        Array rows = rows_of(world, id, kRegisterRows, 0, next);
        registers.emplace_back(Object{{"dataset", Value(id)},
                                      {"records", Value(std::move(rows))},
                                      {"next", next != 0 ? Value(next) : Value()}});
    }
    const bool sees_scores =
        widest_scope(by.actor, "score.read", held->current.agency, by.today) != Scope::none;
    Value feeds;
    if (sees_scores)
        feeds = Value(fed_by(*parts_->scores(*held, held->as_of.day), opened->id, dictionaries));
    return Value(Object{{"as_of", Value(base::to_iso(held->as_of.day))},
                        {"datasets", Value(dictionaries.values())},
                        {"dataset", Value(opened->id)},
                        {"registers", Value(std::move(registers))},
                        {"feeds", std::move(feeds)}});
}

Result<Value, Refusal> Year::put_records(std::string_view plan, const Value& body, const By& by) {
    const auto make = [&](const Held& held) { return parts_->record_drafts(held, body); };
    return parts_->add_facts(plan, by, Parts::RestsOn::kind, make, check_records);
}

Result<Value, Refusal> Year::try_records(std::string_view plan, const Value& body,
                                         const By& by) const {
    const auto held = parts_->hold(plan, {});
    if (!held) return Unexpected{held.error()};
    auto drafts = parts_->record_drafts(*held, body);
    if (!drafts) return Unexpected{drafts.error()};
    auto made = parts_->facts_from(*held, std::move(*drafts), by);
    if (!made) return Unexpected{made.error()};
    if (auto refusal = check_records(*held, *made)) return Unexpected{std::move(*refusal)};
    const auto count = static_cast<std::int64_t>(made->size());
    // What was recorded after the moment that is looked at would not count.
    for (facts::Fact& fact : *made) fact.recorded_at = held->as_of.known_at;
    const auto after = score::what_if(held->sources(), held->as_of, std::move(*made));
    if (!after) {
        return Unexpected{bad_facts({{fmt::format("/records/{}/corrects", after.error().index),
                                      {"สิ่งที่แก้ไขไม่มีอยู่ หรือเป็นคนละชนิด",
                                       "What it corrects is not there, or of another kind."}}})};
    }
    return Value(Object{{"records", Value(count)},
                        {"before", short_scores(*parts_->scores(*held, held->as_of.day))},
                        {"after", short_scores(*after)}});
}

}  // namespace phaen::app
