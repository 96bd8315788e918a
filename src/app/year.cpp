#include "phaen/app/year.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "parts.h"
#include "phaen/base/check.h"
#include "phaen/base/form.h"
#include "phaen/base/sha256.h"
#include "phaen/dataset/dictionary.h"
#include "phaen/facts/io.h"
#include "phaen/score/score.h"
#include "refusals.h"
#include "year_parts.h"

namespace phaen::app {

using base::Array;
using base::Done;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kMostAtOnce = 10'000;

BothTexts facts_named() { return {"ข้อเท็จจริงของปี", "facts of the year"}; }

Refusal not_yours(std::string_view element) {
    return {RefusalKind::forbidden,
            "not_yours",
            {"ไม่อยู่ในความรับผิดชอบ", "This is not yours"},
            {fmt::format("บทบาทของท่านไม่ครอบคลุม “{}” ขอให้ผู้รับผิดชอบหรือเจ้าหน้าที่แผนดำเนินการ", element),
             fmt::format("Your roles do not reach “{}”: ask who leads it, or the planning officer.",
                         element)},
            {{"element", Value(element)}}};
}

std::vector<std::string_view> ids_of(const plan::Refs& refs) {
    std::vector<std::string_view> ids;
    for (const plan::Ref& ref : refs) {
        if (ref.resolved()) ids.push_back(ref.id);
    }
    return ids;
}

/// What people send has no `data` around it.
std::string without_data(const std::string& pointer) {
    constexpr std::string_view kData = "/data";
    return pointer.starts_with(kData) ? pointer.substr(kData.size()) : pointer;
}

BothTexts outside_year(base::FiscalYear year) {
    const std::string first = base::to_iso(year.first_day());
    const std::string last = base::to_iso(year.last_day());
    return {
        fmt::format("อยู่นอกปีงบประมาณของแผน ใช้วันตั้งแต่ {} ถึง {}", first, last),
        fmt::format("It is outside the plan's fiscal year: use a day from {} to {}.", first, last)};
}

/// A form error without its position: there is no file.
BothTexts text_of(base::FormError error) {
    error.position = {};
    return {base::describe_error(error, base::MessageLanguage::thai),
            base::describe_error(error, base::MessageLanguage::english)};
}

}  // namespace

Result<Done, Refusal> set_moment(const Moment& moment, facts::AsOf& as_of) {
    if (!moment.as_of.empty()) {
        const auto day = base::parse_iso(moment.as_of);
        if (!day) {
            return Unexpected{bad_member("as_of", {"“as_of” ต้องเป็นวันที่ เช่น 2022-03-31",
                                                   "“as_of” must be a day, as 2022-03-31."})};
        }
        as_of.day = *day;
    }
    if (!moment.known_at.empty()) {
        const auto known_at = base::Instant::parse(moment.known_at);
        if (!known_at) {
            return Unexpected{bad_member(
                "known_at", {"“known_at” ต้องเป็นเวลา เช่น 2022-03-31T17:00:00Z",
                             "“known_at” must be an instant, as 2022-03-31T17:00:00Z."})};
        }
        as_of.known_at = *known_at;
    }
    return Done{};
}

Refusal bad_facts(const std::vector<BodyError>& errors) {
    constexpr std::size_t kShown = 500;
    PHAEN_CHECK(!errors.empty(), "a refusal has a reason");
    Refusal refusal = invalid(
        "bad_facts",
        {"ข้อมูลที่ส่งใช้ไม่ได้ ยังไม่มีการบันทึกใด ๆ", "What was sent cannot be used; nothing was kept"},
        errors.front().message);
    Array list;
    for (const BodyError& error : errors) {
        if (list.size() == kShown) break;
        list.emplace_back(
            Object{{"pointer", Value(error.pointer)}, {"message", both(error.message)}});
    }
    refusal.members.emplace_back("errors", Value(std::move(list)));
    return refusal;
}

std::vector<facts::Fact> facts_of(const Held& held, const store::Appended& appended) {
    std::vector<facts::Fact> out;
    const facts::FactLog& log = held.agency->log;
    for (std::size_t i = log.size(); i > 0 && log.at(i - 1).seq >= appended.first; --i) {
        if (log.at(i - 1).seq < appended.first + appended.count) out.push_back(log.fact(i - 1));
    }
    std::reverse(out.begin(), out.end());
    return out;
}

