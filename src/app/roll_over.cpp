#include "phaen/app/roll_over.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "parts.h"
#include "phaen/base/id.h"
#include "phaen/base/thai_text.h"
#include "phaen/plan/elements.h"
#include "phaen/plan/roll_over.h"
#include "refusals.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kMostIds = 2000;
constexpr std::size_t kIdBytes = 64;

/// The ids of projects that a member lists.
Result<std::vector<plan::Id>, Refusal> projects_of(const Value& body, std::string_view name,
                                                   const plan::Plan& plan) {
    std::vector<plan::Id> ids;
    const Value* member = body.find(name);
    if (member == nullptr || member->is_null()) return ids;
    const Array* list = member->as_array();
    if (list == nullptr || list->size() > kMostIds) {
        return Unexpected{bad_member(name, {fmt::format("“{}” ต้องเป็นรายการรหัสโครงการ", name),
                                            fmt::format("“{}” must list ids of projects.", name)})};
    }
    for (const Value& one : *list) {
        const std::string* id = one.as_string();
        const bool known =
            id != nullptr && std::any_of(plan.projects.begin(), plan.projects.end(),
                                         [&](const plan::Project& item) { return item.id == *id; });
        if (!known) {
            return Unexpected{bad_member(
                name, {fmt::format("“{}” มีรหัสที่ไม่ใช่โครงการของแผนนี้", name),
                       fmt::format("“{}” names what is no project of this plan.", name)})};
        }
        ids.push_back(*id);
    }
    return ids;
}

Result<plan::RollOverChoice, Refusal> choice_from(const Value& body, const plan::Plan& plan) {
    plan::RollOverChoice choice;
    auto id = text_member(body, "id", kIdBytes);
    if (!id) return Unexpected{id.error()};
    choice.id = id->empty() ? plan::next_id(plan) : *id;
    if (!base::is_valid_id(choice.id)) {
        return Unexpected{bad_member(
            "id", {"ระบุ “id” ของแผนใหม่: ตัวอักษร a ถึง z ตัวเลข จุด และขีด ไม่เกิน 64 ตัว",
                   "Give the new plan an “id” of a to z, digits, dots and hyphens, at most 64."})};
    }
    auto keep = projects_of(body, "keep", plan);
    if (!keep) return Unexpected{keep.error()};
    auto leave_out = projects_of(body, "leave_out", plan);
    if (!leave_out) return Unexpected{leave_out.error()};
    choice.keep = std::move(*keep);
    choice.leave_out = std::move(*leave_out);
    return choice;
}

