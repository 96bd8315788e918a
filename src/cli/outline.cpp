#include "outline.h"

#include <map>
#include <string_view>
#include <vector>

#include "phaen/base/calendar.h"
#include "phaen/base/thai_text.h"
#include "summary.h"

namespace phaen::cli {

namespace {

/// Writes indented lines, and knows the names that ids stand for.
class Outline {
  public:
    Outline(const plan::Plan& plan, Language language) : plan_(plan), language_(language) {
        for (const plan::Organisation& item : plan.organisations) names_[item.id] = item.name;
        for (const plan::Project& item : plan.projects) names_[item.id] = item.name;
        for (const plan::Indicator& item : plan.indicators) {
            names_[item.id] = item.name;
            for (const plan::Indicator& below : item.sub_indicators) names_[below.id] = below.name;
        }
        for (const plan::Mission& item : plan.missions) names_[item.id] = item.title;
        for (const plan::GlossaryTerm& item : plan.glossary) names_[item.id] = item.term;
    }

    [[nodiscard]] std::string write() {
        line(0, plan_.title.th.empty() ? plan_.title.en : plan_.title.th);
        if (!plan_.title.th.empty() && !plan_.title.en.empty()) line(0, plan_.title.en);
        write_front();
        write_frameworks();
        write_swot();
        write_missions();
        write_indicators();
        write_projects();
        write_schedules();
        write_back();
        return text_;
    }

  private:
    using Depth = std::size_t;

    void line(Depth depth, std::string_view content) {
        // A text of several paragraphs is several lines at the same depth.
        while (!content.empty()) {
            const std::size_t end = std::min(content.find('\n'), content.size());
            text_ += std::string(2 * depth, ' ') + std::string(content.substr(0, end)) + "\n";
            content.remove_prefix(std::min(end + 1, content.size()));
        }
    }

    void heading(Both label) { text_ += "\n" + std::string(label.in(language_)) + "\n"; }

    void labelled(Depth depth, Both label, std::string_view value) {
        if (!value.empty())
            line(depth, std::string(label.in(language_)) + ": " + std::string(value));
    }

    [[nodiscard]] std::string digits(std::string text) const {
        return language_ == Language::thai ? base::to_thai_digits(text) : text;
    }

    /// `๒. name`, or the name alone.
    [[nodiscard]] static std::string numbered(std::string_view number, std::string_view name) {
        if (number.empty()) return std::string(name);
        return std::string(number) + (number.ends_with('.') ? " " : ". ") + std::string(name);
    }

    [[nodiscard]] std::string names_of(const plan::Refs& refs) const {
        std::string names;
        for (const plan::Ref& ref : refs) {
            if (!names.empty()) names += ", ";
            names += name_of(ref);
        }
        return names;
    }

    [[nodiscard]] std::string name_of(const plan::Ref& ref) const {
        if (!ref.id.empty()) {
            const auto found = names_.find(ref.id);
            return found == names_.end() ? std::string(ref.id) : found->second;
        }
        return ref.unresolved;
    }

    [[nodiscard]] std::string month_text(base::YearMonth month) const {
        const std::string year = digits(std::to_string(month.year() + base::kBuddhistEraOffset));
        if (language_ == Language::thai)
            return std::string(base::month_short_th(month.month())) + " " + year;
        return month.to_string();
    }

    void write_front() {
        if (plan_.fiscal_year > 0) {
            labelled(0, {"ปีงบประมาณ พ.ศ.", "fiscal year (B.E.)"},
                     digits(std::to_string(plan_.fiscal_year)));
        }
        const auto agency = names_.find(plan_.agency);
        if (agency != names_.end()) labelled(0, {"หน่วยงาน", "agency"}, agency->second);
        if (!plan_.organisations.empty()) heading({"หน่วยงานและส่วนราชการ", "Organisations"});
        for (const plan::Organisation& item : plan_.organisations) {
            line(1, item.short_name.empty() ? item.name : item.name + " (" + item.short_name + ")");
        }
        if (!plan_.vision.empty()) {
            heading({"วิสัยทัศน์", "Vision"});
            line(1, plan_.vision);
        }
        if (!plan_.mission_statements.empty()) heading({"พันธกิจ", "Mission statements"});
        for (const plan::MissionStatement& item : plan_.mission_statements)
            line(1, numbered(item.number, item.text));
    }

