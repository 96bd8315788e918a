#include "random_plan.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "phaen/base/calendar.h"
#include "phaen/base/thai_text.h"

namespace phaen::tests {

namespace {

constexpr std::array<std::string_view, 64> kWords = {
    "น้ำใส",   "ต้นไม้",   "ถนน",      "สะพาน",   "ตลาด",    "ชุมชน",   "เด็ก",    "เยาวชน",
    "ผู้สูงอายุ", "อาหาร",  "ขยะ",      "อากาศ",   "แสงสว่าง", "คลอง",   "ห้องสมุด", "พิพิธภัณฑ์",
    "ดนตรี",   "กีฬา",    "หนังสือ",    "ภาพยนตร์", "รถไฟ",    "เรือเมล์", "จักรยาน", "ทางเท้า",
    "สวนผัก",  "ดอกบัว",  "ป่าชายเลน", "ทะเล",    "ภูเขา",    "แม่น้ำ",   "ผ้าไหม",  "เครื่องปั้น",
    "ไม้ไผ่",   "ข้าวหอม", "ผลไม้",     "สมุนไพร",  "แพทย์",    "พยาบาล", "ครู",     "ช่างฝีมือ",
    "เปิด",    "สร้าง",   "ซ่อม",      "ปลูก",     "สอน",     "แบ่งปัน",  "รักษา",   "เก็บ",
    "วาด",    "เล่า",    "ใหม่",      "สดใส",    "สะอาด",   "ปลอดภัย", "ยั่งยืน",   "ทั่วถึง",
    "รวดเร็ว", "ประหยัด", "อบอุ่น",     "เข้มแข็ง",  "ยามเช้า",  "กลางคืน", "ฤดูฝน",   "ฤดูหนาว"};

constexpr std::array<std::string_view, 6> kUnits = {"ราย", "ครั้ง", "เรื่อง", "ชุด", "เมือง", "หลัง"};

class Maker {
  public:
    explicit Maker(unsigned seed) : random_(seed) {}

    plan::Plan make() {
        plan_.id = "random";
        plan_.fiscal_year = below(2) == 0 ? 2565 : 2567;
        plan_.title.th =
            "แผนปฏิบัติการประจำปี พ.ศ. " + base::to_thai_digits(std::to_string(plan_.fiscal_year));
        make_organisations();
        make_narratives();
        if (below(4) != 0) plan_.vision = sentence();
        fill(plan_.mission_statements, below(6), [&](plan::MissionStatement& made, int i) {
            made.id = "mission-statement-" + std::to_string(i + 1);
            made.number = thai(i + 1);
            made.text = sentence();
        });
        make_frameworks();
        make_glossary();
        make_budget();
        make_projects();
        make_indicators();
        make_measures();
        make_missions();
        make_swot();
        make_higher();
        make_activities();
        make_schedules();
        make_results();
        return std::move(plan_);
    }

  private:
    int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

    template <class T, class Make>
    void fill(std::vector<T>& list, int count, Make make) {
        for (int i = 0; i < count; ++i) make(list.emplace_back(), i);
    }

    static std::string thai(int number) { return base::to_thai_digits(std::to_string(number)); }

    /// Words that no name before had in this order; half of them in no name at all.
    std::string words(int count) {
        while (true) {
            std::string text;
            std::set<int> taken;
            for (int i = 0; i < count; ++i) {
                int word = below(static_cast<int>(kWords.size()));
                while (!taken.insert(word).second) word = below(static_cast<int>(kWords.size()));
                text += kWords[static_cast<std::size_t>(word)];
            }
            // Names that differ in order only look alike.
            std::string key;
            for (const int word : taken) key += std::to_string(word) + ",";
            if (used_.insert(key).second) return text;
        }
    }
    std::string sentence() { return words(6) + " " + words(6) + " " + words(5); }

