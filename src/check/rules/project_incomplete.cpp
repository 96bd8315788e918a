#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "phaen/base/thai_text.h"
#include "refs.h"

namespace phaen::check {

const Rule& project_incomplete();

namespace {

bool has_budget(const plan::Project& project) {
    return project.budget.has_value() || project.no_budget ||
           std::any_of(project.allocations.begin(), project.allocations.end(),
                       [](const plan::Allocation& part) { return part.amount.has_value(); });
}

bool has_owner(const plan::Project& project) { return !project.lead.empty(); }

/// Of the projects, or of the routine work: a list of the latter may do without the column.
bool usual_in_kind(const plan::Plan& plan, const plan::Project& project,
                   bool (*has)(const plan::Project&)) {
    std::size_t all = 0;
    std::size_t with = 0;
    for (const plan::Project& other : plan.projects) {
        if ((other.kind == "routine") != (project.kind == "routine")) continue;
        ++all;
        if (has(other)) ++with;
    }
    return is_usual(with, all);
}

/// True when a row of the project prints what looks like an amount: one that could not be read,
/// which other rules speak of.
bool amount_in_row(const Context& context, const plan::Project& project) {
    for (const plan::Place& place : context.places_of(project.id)) {
        if (context.what_at(place) != "project_row") continue;
        for (const Passage& passage : context.passages()) {
            if (passage.kind != Passage::Kind::cell || passage.place.block != place.block ||
                passage.place.row != place.row) {
                continue;
            }
            std::size_t digits = 0;
            bool grouped = false;
            for (const char c : base::to_arabic_digits(passage.text)) {
                if (c >= '0' && c <= '9') {
                    ++digits;
                } else if (digits > 0 && c == ',') {
                    grouped = true;
                } else if (digits == 0 || (c != '.' && c != ' ')) {
                    break;
                }
            }
            if (digits >= 5 || (grouped && digits >= 4)) return true;
        }
    }
    return false;
}

void report(Context& context, const plan::Project& project, bool budget, bool owner) {
    const std::string_view th = budget ? (owner ? "งบประมาณและผู้รับผิดชอบ" : "งบประมาณ") : "ผู้รับผิดชอบ";
    const std::string_view en = budget ? (owner ? "budget and no owner" : "budget") : "owner";
    FindingBuilder finding = context.finding(project_incomplete());
    finding.about(project.id).member(budget ? "/budget" : "/lead");
    if (context.printed()) {
        std::vector<plan::Place> rows;
        for (const plan::Place& place : context.places_of(project.id)) {
            if (context.what_at(place) == "project_row") rows.push_back(place);
        }
        if (rows.empty()) rows = first_places(context.places_of(project.id), 1);
        for (const plan::Place& place : first_places(rows, 3)) {
            finding.at(printed_at(context, place, project.name));
        }
    }
    finding.say(context.name_th(project.id) + " ไม่ได้ระบุ" + std::string(th) +
                    (budget ? " ใส่จำนวนเงิน หรือ “ไม่ใช้งบประมาณ” ให้ชัดเจน" : " ระบุส่วนราชการที่รับผิดชอบ"),
                "The " + context.name_en(project.id) + " has no " + std::string(en) +
                    (budget ? ": give the amount, or say that it uses no money."
                            : ": name the unit that answers for it."));
}

void run(Context& context) {
    const plan::Plan& plan = context.plan();
    for (const plan::Project& project : plan.projects) {
        const bool budget = !has_budget(project) && usual_in_kind(plan, project, has_budget) &&
                            !amount_in_row(context, project);
        const bool owner = !has_owner(project) && usual_in_kind(plan, project, has_owner);
        if (budget || owner) report(context, project, budget, owner);
    }
}

constexpr std::string_view kTable =
    "โครงการและงบประมาณ\n"
    "\n"
    "ที่\tโครงการ\tงบประมาณ (บาท)\tผู้รับผิดชอบ\n"
    "๑\tโครงการซ่อมถนนสายหลัก\t๙๕๐,๐๐๐\tกองช่าง\n"
    "๒\tโครงการวางท่อระบายน้ำ\t๔๒๐,๐๐๐\tกองช่าง\n";

}  // namespace

const Rule& project_incomplete() {
    static const std::string kBad = std::string(kTable) + "๓\tโครงการประชุมชุมชน\t\tสำนักปลัด\n";
    static const std::string kGood =
        std::string(kTable) + "๓\tโครงการประชุมชุมชน\tไม่ใช้งบประมาณ\tสำนักปลัด\n";
    static const std::string kMalformed =
        std::string(kTable) + "๓\tโครงการประชุมชุมชน\t๔๒,๐๐,๐\tสำนักปลัด\n";
    static const Rule kRule{
        .id = "project.incomplete",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"โครงการไม่มีงบประมาณหรือผู้รับผิดชอบ", "A project lacks its budget or its owner"},
        .why =
            {"โครงการต้องบอกงบประมาณ (หรือว่าไม่ใช้งบประมาณ) และผู้รับผิดชอบ "
             "กฎนี้เตือนเมื่อโครงการประเภทเดียวกันส่วนใหญ่มี",
             "A project states its money, or that it needs none, and who answers for it. The rule "
             "speaks when most projects of the same kind do."},
        .mend = {"เพิ่มงบประมาณหรือผู้รับผิดชอบ", "Add the budget or the owner."},
        .source = {"โครงการมีงบประมาณและผู้รับผิดชอบ", "A project has a budget and an owner."},
        .bad = {{kBad, {6}, ""}},
        .near_miss = {{kGood, {}, ""}, {kMalformed, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