facts::FactLog copy_of(const facts::FactLog& log,
                       const std::function<bool(const facts::FactView&)>& wanted) {
    facts::FactLog copy;
    for (std::size_t i = 0; i < log.size(); ++i) {
        if (!wanted(log.at(i))) continue;
        const auto added = copy.append(log.fact(i));
        PHAEN_CHECK(added.has_value(), "a fact follows what it corrects");
    }
    return copy;
}

bool holds(const Held& held, std::size_t fact) {
    const facts::FactLog& log = held.agency->log;
    const auto first_of = [&](std::size_t index) {
        while (log.at(index).corrects) index = *log.at(index).corrects;
        return index;
    };
    const std::size_t first = first_of(fact);
    const auto last_day = base::parse_iso("2999-12-31");
    const auto view = log.view({*last_day, held.as_of.known_at}, log.at(fact).kind);
    return std::any_of(view.begin(), view.end(),
                       [&](std::uint32_t one) { return first_of(one) == first; });
}

facts::Day day_from(std::int32_t number) {
    return std::chrono::sys_days(std::chrono::days(number));
}

std::string take_text(Object& object, std::string_view name) {
    const auto found = std::find_if(object.begin(), object.end(),
                                    [&](const auto& member) { return member.first == name; });
    if (found == object.end()) return {};
    const std::string* text = found->second.as_string();
    std::string taken = text != nullptr ? *text : std::string();
    object.erase(found);
    return taken;
}

std::string_view permission_to_see(facts::FactKind kind) {
    switch (kind) {
        case facts::FactKind::posting:
            return "money.read";
        case facts::FactKind::record:
            return "record.read";
        case facts::FactKind::assessment:
            return "score.read";
        case facts::FactKind::progress:
        case facts::FactKind::evidence:
        case facts::FactKind::event:
            break;
    }
    return "progress.read";
}

std::int64_t number_of(const facts::Day& day) {
    return std::chrono::sys_days(day).time_since_epoch().count();
}

std::string two_places(const std::string& exact) {
    const auto ratio = score::exact_of(exact);
    return ratio ? ratio->to_decimal(2, base::Rounding::half_up).to_string() : std::string();
}

Result<std::vector<Object>, Refusal> list_of(const Value& body, std::string_view name) {
    const Value* member = body.find(name);
    const Array* list = member != nullptr ? member->as_array() : nullptr;
    std::vector<Object> objects;
    for (const Value& item : list != nullptr ? *list : Array{}) {
        if (item.as_object() == nullptr) break;
        objects.push_back(*item.as_object());
    }
    if (list == nullptr || list->empty() || objects.size() != list->size() ||
        list->size() > kMostAtOnce) {
        return Unexpected{bad_member(
            name, {fmt::format("“{}” ต้องเป็นรายการ 1 ถึง {} รายการ", name, kMostAtOnce),
                   fmt::format("“{}” must be a list of 1 to {} objects.", name, kMostAtOnce)})};
    }
    return objects;
}

Pieces::Pieces(const plan::Plan& plan) {
    for (const plan::Indicator& indicator : plan.indicators) {
        add_indicator(indicator, indicator.component, {});
        // There is one level of them.
        for (const plan::Indicator& sub : indicator.sub_indicators)
            add_indicator(sub, indicator.component, indicator.id);
    }
    for (const plan::Project& project : plan.projects) {
        by_id_[project.id] = {PieceKind::project,
                              project.name,
                              ids_of(project.lead),
                              ids_of(project.supporting),
                              {project.id}};
    }
    for (const plan::Activity& activity : plan.activities) {
        by_id_[activity.id] = {PieceKind::activity,
                               activity.name,
                               ids_of(activity.lead),
                               ids_of(activity.supporting),
                               {activity.id}};
    }
    for (const plan::Schedule& schedule : plan.schedules) add_schedule(schedule);
}

