#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "phaen/base/money.h"
#include "phaen/base/thai_text.h"
#include "sum_tables.h"

namespace phaen::check {

const Rule& budget_edited();

namespace {

std::string print_money(const base::Money& money) {
    return print_units(money.satang() * (base::Decimal::kScale / 100));
}

void run(Context& context) {
    for (const plan::Project& project : context.plan().projects) {
        if (!project.budget) continue;
        std::optional<base::Money> printed;
        std::vector<plan::Place> places;
        bool somewhere = false;
        for (const plan::Claim* claim : context.claims_about(project.id, plan::ClaimKind::amount)) {
            const auto amount = base::Money::parse(claim->value);
            if (!amount) continue;
            somewhere = somewhere || *amount == *project.budget;
            if (!printed) printed = *amount;
            places.push_back(claim->place);
        }
        if (somewhere || !printed) continue;
        const std::string now = print_money(*project.budget);
        const std::string said = print_money(*printed);
        context.finding(budget_edited())
            .about(project.id)
            .member("/budget")
            .at(places)
            .found(now)
            .expected(said)
            .say("แผนให้งบประมาณของ “" + project.name + "” " + base::to_thai_digits(now) +
                     " บาท แต่เอกสารที่นำเข้าพิมพ์ " + base::to_thai_digits(said) +
                     " บาท และยอดรวมในเอกสารคิดจากตัวเลขนั้น ถ้าตัวเลขในแผนถูกต้อง "
                     "ให้จัดพิมพ์เอกสารใหม่ ถ้าไม่ ให้แก้กลับ",
                 "The plan gives “" + project.name + "” " + now +
                     " baht; the document that it was read from prints " + said +
                     ", and its totals count that. If the plan is right, print the document anew; "
                     "if "
                     "not, put it back.");
    }
}

}  // namespace

const Rule& budget_edited() {
    static const Rule kRule{
        .id = "budget.edited",
        .severity = Severity::warning,
        .category = Category::sum,
        .title = {"งบประมาณในแผนไม่ตรงกับที่เอกสารพิมพ์ไว้",
                  "A project’s budget is not what the document prints anywhere"},
        .why = {"เมื่อแก้งบประมาณในแผนแล้ว เอกสารที่แจกไปยังเป็นตัวเลขเดิม "
                "ผู้อ่านจะเห็นสองตัวเลขของโครงการเดียว กฎนี้เทียบกับทุกแห่งที่เอกสารพิมพ์ไว้",
                "A budget that was changed in the plan still stands with its old figure in the "
                "document that people have. The rule compares with every place that prints it."},
        .mend = {"จัดพิมพ์เอกสารใหม่ หรือแก้งบประมาณกลับ",
                 "Print the document anew, or put the budget back."},
        .source = {"ตัวเลขที่เอกสารพิมพ์ไว้ต้องตรงกับที่แผนคำนวณได้",
                   "Claims are what a document prints and a plan computes."},
        .bad = {{R"plan(schema = "phaen.plan/1"
id = "plan"
title = { th = "แผน" }
fiscal_year = 2569

[[projects]]
id = "project-1"
name = "โครงการขุดลอกคลอง"
budget = "110000.00"

[[claims]]
id = "claim-1"
about = "project-1"
kind = "amount"
printed = "๑๐๐,๐๐๐.- บาท"
value = "100000.00"
place = { block = 4, row = 1, cell = 2, line = 9 }
)plan",
                 {},
                 "project-1"}},
        .near_miss = {{R"plan(schema = "phaen.plan/1"
id = "plan"
title = { th = "แผน" }
fiscal_year = 2569

[[projects]]
id = "project-1"
name = "โครงการขุดลอกคลอง"
budget = "110000.00"

[[claims]]
id = "claim-1"
about = "project-1"
kind = "amount"
printed = "๑๐๐,๐๐๐.- บาท"
value = "100000.00"
place = { block = 4, row = 1, cell = 2, line = 9 }

[[claims]]
id = "claim-2"
about = "project-1"
kind = "amount"
printed = "๑๑๐,๐๐๐.- บาท"
value = "110000.00"
place = { block = 6, row = 1, cell = 2, line = 19 }
)plan",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
