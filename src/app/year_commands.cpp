// What people add to the year besides reports: postings, events, judgements, evidence; and what
// they take back.
#include <fmt/format.h>

#include <algorithm>

#include "phaen/base/check.h"
#include "phaen/base/form.h"
#include "phaen/base/sha256.h"
#include "phaen/facts/io.h"
#include "phaen/facts/words.h"
#include "phaen/ledger/ledger.h"
#include "refusals.h"
#include "year_parts.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kTitleBytes = 4000;

BothTexts name_of(facts::Balance balance) {
    using enum facts::Balance;
    switch (balance) {
        case committed:
            return {"เงินที่ผูกพัน", "what is committed"};
        case advanced:
            return {"เงินยืม", "what is advanced"};
        case disbursed:
            return {"เงินที่เบิกจ่าย", "what is disbursed"};
        case allotted:
            return {"เงินที่ได้รับจัดสรร", "what is allotted"};
        default:
            return {"งบประมาณคงเหลือ", "what is available"};
    }
}

Refusal overdrawn(const ledger::Overdraft& overdraft, std::string_view pointer) {
    const BothTexts name = name_of(overdraft.balance);
    const std::string short_by = overdraft.short_by.to_string();
    Refusal refusal = invalid(
        "overdraft", {"เงินไม่พอ ยังไม่มีการบันทึกใด ๆ", "There is not enough money; nothing was kept"},
        {name.th + "ขาด " + short_by + " บาท ตรวจจำนวนเงิน วันที่ แหล่งเงิน และโครงการ",
         "It takes " + short_by + " baht more than " + name.en +
             ": check the amount, the day, the fund and the project."});
    refusal.members = {{"pointer", Value(pointer)},
                       {"balance", Value(base::word_of(overdraft.balance))},
                       {"short_by", Value(short_by)}};
    return refusal;
}

/// When all postings of the agency, whatever became of them, would be more than Money can be: no
/// office has as much, and no sum of them may be beyond it.
std::optional<Refusal> beyond_money(const Held& held, const std::vector<facts::Fact>& facts) {
    std::int64_t room = base::Money::kMaxSatang - held.agency->log.posted().satang();
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const auto* posting = std::get_if<facts::Posting>(&facts[i].data);
        if (posting == nullptr) continue;
        if (posting->amount.satang() > room) {
            Refusal refusal = invalid("too_much_money",
                                      {"จำนวนเงินมากเกินกว่าที่เก็บได้ ยังไม่มีการบันทึกใด ๆ",
                                       "That is more money than can be kept; nothing was kept"},
                                      {"รวมกับรายการทั้งหมดของหน่วยงานแล้วเกิน 90 ล้านล้านบาท ตรวจจำนวนเงิน",
                                       "Together with all postings of the agency it is more than "
                                       "90,000,000,000,000 baht: "
                                       "check the amount."});
            refusal.members = {{"pointer", Value(fmt::format("/postings/{}", i))}};
            return refusal;
        }
        room -= posting->amount.satang();
    }
    return std::nullopt;
}

/// The first place where the ledger falls below zero with the facts and did not, or not as far,
/// without them. Several postings and corrections count together.
std::optional<Refusal> overdraft_of(const Held& held, const std::vector<facts::Fact>& facts) {
    if (auto refusal = beyond_money(held, facts)) return refusal;
    facts::FactLog log = copy_of(held.agency->log, [&](const facts::FactView& fact) {
        return fact.kind == facts::FactKind::posting &&
               (fact.plan.empty() || fact.plan == held.plan().id);
    });
    const facts::AsOf as_of{*base::parse_iso("2999-12-31"), held.as_of.known_at};
    const auto old = ledger::Ledger(log, log.view(as_of)).overdrafts();
    const std::size_t known = log.size();
    std::int64_t seq = known == 0 ? 0 : log.at(known - 1).seq;
    for (facts::Fact fact : facts) {
        fact.seq = ++seq;
        fact.recorded_at = std::min(fact.recorded_at, as_of.known_at);
        // A correction of nothing is refused when it is kept.
        if (!log.append(std::move(fact))) return std::nullopt;
    }
    const ledger::Ledger after(log, log.view(as_of));
    for (const ledger::Overdraft& one : after.overdrafts()) {
        const bool was_there =
            std::any_of(old.begin(), old.end(), [&](const ledger::Overdraft& other) {
                return other.fact == one.fact && other.balance == one.balance &&
                       other.short_by >= one.short_by;
            });
        if (was_there) continue;
        const std::string pointer =
            one.fact < known ? std::string() : fmt::format("/postings/{}", one.fact - known);
        return overdrawn(one, pointer);
    }
    return std::nullopt;
}