void Pieces::add_indicator(const plan::Indicator& indicator, std::string_view component,
                           std::string_view parent) {
    Piece piece{PieceKind::indicator,
                indicator.name,
                ids_of(indicator.lead),
                ids_of(indicator.supporting),
                {indicator.id, component}};
    if (!parent.empty()) {
        piece.path.push_back(parent);
        const Piece& whole = by_id_[parent];
        if (piece.leads.empty()) piece.leads = whole.leads;
        if (piece.supports.empty()) piece.supports = whole.supports;
    }
    by_id_[indicator.id] = piece;
    for (const plan::EvidenceItem& item : indicator.evidence) {
        Piece evidence = piece;
        evidence.kind = PieceKind::evidence;
        evidence.name = item.text;
        evidence.path.push_back(item.id);
        by_id_[item.id] = std::move(evidence);
    }
}

void Pieces::add_schedule(const plan::Schedule& schedule) {
    Piece piece;
    piece.kind = PieceKind::schedule;
    piece.path.push_back(schedule.id);
    for (const std::optional<plan::Ref>* ref :
         {&schedule.project, &schedule.activity, &schedule.indicator}) {
        const Piece* owner = ref->has_value() ? find((*ref)->id) : nullptr;
        if (owner == nullptr) continue;
        if (piece.name.empty()) piece.name = owner->name;
        piece.path.insert(piece.path.end(), owner->path.begin(), owner->path.end());
        if (piece.leads.empty()) {
            piece.leads = owner->leads;
            piece.supports = owner->supports;
        }
    }
    for (const plan::Step& step : schedule.steps) {
        Piece of_step = piece;
        of_step.kind = PieceKind::step;
        of_step.name = step.text;
        of_step.path.push_back(step.id);
        by_id_[step.id] = std::move(of_step);
    }
    by_id_[schedule.id] = std::move(piece);
}

const Piece* Pieces::find(std::string_view id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &found->second;
}

query::WorldSources Held::sources() const {
    return {&plan(), scheme(), &agency->log, rules.dictionaries->current()};
}

const plan::Scheme* Held::scheme() const {
    // Kept by the set that is held.
    const SchemeSet& schemes = *rules.schemes;
    return is_now ? schemes.find(plan().scheme).get()
                  : schemes.find(plan().scheme, as_of.known_at).get();
}

std::string Held::key(facts::Day day) const {
    const std::string known = is_now ? std::string("now") : as_of.known_at.to_string();
    return fmt::format("{} {} {} {} {} {} {}", plan().id, current.number, agency->seq,
                       rules.dictionaries->mark(), rules.schemes->mark(), base::to_iso(day), known);
}

Year::Year(const Workspace& workspace, store::YearStore& facts, const store::Files& files,
           YearOptions options)
    : parts_(std::make_unique<Parts>(workspace, facts, files, std::move(options))) {}
Year::~Year() = default;

std::shared_ptr<AgencyLog> Year::Parts::place_of(const std::string& agency) {
    const std::lock_guard lock(agencies_mutex);
    std::shared_ptr<AgencyLog>& place = agencies[agency];
    if (place == nullptr) place = std::make_shared<AgencyLog>();
    return place;
}

std::shared_ptr<const PiecesOfPlan> Year::Parts::pieces_of(const Held& held) {
    const std::string key = fmt::format("{} {}", held.plan().id, held.current.number);
    if (auto known = known_pieces.find(key)) return known;
    auto made = std::make_shared<const PiecesOfPlan>(held.current.plan);
    known_pieces.put(key, made);
    return made;
}

