// A file that was exported from a plan, edited by hand and comes back: reviewed first, then taken
// over as one version.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "at_once.h"
#include "draft.h"
#include "handed_in.h"
#include "membership.h"
#include "parts.h"
#include "phaen/book/merge_edited.h"
#include "phaen/book/propose_scheme.h"
#include "phaen/document/read.h"
#include "phaen/plan/create.h"
#include "phaen/plan/diff.h"
#include "phaen/plan/elements.h"
#include "phaen/plan/io.h"
#include "phaen/sheet/read.h"
#include "refusals.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kNameBytes = 512;
constexpr std::size_t kReasonBytes = 4000;
/// What a review shows of each list, and how many changes can be left out.
constexpr std::size_t kMost = 2000;
/// Reading composes the whole book again: each keeps a processor busy for a while.
constexpr int kAtOnce = 2;

BothTexts file_named() { return {"แฟ้มที่แก้ไข", "edited file"}; }

Refusal bad_workbook(const sheet::ReadError& error) {
    Refusal refusal = invalid(
        "bad_workbook", {"อ่านแฟ้ม Excel นี้ไม่ได้", "This workbook cannot be read"},
        {"เปิดด้วย Excel แล้วบันทึกเป็น .xlsx อีกครั้ง", "Open it in Excel and save it as .xlsx again."});
    refusal.internal = error.where + ": " + error.detail;
    return refusal;
}

Refusal not_of_this_plan() {
    return invalid(
        "not_of_this_plan", {"แฟ้มนี้ไม่ได้ทำจากแผนนี้", "This file was not made from this plan"},
        {"ใช้แฟ้ม Word, Excel หรือข้อความที่ดาวน์โหลดจากแผนนี้ "
         "ถ้าเป็นแผนใหม่ให้นำเข้าจากหน้าแรก",
         "Use a Word file, a workbook or a text that was downloaded from this plan. A new "
         "plan is imported on the home page."});
}

/// What came back, in either form.
struct Came {
    std::optional<document::Document> document;
    std::optional<sheet::ReadWorkbook> workbook;
    [[nodiscard]] const std::string& version() const {
        return document ? document->version : workbook->workbook.version;
    }
};

bool is_workbook(std::string_view file_name) {
    const std::size_t dot = file_name.rfind('.');
    if (dot == std::string_view::npos) return false;
    std::string ending(file_name.substr(dot));
    for (char& c : ending) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return ending == ".xlsx";
}

Result<Came, Refusal> read_file(std::string_view bytes, std::string_view file_name) {
    Came came;
    if (is_workbook(file_name)) {
        auto workbook = sheet::read_xlsx(bytes);
        if (!workbook) return Unexpected{bad_workbook(workbook.error())};
        came.workbook = std::move(*workbook);
        return came;
    }
    auto document = document::read(bytes);
    if (!document) return Unexpected{unreadable(document.error())};
    came.document = std::move(*document);
    return came;
}

/// Whether any cell is the id of an element, or the name of a project or an indicator. A workbook
/// that does not say its version could be of anything.
bool names_ours(const sheet::Workbook& workbook, const plan::Plan& base) {
    const plan::ElementIndex index(base);
    std::set<std::string_view> names;
    for (const plan::Project& one : base.projects) names.insert(one.name);
    for (const plan::Indicator& one : base.indicators) names.insert(one.name);
    names.erase("");
    const auto is_ours = [&](const sheet::Cell& cell) {
        return names.contains(cell.text) ||
               (!cell.text.empty() && index.find(cell.text) != nullptr);
    };
    const auto has_ours = [&](const std::vector<sheet::Cell>& row) {
        return std::any_of(row.begin(), row.end(), is_ours);
    };
    return std::any_of(workbook.sheets.begin(), workbook.sheets.end(), [&](const auto& sheet) {
        return std::any_of(sheet.rows.begin(), sheet.rows.end(), has_ours);
    });
}

Result<book::Edited, Refusal> edited_of(const Came& came, const plan::Plan& base,
                                        const plan::Scheme* known, const book::Template* own) {
    if (came.workbook) {
        book::Edited edited = book::read_edited(*came.workbook, base);
        if (came.version().empty() && !names_ours(came.workbook->workbook, base))
            return Unexpected{not_of_this_plan()};
        return edited;
    }
    const plan::Scheme scheme = known != nullptr ? *known : book::propose_scheme(base);
    book::EditedOptions options;
    options.scheme = &scheme;
    options.made_by = own;
    auto edited = book::read_edited(*came.document, base, options);
    if (!edited && own != nullptr) {
        options.made_by = nullptr;
        edited = book::read_edited(*came.document, base, options);
    }
    if (!edited) return Unexpected{not_of_this_plan()};
    return std::move(*edited);
}