std::optional<BodyError> unknown_id(const std::string& place, std::string_view member,
                                    const std::string& id, bool is_known) {
    if (is_known) return std::nullopt;
    return BodyError{fmt::format("{}/{}", place, member),
                     {fmt::format("ไม่รู้จัก “{}”", id), fmt::format("“{}” is not known.", id)}};
}

/// Ids that a posting names and that neither scheme nor plan has.
std::vector<BodyError> unknown_ids(const Held& held, const std::vector<facts::Fact>& facts) {
    std::vector<BodyError> errors;
    const plan::Scheme* scheme = held.sources().scheme;
    const auto note = [&](std::optional<BodyError> error) {
        if (error) errors.push_back(std::move(*error));
    };
    const auto has = [](const auto& list, const std::string& id) {
        return std::any_of(list.begin(), list.end(), [&](const auto& one) { return one.id == id; });
    };
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (!std::holds_alternative<facts::Posting>(facts[i].data)) continue;  // withdrawn
        const auto& posting = std::get<facts::Posting>(facts[i].data);
        const std::string place = fmt::format("/postings/{}", i);
        if (scheme != nullptr && !posting.fund.empty())
            note(unknown_id(place, "fund", posting.fund, has(scheme->fund_sources, posting.fund)));
        if (scheme != nullptr && !posting.category.empty()) {
            note(unknown_id(place, "category", posting.category,
                            has(scheme->expenditure_categories, posting.category)));
        }
        if (!posting.project.empty()) {
            note(unknown_id(place, "project", posting.project,
                            has(held.plan().projects, posting.project)));
        }
    }
    return errors;
}

/// A weight bounds the score that somebody gives; without any judgement there is nothing to keep.
std::optional<Refusal> check_assessment(const Held& held, const std::vector<facts::Fact>& facts) {
    const auto& said = std::get<facts::Assessment>(facts.front().data);
    std::vector<BodyError> errors;
    if (said.reason.empty()) errors.push_back({"/reason", {"ต้องบอกเหตุผล", "A reason is needed."}});
    if (!said.level && !said.value && !said.score && !said.not_applicable) {
        errors.push_back({"",
                          {"ต้องมีระดับ ค่า คะแนน หรือ “not_applicable”",
                           "Give a level, a value, a score, or “not_applicable”."}});
    }
    const auto weight_of = [&]() -> std::optional<base::Weight> {
        for (const plan::Indicator& indicator : held.plan().indicators) {
            if (indicator.id == facts.front().element) return indicator.weight;
            for (const plan::Indicator& sub : indicator.sub_indicators) {
                if (sub.id == facts.front().element) return sub.weight;
            }
        }
        return std::nullopt;
    };
    const auto weight = weight_of();
    const bool is_over = said.score && weight && said.score->value() > weight->value();
    if (is_over || (said.score && *said.score < base::Score())) {
        const std::string most = weight ? weight->to_string() : std::string();
        errors.push_back({"/score",
                          {"คะแนนต้องอยู่ระหว่าง 0 ถึงน้ำหนัก " + most,
                           "The score must be from 0 to the weight, " + most + "."}});
    }
    if (errors.empty()) return std::nullopt;
    return bad_facts(errors);
}