    template <class T>
    const plan::Id& any_id(const std::vector<T>& list) {
        return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))].id;
    }

    /// Up to `most` of a list, each once.
    template <class T>
    plan::Refs some(const std::vector<T>& list, int most) {
        plan::Refs refs;
        std::vector<plan::Id> ids;
        for (const T& element : list) ids.push_back(element.id);
        std::shuffle(ids.begin(), ids.end(), random_);
        const int count = std::min<int>(below(most + 1), static_cast<int>(ids.size()));
        for (int i = 0; i < count; ++i)
            refs.push_back(plan::Ref::to(ids[static_cast<std::size_t>(i)]));
        return refs;
    }

    plan::Refs owners(int most) {
        plan::Refs refs;
        std::set<plan::Id> taken;
        const int count = below(most + 1);
        for (int i = 0; i < count; ++i) {
            const plan::Id& id =
                sections_[static_cast<std::size_t>(below(static_cast<int>(sections_.size())))];
            if (taken.insert(id).second) refs.push_back(plan::Ref::to(id));
        }
        return refs;
    }

    std::optional<base::Money> amount() {
        return base::Money::from_satang(static_cast<std::int64_t>(1 + below(90'000)) * 10'000 +
                                        (below(4) == 0 ? below(100) : 0));
    }

    void make_organisations() {
        const auto add = [&](std::string name, plan::OrganisationKind kind, plan::Id parent) {
            plan::Organisation& made = plan_.organisations.emplace_back();
            made.id = "org-" + std::to_string(plan_.organisations.size());
            made.name = std::move(name);
            made.kind = kind;
            made.parent = std::move(parent);
            return made.id;
        };
        plan_.agency = add("สำนักงาน" + words(2), plan::OrganisationKind::agency, "");
        const plan::Id parent = add("สำนัก" + words(2), plan::OrganisationKind::external, "");
        plan_.organisations.front().parent = parent;
        const int count = 2 + below(4);
        for (int i = 0; i < count; ++i)
            sections_.push_back(
                add("ส่วน" + words(2), plan::OrganisationKind::section, plan_.agency));
        for (int i = 0; i < 2; ++i)
            others_.push_back(add("สำนัก" + words(3), plan::OrganisationKind::external, ""));
    }

    void make_narratives() {
        const std::pair<plan::NarrativeKind, std::string_view> kinds[] = {
            {plan::NarrativeKind::preface, "คำนำ"},
            {plan::NarrativeKind::general, "ข้อมูลทั่วไป"},
            {plan::NarrativeKind::results_intro, "ผลการดำเนินงานในปีที่ผ่านมา"},
            {plan::NarrativeKind::year_goal, "เป้าหมายการดำเนินการในปีนี้"},
            {plan::NarrativeKind::implementation, "การนำแผนฯ ไปสู่การปฏิบัติ"}};
        for (const auto& [kind, title] : kinds) {
            if (below(3) == 0) continue;
            plan::Narrative& made = plan_.narratives.emplace_back();
            made.id = "narrative-" + std::to_string(plan_.narratives.size());
            made.kind = kind;
            made.title = std::string(title);
            const int count = 1 + below(3);
            for (int i = 0; i < count; ++i)
                made.text += (i > 0 ? "\n" : "") + sentence() + " " + sentence() + " " + sentence();
        }
    }

    void make_frameworks() {
        // A city's plan in four levels, and the office's own in three.
        plan::Framework& city = plan_.frameworks.emplace_back();
        city.id = "framework-1";
        city.name = "แผนพัฒนา" + words(3) + " ระยะ ๒๐ ปี";
        city.levels = {{"strategic_area", "ด้าน", 1},
                       {"dimension", "มิติ", 2},
                       {"goal", "เป้าหมาย", 3},
                       {"objective", "เป้าประสงค์", 4}};
        grow(city, 1 + below(3));
        if (below(2) == 0) return;
        plan::Framework& own = plan_.frameworks.emplace_back();
        own.id = "framework-2";
        own.name = "แผนยุทธศาสตร์" + words(3);
        own.levels = {{"strategic_issue", "ประเด็นยุทธศาสตร์", 1},
                      {"objective", "เป้าประสงค์", 2},
                      {"tactic", "กลยุทธ์", 3}};
        grow(own, 1 + below(2));
    }

    void grow(plan::Framework& framework, int roots) {
        const std::function<void(const plan::Id&, const std::string&, std::size_t, int)> add =
            [&](const plan::Id& parent, const std::string& code, std::size_t depth, int count) {
                for (int i = 0; i < count && depth < framework.levels.size(); ++i) {
                    plan::FrameworkNode made;
                    made.id = framework.id + ".node-" + std::to_string(framework.nodes.size() + 1);
                    made.code = (code.empty() ? "" : code + ".") + thai(i + 1);
                    made.kind = framework.levels[depth].kind;
                    made.title = words(4);
                    made.parent = parent;
                    framework.nodes.push_back(made);
                    add(made.id, made.code, depth + 1, 1 + below(2));
                }
            };
        add("", "", 0, roots);
    }

    plan::Link link_to(std::size_t framework, plan::LinkRelation relation) {
        const plan::Framework& tree = plan_.frameworks[framework];
        return {plan::Ref::to(tree.id), plan::Ref::to(any_id(tree.nodes)), relation, std::nullopt};
    }

    void make_glossary() {
        fill(plan_.glossary, 1 + below(8), [&](plan::GlossaryTerm& made, int i) {
            made.id = "term-" + std::to_string(i + 1);
            made.term = words(3);
            if (below(4) == 0)
                made.term_en = "Term of " + std::string(1, static_cast<char>('A' + i));
            made.text = sentence();
        });
    }

    void make_budget() {
        plan_.budget_structure = {
            {"budget-1", plan::BudgetNodeKind::area, "ด้าน" + words(2), ""},
            {"budget-2", plan::BudgetNodeKind::programme, "แผนงาน" + words(2), "budget-1"},
            {"budget-3", plan::BudgetNodeKind::output, words(3), "budget-2"}};
    }

    void make_projects() {
        fill(plan_.projects, 1 + below(9), [&](plan::Project& made, int i) {
            made.id = "project-" + std::to_string(i + 1);
            made.name = "โครงการ" + words(5);
            const std::array<std::string_view, 3> kinds = {"strategic", "mission", "routine"};
            made.kind = std::string(kinds[static_cast<std::size_t>(below(3))]);
            if (below(5) == 0)
                made.no_budget = true;
            else
                made.budget = amount();
            made.lead = owners(2);
            if (!made.lead.empty() && below(3) == 0) {
                for (const plan::Ref& ref : owners(1)) {
                    if (std::find(made.lead.begin(), made.lead.end(), ref) == made.lead.end())
                        made.supporting.push_back(ref);
                }
            }
            if (made.kind == "routine") made.budget_node = plan::Ref::to("budget-3");
        });
    }

    plan::Target target(int year, bool increase) {
        plan::Target made;
        made.fiscal_year = year;
        made.unit = std::string(kUnits[static_cast<std::size_t>(below(6))]);
        made.value = base::Decimal::from_integer(1 + below(3000));
        switch (below(increase ? 4 : 3)) {
            case 0:
                break;
            case 1:
                made.comparison = plan::Comparison::at_most;
                break;
            case 2:
                made.comparison = plan::Comparison::exactly;
                break;
            default:
                made.comparison = plan::Comparison::increase;
                made.baseline_fiscal_year = year - 1;
                break;
        }
        const int kind = below(4);
        if (kind == 0) {
            made.unit = "ระดับ";
            made.value = base::Decimal::from_integer(1 + below(5));
            made.comparison = plan::Comparison::at_least;
            made.baseline_fiscal_year.reset();
        } else if (kind == 1) {
            made.unit = "ร้อยละ";
            made.value =
                base::Decimal::from_units(static_cast<std::int64_t>(1 + below(200)) * 500'000);
            if (made.comparison == plan::Comparison::increase) {
                made.comparison = plan::Comparison::at_least;
                made.baseline_fiscal_year.reset();
            }
        }
        return made;
    }

    void make_indicators() {
        const std::array<std::string_view, 4> groups = {"ก", "ข", "ค", "ง"};
        const int count = 1 + below(8);
        std::size_t group = 0;
        fill(plan_.indicators, count, [&](plan::Indicator& made, int i) {
            if (below(3) == 0 && group + 1 < groups.size()) ++group;
            made.id = "indicator-" + std::to_string(i + 1);
            made.number = thai(i + 1);
            made.name = "ระดับความสำเร็จในการ" + words(5);
            made.group = std::string(groups[group]);
            if (groups[group] == "ก") made.component = "1";
            if (groups[group] == "ง") made.component = "4";
            if (below(4) == 0) {
                const int parts = 2 + below(2);
                for (int s = 0; s < parts; ++s) {
                    plan::Indicator& sub = made.sub_indicators.emplace_back();
                    sub.id = made.id + "." + std::to_string(s + 1);
                    sub.name = "จำนวน" + words(4);
                    sub.targets = {target(plan_.fiscal_year, true)};
                    sub.unit = sub.targets.front().unit;
                }
            } else {
                made.targets = {target(plan_.fiscal_year, true)};
                made.unit = made.targets.front().unit;
            }
            if (below(4) == 0) made.result = plan::IndicatorResult::output;
            make_sheet(made);
            if (below(3) != 0) {
                made.links.push_back(link_to(0, plan::LinkRelation::under));
                if (plan_.frameworks.size() > 1 && below(2) == 0)
                    made.links.push_back(link_to(1, plan::LinkRelation::consistent_with));
            }
            made.projects = some(plan_.projects, 3);
            made.lead = owners(1);
            if (!made.lead.empty() && below(3) == 0) {
                for (const plan::Ref& ref : owners(2)) {
                    if (ref != made.lead.front()) made.supporting.push_back(ref);
                }
            }
            if (made.sub_indicators.empty() && below(4) == 0)
                made.targets.insert(made.targets.begin(), target(plan_.fiscal_year - 1, false));
            if (!made.targets.empty()) made.unit = made.targets.front().unit;
            if (below(5) == 0) made.number.clear();
        });
    }

    void make_sheet(plan::Indicator& made) {
        for (const plan::Ref& ref : some(plan_.glossary, 3)) made.definitions.push_back(ref.id);
        if (below(3) != 0) made.calculation_method = sentence();
        const int evidence = below(4);
        for (int e = 0; e < evidence; ++e) {
            plan::EvidenceItem& item = made.evidence.emplace_back();
            item.id = made.id + ".evidence-" + std::to_string(e + 1);
            item.number = thai(e + 1);
            item.text = "รายงาน" + words(4);
        }
        if (below(2) == 0) made.weight = base::Weight(base::Decimal::from_integer(1 + below(40)));
        if (below(3) == 0) return;
        for (int level = 5; level >= 1; --level) {
            plan::ScoringLevel& line = made.scoring_criteria.emplace_back();
            line.level = level;
            line.percent_of_weight = base::Percent(base::Decimal::from_integer(50 + 10 * level));
            line.condition = sentence();
        }
    }

    void make_measures() {
        for (plan::Indicator& indicator : plan_.indicators) {
            if (indicator.group == "ง" || below(3) == 0) continue;
            plan::Measure& made = plan_.measures.emplace_back();
            made.id = "measure-" + std::to_string(plan_.measures.size());
            made.prefix = "มน.";
            made.origin = "agency";
            made.title = words(5);
            made.indicators.push_back(plan::Ref::to(indicator.id));
            if (indicator.group == "ข") {
                make_city_measure(made, indicator);
                continue;
            }
            if (below(4) == 0) made.items.push_back("จัด" + words(4));
        }
    }

    /// One of the city's: with targets of three years, of the objective and of the measure.
    void make_city_measure(plan::Measure& made, plan::Indicator& indicator) {
        made.prefix = "ม.";
        made.origin = "city";
        plan::Link link = link_to(0, plan::LinkRelation::under);
        made.links = {link};
        const auto three_years = [&](plan::Indicator& of) {
            of.targets.clear();
            for (int year = plan_.fiscal_year - 2; year <= plan_.fiscal_year; ++year)
                of.targets.push_back(target(year, true));
            of.unit = of.targets.front().unit;
        };
        if (indicator.sub_indicators.empty()) three_years(indicator);
        for (plan::Indicator& sub : indicator.sub_indicators) three_years(sub);
        indicator.links.clear();
        link.as = plan::LinkAs::objective_indicator;
        indicator.links.push_back(link);
        link.as = plan::LinkAs::measure_indicator;
        indicator.links.push_back(link);
    }

    void make_missions() {
        fill(plan_.missions, below(5), [&](plan::Mission& made, int i) {
            made.id = "mission-" + std::to_string(i + 1);
            made.number = thai(i + 1);
            made.title = words(5);
            if (below(3) != 0) made.success = sentence();
            if (below(3) != 0) made.links.push_back(link_to(0, plan::LinkRelation::under));
        });
        for (plan::Mission& mission : plan_.missions) {
            for (const plan::Project& project : plan_.projects) {
                const bool mine = project.kind == "mission" && below(2) == 0;
                if (!mine) continue;
                // A project of several missions would have to say how it is split.
                const bool taken = std::any_of(
                    plan_.missions.begin(), plan_.missions.end(), [&](const plan::Mission& other) {
                        return std::any_of(
                            other.projects.begin(), other.projects.end(),
                            [&](const plan::Ref& ref) { return ref.id == project.id; });
                    });
                if (!taken) mission.projects.push_back(plan::Ref::to(project.id));
            }
        }
        if (plan_.missions.size() < 2 || below(2) == 0) return;
        plan::Project& split = plan_.projects.emplace_back();
        split.id = "project-" + std::to_string(plan_.projects.size());
        split.name = "โครงการ" + words(5);
        split.kind = "mission";
        split.budget = base::Money::parse("500000.00");
        split.allocations = {{plan::Ref::to("mission-1"), base::Money::parse("320000.00")},
                             {plan::Ref::to("mission-2"), base::Money::parse("180000.00")}};
        for (std::size_t m = 0; m < 2; ++m)
            plan_.missions[m].projects.push_back(plan::Ref::to(split.id));
    }

    void make_swot() {
        for (const char letter : {'S', 'W', 'O', 'T'}) {
            const int count = below(5);
            for (int i = 0; i < count; ++i)
                plan_.swot.items.push_back(
                    {std::string(1, letter) + std::to_string(i + 1), sentence()});
        }
        if (plan_.swot.items.empty()) return;
        const std::array kinds = {plan::SwotCombinationKind::so, plan::SwotCombinationKind::wo,
                                  plan::SwotCombinationKind::st, plan::SwotCombinationKind::wt};
        const std::array<std::string_view, 4> letters = {"SO", "WO", "ST", "WT"};
        int position = 0;
        for (std::size_t k = 0; k < kinds.size(); ++k) {
            const int count = below(3);
            if (count > 0) ++position;
            for (int i = 0; i < count; ++i) {
                plan::SwotCombination& made = plan_.swot.combinations.emplace_back();
                made.id = "combination-" + std::to_string(plan_.swot.combinations.size());
                made.kind = kinds[k];
                made.number = thai(position) + "." + thai(i + 1);
                made.heading = "การกำหนดงาน" + words(6);
                for (const plan::SwotItem& item : plan_.swot.items) {
                    if (letters[k].find(item.id.front()) != std::string_view::npos &&
                        below(3) == 0) {
                        made.items.push_back(plan::Ref::to(item.id));
                    }
                }
                if (below(5) == 0) made.items.push_back(plan::Ref::printed("S" + thai(40 + i)));
                // Without a body there is nothing that names missions and projects.
                made.projects = some(plan_.projects, 2);
                if (!made.items.empty()) made.missions = some(plan_.missions, 1);
            }
        }
    }

    void make_higher() {
        for (const plan::Indicator& indicator : plan_.indicators) {
            if (indicator.links.empty() || below(3) != 0) continue;
            plan::HigherIndicator& made = plan_.higher_indicators.emplace_back();
            made.id = "higher-indicator-" + std::to_string(plan_.higher_indicators.size());
            made.number = thai(static_cast<int>(plan_.higher_indicators.size()));
            made.name = "จำนวน" + words(5);
            made.fiscal_year = plan_.fiscal_year;
            made.target = plan::HigherTarget{plan::Comparison::at_least,
                                             base::Decimal::from_integer(1 + below(90)), "ครั้ง"};
            made.owners = {plan::Ref::to(others_.front())};
            made.links = {indicator.links.front()};
            made.links.front().as.reset();
        }
    }

    void make_activities() {
        for (const plan::Indicator& indicator : plan_.indicators) {
            if (below(3) != 0) continue;
            plan::Activity& made = plan_.activities.emplace_back();
            made.id = "activity-" + std::to_string(plan_.activities.size());
            made.name = "กิจกรรม" + words(5);
            made.indicator = plan::Ref::to(indicator.id);
            if (indicator.projects.empty()) {
                made.kind = plan::ActivityKind::support;
            } else {
                made.kind = plan::ActivityKind::part;
                made.project = indicator.projects.front();
                made.amount = amount();
            }
            made.lead = owners(1);
        }
        for (const plan::Mission& mission : plan_.missions) {
            if (mission.projects.empty() || below(2) == 0) continue;
            const plan::Id& project = mission.projects.back().id;
            if (!told_.insert(project).second) continue;
            plan::Activity& made = plan_.activities.emplace_back();
            made.id = "activity-" + std::to_string(plan_.activities.size());
            made.name = "กิจกรรม" + words(5);
            made.kind = plan::ActivityKind::part;
            made.project = plan::Ref::to(project);
            made.amount = amount();
            made.lead = owners(1);
        }
    }

    void make_schedules() {
        const auto year = *base::FiscalYear::create(plan_.fiscal_year);
        for (const plan::Indicator& indicator : plan_.indicators) {
            if (indicator.group == "ง" || below(2) == 0) continue;
            plan::Schedule& made = plan_.schedules.emplace_back();
            made.id = "schedule-" + std::to_string(plan_.schedules.size());
            made.indicator = plan::Ref::to(indicator.id);
            if (!indicator.projects.empty()) made.project = indicator.projects.back();
            fill(made.steps, 1 + below(6), [&](plan::Step& step, int i) {
                step.id = made.id + ".step-" + std::to_string(i + 1);
                step.number = thai(i + 1);
                step.text = sentence();
                step.weight = base::Weight(base::Decimal::from_integer(5 * (1 + below(8))));
                unsigned month = static_cast<unsigned>(below(6));
                while (month < 12 && step.months.size() < 3) {
                    const unsigned last = std::min(11U, month + static_cast<unsigned>(below(4)));
                    step.months.push_back({year.month(month), year.month(last)});
                    if (below(2) == 0) break;
                    month = last + 2 + static_cast<unsigned>(below(3));
                }
            });
        }
    }

    void make_results() {
        int component = 1;
        fill(plan_.results, below(6), [&](plan::EarlierResult& made, int i) {
            if (below(3) == 0) ++component;
            made.id = "result-" + std::to_string(i + 1);
            made.fiscal_year = plan_.fiscal_year - 1;
            made.component = std::to_string(component);
            made.number = thai(i + 1);
            made.indicator_name = "ระดับความสำเร็จในการ" + words(5);
            if (below(2) == 0) made.target = "ระดับ ๕ คือ " + words(4);
            made.narrative = sentence();
            if (below(4) == 0) made.number.clear();
        });
    }

    std::mt19937 random_;
    plan::Plan plan_;
    std::vector<plan::Id> sections_;
    std::vector<plan::Id> others_;
    std::set<std::string> used_;
    std::set<plan::Id> told_;  ///< projects whose activities are made
};

}  // namespace

plan::Plan random_plan(unsigned seed) { return Maker(seed).make(); }

}  // namespace phaen::tests
