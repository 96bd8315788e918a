#include "summary.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "files.h"
#include "phaen/base/thai_text.h"
#include "report.h"

namespace phaen::cli {

namespace {

/// Beyond this many the summary points to the report.
constexpr std::size_t kListed = 20;

std::string fiscal_year_text(int be, Language language) {
    const std::string digits = std::to_string(be);
    if (language == Language::thai) return "พ.ศ. " + base::to_thai_digits(digits);
    return "B.E. " + digits;
}

/// The columns that a terminal gives to a text: marks above and below take none.
std::size_t width_of(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xC0u) == 0x80u) continue;
        ++width;
        // U+0E31, U+0E34 to U+0E3A, U+0E47 to U+0E4E.
        if (byte != 0xE0 || i + 2 >= text.size()) continue;
        const auto second = static_cast<unsigned char>(text[i + 1]);
        const auto third = static_cast<unsigned char>(text[i + 2]);
        const bool above = second == 0xB8 && (third == 0xB1 || (third >= 0xB4 && third <= 0xBA));
        const bool below = second == 0xB9 && third >= 0x87 && third <= 0x8E;
        if (above || below) --width;
    }
    return width;
}

struct Line {
    std::string label;
    std::string value;
    std::string remark;
};

class Counts {
  public:
    explicit Counts(Language language) : language_(language) {}

    void add(Both label, std::size_t count, std::string remark = {}) {
        if (count == 0) return;
        lines_.push_back(
            {std::string(label.in(language_)), count_text(count, language_), std::move(remark)});
    }

    [[nodiscard]] std::string text() const {
        std::size_t label_width = 0;
        std::size_t value_width = 0;
        for (const Line& line : lines_) {
            label_width = std::max(label_width, width_of(line.label));
            value_width = std::max(value_width, width_of(line.value));
        }
        std::string text;
        for (const Line& line : lines_) {
            text += "  " + line.label + std::string(label_width - width_of(line.label) + 2, ' ');
            text += std::string(value_width - width_of(line.value), ' ') + line.value;
            if (!line.remark.empty()) text += "  " + line.remark;
            text += '\n';
        }
        return text;
    }

  private:
    Language language_;
    std::vector<Line> lines_;
};

template <class Items, class Member>
std::size_t sum_of_sizes(const Items& items, Member member) {
    std::size_t sum = 0;
    for (const auto& item : items) sum += (item.*member).size();
    return sum;
}

void add_indicators(Counts& counts, const plan::Plan& plan, Language language) {
    std::size_t evidence = 0;
    std::size_t levels = 0;
    const std::size_t below = sum_of_sizes(plan.indicators, &plan::Indicator::sub_indicators);
    for (const plan::Indicator& indicator : plan.indicators) {
        evidence += indicator.evidence.size();
        levels += indicator.scoring_criteria.size();
        evidence += sum_of_sizes(indicator.sub_indicators, &plan::Indicator::evidence);
        levels += sum_of_sizes(indicator.sub_indicators, &plan::Indicator::scoring_criteria);
    }
    const Both remark{"และตัวชี้วัดย่อย {0} ตัว", "and {0} sub-indicators"};
    counts.add({"ตัวชี้วัด", "indicators"}, plan.indicators.size(),
               below == 0 ? "" : fill(remark.in(language), {count_text(below, language)}));
    counts.add({"นิยาม", "definitions"}, plan.glossary.size());
    counts.add({"หลักฐาน", "evidence items"}, evidence);
    counts.add({"ระดับในเกณฑ์การให้คะแนน", "levels of scoring criteria"}, levels);
    counts.add({"ตัวชี้วัดของแผนระดับบน", "indicators of higher plans"}, plan.higher_indicators.size());
}

