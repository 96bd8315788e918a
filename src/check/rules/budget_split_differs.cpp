#include <map>
#include <string>
#include <string_view>

#include "context.h"
#include "phaen/base/money.h"

namespace phaen::check {

const Rule& budget_split_differs();

namespace {

struct Split {
    int parts = 0;
    base::Money sum;
    void add(base::Money amount) {
        ++parts;
        sum = sum + amount;
    }
};

void report(Context& context, const plan::Project& project, const Split& split,
            std::string_view member, const char* th, const char* en) {
    if (split.parts == 0 || split.sum == *project.budget) return;
    const bool more = split.sum > *project.budget;
    const base::Money difference = more ? split.sum - *project.budget : *project.budget - split.sum;
    const auto arabic = [](base::Money money) {
        return base::format_money(money, base::Digits::arabic);
    };
    const auto printed = [](base::Money money) {
        return base::format_money(money, base::Digits::thai);
    };
    context.finding(budget_split_differs())
        .about(project.id)
        .member(member)
        .found(split.sum.to_string())
        .expected(project.budget->to_string())
        .say(std::string(th) + "ของ" + context.name_th(project.id) + " รวมได้ " +
                 printed(split.sum) + (more ? " มากกว่า" : " น้อยกว่า") + "งบประมาณ " +
                 printed(*project.budget) + " อยู่ " + printed(difference) +
                 " แก้ส่วนย่อยหรืองบประมาณให้ตรงกัน",
             std::string("The ") + en + " of the " + context.name_en(project.id) + " make " +
                 arabic(split.sum) + ", " + arabic(difference) + (more ? " more" : " less") +
                 " than its budget of " + arabic(*project.budget) +
                 ": make the parts and the budget agree.");
}

void run(Context& context) {
    const plan::Plan& plan = context.plan();
    std::map<std::string_view, Split> activities;
    for (const plan::Activity& activity : plan.activities) {
        if (activity.kind != plan::ActivityKind::part || !activity.project || !activity.amount) {
            continue;
        }
        activities[activity.project->id].add(*activity.amount);
    }
    for (const plan::Project& project : plan.projects) {
        if (!project.budget) continue;
        Split allocations;
        for (const plan::Allocation& part : project.allocations) {
            if (part.amount) allocations.add(*part.amount);
        }
        Split months;
        for (const plan::SpendingLine& line : project.spending_plan) {
            if (line.amount) months.add(*line.amount);
        }
        report(context, project, allocations, "/allocations", "ส่วนที่แบ่งให้ภารกิจหรือตัวชี้วัด",
               "allocations");
        report(context, project, months, "/spending_plan", "แผนการใช้จ่าย", "spending plan");
        // Activities need not be all: only more than the budget is wrong.
        const auto found = activities.find(project.id);
        if (found != activities.end() && found->second.sum > *project.budget) {
            report(context, project, found->second, "", "กิจกรรมของโครงการ", "activities");
        }
    }
}

}  // namespace

const Rule& budget_split_differs() {
    static const Rule kRule{
        .id = "budget.split_differs",
        .severity = Severity::error,
        .category = Category::sum,
        .title = {"ส่วนย่อยของงบโครงการรวมแล้วไม่ตรงกับงบ",
                  "The parts of a project’s budget do not make the budget"},
        .why = {"เงินที่แบ่งให้ภารกิจ กิจกรรม หรือรายเดือน รวมแล้วต้องเท่ากับงบประมาณของโครงการ "
                "ถ้าเกินแปลว่าจะใช้เงินที่ไม่มี",
                "What goes to missions, activities or months adds up to the project’s budget. More "
                "than that is money that is not there."},
        .mend = {"แก้ส่วนย่อยหรืองบประมาณให้ตรงกัน", "Make the parts and the budget agree."},
        .source = {"โครงการหนึ่งสนับสนุนได้หลายเรื่อง แต่เงินนับครั้งเดียว",
                   "A project serves several things, and its money counts once."},
        .bad = {{R"plan(schema = "phaen.plan/1"
id = "p"
fiscal_year = 2565

[[projects]]
id = "p1"
name = "โครงการขุดลอกคลอง"
budget = "100000.00"
allocations = [{ to = "m", amount = "60000.00" }, { to = "n", amount = "50000.00" }]

[[missions]]
id = "m"
title = "ดูแลคลอง"

[[missions]]
id = "n"
title = "ดูแลสวน"
)plan",
                 {},
                 "p1"}},
        .near_miss = {{R"plan(schema = "phaen.plan/1"
id = "p"
fiscal_year = 2565

[[projects]]
id = "p1"
name = "โครงการขุดลอกคลอง"
budget = "100000.00"
allocations = [{ to = "m", amount = "60000.00" }, { to = "n", amount = "40000.00" }]

[[missions]]
id = "m"
title = "ดูแลคลอง"

[[missions]]
id = "n"
title = "ดูแลสวน"

[[activities]]
id = "a"
name = "กิจกรรมวัดความลึก"
project = "p1"
amount = "30000.00"
)plan",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