/// As a merge patch (RFC 7396): what makes `now` be `wanted`.
// NOLINTNEXTLINE(misc-no-recursion): as deep as a plan's fields, which readers limit
Value patch_to(const Value& now, const Value& wanted) {
    if (now.as_object() == nullptr || wanted.as_object() == nullptr) return wanted;
    Value patch{Object{}};
    for (const auto& [name, value] : *now.as_object()) {
        if (wanted.find(name) == nullptr) patch.set(name, Value());
    }
    for (const auto& [name, value] : *wanted.as_object()) {
        const Value* old = now.find(name);
        if (old == nullptr) {
            patch.set(name, value);
        } else if (!(*old == value)) {
            patch.set(name, patch_to(*old, value));
        }
    }
    return patch;
}

/// The same, only of the members that the change names: what stands in the element besides (steps,
/// sub-indicators) has changes of its own.
Value patch_back(const Value& now, const Value& wanted, const plan::Change& change) {
    Value patch{Object{}};
    for (const plan::FieldChange& field : change.fields) {
        const std::string name = field.field.substr(0, field.field.find('/'));
        const Value* old = now.find(name);
        const Value* before = wanted.find(name);
        if (before == nullptr) {
            patch.set(name, Value());
        } else {
            patch.set(name, old == nullptr ? *before : patch_to(*old, *before));
        }
    }
    return patch;
}

/// The edited file as if who edited it had not removed these.
Result<book::Edited, Refusal> without_removals(book::Edited edited, const plan::Plan& base,
                                               const plan::Diff& changes,
                                               const std::set<std::string>& left_out) {
    for (const plan::Change& change : changes) {
        if (change.kind != plan::ChangeKind::removed || !left_out.contains(change.element))
            continue;
        const auto rest = plan_without(base, plan::to_value(base), change.element);
        if (!rest) return Unexpected{rest.error()};
        // From the rest to the base only it comes in.
        edited.plan = plan::merge(*rest, edited.plan, base).plan;
    }
    return edited;
}

/// The merged plan with what is left out as it is now.
Result<plan::Plan, Refusal> chosen_of(const book::MergedEdit& made, const plan::Plan& ours,
                                      const std::set<std::string>& left_out) {
    plan::Plan plan = made.merged.plan;
    const Value before = plan::to_value(ours);
    for (const plan::Change& change : made.changes) {
        const std::string element = change.element.empty() ? ours.id : change.element;
        if (!left_out.contains(change.element.empty() ? std::string("plan") : change.element))
            continue;
        const Value tree = plan::to_value(plan);
        const auto now = element_value(plan, tree, element);
        if (!now) continue;  // it went with what it stands in
        if (change.kind == plan::ChangeKind::added) {
            auto rest = plan_without(plan, tree, element);
            if (!rest) return Unexpected{rest.error()};
            plan = std::move(*rest);
        } else if (change.kind == plan::ChangeKind::changed) {
            const auto wanted = element_value(ours, before, element);
            if (!wanted) continue;
            auto back = changed_plan(plan, tree, element, patch_back(*now, *wanted, change));
            if (!back) return Unexpected{back.error()};
            plan = std::move(*back);
        }
    }
    return plan;
}

Value notes_value(const std::vector<book::EditedNote>& notes) {
    Array list;
    for (const book::EditedNote& note : notes) {
        if (list.size() == kMost) break;
        list.emplace_back(Object{{"code", Value(note.code)},
                                 {"where", Value(note.where)},
                                 {"element", Value(note.element)},
                                 {"detail", Value(note.detail)}});
    }
    return Value(std::move(list));
}

/// The elements that the caller does not want; `plan` names the plan's own members.
Result<std::set<std::string>, Refusal> left_out_of(const Value& body) {
    std::set<std::string> ids;
    const Value* list = body.find("leave_out");
    if (list == nullptr) return ids;
    const auto refuse = [] {
        return invalid("bad_member", {"ค่าที่ส่งใช้ไม่ได้", "A value cannot be used"},
                       {"“leave_out” ต้องเป็นรายการรหัสขององค์ประกอบ",
                        "“leave_out” must be a list of ids of elements."});
    };
    if (list->as_array() == nullptr || list->as_array()->size() > kMost)
        return Unexpected{refuse()};
    for (const Value& id : *list->as_array()) {
        if (id.as_string() == nullptr) return Unexpected{refuse()};
        ids.insert(*id.as_string());
    }
    return ids;
}

