#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"

namespace phaen::check {

const Rule& duplicate_row();

namespace {

void run(Context& context) {
    for (const plan::Project& project : context.plan().projects) {
        std::map<int, std::map<int, plan::Place>> rows;
        for (const plan::Claim* claim : context.claims_about(project.id, plan::ClaimKind::name)) {
            if (claim->place.row >= 0 && context.what_at(claim->place) == "project_row") {
                rows[claim->place.block].emplace(claim->place.row, claim->place);
            }
        }
        for (const auto& [block, places] : rows) {
            if (places.size() < 2) continue;
            // Under two groups of a table it serves two things; that has a rule of its own.
            bool grouped = false;
            for (int row = places.begin()->first; row < places.rbegin()->first; ++row) {
                const std::string_view what = context.what_at({block, row, -1, 0});
                grouped = grouped || what == "group_row";
            }
            if (grouped) continue;
            std::vector<plan::Place> at;
            for (auto place = places.rbegin(); place != places.rend(); ++place)
                at.push_back(place->second);
            context.finding(duplicate_row())
                .about(project.id)
                .at(at)
                .found(project.name)
                .say(context.name_th(project.id) + " อยู่ " +
                         thai(static_cast<long long>(at.size())) + " แถวในตารางเดียวกัน ลบแถวที่ซ้ำ",
                     "The " + context.name_en(project.id) + " stands in " +
                         std::to_string(at.size()) +
                         " rows of one table: delete the row that repeats.");
        }
    }
}

}  // namespace

const Rule& duplicate_row() {
    static const Rule kRule{
        .id = "duplicate.row",
        .severity = Severity::error,
        .category = Category::duplicate,
        .title = {"โครงการเดียวกันอยู่สองแถวในตารางเดียว", "One project stands in two rows of a table"},
        .why = {"แถวที่ซ้ำทำให้จำนวนโครงการและยอดรวมเกินจริง",
                "A row that stands twice makes more projects and more money than there are."},
        .mend = {"ลบแถวที่ซ้ำ", "Delete the row that repeats."},
        .source = {"เงินของโครงการนับครั้งเดียว", "A project’s money counts once."},
        .bad = {{R"plan(สรุปโครงการและงบประมาณ

ลำดับที่	ชื่อโครงการ	งบประมาณ	ส่วนราชการที่รับผิดชอบ
๑	โครงการขุดลอกคลองสายหลัก	๑๐๐,๐๐๐.- บาท	ฝ่ายโยธา
๒	โครงการปลูกต้นไม้ริมคลอง	๕๐,๐๐๐.- บาท	ฝ่ายสวน
๓	โครงการขุดลอกคลองสายหลัก	๑๐๐,๐๐๐.- บาท	ฝ่ายโยธา
)plan",
                 {6},
                 ""}},
        .near_miss = {{R"plan(สรุปโครงการและงบประมาณ

ลำดับที่	ชื่อโครงการ	งบประมาณ	ส่วนราชการที่รับผิดชอบ
๑	โครงการขุดลอกคลองสายหลัก	๑๐๐,๐๐๐.- บาท	ฝ่ายโยธา
๒	โครงการปลูกต้นไม้ริมคลอง	๕๐,๐๐๐.- บาท	ฝ่ายสวน
)plan",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
