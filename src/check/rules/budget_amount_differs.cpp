#include <algorithm>
#include <cstddef>

#include "amounts.h"
#include "context.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& budget_amount_differs();

namespace {

void run(Context& context) {
    const CellFinder cells(context);
    constexpr std::size_t kMostPlaces = 6;
    for (const DifferingAmount& differing : differing_amounts(context)) {
        const plan::Project& project = *differing.project;
        std::vector<plan::Place> places;
        for (const auto* claims : {&differing.deviating, &differing.agreeing}) {
            for (const plan::Claim* claim : *claims) {
                if (places.size() < kMostPlaces) places.push_back(cells.place_of(*claim));
            }
        }
        const std::string found = base::clean_text(differing.deviating.front()->printed);
        const std::string expected = base::clean_text(differing.expected);
        context.finding(budget_amount_differs())
            .about(project.id)
            .member(project.budget ? "/budget" : "")
            .at(places)
            .found(found)
            .expected(expected)
            .say("งบประมาณของ" + context.name_th(project.id) + " ที่นี่พิมพ์ว่า " + shorten(found) +
                     " แต่ที่อื่นพิมพ์ว่า " + shorten(expected) + " แก้ให้เป็นจำนวนเดียวกันทุกแห่ง",
                 "The budget of the " + context.name_en(project.id) + " is printed as " +
                     shorten(found) + " here and as " + shorten(expected) +
                     " elsewhere. Print one amount everywhere.");
    }
}

}  // namespace

const Rule& budget_amount_differs() {
    static const Rule kRule{
        .id = "budget.amount_differs",
        .severity = Severity::error,
        .category = Category::sum,
        .title = {"งบประมาณของโครงการเดียวพิมพ์ไม่ตรงกัน",
                  "One project's budget is printed differently"},
        .why =
            {"โครงการหนึ่งมีงบประมาณจำนวนเดียว ถ้าตารางหนึ่งพิมพ์ต่างจากอีกตารางหนึ่ง "
             "หรือที่หนึ่งมีงบแต่อีกที่บอกว่าไม่ใช้งบประมาณ จะขออนุมัติและเบิกจ่ายตามจำนวนใดไม่ได้ "
             "ส่วนของงบที่แบ่งให้แต่ละภารกิจไม่นับ",
             "A project has one budget. When two tables print two amounts, or one says that no "
             "money is used, nobody knows what to approve and disburse. Parts of the budget that "
             "are allocated to missions do not count."},
        .mend = {"แก้จำนวนที่ผิดให้ตรงกับตารางสรุป หรือแสดงการแบ่งงบให้ชัด",
                 "Correct the deviating amount, or show how the budget is split."},
        .source = {"แผนกล่าวถึงแต่ละเรื่องเพียงแห่งเดียว", "A plan says each thing once."},
        .bad = {{"โครงการตามภารกิจ\n"
                 "\n"
                 "ภารกิจที่ ๑ ดูแลพื้นที่สีเขียว\n"
                 "\n"
                 "ลำดับที่\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                 "๑\tโครงการปลูกต้นไม้ริมคลอง\t๒๕๐,๐๐๐.- บาท\tฝ่ายโยธา\n"
                 "\n"
                 "สรุปโครงการและงบประมาณ\n"
                 "\n"
                 "ลำดับที่\tชื่อโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                 "๑\tโครงการปลูกต้นไม้ริมคลอง\t๒๐๐,๐๐๐.- บาท\tฝ่ายโยธา\n"
                 "รวมงบประมาณทั้งสิ้น\t\t๒๐๐,๐๐๐.- บาท\t\n",
                 {6, 11},
                 ""}},
        .near_miss = {{"โครงการตามภารกิจ\n"
                       "\n"
                       "ภารกิจที่ ๑ ดูแลพื้นที่สีเขียว\n"
                       "\n"
                       "ลำดับที่\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                       "๑\tโครงการปลูกต้นไม้ริมคลอง\t๑๕๐,๐๐๐.- บาท\tฝ่ายโยธา\n"
                       "\n"
                       "ภารกิจที่ ๒ ดูแลคลอง\n"
                       "\n"
                       "ลำดับที่\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                       "๑\tโครงการปลูกต้นไม้ริมคลอง\t๕๐,๐๐๐.- บาท\tฝ่ายโยธา\n"
                       "\n"
                       "สรุปโครงการและงบประมาณ\n"
                       "\n"
                       "ลำดับที่\tชื่อโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                       "๑\tโครงการปลูกต้นไม้ริมคลอง\t๒๐๐,๐๐๐ บาท\tฝ่ายโยธา\n"
                       "รวมงบประมาณทั้งสิ้น\t\t๒๐๐,๐๐๐.- บาท\t\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