/// What was decided of the conflicts that were shown. One that was not is no conflict of this file.
Result<plan::Decisions, Refusal> decisions_of(const Value& body,
                                              const std::vector<plan::Conflict>& conflicts) {
    plan::Decisions decisions;
    const Value* list = body.find("decisions");
    if (list == nullptr) return decisions;
    if (list->as_array() == nullptr || list->as_array()->size() > kMost) {
        return Unexpected{
            invalid("bad_member", {"ค่าที่ส่งใช้ไม่ได้", "A value cannot be used"},
                    {fmt::format("“decisions” ต้องเป็นรายการไม่เกิน {} รายการ", kMost),
                     fmt::format("“decisions” must be a list of at most {}.", kMost)})};
    }
    std::set<std::pair<plan::Id, std::string>> shown;
    for (const plan::Conflict& one : conflicts) shown.emplace(one.element, one.field);
    for (const Value& item : *list->as_array()) {
        const auto text = [&item](const char* name) -> const std::string* {
            const Value* member = item.find(name);
            return member == nullptr ? nullptr : member->as_string();
        };
        const std::string* element = text("element");
        const std::string* field = text("field");
        const std::string* side = text("side");
        if (element == nullptr || field == nullptr || side == nullptr ||
            (*side != "plan" && *side != "file") || !shown.contains({*element, *field})) {
            return Unexpected{invalid(
                "not_a_conflict", {"ไม่มีสิ่งนี้ให้เลือก", "There is no such choice"},
                {"แต่ละรายการใน “decisions” ต้องบอก element และ field ตามที่แสดงใน conflicts และ side "
                 "เป็น plan หรือ file",
                 "Each of “decisions” names element and field as “conflicts” shows them, and side: "
                 "plan or file."})};
        }
        decisions[{*element, *field}] = *side == "file" ? plan::Side::theirs : plan::Side::ours;
    }
    return decisions;
}

/// What was chosen with the conflicts as they were decided. `made` is the merge before they were.
Result<plan::Plan, Refusal> decided_of(const book::MergedEdit& made, plan::Plan chosen,
                                       const book::MergedEdit& decided,
                                       const plan::Decisions& decisions) {
    for (const plan::Conflict& left : decided.merged.conflicts) {
        if (!decisions.contains({left.element, left.field})) continue;
        return Unexpected{conflict(
            "decision_impossible", {"ทำตามที่เลือกไม่ได้", "A choice cannot be carried out"},
            {fmt::format("“{}” มีสิ่งที่อีกฝ่ายแก้ไขอยู่ข้างใน เลือกสิ่งนั้นให้ตรงกันด้วย หรือเลือกอีกฝ่าย", left.element),
             fmt::format("“{}” holds something that the other side changed: choose the same for "
                         "that, or choose the other side.",
                         left.element)})};
    }
    // What was left out and what was decided are about different fields.
    return plan::merge(made.merged.plan, chosen, decided.merged.plan).plan;
}

}  // namespace

struct Workspace::Parts::Brought {
    Head head;
    Current base;
    bool says_version = false;
    book::Edited edited;
    book::MergedEdit made;
};

Result<Workspace::Parts::Brought, Refusal> Workspace::Parts::bring(const Workspace& workspace,
                                                                   std::string_view plan,
                                                                   std::string_view bytes,
                                                                   std::string_view file_name,
                                                                   const book::Template* own) {
    const AtOnce place(edited_taken);
    if (place.count() > kAtOnce) return Unexpected{too_busy()};
    auto head = this->head(plan);
    if (!head) return Unexpected{head.error()};
    const auto came = read_file(bytes, file_name);
    if (!came) return Unexpected{came.error()};
    const bool says_version = !came->version().empty();
    auto base =
        says_version ? workspace.version_named(plan, came->version()) : workspace.current(plan);
    if (!base && base.error().kind == RefusalKind::not_found) return Unexpected{not_of_this_plan()};
    if (!base) return Unexpected{base.error()};
    const auto scheme = scheme_of(base->agency, *base->plan);
    if (!scheme) return Unexpected{scheme.error()};
    auto edited = edited_of(*came, *base->plan, scheme->get(), own);
    if (!edited) return Unexpected{edited.error()};
    book::MergedEdit made = book::merge_edited(*edited, *base->plan, head->loaded->plan());
    return Brought{std::move(*head), std::move(*base), says_version, std::move(*edited),
                   std::move(made)};
}