void add_projects(Counts& counts, const plan::Plan& plan, Language language) {
    const auto funded = static_cast<std::size_t>(
        std::count_if(plan.projects.begin(), plan.projects.end(), [](const plan::Project& project) {
            return project.budget.has_value() && !project.no_budget;
        }));
    std::string remark;
    if (funded > 0) {
        const auto total = total_budget(plan);
        remark = fill(
            Both{"มีงบประมาณ {0} โครงการ รวม {1}", "{0} with a budget, together {1}"}.in(language),
            {count_text(funded, language), total ? money_text(*total, language) : "?"});
    }
    counts.add({"โครงการ", "projects"}, plan.projects.size(), remark);
    counts.add({"กิจกรรม", "activities"}, plan.activities.size());
    counts.add({"โครงสร้างงบประมาณ", "budget structure"}, plan.budget_structure.size());
    const std::size_t steps = sum_of_sizes(plan.schedules, &plan::Schedule::steps);
    counts.add({"แผนการดำเนินงาน", "schedules"}, plan.schedules.size(),
               fill(Both{"{0} ขั้นตอน", "{0} steps"}.in(language), {count_text(steps, language)}));
}

std::string counts_of(const plan::Plan& plan, Language language) {
    Counts counts(language);
    counts.add({"ความเรียง", "narratives"}, plan.narratives.size());
    counts.add({"หน่วยงานและส่วนราชการ", "organisations"}, plan.organisations.size());
    counts.add({"วิสัยทัศน์", "vision"}, plan.vision.empty() ? 0 : 1);
    counts.add({"พันธกิจ", "mission statements"}, plan.mission_statements.size());
    counts.add(
        {"กรอบยุทธศาสตร์", "frameworks"}, plan.frameworks.size(),
        fill(Both{"{0} หัวข้อ", "{0} nodes"}.in(language),
             {count_text(sum_of_sizes(plan.frameworks, &plan::Framework::nodes), language)}));
    counts.add({"มาตรการ", "measures"}, plan.measures.size());
    counts.add({"รายการ SWOT", "SWOT items"}, plan.swot.items.size(),
               fill(Both{"จับคู่ {0} กลุ่ม", "{0} combinations"}.in(language),
                    {count_text(plan.swot.combinations.size(), language)}));
    counts.add({"ภารกิจ", "missions"}, plan.missions.size());
    add_indicators(counts, plan, language);
    add_projects(counts, plan, language);
    counts.add({"ผลปีก่อน", "earlier results"}, plan.results.size());
    counts.add({"สิ่งที่เอกสารพิมพ์ซ้ำหรือคำนวณไว้", "claims of the document"}, plan.claims.size());
    return counts.text();
}

std::string not_understood_of(const book::Recognition& recognition, Language language) {
    std::string text;
    std::size_t listed = 0;
    const std::size_t all = count_roles(recognition.account).not_understood;
    for (const book::Account& entry : recognition.account) {
        if (entry.role != book::Role::not_understood || listed == kListed) continue;
        text += "  " + place_text(entry.place, language) + ": " + entry.text + "\n";
        ++listed;
    }
    if (all == 0) return text;
    if (all > listed) {
        text += fill(Both{"  และอีก {0} แห่ง ดูทั้งหมดด้วย --report FILE\n",
                          "  and {0} more; --report FILE has them all\n"}
                         .in(language),
                     {count_text(all - listed, language)});
    }
    return std::string(Both{"\nไม่เข้าใจ\n", "\nNot understood\n"}.in(language)) + text;
}

/// What a note asks of a person; the codes are the recogniser's.
std::string_view note_sentence(std::string_view code, Language language) {
    if (code == "months.ambiguous") {
        return Both{"ช่วงเดือนอ่านได้มากกว่าหนึ่งแบบ ให้เทียบกับเอกสาร",
                    "the months can be read in more than one way; compare with the document"}
            .in(language);
    }
    return {};
}

/// True when nothing that makes a plan was found: the wrong file, or headings that nobody has
/// explained yet.
bool holds_no_plan(const plan::Plan& plan) {
    return plan.projects.empty() && plan.indicators.empty() && plan.missions.empty() &&
           plan.frameworks.empty() && plan.mission_statements.empty() && plan.swot.items.empty() &&
           plan.schedules.empty() && plan.measures.empty();
}