    void write_frameworks() {
        if (!plan_.frameworks.empty()) heading({"กรอบยุทธศาสตร์", "Frameworks"});
        for (const plan::Framework& framework : plan_.frameworks) {
            line(1, framework.name);
            std::map<std::string_view, Depth> depths;
            for (const plan::FrameworkNode& node : framework.nodes) {
                const auto parent = depths.find(node.parent);
                const Depth depth = parent == depths.end() ? 2 : parent->second + 1;
                depths[node.id] = depth;
                line(depth, node.code.empty() ? node.title : node.code + " " + node.title);
            }
        }
        if (!plan_.measures.empty()) heading({"มาตรการ", "Measures"});
        for (const plan::Measure& measure : plan_.measures) {
            line(1, measure.prefix.empty() ? measure.title : measure.prefix + " " + measure.title);
            for (const std::string& item : measure.items) line(2, item);
            labelled(2, {"ตัวชี้วัด", "indicators"}, names_of(measure.indicators));
        }
    }

    void write_swot() {
        if (!plan_.swot.items.empty()) heading({"SWOT", "SWOT"});
        for (const plan::SwotItem& item : plan_.swot.items)
            line(1, digits(item.id) + ". " + item.text);
        for (const plan::SwotCombination& item : plan_.swot.combinations) {
            line(1, numbered(item.number, item.heading));
            std::string joined;
            for (const plan::Ref& ref : item.items) {
                joined += (joined.empty() ? "" : ", ") +
                          digits(ref.id.empty() ? ref.unresolved : std::string(ref.id));
            }
            line(2, joined);
            labelled(2, {"โครงการ", "projects"}, names_of(item.projects));
        }
    }

    void write_missions() {
        if (!plan_.missions.empty()) heading({"ภารกิจ", "Missions"});
        for (const plan::Mission& mission : plan_.missions) {
            line(1, numbered(mission.number, mission.title));
            labelled(2, {"เป้าหมาย/ความสำเร็จ", "success"}, mission.success);
            labelled(2, {"ตัวชี้วัด", "indicators"}, names_of(mission.indicators));
            labelled(2, {"โครงการ", "projects"}, names_of(mission.projects));
        }
    }

    void write_indicator(const plan::Indicator& indicator, Depth depth) {
        line(depth, numbered(indicator.number, indicator.name));
        if (indicator.weight)
            labelled(depth + 1, {"น้ำหนัก", "weight"}, digits(indicator.weight->to_string()));
        for (const plan::Target& target : indicator.targets) {
            const std::string year = digits(std::to_string(target.fiscal_year));
            const std::string value = digits(target.value.to_string());
            labelled(depth + 1, {"ค่าเป้าหมาย", "target"}, year + ": " + value + " " + target.unit);
        }
        std::string terms;
        for (const plan::Id& id : indicator.definitions) {
            const auto found = names_.find(id);
            terms += (terms.empty() ? "" : ", ") +
                     (found == names_.end() ? std::string(id) : found->second);
        }
        labelled(depth + 1, {"นิยาม", "definitions"}, terms);
        labelled(depth + 1, {"วิธีคำนวณ", "calculation"}, indicator.calculation_method);
        for (const plan::EvidenceItem& item : indicator.evidence) {
            labelled(depth + 1, {"หลักฐาน", "evidence"}, numbered(item.number, item.text));
        }
        for (const plan::ScoringLevel& level : indicator.scoring_criteria) {
            std::string label = std::string(Both{"ระดับ ", "level "}.in(language_)) +
                                digits(std::to_string(level.level));
            line(depth + 1, label + ": " + level.condition);
        }
        labelled(depth + 1, {"โครงการ", "projects"}, names_of(indicator.projects));
        labelled(depth + 1, {"ผู้รับผิดชอบหลัก", "lead"}, names_of(indicator.lead));
        labelled(depth + 1, {"ผู้สนับสนุน", "supporting"}, names_of(indicator.supporting));
    }