Result<std::shared_ptr<AgencyLog>, Refusal> Year::Parts::log_of(const std::string& agency) {
    std::shared_ptr<AgencyLog> log = place_of(agency);
    const auto newest = store.last_seq(agency);
    if (!newest) return Unexpected{from_store(newest.error(), facts_named())};
    std::int64_t seen = 0;
    const auto has_all = [&] {
        const std::shared_lock lock(log->mutex);
        seen = log->seq;
        return seen >= *newest;
    };
    if (has_all()) return log;
    const std::lock_guard one_reads(log->refresh);
    if (has_all()) return log;
    std::vector<std::pair<std::int64_t, facts::Fact>> fresh;
    const auto read = store.each_line(agency, seen, [&](std::int64_t seq, const std::string& line) {
        const auto value = base::parse_json(line);
        PHAEN_CHECK(value.has_value(), "a stored fact is JSON");
        auto fact = facts::fact_from_value(*value);
        PHAEN_CHECK(fact.has_value(), "a stored fact has its form");
        fresh.emplace_back(seq, std::move(*fact));
        return true;
    });
    if (!read) return Unexpected{from_store(read.error(), facts_named())};
    if (fresh.empty()) return log;
    const std::unique_lock lock(log->mutex);
    for (auto& [seq, fact] : fresh) {
        if (seq <= log->seq) continue;  // another request was first
        log->latest = std::max(log->latest, fact.recorded_at);
        const auto added = log->log.append(std::move(fact));
        PHAEN_CHECK(added.has_value(), "a stored fact follows the others");
        log->seq = seq;
    }
    return log;
}

Result<AgencyRules, Refusal> Year::Parts::rules_of(const std::string& agency) const {
    static const AgencyRules shipped{std::make_shared<const DictionarySet>(),
                                     std::make_shared<const SchemeSet>()};
    return options.rules_of ? options.rules_of(agency) : shipped;
}

Result<Held, Refusal> Year::Parts::hold(std::string_view plan, const Moment& moment, Facts wanted) {
    auto current = workspace.current(plan);
    if (!current) return Unexpected{current.error()};
    const auto year = base::FiscalYear::create(current->plan->fiscal_year);
    if (!year) {
        return Unexpected{
            conflict("no_fiscal_year", {"แผนไม่มีปีงบประมาณ", "The plan has no fiscal year"},
                     {"ระบุปีงบประมาณของแผนก่อน", "Give the plan its fiscal year first."})};
    }
    const auto now = base::Instant::from_microseconds(options.now());
    PHAEN_CHECK(now.has_value(), "the clock is right");
    facts::AsOf as_of{std::clamp(now->day(), year->first_day(), year->last_day()), *now};
    if (const auto set = set_moment(moment, as_of); !set) return Unexpected{set.error()};
    if (!moment.as_of.empty() || !moment.known_at.empty()) {
        // Now is all that there is, also of a server whose clock is ahead of ours.
        const auto last = base::Instant::parse("2999-12-31T00:00:00Z");
        auto then =
            workspace.in_force(plan, {as_of.day, moment.known_at.empty() ? *last : as_of.known_at});
        if (!then) return Unexpected{then.error()};
        *current = std::move(*then);
    }
    auto rules = rules_of(current->agency);
    if (!rules) return Unexpected{rules.error()};
    auto log = wanted == Facts::all
                   ? log_of(current->agency)
                   : Result<std::shared_ptr<AgencyLog>, Refusal>(place_of(current->agency));
    if (!log) return Unexpected{log.error()};
    Held held{std::move(*current), *year, std::move(*log), {}, as_of, moment.known_at.empty(),
              std::move(*rules)};
    held.lock = std::shared_lock(held.agency->mutex);
    // The clock of another server may be ahead of ours.
    if (held.is_now) held.as_of.known_at = std::max(held.as_of.known_at, held.agency->latest);
    return held;
}

Scores Year::Parts::scores(const Held& held, facts::Day day) {
    const std::string key = held.key(day);
    if (auto found = derivations.find(key)) return found;
    auto made = std::make_shared<const score::Derivation>(
        score::score_version(held.sources(), {day, held.as_of.known_at}, held.current.version));
    derivations.put(key, made);
    return made;
}

std::shared_ptr<const Written> Year::Parts::kept(const Held& held, std::string_view name,
                                                 const std::function<Value()>& make) {
    const std::string key = fmt::format("{} {}", name, held.key(held.as_of.day));
    if (auto found = answers.find(key)) return found;
    std::string json = base::to_compact_json(make());
    std::string tag = base::sha256_hex(json);
    auto made = std::make_shared<const Written>(Written{std::move(json), std::move(tag)});
    answers.put(key, made);
    return made;
}