std::string notes_of(const book::Recognition& recognition, Language language) {
    if (recognition.notes.empty()) return {};
    std::string text(Both{"\nควรตรวจดู\n", "\nWorth a look\n"}.in(language));
    std::size_t listed = 0;
    for (const book::Note& note : recognition.notes) {
        if (listed++ == kListed) break;
        const std::string_view sentence = note_sentence(note.code, language);
        const bool in_words = language == Language::thai && !sentence.empty();
        text += "  " + place_text(note.place, language) + ": ";
        text += in_words ? std::string(sentence) : note.code;
        if (!note.element.empty()) text += " (" + note.element + ")";
        if (!note.detail.empty()) text += ": " + note.detail;
        if (!in_words && !sentence.empty()) text += " - " + std::string(sentence);
        text += '\n';
    }
    if (recognition.notes.size() > kListed) {
        text += fill(Both{"  และอีก {0} ข้อ ดูทั้งหมดด้วย --report FILE\n",
                          "  and {0} more; --report FILE has them all\n"}
                         .in(language),
                     {count_text(recognition.notes.size() - kListed, language)});
    }
    return text;
}

}  // namespace

std::optional<base::Money> total_budget(const plan::Plan& plan) {
    // Each is bounded, but there may be many: stay within what is left.
    std::int64_t satang = 0;
    for (const plan::Project& project : plan.projects) {
        if (!project.budget) continue;
        satang += project.budget->satang();
        if (!base::Money::from_satang(satang)) return std::nullopt;
    }
    return base::Money::from_satang(satang);
}

std::string money_text(const base::Money& money, Language language) {
    if (language == Language::thai) return base::format_money(money, base::Digits::thai);
    const std::string plain = money.to_string();  // -1234567.50
    const std::size_t dot = plain.find('.');
    const std::size_t start = plain.starts_with('-') ? 1 : 0;
    std::string grouped = plain.substr(0, start);
    for (std::size_t i = start; i < dot; ++i) {
        if (i > start && (dot - i) % 3 == 0) grouped += ',';
        grouped += plain[i];
    }
    return grouped + plain.substr(dot) + " baht";
}

std::string place_text(const document::Place& place, Language language) {
    const auto number = [language](int value) {
        return count_text(static_cast<std::size_t>(std::max(value, 0)), language);
    };
    if (place.line > 0)
        return fill(Both{"บรรทัด {0}", "line {0}"}.in(language), {number(place.line)});
    if (place.row >= 0) {
        return fill(Both{"บล็อก {0} แถว {1}", "block {0}, row {1}"}.in(language),
                    {number(place.block), number(place.row)});
    }
    return fill(Both{"บล็อก {0}", "block {0}"}.in(language), {number(place.block)});
}

std::string summarise(const Imported& imported, Language language) {
    const plan::Plan& plan = imported.recognition.plan;
    const std::string_view title = plan.title.th.empty() ? plan.title.en : plan.title.th;
    std::string text = imported.path == kStandardStream ? imported.path : file_name(imported.path);
    text += '\n';
    if (!title.empty()) text += "  " + std::string(title) + "\n";
    if (plan.fiscal_year > 0) {
        text += "  " + std::string(Both{"ปีงบประมาณ ", "fiscal year "}.in(language)) +
                fiscal_year_text(plan.fiscal_year, language) + "\n";
    }
    if (holds_no_plan(plan)) {
        text +=
            Both{
                "\nไม่พบส่วนใดของแผนในแฟ้มนี้ ตรวจว่าเป็นแฟ้มแผนจริง หากหัวข้อใช้คำอื่น ให้บอกความหมายด้วย "
                "--hints\n",
                "\nNothing of a plan was found. Check that it is the plan's file; if its headings "
                "use other words, tell "
                "them with --hints\n"}
                .in(language);
    }
    text +=
        std::string(Both{"\nเข้าใจ\n", "\nUnderstood\n"}.in(language)) + counts_of(plan, language);
    const RoleCounts counts = count_roles(imported.recognition.account);
    const Both account{
        "\nบัญชี {0} ส่วน: อยู่ในแผน {1} · ความเรียง {2} · ส่วนประกอบหน้า {3} · ไม่เข้าใจ {4}\n",
        "\nAccount of {0} pieces: {1} placed, {2} prose, {3} furniture, {4} not understood\n"};
    text += fill(account.in(language),
                 {count_text(counts.all(), language), count_text(counts.placed, language),
                  count_text(counts.prose, language), count_text(counts.furniture, language),
                  count_text(counts.not_understood, language)});
    text += not_understood_of(imported.recognition, language);
    text += notes_of(imported.recognition, language);
    return text;
}

}  // namespace phaen::cli