Result<Object, Refusal> object_of(const Value& body) {
    const Object* object = body.as_object();
    if (object != nullptr) return *object;
    return Unexpected{bad_facts({{"", {"ต้องเป็นออบเจกต์", "It must be an object."}}})};
}

BothTexts evidence_named() { return {"หลักฐาน", "evidence"}; }
BothTexts fact_named() { return {"ข้อเท็จจริง", "fact"}; }

}  // namespace

std::optional<Refusal> check_postings(const Held& held, const std::vector<facts::Fact>& facts) {
    const std::vector<BodyError> errors = unknown_ids(held, facts);
    if (!errors.empty()) return bad_facts(errors);
    return overdraft_of(held, facts);
}

Result<Value, Refusal> Year::post(std::string_view plan, const Value& body, const By& by) {
    const auto make = [&](const Held& held) -> Result<std::vector<Parts::Draft>, Refusal> {
        auto postings = list_of(body, "postings");
        if (!postings) return Unexpected{postings.error()};
        std::vector<Parts::Draft> drafts;
        for (Object& posting : *postings) {
            Parts::Draft draft;
            draft.place = fmt::format("/postings/{}", drafts.size());
            draft.kind = "posting";
            draft.permission = "posting.add";
            draft.on = take_text(posting, "on");
            draft.corrects = take_text(posting, "corrects");
            const bool has_year =
                std::any_of(posting.begin(), posting.end(),
                            [](const auto& member) { return member.first == "fiscal_year"; });
            if (!has_year) posting.emplace_back("fiscal_year", Value(held.year.be()));
            draft.data = std::move(posting);
            drafts.push_back(std::move(draft));
        }
        return drafts;
    };
    return parts_->add_facts(plan, by, Parts::RestsOn::kind, make, check_postings);
}

Result<Value, Refusal> Year::add_event(std::string_view plan, const Value& body, const By& by) {
    const auto make = [&](const Held&) -> Result<std::vector<Parts::Draft>, Refusal> {
        auto event = object_of(body);
        if (!event) return Unexpected{event.error()};
        Parts::Draft draft;
        draft.kind = "event";
        draft.permission = "event.add";
        draft.about = {PieceKind::project, PieceKind::activity, PieceKind::schedule,
                       PieceKind::step, PieceKind::indicator};
        draft.element = take_text(*event, "element");
        draft.on = take_text(*event, "on");
        draft.corrects = take_text(*event, "corrects");
        draft.data = std::move(*event);
        return std::vector{std::move(draft)};
    };
    return parts_->add_facts(plan, by, Parts::RestsOn::plan, make);
}

Result<Value, Refusal> Year::assess(std::string_view plan, const Value& body, const By& by) {
    const auto make = [&](const Held&) -> Result<std::vector<Parts::Draft>, Refusal> {
        auto said = object_of(body);
        if (!said) return Unexpected{said.error()};
        const Value* who = body.find("assessed_by");
        const bool by_self = who != nullptr && *who == Value("self");
        Parts::Draft draft;
        draft.kind = "assessment";
        draft.permission = by_self ? "assessment.self" : "assessment.evaluate";
        draft.about = {PieceKind::indicator};
        draft.element = take_text(*said, "element");
        draft.on = take_text(*said, "on");
        draft.corrects = take_text(*said, "corrects");
        draft.data = std::move(*said);
        return std::vector{std::move(draft)};
    };
    return parts_->add_facts(plan, by, Parts::RestsOn::plan, make, check_assessment);
}