BothTexts message_of(const plan::RollOverNote& note) {
    using Reason = plan::RollOverReason;
    const auto with = [](std::string_view th, std::string_view en) {
        return BothTexts{std::string(th), std::string(en)};
    };
    switch (note.reason) {
        case Reason::unfinished:
            return with("ยังไม่เสร็จ จึงทำต่อในปีถัดไป", "Not done yet, so it goes on next year.");
        case Reason::chosen:
            return with("ตามที่ผู้จัดทำเลือก", "As was chosen.");
        case Reason::every_year:
            return with("ทำหรือวัดทุกปี", "Done or measured every year.");
        case Reason::no_steps:
            return with("ไม่มีขั้นตอนให้ดูว่าเสร็จหรือไม่ จึงยกไปไว้ก่อน โปรดตรวจว่ายังทำต่อ",
                        "It has no steps to tell whether it is done: see whether it goes on.");
        case Reason::finished:
            return with("เสร็จแล้ว จึงไม่ยกไป", "Done, so it stays behind.");
        case Reason::of_left_out:
            return with("อยู่ใต้สิ่งที่ไม่ยกไป", "It belongs to what stays behind.");
        case Reason::earlier_year:
            return with(
                "ผลของปีก่อนหน้าไม่ยกไป แผนใหม่แสดงผลของปีที่เพิ่งสิ้นสุด",
                "Results of years before stay behind: the new plan shows the year that ends.");
        case Reason::of_old_version:
            return with("ข้อสังเกตที่ยอมรับไว้เป็นเรื่องของแผนเดิม",
                        "Accepted findings were about the old plan.");
        case Reason::months_moved:
            return with("เลื่อนเดือนของทุกขั้นตอนไปหนึ่งปี", "Each step's months are a year later.");
        case Reason::weights_shared:
            return with("เกลี่ยน้ำหนักของขั้นตอนที่เสร็จแล้วให้ขั้นตอนที่เหลือ",
                        "The weight of finished steps is shared among those that stay.");
        case Reason::partly_done:
            return with("ทำไปแล้วบางส่วน โปรดปรับข้อความหรือน้ำหนักให้ตรงกับงานที่เหลือ",
                        "Partly done: adapt its text or weight to what is left.");
        case Reason::next_target:
            return with("ใช้ค่าเป้าหมายเดิมสำหรับปีใหม่ โปรดตรวจ",
                        "The target stays as it was: see whether it should.");
        case Reason::target_of_year:
            return with("แผนเดิมมีค่าเป้าหมายของปีใหม่อยู่แล้ว",
                        "The old plan already had a target for the new year.");
        case Reason::no_target:
            return with("ไม่มีค่าเป้าหมายให้ยกไป โปรดกำหนด",
                        "There is no target to go on from: set one.");
        case Reason::baseline:
            return with("ผลที่ทำได้เป็นค่าฐานของปีใหม่", "What was reached is the new baseline.");
        case Reason::baseline_unknown:
            return with("ไม่มีผลที่วัดได้เป็นค่าเดียว โปรดกรอกค่าฐานเอง",
                        "There is no one value that was reached: fill in the baseline.");
        case Reason::result:
            return with("ผลของปีที่สิ้นสุด จากคะแนนที่คำนวณ", "The result of the year, from its score.");
        case Reason::money:
            return with("ล้างวงเงินและแผนการใช้จ่ายของปีเดิม",
                        "Budget and spending plan were another year's and are empty now.");
        case Reason::title:
            return with("เปลี่ยนปีในชื่อแผน", "The year in the title is the new one.");
        case Reason::names_year:
            return with("ข้อความกล่าวถึงปีเดิม โปรดตรวจ", "The text names the old year: go over it.");
        case Reason::scheme_of_year:
            return with("หลักเกณฑ์ที่ใช้เป็นของปีเดิม โปรดตรวจว่าปีใหม่ใช้หลักเกณฑ์ใด",
                        "The rules are the old year's: see which hold in the new one.");
        case Reason::year_not_over:
            return with("ปีเดิมยังไม่สิ้นสุด ผลและค่าฐานอาจเปลี่ยน",
                        "The year is not over: results and baselines may still change.");
        case Reason::months_out_of_year:
            return with("เดือนของขั้นตอนอยู่นอกปีใหม่ โปรดกำหนดใหม่",
                        "Its months are outside the new year: set them.");
    }
    return {};
}

/// `of_old` has the elements of the plan that it was made of, `of_new` those that came to be.
Value note_value(const plan::RollOverNote& note, const plan::ElementIndex& of_old,
                 const plan::ElementIndex& of_new) {
    const plan::Element* element = of_old.find(note.element);
    if (element == nullptr) element = of_new.find(note.element);
    const std::string_view kind = element != nullptr ? plan::to_string(element->kind) : "plan";
    Object object{{"element", Value(note.element)},
                  {"kind", Value(kind)},
                  {"title", Value(note.title)},
                  {"action", Value(plan::to_string(note.action))},
                  {"reason", Value(plan::to_string(note.reason))},
                  {"message", both(message_of(note))}};
    if (!note.before.empty()) object.emplace_back("before", Value(note.before));
    if (!note.after.empty()) object.emplace_back("after", Value(note.after));
    return Value(std::move(object));
}

struct Made {
    std::string agency;
    std::shared_ptr<const plan::Plan> old;
    plan::RolledOver rolled;
    std::string as_of;
};

Result<Made, Refusal> rolled(const Year& year, std::string_view plan, const Value& body,
                             const Moment& moment) {
    auto ended = year.end(plan, moment);
    if (!ended) return Unexpected{ended.error()};
    auto choice = choice_from(body, *ended->current.plan);
    if (!choice) return Unexpected{choice.error()};
    return Made{ended->current.agency, ended->current.plan,
                plan::roll_over(*ended->current.plan, ended->end, *choice), ended->as_of};
}