Workspace::Answer<Value> Workspace::review_edited(std::string_view plan, std::string_view file_name,
                                                  std::string_view bytes,
                                                  const book::Template* own) const {
    if (bytes.empty() || file_name.empty() || file_name.size() > kNameBytes) {
        return Unexpected{invalid("no_file", {"ไม่มีไฟล์", "There is no file"},
                                  {"ส่งไฟล์ที่มีเนื้อหาพร้อมชื่อไฟล์ (file_name)",
                                   "Send a file that is not empty, with its name (file_name)."})};
    }
    const auto brought = parts_->bring(*this, plan, bytes, file_name, own);
    if (!brought) return Unexpected{brought.error()};
    const auto stored = put_handed_in(parts_->files, "edited", plan, bytes);
    if (!stored) return Unexpected{from_store(stored.error(), file_named())};
    const plan::Plan& ours = brought->head.loaded->plan();
    std::vector<plan::Conflict> conflicts = brought->made.merged.conflicts;
    if (conflicts.size() > kMost) conflicts.resize(kMost);
    return Value(Object{
        {"file", Value(*stored)},
        {"file_name", Value(file_name)},
        {"base_number", Value(brought->base.number)},
        {"says_version", Value(brought->says_version)},
        {"number", Value(brought->head.row.head.number)},
        {"version", Value(brought->head.row.head.version)},
        {"diff", plan::diff_to_value(brought->made.changes, ours, brought->made.merged.plan)},
        {"conflicts", *plan::conflicts_to_value(conflicts).find("conflicts")},
        {"notes", notes_value(brought->edited.notes)}});
}

Workspace::Answer<Value> Workspace::take_edited(std::string_view plan, std::string_view tag,
                                                const Value& body, const book::Template* own,
                                                const Once& once) {
    const auto reason = text_member(body, "reason", kReasonBytes);
    if (!reason) return Unexpected{reason.error()};
    const auto file = text_member(body, "file", kNameBytes);
    if (!file) return Unexpected{file.error()};
    const auto file_name = text_member(body, "file_name", kNameBytes);
    if (!file_name) return Unexpected{file_name.error()};
    const auto left_out = left_out_of(body);
    if (!left_out) return Unexpected{left_out.error()};
    const auto agency = agency_of_plan(plan);
    if (!agency) return Unexpected{agency.error()};
    const auto before = parts_->version_made(plan, parts_->command(*agency, once));
    if (!before) return Unexpected{before.error()};
    if (*before) return version_value(**before);
    const auto bytes = get_handed_in(parts_->files, "edited", plan, *file);
    if (!bytes) return Unexpected{from_store(bytes.error(), file_named())};
    auto brought = parts_->bring(*this, plan, *bytes, *file_name, own);
    if (!brought) return Unexpected{brought.error()};
    // What was reviewed is what the file changes in that version, and in no other.
    if (tag != brought->head.row.head.version) return Unexpected{stale_plan(brought->head.row)};
    const plan::Plan& ours = brought->head.loaded->plan();
    const auto decisions = decisions_of(body, brought->made.merged.conflicts);
    if (!decisions) return Unexpected{decisions.error()};
    auto edited = without_removals(std::move(brought->edited), *brought->base.plan,
                                   brought->made.changes, *left_out);
    if (!edited) return Unexpected{edited.error()};
    const book::MergedEdit made = book::merge_edited(*edited, *brought->base.plan, ours);
    auto chosen = chosen_of(made, ours, *left_out);
    if (chosen && !decisions->empty()) {
        chosen = decided_of(made, std::move(*chosen),
                            book::merge_edited(*edited, *brought->base.plan, ours, *decisions),
                            *decisions);
    }
    if (!chosen) return Unexpected{chosen.error()};
    // Two changes that are each right can contradict: a reference to what the other side removed.
    // A plan may be imperfect already: only what the file adds is refused.
    const plan::PlanErrors errors = plan::validate(*chosen);
    if (!errors.empty() && errors.size() > plan::validate(ours).size())
        return Unexpected{not_a_plan(errors)};
    if (*chosen == ours) {
        return Unexpected{conflict("nothing_chosen", {"ไม่มีสิ่งใดเปลี่ยน", "Nothing changes"},
                                   {"เลือกอย่างน้อยหนึ่งรายการ", "Choose one change at least."})};
    }
    const auto version = parts_->commit(
        brought->head, std::move(*chosen),
        {.action = "bring_back", .subject = *file_name, .reason = *reason, .once = once});
    if (!version) return Unexpected{version.error()};
    return version_value(*version);
}

}  // namespace phaen::app
