#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "context.h"
#include "name_twins.h"
#include "phaen/base/thai_text.h"
#include "prose.h"
#include "refs.h"

namespace phaen::check {

const Rule& count_plan();

namespace {

struct Counted {
    std::string_view word;
    std::size_t count = 0;
    std::vector<std::size_t> parts;  ///< by kind or group: a text may speak of some of them
    std::vector<std::size_t> all;    ///< the same with those that only stand somewhere
};

/// How many of each kind or group there are.
template <class List, class Name>
std::vector<std::size_t> parts_of(const List& list, Name name) {
    std::map<std::string_view, std::size_t> parts;
    for (const auto& item : list) ++parts[name(item)];
    std::vector<std::size_t> out;
    for (const auto& [kind, count] : parts) out.push_back(count);
    return out;
}

/// True when some of the parts make the number.
bool can_make(const std::vector<std::size_t>& parts, std::size_t number) {
    std::set<std::size_t> sums = {0};
    for (const std::size_t part : parts) {
        std::set<std::size_t> more = sums;
        for (const std::size_t sum : sums) more.insert(sum + part);
        sums = std::move(more);
    }
    return sums.find(number) != sums.end();
}

/// `3 ภารกิจ` in what a sentence says the plan has.
struct Statement {
    std::string what;
    std::size_t count = 0;
};

/// Takes `word` off the beginning of a text, with spaces around it.
bool take(std::string_view& text, std::string_view word) {
    const std::string_view rest = trimmed(text);
    if (!rest.starts_with(word)) return false;
    text = rest.substr(word.size());
    return true;
}

/// `แผน… ประกอบด้วย 3 ภารกิจ 6 โครงการ และ 5 ตัวชี้วัด`: only what follows at once, so that numbers of
/// something else stay out.
std::vector<Statement> statements_in(const std::string& text) {
    std::vector<Statement> out;
    const std::vector<Figure> figures = figures_in(text);
    for (const std::string_view cue : {"ประกอบด้วย", "มี", "รวม"}) {
        for (std::size_t at = text.find(cue); at != std::string::npos;
             at = text.find(cue, at + 1)) {
            // The plan itself is what has them: its word stands just before.
            constexpr std::size_t kSubject = 90;
            const std::size_t from = at > kSubject ? at - kSubject : 0;
            const std::string_view before = std::string_view(text).substr(from, at - from);
            const std::size_t subject = before.rfind("แผน");
            if (subject == std::string_view::npos) continue;
            const std::string_view between = before.substr(subject);
            if (between.find("นี้") == std::string_view::npos && trimmed(between) != "แผน") continue;
            std::size_t next = at + cue.size();
            bool more = true;
            while (more) {
                more = false;
                std::string_view rest = std::string_view(text).substr(next);
                for (const std::string_view joint : {",", "และ", "รวม", "จำนวน", "ทั้งหมด"})
                    take(rest, joint);
                const std::string_view here = trimmed(rest);
                const auto begin = static_cast<std::size_t>(here.data() - text.data());
                for (const Figure& figure : figures) {
                    if (figure.begin != begin || figure.units % base::Decimal::kScale != 0)
                        continue;
                    std::string_view behind = std::string_view(text).substr(figure.end);
                    for (const std::string_view word :
                         {"ภารกิจ", "โครงการ", "ตัวชี้วัด", "พันธกิจ", "มาตรการ"}) {
                        if (!take(behind, word)) continue;
                        const std::string_view end = behind.substr(0, 1);
                        if (!end.empty() && end != " " && end != "," && end != ".") break;
                        out.push_back(
                            {std::string(word),
                             static_cast<std::size_t>(figure.units / base::Decimal::kScale)});
                        next = static_cast<std::size_t>(behind.data() - text.data());
                        more = true;
                        break;
                    }
                }
            }
        }
    }
    return out;
}

void run(Context& context) {
    const plan::Plan& plan = context.plan();
    // What a project list has. A name that only stands somewhere may be another's, misprinted, or a
    // project whose budget was lost, so a number that counts all of them is right, too.
    const std::set<std::string_view>& misprinted = misprinted_elements(context);
    std::vector<const plan::Project*> listed;
    for (const plan::Project& project : plan.projects) {
        if (misprinted.contains(project.id)) continue;
        if (project.budget || project.no_budget) listed.push_back(&project);
    }
    // Those of the list of indicators. A row that lost a cell names an indicator that is none,
    // beside the one of the data sheet.
    std::vector<const plan::Indicator*> on_list;
    for (const plan::Indicator& indicator : plan.indicators) {
        if (shown_as(context, indicator.id, {"indicator", "indicator_row"}))
            on_list.push_back(&indicator);
    }
    const std::vector<Counted> counted = {
        {"ภารกิจ", plan.missions.size(), {}, {}},
        {"โครงการ", listed.size(),
         parts_of(listed, [](const plan::Project* p) { return std::string_view(p->kind); }),
         parts_of(plan.projects, [](const plan::Project& p) { return std::string_view(p.kind); })},
        {"ตัวชี้วัด", plan.indicators.size(),
         parts_of(plan.indicators,
                  [](const plan::Indicator& i) { return std::string_view(i.group); }),
         parts_of(on_list, [](const plan::Indicator* i) { return std::string_view(i->group); })},
        {"พันธกิจ", plan.mission_statements.size(), {}, {}},
        {"มาตรการ", plan.measures.size(), {}, {}},
    };
    for (const Passage& passage : context.passages()) {
        if (passage.kind != Passage::Kind::paragraph || !is_prose(passage)) continue;
        if (passage.text.find("แผน") == std::string::npos) continue;
        const std::string& text = context.prepared(passage);
        for (const Statement& statement : statements_in(text)) {
            for (const Counted& list : counted) {
                if (statement.what != list.word || list.count == 0 ||
                    statement.count == list.count || can_make(list.parts, statement.count) ||
                    (!list.all.empty() && can_make(list.all, statement.count))) {
                    continue;
                }
                const std::string said = std::to_string(statement.count);
                const std::string real = std::to_string(list.count);
                context.finding(count_plan())
                    .at(passage)
                    .found(said)
                    .expected(real)
                    .say("ข้อความบอกว่าแผนมี " + base::to_thai_digits(said) + " " +
                             std::string(list.word) + " แต่ในแผนมี " + base::to_thai_digits(real) +
                             " แก้ตัวเลขหรือเพิ่มรายการที่ขาด",
                         "The text says that the plan has " + said + " “" + std::string(list.word) +
                             "”, and it has " + real +
                             ": correct the number, or add what is missing.");
            }
        }
    }
}

}  // namespace

const Rule& count_plan() {
    static const Rule kRule{
        .id = "count.plan",
        .severity = Severity::error,
        .category = Category::count,
        .title = {"จำนวนภารกิจ โครงการ หรือตัวชี้วัดที่ระบุไม่ตรงกับในแผน",
                  "The stated number of missions, projects or indicators is not the plan’s"},
        .why = {"ข้อความนำบอกว่าแผนมีกี่ภารกิจ กี่โครงการ กี่ตัวชี้วัด ผู้ตรวจจะนับตาม "
                "ถ้าไม่ตรงแปลว่ามีรายการตกหล่นหรือตัวเลขเก่า",
                "An introduction says how many missions, projects or indicators the plan has. When "
                "it differs, something was lost, or the number is old."},
        .mend = {"แก้ตัวเลข หรือเพิ่มรายการที่ขาด", "Correct the number, or add what is missing."},
        .source = {"จำนวนในข้อความคำนวณจากรายการ", "Counts in a text are computed from the lists."},
        .bad = {{R"plan(คำนำ

แผนฉบับนี้ประกอบด้วย ๓ ภารกิจ

โครงการสำคัญตามภารกิจ

ภารกิจที่ ๑ ดูแลคลองและทางน้ำ

ลำดับที่	โครงการสำคัญ	งบประมาณ	ส่วนราชการ
๑	โครงการขุดลอกคลอง	๑๐๐,๐๐๐.- บาท	ฝ่ายโยธา

ภารกิจที่ ๒ ดูแลสวนและต้นไม้

ลำดับที่	โครงการสำคัญ	งบประมาณ	ส่วนราชการ
๑	โครงการปลูกต้นไม้	๕๐,๐๐๐.- บาท	ฝ่ายสวน
)plan",
                 {3},
                 ""}},
        .near_miss = {{R"plan(คำนำ

แผนฉบับนี้ประกอบด้วย ๒ ภารกิจ และมีโครงการที่ใช้งบกลาง ๕ โครงการในปีก่อน

โครงการสำคัญตามภารกิจ

ภารกิจที่ ๑ ดูแลคลองและทางน้ำ

ลำดับที่	โครงการสำคัญ	งบประมาณ	ส่วนราชการ
๑	โครงการขุดลอกคลอง	๑๐๐,๐๐๐.- บาท	ฝ่ายโยธา

ภารกิจที่ ๒ ดูแลสวนและต้นไม้

ลำดับที่	โครงการสำคัญ	งบประมาณ	ส่วนราชการ
๑	โครงการปลูกต้นไม้	๕๐,๐๐๐.- บาท	ฝ่ายสวน
)plan",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