Result<std::vector<facts::Fact>, Refusal> Year::Parts::facts_from(const Held& held,
                                                                  std::vector<Draft> drafts,
                                                                  const By& by) {
    const std::shared_ptr<const PiecesOfPlan> of_plan = pieces_of(held);
    const Pieces& pieces = of_plan->pieces;
    std::map<std::string, bool> closed_months;
    const auto now = base::Instant::from_microseconds(options.now());
    PHAEN_CHECK(now.has_value(), "the clock is right");
    std::vector<BodyError> problems;
    std::vector<facts::Fact> made;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        Draft& draft = drafts[i];
        const Piece* piece = pieces.find(draft.element);
        const bool fits = piece != nullptr && std::find(draft.about.begin(), draft.about.end(),
                                                        piece->kind) != draft.about.end();
        if (!draft.about.empty() && !fits) {
            problems.push_back(
                {fmt::format("{}/{}", draft.place, draft.element_member),
                 {fmt::format("“{}” ไม่มีในแผน หรือไม่ใช่ชนิดที่บันทึกได้ที่นี่", draft.element),
                  fmt::format("“{}” is not in the plan, or of a kind that this is not for.",
                              draft.element)}});
            continue;
        }
        Resource resource{held.current.agency, held.plan().fiscal_year, {}, {}, {}, draft.made_by};
        if (piece != nullptr) {
            resource.leads = piece->leads;
            resource.supports = piece->supports;
            resource.path = piece->path;
        }
        if (!may(by.actor, draft.permission, resource, by.today))
            return Unexpected{not_yours(piece != nullptr ? piece->name : held.plan().id)};
        Object object{{"id", Value(draft.id.empty() ? "fact-" + options.new_id() : draft.id)},
                      {"seq", Value(1)},
                      {"kind", Value(draft.kind)},
                      {"plan", Value(held.plan().id)},
                      {"on", Value(draft.on)},
                      {"recorded_at", Value(now->to_string())},
                      {"by", Value(by.actor.account)}};
        if (!draft.element.empty()) object.emplace_back("element", Value(draft.element));
        if (!draft.corrects.empty()) object.emplace_back("corrects", Value(draft.corrects));
        object.emplace_back("data", draft.withdraws ? Value() : Value(std::move(draft.data)));
        auto fact = facts::fact_from_value(Value(std::move(object)));
        if (!fact) {
            for (const base::FormError& error : fact.error())
                problems.push_back({draft.place + without_data(error.pointer), text_of(error)});
            continue;
        }
        if (fact->when.on && *fact->when.on > now->day()) {
            problems.push_back(
                {draft.place + "/on", {"วันที่อยู่ในอนาคต", "The day has not come yet."}});
            continue;
        }
        if (fact->when.on &&
            (*fact->when.on < held.year.first_day() || *fact->when.on > held.year.last_day())) {
            problems.push_back({draft.place + "/on", outside_year(held.year)});
            continue;
        }
        const std::string month =
            fact->when.on ? base::to_iso(*fact->when.on).substr(0, 7) : std::string();
        auto closed = closed_months.find(month);
        if (closed == closed_months.end()) {
            const auto asked = is_closed(held, month);
            if (!asked) return Unexpected{asked.error()};
            closed = closed_months.emplace(month, *asked).first;
        }
        if (closed->second) {
            problems.push_back(
                {draft.place + "/on",
                 {"เดือนนี้ปิดงวดแล้ว ขอให้ผู้อำนวยการเปิดงวดอีกครั้งพร้อมเหตุผล",
                  "The month is closed: ask the director to reopen it with a reason."}});
            continue;
        }
        made.push_back(std::move(*fact));
    }
    if (!problems.empty()) return Unexpected{bad_facts(problems)};
    return made;
}

Result<bool, Refusal> Year::Parts::is_closed(const Held& held, const std::string& month) const {
    if (!options.is_month_closed || month.empty()) return false;
    return options.is_month_closed(held.current.agency, held.plan().id, month);
}

store::Command Year::Parts::command(const std::string& agency, const By& by) const {
    return {agency, by.actor.account, options.now(), by.once.key, by.once.fingerprint};
}