    void write_indicators() {
        if (!plan_.indicators.empty()) heading({"ตัวชี้วัด", "Indicators"});
        for (const plan::Indicator& indicator : plan_.indicators) {
            write_indicator(indicator, 1);
            for (const plan::Indicator& below : indicator.sub_indicators) write_indicator(below, 2);
        }
        if (!plan_.higher_indicators.empty())
            heading({"ตัวชี้วัดของแผนระดับบน", "Indicators of higher plans"});
        for (const plan::HigherIndicator& indicator : plan_.higher_indicators) {
            line(1, numbered(indicator.number, indicator.name));
        }
    }

    void write_projects() {
        if (!plan_.projects.empty()) heading({"โครงการ", "Projects"});
        for (const plan::Project& project : plan_.projects) {
            line(1, numbered(project.number, project.name));
            if (project.no_budget) {
                line(2, Both{"ไม่ใช้งบประมาณ", "no budget"}.in(language_));
            } else if (project.budget) {
                labelled(2, {"งบประมาณ", "budget"}, money_text(*project.budget, language_));
            }
            labelled(2, {"ผู้รับผิดชอบหลัก", "lead"}, names_of(project.lead));
            labelled(2, {"ผู้สนับสนุน", "supporting"}, names_of(project.supporting));
        }
        const auto total = total_budget(plan_);
        if (!plan_.projects.empty() && total)
            labelled(1, {"รวม", "together"}, money_text(*total, language_));
        if (!plan_.activities.empty()) heading({"กิจกรรม", "Activities"});
        for (const plan::Activity& activity : plan_.activities) line(1, activity.name);
    }

    void write_schedules() {
        if (!plan_.schedules.empty()) heading({"แผนการดำเนินงาน", "Schedules"});
        for (const plan::Schedule& schedule : plan_.schedules) {
            const auto& about = schedule.project ? schedule.project : schedule.indicator;
            line(1, about ? name_of(*about) : std::string(schedule.id));
            for (const plan::Step& step : schedule.steps) {
                std::string months;
                for (const plan::MonthSpan& span : step.months) {
                    if (!months.empty()) months += ", ";
                    months += month_text(span.from);
                    if (span.to != span.from) months += "–" + month_text(span.to);
                }
                if (step.months_uncertain) months += months.empty() ? "?" : " ?";
                std::string content = numbered(step.number, step.text);
                if (step.weight) content += " · " + digits(step.weight->to_string()) + " %";
                if (!months.empty()) content += " · " + months;
                line(2, content);
            }
        }
    }

    void write_back() {
        if (!plan_.results.empty()) heading({"ผลปีก่อน", "Earlier results"});
        for (const plan::EarlierResult& result : plan_.results) {
            line(1, digits(std::to_string(result.fiscal_year)) + " " +
                        numbered(result.number, result.indicator_name));
        }
        if (!plan_.glossary.empty()) heading({"นิยาม", "Glossary"});
        for (const plan::GlossaryTerm& term : plan_.glossary) line(1, term.term + ": " + term.text);
        if (!plan_.narratives.empty()) heading({"ความเรียง", "Narratives"});
        for (const plan::Narrative& narrative : plan_.narratives) {
            line(1, narrative.title.empty() ? std::string(narrative.id) : narrative.title);
            line(2, narrative.text);
        }
    }

    const plan::Plan& plan_;
    Language language_;
    std::map<std::string_view, std::string, std::less<>> names_;
    std::string text_;
};

}  // namespace

std::string outline(const plan::Plan& plan, Language language) {
    return Outline(plan, language).write();
}

}  // namespace phaen::cli
