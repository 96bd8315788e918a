#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "name_twins.h"
#include "phaen/base/money.h"
#include "phaen/base/thai_text.h"
#include "prose.h"
#include "sum_tables.h"

namespace phaen::check {

const Rule& budget_prose_differs();

namespace {

constexpr Units kOne = base::Decimal::kScale;
/// So many bytes may stand between the word for the total and the amount.
constexpr std::size_t kBetween = 60;

struct Whole {
    std::size_t projects = 0;
    Units sum = 0;
};

/// All projects that have a budget, or have none on purpose. None when one is not known: then
/// nothing can be added up.
std::optional<Whole> whole_of(const Context& context) {
    Whole out;
    std::vector<Units> parts;
    for (const plan::Project& project : context.plan().projects) {
        if (misprinted_elements(context).contains(project.id)) continue;
        if (!project.budget && !project.no_budget) return std::nullopt;
        ++out.projects;
        if (project.budget) parts.push_back(project.budget->satang() * (kOne / 100));
    }
    const auto sum = add_up(parts);
    if (!sum || out.projects < 2 || parts.size() < 2) return std::nullopt;
    out.sum = *sum;
    return out;
}

/// True when the text counts all projects: what it goes on to say is of the whole plan.
bool counts_all(const std::string& text, std::size_t projects) {
    constexpr std::string_view kWord = "โครงการ";
    const std::vector<Figure> figures = figures_in(text);
    return std::any_of(figures.begin(), figures.end(), [&](const Figure& figure) {
        return figure.units == static_cast<Units>(projects) * kOne &&
               trimmed(std::string_view(text).substr(figure.end)).starts_with(kWord);
    });
}

/// The amount that a word for a total announces.
std::optional<Figure> announced_total(const Context& context, const std::string& text) {
    const std::vector<Figure> amounts = amounts_in(text);
    for (const std::string& cue : context.words().list("prose_totals")) {
        for (std::size_t at = text.find(cue); at != std::string::npos;
             at = text.find(cue, at + 1)) {
            const std::size_t end = at + cue.size();
            for (const Figure& amount : amounts) {
                if (amount.begin < end || amount.begin > end + kBetween) continue;
                const std::string_view between =
                    std::string_view(text).substr(end, amount.begin - end);
                if (between.find_first_of("0123456789") == std::string_view::npos) return amount;
            }
        }
    }
    return std::nullopt;
}

/// The same total in a table: the rule of totals tells what is wrong with it.
bool is_printed_total(const Context& context, Units units) {
    for (const SumTable& table : sum_tables(context)) {
        for (const SumRow& row : table.rows) {
            if (row.kind != SumRowKind::total) continue;
            for (const SumCell& cell : row.cells) {
                if (cell.units == units) return true;
            }
        }
    }
    return false;
}

void run(Context& context) {
    const auto whole = whole_of(context);
    if (!whole) return;
    for (const Passage& passage : context.passages()) {
        const bool table = passage.kind == Passage::Kind::cell || !is_prose(passage);
        if (table || passage.text.find("บาท") == std::string::npos) continue;
        const std::string& text = context.prepared(passage);
        if (!counts_all(text, whole->projects)) continue;
        const auto said = announced_total(context, text);
        if (!said || said->units == whole->sum || is_printed_total(context, said->units)) continue;
        const std::string printed = print_units(said->units);
        const std::string sum = print_units(whole->sum);
        const std::string count = std::to_string(whole->projects);
        const plan::BilingualText slip = guess_slip(said->units, whole->sum);
        context.finding(budget_prose_differs())
            .at(passage)
            .found(printed)
            .expected(sum)
            .say("ข้อความบอกว่า " + base::to_thai_digits(count) + " โครงการใช้งบประมาณรวม " +
                     base::to_thai_digits(printed) + " บาท แต่งบประมาณของทุกโครงการรวมได้ " +
                     base::to_thai_digits(sum) + " บาท" + (slip.th.empty() ? "" : " " + slip.th) +
                     " แก้ข้อความหรือรายการให้ตรงกัน",
                 "The text says that the " + count + " projects cost " + printed +
                     " baht, and together they make " + sum + " baht" +
                     (slip.en.empty() ? "" : "; " + slip.en) +
                     ". Correct the text, or the amounts.");
    }
}

}  // namespace

const Rule& budget_prose_differs() {
    static const Rule kRule{
        .id = "budget.prose_differs",
        .severity = Severity::error,
        .category = Category::sum,
        .title = {"งบประมาณรวมในข้อความไม่ตรงกับโครงการ",
                  "A total said in the text is not what the projects make"},
        .why =
            {"คำนำและบทสรุปมักบอกจำนวนโครงการและงบประมาณรวม "
             "เมื่อแก้โครงการแล้วไม่แก้ข้อความ ผู้อ่านจะได้ยอดที่ไม่มีอยู่จริง "
             "กฎนี้ดูเฉพาะข้อความที่นับโครงการครบทุกโครงการ",
             "A preface or summary says how many projects there are and what they cost. When the "
             "projects change and the text does not, it tells of money that is not there. Only "
             "a text that counts all the projects is held against their sum."},
        .mend = {"แก้ยอดในข้อความ หรือแก้งบประมาณของโครงการ",
                 "Correct the total in the text, or the budgets of the projects."},
        .source = {"ยอดรวมคำนวณจากส่วนย่อยทุกแห่งที่กล่าวถึง",
                   "A total is computed from its parts wherever it is said."},
        .bad = {{"สรุปโครงการและงบประมาณ\n"
                 "\n"
                 "แผนนี้มี ๒ โครงการ งบประมาณรวมทั้งสิ้น ๕๓๐,๐๐๐ บาท\n"
                 "\n"
                 "ลำดับที่\tชื่อโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                 "๑\tโครงการปลูกต้นไม้\t๒๐๐,๐๐๐.- บาท\tฝ่ายโยธา\n"
                 "๒\tโครงการลานกีฬา\t๑๕๐,๐๐๐.- บาท\tฝ่ายโยธา\n",
                 {3},
                 ""},
                {"สรุปโครงการและงบประมาณ\n"
                 "\n"
                 "กองได้รับงบประมาณ ๓.๘๐ ล้านบาท รวม ๒ โครงการ\n"
                 "\n"
                 "ลำดับที่\tชื่อโครงการ\tงบประมาณ (ล้านบาท)\tผู้รับผิดชอบ\n"
                 "๑\tโครงการปลูกต้นไม้\t๒.๐๐\tฝ่ายโยธา\n"
                 "๒\tโครงการลานกีฬา\t๑.๕๐\tฝ่ายโยธา\n",
                 {3},
                 ""}},
        .near_miss = {{"สรุปโครงการและงบประมาณ\n"
                       "\n"
                       "แผนนี้มี ๒ โครงการ งบประมาณรวมทั้งสิ้น ๓๕๐,๐๐๐ บาท\n"
                       "\n"
                       "ปีก่อนมี ๕ โครงการ งบประมาณรวม ๙๐๐,๐๐๐ บาท\n"
                       "\n"
                       "ลำดับที่\tชื่อโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                       "๑\tโครงการปลูกต้นไม้\t๒๐๐,๐๐๐.- บาท\tฝ่ายโยธา\n"
                       "๒\tโครงการลานกีฬา\t๑๕๐,๐๐๐.- บาท\tฝ่ายโยธา\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