Result<std::vector<facts::Fact>, Refusal> Year::Parts::make_facts(std::string_view plan,
                                                                  const By& by, RestsOn rests_on,
                                                                  const MakeDrafts& make,
                                                                  const Check& check,
                                                                  store::Unless& unless) {
    const auto held = hold(plan, {}, rests_on == RestsOn::plan ? Facts::any : Facts::all);
    if (!held) return Unexpected{held.error()};
    auto drafts = make(*held);
    if (!drafts) return Unexpected{drafts.error()};
    auto made = facts_from(*held, std::move(*drafts), by);
    if (!made) return Unexpected{made.error()};
    if (check) {
        if (auto refusal = check(*held, *made)) return Unexpected{std::move(*refusal)};
    }
    unless = {};
    unless.after = held->agency->seq;
    const facts::Fact& first = made->front();
    // Money is checked against all of it, also when a posting is taken back.
    if (rests_on == RestsOn::kind || first.kind == facts::FactKind::posting)
        unless.kind = facts::to_string(first.kind);
    if (rests_on == RestsOn::chain) unless.of_fact = first.corrects;
    return made;
}

Result<std::vector<facts::Fact>, Refusal> Year::Parts::add(std::string_view plan, const By& by,
                                                           RestsOn rests_on, const MakeDrafts& make,
                                                           const Check& check) {
    constexpr int kAttempts = 10;
    const auto agency = workspace.agency_of_plan(plan);
    if (!agency) return Unexpected{agency.error()};
    const store::Command command = this->command(*agency, by);
    std::unique_lock one_at_a_time(place_of(*agency)->commands, std::defer_lock);
    if (rests_on != RestsOn::plan) one_at_a_time.lock();
    const auto before = store.appended(command);
    if (!before) {
        if (before.error().kind == store::ErrorKind::conflict) return Unexpected{key_reused()};
        return Unexpected{from_store(before.error(), facts_named())};
    }
    const auto kept_before =
        [&](const store::Appended& where) -> Result<std::vector<facts::Fact>, Refusal> {
        const auto held = hold(plan, {});
        if (!held) return Unexpected{held.error()};
        return facts_of(*held, where);
    };
    if (*before) return kept_before(**before);
    for (int attempt = 1;; ++attempt) {
        store::Unless unless;
        auto facts = make_facts(plan, by, rests_on, make, check, unless);
        if (!facts) return Unexpected{facts.error()};
        const auto kept = store.append(command, *facts, unless);
        if (kept) {
            options.publish("plan/" + std::string(plan), "facts",
                            Value(Object{{"seq", Value(kept->first + kept->count - 1)}}));
            // The same request, sent twice at once: the other one's were kept.
            if (kept->is_repeated) return kept_before(*kept);
            std::int64_t seq = kept->first;
            for (facts::Fact& fact : *facts) fact.seq = seq++;
            return facts;
        }
        if (kept.error().kind == store::ErrorKind::moved_on && attempt < kAttempts) continue;
        if (kept.error().kind == store::ErrorKind::not_found) {
            return Unexpected{
                bad_member("corrects", {"สิ่งที่แก้ไขไม่มีอยู่ หรือเป็นคนละชนิด",
                                        "What it corrects is not there, or of another kind."})};
        }
        return Unexpected{from_store(kept.error(), facts_named())};
    }
}

Result<Value, Refusal> Year::Parts::add_facts(std::string_view plan, const By& by, RestsOn rests_on,
                                              const MakeDrafts& make, const Check& check) {
    const auto added = add(plan, by, rests_on, make, check);
    if (!added) return Unexpected{added.error()};
    Array ids;
    for (const facts::Fact& fact : *added) ids.emplace_back(fact.id);
    return Value(Object{{"facts", Value(std::move(ids))}});
}

Result<Done, Refusal> Year::take(std::string_view agency, std::vector<facts::Fact> facts) {
    const store::Command command{std::string(agency), std::string(kProgram), parts_->options.now()};
    const auto kept = parts_->store.append(command, std::move(facts));
    if (!kept) return Unexpected{from_store(kept.error(), facts_named())};
    return Done{};
}

}  // namespace phaen::app
