#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "amounts.h"
#include "context.h"
#include "phaen/base/money.h"
#include "phaen/base/thai_text.h"
#include "sum_tables.h"

namespace phaen::check {

const Rule& budget_counted_twice();

namespace {

/// Tables with the same columns stand for parts of one whole: a project in two of them, or twice in
/// one, is added up twice. A table with other columns is another view of the same projects.
std::map<std::pair<int, int>, std::string> family_by_row(const Context& context) {
    std::map<std::pair<int, int>, std::string> out;
    for (const SumTable& table : sum_tables(context)) {
        std::string family;
        for (const std::string& header : table.headers)
            family += base::comparison_key(header) + '|';
        for (const SumRow& row : table.rows) out[{row.place.block, row.place.row}] = family;
    }
    return out;
}

void report(Context& context, const plan::Project& project, const std::vector<plan::Place>& places,
            std::string_view where_th, std::string_view where_en) {
    const std::string amount =
        project.budget ? print_units(project.budget->satang() * (base::Decimal::kScale / 100)) : "";
    context.finding(budget_counted_twice())
        .about(project.id)
        .at(places)
        .found(amount)
        .say("งบประมาณทั้งจำนวน " + base::to_thai_digits(amount) + " บาทของ" +
                 context.name_th(project.id) + " แสดงซ้ำ" + std::string(where_th) +
                 " เมื่อรวมยอดจะนับซ้ำ แบ่งงบประมาณให้แต่ละแห่ง หรือแสดงไว้แห่งเดียว",
             "The whole budget of " + amount + " baht of the " + context.name_en(project.id) +
                 " stands " + std::string(where_en) +
                 ", so that it is counted more than once. Split it between them, or show it once.");
}

bool report_printed(Context& context, const plan::Project& project,
                    const std::map<std::pair<int, int>, std::string>& families,
                    const CellFinder& cells) {
    std::map<std::string, std::vector<plan::Place>> by_family;
    for (const PrintedAmount& amount : whole_amounts(context, project)) {
        if (amount.none || amount.money != project.budget) continue;
        const std::string_view what = context.what_at(amount.claim->place);
        if (what != "project_row") continue;
        const auto family = families.find({amount.claim->place.block, amount.claim->place.row});
        if (family == families.end()) continue;
        by_family[family->second].push_back(cells.place_of(*amount.claim));
    }
    for (auto& [family, places] : by_family) {
        if (places.size() < 2) continue;
        std::sort(places.begin(), places.end());
        report(context, project, places, "ในตารางแบบเดียวกัน", "in several tables of one kind");
        return true;
    }
    return false;
}

void run(Context& context) {
    const auto families = family_by_row(context);
    const CellFinder cells(context);
    std::map<std::string_view, std::vector<const plan::Mission*>> missions;
    for (const plan::Mission& mission : context.plan().missions) {
        for (const plan::Ref& ref : mission.projects) missions[ref.id].push_back(&mission);
    }
    for (const plan::Project& project : context.plan().projects) {
        if (!project.budget || project.budget->satang() == 0) continue;
        if (!project.allocations.empty()) continue;
        if (context.printed()) {
            report_printed(context, project, families, cells);
        } else if (missions[project.id].size() > 1) {
            report(context, project, {}, "ในหลายภารกิจ", "under several missions");
        }
    }
}

}  // namespace

const Rule& budget_counted_twice() {
    static const Rule kRule{
        .id = "budget.counted_twice",
        .severity = Severity::error,
        .category = Category::duplicate,
        .title = {"งบประมาณของโครงการเดียวถูกนับสองครั้ง", "One project's money is counted twice"},
        .why =
            {"โครงการที่ทำให้หลายภารกิจและแสดงงบเต็มจำนวนทุกภารกิจ "
             "ทำให้งบรวมของภารกิจเกินงบที่มีจริง ตารางสรุปที่แสดงโครงการเดิมอีกครั้งไม่นับ",
             "A project that serves several missions and stands with its whole budget under each "
             "makes the missions cost more than there is. A summary that shows the project again "
             "does not count."},
        .mend = {"แบ่งงบประมาณให้แต่ละภารกิจ หรือแสดงงบไว้ภารกิจเดียว",
                 "Allocate the budget to the missions, or show it under one."},
        .source = {"โครงการที่อยู่ในสองภารกิจมีเงินก้อนเดียว เมื่อรวมยอดของภารกิจจึงนับซ้ำ",
                   "A project that serves two missions has its money once; the sums of the "
                   "missions count it twice."},
        .bad = {{"โครงการตามภารกิจ\n"
                 "\n"
                 "ภารกิจที่ ๑ ดูแลพื้นที่สีเขียว\n"
                 "\n"
                 "ลำดับที่\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                 "๑\tโครงการปลูกต้นไม้ริมคลอง\t๒๐๐,๐๐๐.- บาท\tฝ่ายโยธา\n"
                 "\n"
                 "ภารกิจที่ ๒ ดูแลคลอง\n"
                 "\n"
                 "ลำดับที่\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                 "๑\tโครงการปลูกต้นไม้ริมคลอง\t๒๐๐,๐๐๐.- บาท\tฝ่ายโยธา\n",
                 {6, 11},
                 ""}},
        .near_miss = {{"โครงการตามภารกิจ\n"
                       "\n"
                       "ภารกิจที่ ๑ ดูแลพื้นที่สีเขียว\n"
                       "\n"
                       "ลำดับที่\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                       "๑\tโครงการปลูกต้นไม้ริมคลอง\t๒๐๐,๐๐๐.- บาท\tฝ่ายโยธา\n"
                       "\n"
                       "สรุปโครงการและงบประมาณ\n"
                       "\n"
                       "ลำดับที่\tชื่อโครงการ\tวงเงิน\tส่วนราชการ\n"
                       "๑\tโครงการปลูกต้นไม้ริมคลอง\t๒๐๐,๐๐๐.- บาท\tฝ่ายโยธา\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