Value value_of(const Made& made) {
    const plan::Plan& plan = made.rolled.plan;
    Object title{{"th", Value(plan.title.th)}};
    if (!plan.title.en.empty()) title.emplace_back("en", Value(plan.title.en));
    constexpr std::array kActions = {
        plan::RollOverAction::carried,  plan::RollOverAction::changed,
        plan::RollOverAction::filled,   plan::RollOverAction::cleared,
        plan::RollOverAction::left_out, plan::RollOverAction::to_review};
    Object counts;
    for (const plan::RollOverAction action : kActions) {
        const auto count =
            std::count_if(made.rolled.notes.begin(), made.rolled.notes.end(),
                          [&](const plan::RollOverNote& note) { return note.action == action; });
        counts.emplace_back(std::string(plan::to_string(action)),
                            Value(static_cast<std::int64_t>(count)));
    }
    Array notes;
    const plan::ElementIndex of_old(*made.old);
    const plan::ElementIndex of_new(plan);
    for (const plan::RollOverNote& note : made.rolled.notes)
        notes.push_back(note_value(note, of_old, of_new));
    return Value(Object{{"plan", Value(Object{{"id", Value(plan.id)},
                                              {"title", Value(std::move(title))},
                                              {"fiscal_year", Value(plan.fiscal_year)}})},
                        {"as_of", Value(made.as_of)},
                        {"counts", Value(std::move(counts))},
                        {"notes", Value(std::move(notes))}});
}

}  // namespace

Result<Value, Refusal> try_next_year(const Year& year, std::string_view plan, const Value& body,
                                     const Moment& moment) {
    const auto made = rolled(year, plan, body, moment);
    if (!made) return Unexpected{made.error()};
    return value_of(*made);
}

Result<Value, Refusal> make_next_year(Workspace& workspace, const Year& year, std::string_view plan,
                                      const Value& body, const Moment& moment, const Once& once) {
    const auto made = rolled(year, plan, body, moment);
    if (!made) return Unexpected{made.error()};
    const auto added = workspace.add_plan(made->agency, made->rolled.plan, once);
    if (!added) return Unexpected{added.error()};
    Value answer = value_of(*made);
    answer.set("number", *added->find("number"));
    answer.set("version", *added->find("version"));
    return answer;
}

Result<Value, Refusal> adopt_frameworks(Workspace& workspace, std::string_view plan,
                                        std::string_view version, const Value& body, const By& by) {
    const auto id = text_member(body, "from", kIdBytes);
    if (!id) return Unexpected{id.error()};
    const auto from = workspace.current(*id);
    const bool seen =
        from && widest_scope(by.actor, "plan.read", from->agency, by.today) != Scope::none;
    if (!from && from.error().kind == RefusalKind::unavailable) return Unexpected{from.error()};
    if (!seen || *id == plan) {
        return Unexpected{
            bad_member("from", {"“from” ต้องเป็นรหัสของแผนอื่นที่ท่านอ่านได้",
                                "“from” must be the id of another plan that you may read."})};
    }
    std::vector<plan::Id> which;
    if (const Value* list = body.find("frameworks"); list != nullptr && !list->is_null()) {
        const Array* ids = list->as_array();
        const auto& known = from->plan->frameworks;
        const bool fits =
            ids != nullptr && std::all_of(ids->begin(), ids->end(), [&](const Value& one) {
                return one.as_string() != nullptr &&
                       std::any_of(known.begin(), known.end(), [&](const plan::Framework& item) {
                           return item.id == *one.as_string();
                       });
            });
        if (!fits) {
            return Unexpected{bad_member(
                "frameworks", {"“frameworks” ต้องเป็นรหัสกรอบของแผนนั้น",
                               "“frameworks” must list ids of that plan's frameworks."})};
        }
        for (const Value& one : *ids) which.push_back(*one.as_string());
    }
    if (from->plan->frameworks.empty()) {
        return Unexpected{conflict("no_frameworks", {"ไม่มีกรอบให้รับ", "Nothing to adopt"},
                                   {"แผนนั้นไม่มีกรอบยุทธศาสตร์", "That plan has no framework."})};
    }
    return workspace.adopt_frameworks(plan, *from->plan, which, version, by.once);
}

}  // namespace phaen::app