Result<Value, Refusal> Year::add_evidence(std::string_view plan, const NewEvidence& what,
                                          std::string_view bytes, const By& by) {
    std::vector<BodyError> errors;
    if (bytes.empty()) errors.push_back({"", {"ไฟล์ว่างเปล่า", "The file is empty."}});
    if (what.title.empty() || what.title.size() > kTitleBytes)
        errors.push_back({"/title", {"ต้องมีชื่อหลักฐาน", "A title is needed."}});
    if (!errors.empty()) return Unexpected{bad_facts(errors)};
    const std::string sha256 = base::sha256_hex(bytes);
    const auto make = [&](const Held&) -> Result<std::vector<Parts::Draft>, Refusal> {
        Parts::Draft draft;
        draft.kind = "evidence";
        draft.permission = "evidence.add";
        draft.about = {PieceKind::evidence, PieceKind::indicator, PieceKind::step,
                       PieceKind::project};
        draft.element = what.element;
        draft.on = what.on;
        draft.data = {{"title", Value(what.title)},
                      {"file", Value(what.file_name)},
                      {"sha256", Value(sha256)},
                      {"bytes", Value(static_cast<std::int64_t>(bytes.size()))}};
        if (what.level) draft.data.emplace_back("level", Value(*what.level));
        return std::vector{std::move(draft)};
    };
    // The file is there before a fact names it.
    const auto keep_file = [&](const Held&,
                               const std::vector<facts::Fact>&) -> std::optional<Refusal> {
        const auto put = parts_->files.put(bytes);
        if (!put) return from_store(put.error(), evidence_named());
        return std::nullopt;
    };
    const auto added = parts_->add_facts(plan, by, Parts::RestsOn::plan, make, keep_file);
    if (!added) return Unexpected{added.error()};
    return Value(
        Object{{"fact", added->find("facts")->as_array()->front()}, {"sha256", Value(sha256)}});
}

Result<Download, Refusal> Year::evidence_file(std::string_view plan, std::string_view fact) const {
    std::string sha256;
    Download download;
    {
        const auto held = parts_->hold(plan, {});
        if (!held) return Unexpected{held.error()};
        const auto found = held->agency->log.find(fact);
        if (!found) return Unexpected{not_found(evidence_named())};
        const facts::FactView seen = held->agency->log.at(*found);
        if (seen.evidence == nullptr || seen.plan != held->plan().id ||
            seen.evidence->sha256.empty() || !holds(*held, *found)) {
            return Unexpected{not_found(evidence_named())};
        }
        sha256 = seen.evidence->sha256;
        download.file_name = seen.evidence->file.empty() ? std::string(fact) : seen.evidence->file;
    }
    auto bytes = parts_->files.get(sha256);
    if (!bytes) return Unexpected{from_store(bytes.error(), evidence_named())};
    // What somebody handed in is never shown as a page of ours.
    download.content_type = "application/octet-stream";
    download.bytes = std::move(*bytes);
    return download;
}

Result<Value, Refusal> Year::withdraw(std::string_view plan, std::string_view fact, const By& by) {
    const auto make = [&](const Held& held) -> Result<std::vector<Parts::Draft>, Refusal> {
        const auto found = held.agency->log.find(fact);
        if (!found || held.agency->log.at(*found).plan != held.plan().id)
            return Unexpected{not_found(fact_named())};
        if (!holds(held, *found)) {
            return Unexpected{conflict("withdrawn", {"ถอนไปแล้ว", "It was withdrawn"},
                                       {"ข้อเท็จจริงนี้ถูกถอนไปแล้ว", "This fact was withdrawn before."})};
        }
        const facts::FactView seen = held.agency->log.at(*found);
        Parts::Draft draft;
        draft.kind = facts::to_string(seen.kind);
        draft.permission = "fact.withdraw";
        draft.withdraws = true;
        draft.element = seen.element;
        draft.on = base::to_iso(day_from(seen.last_day));
        draft.corrects = seen.id;
        draft.made_by = seen.by;
        return std::vector{std::move(draft)};
    };
    const auto check = [](const Held& held, const std::vector<facts::Fact>& facts) {
        return facts.front().kind == facts::FactKind::posting ? overdraft_of(held, facts)
                                                              : std::nullopt;
    };
    return parts_->add_facts(plan, by, Parts::RestsOn::chain, make, check);
}

}  // namespace phaen::app
