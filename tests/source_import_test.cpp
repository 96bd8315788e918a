#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <future>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "import_support.h"
#include "phaen/base/thai_text.h"
#include "phaen/plan/create.h"
#include "phaen/plan/io.h"
#include "phaen/plan/words.h"

/// What importing the real source gives: everything that it prints, and an account of each line
/// that is true. Facts (names, amounts, counts) were read from the document by people; see the
/// inventory for the lines.
namespace phaen::tests {
namespace {

using book::Account;
using book::Role;

std::vector<std::string> printed(const plan::Refs& refs,
                                 const std::map<std::string, std::string>& names) {
    std::vector<std::string> out;
    for (const plan::Ref& ref : refs) {
        const auto name = names.find(ref.id);
        out.push_back(!ref.resolved()       ? "?" + ref.unresolved
                      : name == names.end() ? ref.id
                                            : name->second);
    }
    return out;
}

template <class Elements, class Name>
std::map<std::string, std::string> names_by_id(const Elements& elements, Name name) {
    std::map<std::string, std::string> names;
    for (const auto& element : elements)
        names.emplace(element.id, base::comparison_key(element.*name));
    return names;
}

class SourceImport : public testing::Test {
  protected:
    void SetUp() override {
        auto lines = source_lines();
        if (!lines) GTEST_SKIP() << "the source document is not beside the project";
        lines_ = *std::move(lines);
        recognition_ = import_lines(lines_);
    }
    [[nodiscard]] const plan::Plan& plan() const { return recognition_.plan; }
    [[nodiscard]] const plan::Project* project(std::string_view name) const {
        for (const plan::Project& candidate : plan().projects) {
            if (base::comparison_key(candidate.name) == base::comparison_key(name))
                return &candidate;
        }
        return nullptr;
    }
    Lines lines_;
    book::Recognition recognition_;
};

TEST_F(SourceImport, GivesAValidPlan) {
    for (const plan::PlanError& error : plan::validate(plan())) {
        ADD_FAILURE() << plan::describe_error(error, plan::MessageLanguage::english);
    }
    EXPECT_EQ(plan().fiscal_year, 2565);
    EXPECT_EQ(base::comparison_key(plan().title.th),
              base::comparison_key("แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕"));
    const auto agency = std::find_if(plan().organisations.begin(), plan().organisations.end(),
                                     [&](const auto& o) { return o.id == plan().agency; });
    ASSERT_NE(agency, plan().organisations.end());
    EXPECT_EQ(agency->name, "สำนักงานการต่างประเทศ");
    const auto parent = std::find_if(plan().organisations.begin(), plan().organisations.end(),
                                     [&](const auto& o) { return o.id == agency->parent; });
    ASSERT_NE(parent, plan().organisations.end());
    EXPECT_EQ(parent->name, "สำนักปลัดกรุงเทพมหานคร");
}

TEST_F(SourceImport, UnderstandsAllButEightLines) {
    std::string lines;
    int count = 0;
    for (const Account& entry : recognition_.account) {
        if (entry.role != Role::not_understood) continue;
        ++count;
        lines += "\n  line " + std::to_string(entry.place.line) + ": " + entry.text;
    }
    EXPECT_LE(count, 8) << lines;
}

TEST_F(SourceImport, QuotesWholeCharacters) {
    EXPECT_FALSE(recognition_.notes.empty());
    for (const book::Note& note : recognition_.notes)
        EXPECT_TRUE(base::is_utf8(note.detail)) << note.code;
    for (const Account& entry : recognition_.account) EXPECT_TRUE(base::is_utf8(entry.text));
}

TEST_F(SourceImport, AccountsForEveryLineOnce) {
    std::map<int, int> times;
    int last = 0;
    for (const Account& entry : recognition_.account) {
        ++times[entry.place.line];
        EXPECT_GT(entry.place.line, last) << "not in document order";
        last = entry.place.line;
    }
    int non_blank = 0;
    std::string wrong;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        const bool blank = lines_[i].find_first_not_of(" \t\r") == std::string::npos;
        const int line = static_cast<int>(i) + 1;
        if (!blank) ++non_blank;
        if (times[line] != (blank ? 0 : 1)) {
            wrong += "\n  line " + std::to_string(line) + " has " + std::to_string(times[line]) +
                     " entries: " + lines_[i].substr(0, 150);
        }
    }
    EXPECT_EQ(wrong, "");
    EXPECT_EQ(non_blank, 398);
    EXPECT_EQ(recognition_.account.size(), 398U);
}

TEST_F(SourceImport, NamesOnlyElementsThatAreThere) {
    const std::map<std::string, std::string> members = members_by_id(plan());
    for (const Account& entry : recognition_.account) {
        const bool destined = entry.role == Role::placed || entry.role == Role::prose;
        EXPECT_EQ(!entry.destinations.empty(), destined)
            << "line " << entry.place.line << " (" << entry.what << "): " << entry.text;
        for (const book::Destination& destination : entry.destinations) {
            EXPECT_EQ(members.count(destination.element), 1U)
                << "line " << entry.place.line << " names " << destination.element;
        }
    }
}

TEST_F(SourceImport, FindsTheMissionStatements) {
    ASSERT_EQ(plan().mission_statements.size(), 7U);
    for (std::size_t i = 0; i < 7; ++i) {
        EXPECT_EQ(base::parse_integer(plan().mission_statements[i].number),
                  static_cast<long long>(i) + 1);
        // As printed: the line without its number.
        const std::string& line = lines_[63 + i];
        EXPECT_EQ(plan().mission_statements[i].text, line.substr(line.find(' ') + 1));
    }
}

TEST_F(SourceImport, FindsTheVision) { EXPECT_EQ(plan().vision, lines_[59]); }

TEST_F(SourceImport, FindsTheSwotItems) {
    std::map<char, int> counts;
    for (const plan::SwotItem& item : plan().swot.items) ++counts[item.id.at(0)];
    EXPECT_EQ(counts, (std::map<char, int>{{'S', 4}, {'W', 9}, {'O', 11}, {'T', 7}}));
    EXPECT_EQ(plan().swot.items.size(), 31U);
}

TEST_F(SourceImport, FindsTheSwotCombinations) {
    std::vector<std::string> found;
    for (const plan::SwotCombination& combination : plan().swot.combinations) {
        found.push_back(std::string(plan::word_of(combination.kind)) + " " +
                        join(printed(combination.items, {}), ","));
    }
    EXPECT_EQ(found, (std::vector<std::string>{"SO S1,O2", "SO S2,O8", "SO S1,O11", "WO W5,O2",
                                               "ST S1,S3,T7"}));
    // The missions that the headings name: 1.1 none, 1.2 the fourth (and fifth), 1.3 the third, 2.1
    // the second, 3.1 the first.
    std::map<std::string, std::string> numbers;
    for (const plan::Mission& mission : plan().missions)
        numbers.emplace(mission.id, base::to_arabic_digits(mission.number));
    ASSERT_EQ(plan().swot.combinations.size(), 5U);
    EXPECT_EQ(join(printed(plan().swot.combinations[2].missions, numbers), ","), "3");
    EXPECT_EQ(join(printed(plan().swot.combinations[3].missions, numbers), ","), "2");
    EXPECT_EQ(join(printed(plan().swot.combinations[4].missions, numbers), ","), "1");
}

TEST_F(SourceImport, FindsTheMissions) {
    const auto names = names_by_id(plan().projects, &plan::Project::name);
    std::vector<std::size_t> projects;
    for (const plan::Mission& mission : plan().missions) {
        projects.push_back(mission.projects.size());
        EXPECT_FALSE(mission.success.empty()) << mission.title;
        EXPECT_FALSE(mission.links.empty()) << mission.title;
        for (const plan::Ref& ref : mission.projects)
            EXPECT_EQ(names.count(ref.id), 1U) << ref.unresolved;
    }
    EXPECT_EQ(projects, (std::vector<std::size_t>{3, 1, 1, 1, 1}));
}

TEST_F(SourceImport, FindsTheIndicators) {
    ASSERT_EQ(plan().indicators.size(), 9U);
    std::vector<std::string> groups;
    for (const plan::Indicator& indicator : plan().indicators) {
        groups.push_back(indicator.group);
        EXPECT_EQ(indicator.sub_indicators.size(), &indicator == &plan().indicators[3] ? 2U : 0U)
            << indicator.name;
    }
    EXPECT_EQ(groups, (std::vector<std::string>{"ก", "ก", "ก", "ข", "ค", "ค", "ง", "ง", "ง"}));
    EXPECT_EQ(plan().indicators[0].component, "1");
    EXPECT_EQ(plan().indicators[6].component, "4");
    EXPECT_EQ(plan().indicators[7].component, "5");
    EXPECT_EQ(plan().indicators[8].component, "5");
    EXPECT_EQ(base::to_arabic_digits(plan().indicators[7].number), "5.1");
    EXPECT_EQ(base::to_arabic_digits(plan().indicators[8].number), "5.2");
}

TEST_F(SourceImport, FindsTheTargetsOfTheSubIndicators) {
    ASSERT_GE(plan().indicators.size(), 4U);
    const auto& subs = plan().indicators[3].sub_indicators;
    ASSERT_EQ(subs.size(), 2U);
    const auto targets = [](const plan::Indicator& indicator) {
        std::map<int, std::string> out;
        for (const plan::Target& target : indicator.targets) {
            out[target.fiscal_year] =
                std::string(plan::word_of(target.comparison)) + " " + target.value.to_string();
        }
        return out;
    };
    // Operators: 5 in 2563, then 5 more than the year before, twice. Products: 8, 12, 17.
    const auto operators = targets(subs[0]);
    ASSERT_EQ(operators.size(), 3U);
    EXPECT_TRUE(operators.at(2563).ends_with(" 5"));
    EXPECT_EQ(operators.at(2564), "increase 5");
    EXPECT_EQ(operators.at(2565), "increase 5");
    const auto products = targets(subs[1]);
    ASSERT_EQ(products.size(), 3U);
    EXPECT_TRUE(products.at(2563).ends_with(" 8"));
    EXPECT_TRUE(products.at(2564).ends_with(" 12"));
    EXPECT_TRUE(products.at(2565).ends_with(" 17"));
}

TEST_F(SourceImport, FindsTheDefinitions) {
    std::vector<std::size_t> uses;
    for (const plan::Indicator& indicator : plan().indicators)
        uses.push_back(indicator.definitions.size());
    // 2 + 3 + 2 + 1 + 1 + 1 + 2 + 4 + 13 = 29; one of the third's repeats one of the second's.
    EXPECT_EQ(uses, (std::vector<std::size_t>{2, 3, 2, 1, 1, 1, 2, 4, 13}));
    EXPECT_GE(plan().glossary.size(), 27U);
    EXPECT_LE(plan().glossary.size(), 29U);
}

TEST_F(SourceImport, FindsTheEvidence) {
    std::vector<std::size_t> counts;
    for (const plan::Indicator& indicator : plan().indicators)
        counts.push_back(indicator.evidence.size());
    EXPECT_EQ(counts, (std::vector<std::size_t>{2, 4, 4, 3, 2, 2, 0, 0, 0}));
    for (std::size_t i = 0; i < 6 && i < plan().indicators.size(); ++i) {
        const auto& evidence = plan().indicators[i].evidence;
        if (evidence.empty()) continue;
        EXPECT_TRUE(evidence.back().catch_all)
            << "indicator " << i + 1 << ": " << evidence.back().text;
    }
}

TEST_F(SourceImport, FindsTheScoringCriteriaAndWeights) {
    const std::vector<std::string> weights{"25", "20", "25"};
    ASSERT_GE(plan().indicators.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        const plan::Indicator& indicator = plan().indicators[i];
        ASSERT_EQ(indicator.scoring_criteria.size(), 5U) << indicator.name;
        for (std::size_t k = 0; k < 5; ++k) {
            const plan::ScoringLevel& level = indicator.scoring_criteria[k];
            EXPECT_EQ(level.level, 5 - static_cast<int>(k));
            ASSERT_TRUE(level.percent_of_weight);
            EXPECT_EQ(level.percent_of_weight->value().to_string(),
                      std::to_string(100 - 10 * static_cast<int>(k)));
            EXPECT_FALSE(level.condition.empty());
        }
        ASSERT_TRUE(indicator.weight) << indicator.name;
        EXPECT_EQ(indicator.weight->value().to_string(), weights[i]);
    }
    for (std::size_t i = 3; i < plan().indicators.size(); ++i) {
        EXPECT_TRUE(plan().indicators[i].scoring_criteria.empty());
        EXPECT_FALSE(plan().indicators[i].weight) << "not printed";
    }
}

struct ExpectedProject {
    const char* name;
    const char* budget;  ///< null: the document says that none is used
    const char* kind;
    const char* lead;  ///< null: not printed, or printed in two ways
};

TEST_F(SourceImport, FindsTheProjects) {
    const std::vector<ExpectedProject> expected{
        {"โครงการจัดกิจกรรมและแลกเปลี่ยนการเดินทางเยือนระหว่างผู้บริหารเมืองพี่เมืองน้องและเมืองอื่น ๆ", "4850000.00",
         "mission", "ส่วนส่งเสริมฯ"},
        {"โครงการเข้าร่วมการประชุม/"
         "กิจกรรมที่จัดขึ้นโดยเมืองหรือองค์การระหว่างประเทศในระดับเมืองที่กรุงเทพมหานครเป็นสมาชิก",
         "2500000.00", "mission", "ส่วนแผนงานฯ"},
        {"โครงการส่งเสริมความร่วมมือจากแนวปฏิบัติที่ดีที่สุดกับเมืองพี่เมืองน้อง", "1053200.00", "mission",
         "ส่วนส่งเสริมฯ"},
        {"การจัดการประชุม Countermeasures to Combat Infectious Diseases in Asia ครั้งที่ ๑๖",
         "1000000.00", "mission", "ส่วนแผนงานฯ"},
        {"โครงการส่งเสริมศักยภาพของเมืองในเวทีระดับโลก", "2500000.00", "mission", "ส่วนแผนงานฯ"},
        {"โครงการเข้าร่วมประชุม/กิจกรรมที่จัดโดยเมืองหรือองค์การระหว่างประเทศในกลุ่มประเทศอาเซียน", "1000000.00",
         "mission", "ส่วนแผนงานฯ"},
        {"โครงการส่งเสริมศักยภาพและเศรษฐกิจของเมืองในระดับนานาชาติ", "1500000.00", "strategic", nullptr},
        {"โครงการการรับรองเอกอัครราชทูตและบุคคลสำคัญจากต่างประเทศ", nullptr, "routine", nullptr},
        {"โครงการการแปลและตรวจร่างเอกสารภาษาอังกฤษ", nullptr, "routine", nullptr},
        {"โครงการพัฒนาเยาวชนกรุงเทพมหานครร่วมกับเมืองพี่เมืองน้อง", "1607500.00", "routine", nullptr},
        {"โครงการสร้างสังคมพหุวัฒนธรรมร่วมกับเมืองพี่เมืองน้อง", "333700.00", "routine", nullptr},
    };
    const auto organisations = names_by_id(plan().organisations, &plan::Organisation::name);
    const auto short_names = names_by_id(plan().organisations, &plan::Organisation::short_name);
    EXPECT_EQ(plan().projects.size(), expected.size());
    for (const ExpectedProject& row : expected) {
        const plan::Project* found = project(row.name);
        if (found == nullptr) {
            ADD_FAILURE() << "no project " << row.name;
            continue;
        }
        EXPECT_EQ(found->budget ? found->budget->to_string() : "none",
                  row.budget == nullptr ? "none" : row.budget)
            << row.name;
        EXPECT_EQ(found->no_budget, row.budget == nullptr) << row.name;
        EXPECT_EQ(found->kind, row.kind) << row.name;
        if (row.lead == nullptr) continue;
        const std::string lead = base::comparison_key(row.lead);
        EXPECT_TRUE(join(printed(found->lead, organisations), "+") == lead ||
                    join(printed(found->lead, short_names), "+") == lead)
            << row.name << ": " << join(printed(found->lead, organisations), "+");
    }
    base::Money sum;
    int with_budget = 0;
    for (const plan::Project& candidate : plan().projects) {
        if (!candidate.budget) continue;
        sum = sum + *candidate.budget;
        ++with_budget;
    }
    EXPECT_EQ(with_budget, 9);
    EXPECT_EQ(sum.to_string(), "16344400.00");
}

TEST_F(SourceImport, KeepsThePrintedTotalAsAClaim) {
    // The total of the important projects is printed as 21,903,200; they are 12,903,200.
    const auto claim =
        std::find_if(plan().claims.begin(), plan().claims.end(), [](const plan::Claim& c) {
            return c.kind == plan::ClaimKind::total && c.value == "21903200.00";
        });
    ASSERT_NE(claim, plan().claims.end());
    EXPECT_EQ(claim->place.line, 332);
}

TEST_F(SourceImport, FindsTheSchedules) {
    const std::vector<std::vector<int>> weights{{20, 20, 20, 20, 20}, {20, 20, 20, 20, 20},
                                                {20, 20, 20, 20, 20}, {20, 20, 10, 10, 20, 20},
                                                {20, 20, 20, 20, 20}, {10, 20, 10, 20, 20, 10, 10}};
    ASSERT_EQ(plan().schedules.size(), 6U);
    for (std::size_t i = 0; i < 6; ++i) {
        const plan::Schedule& schedule = plan().schedules[i];
        std::vector<int> found;
        for (const plan::Step& step : schedule.steps) {
            EXPECT_EQ(base::parse_integer(step.number), static_cast<long long>(found.size()) + 1)
                << step.text;
            found.push_back(
                step.weight ? static_cast<int>(step.weight->value().units() / base::Decimal::kScale)
                            : -1);
        }
        EXPECT_EQ(found, weights[i]) << "schedule " << i + 1;
        ASSERT_TRUE(schedule.indicator);
        ASSERT_LT(i, plan().indicators.size());
        EXPECT_EQ(schedule.indicator->id, plan().indicators[i].id) << "schedule " << i + 1;
        ASSERT_TRUE(schedule.project);
        EXPECT_TRUE(schedule.project->resolved())
            << "schedule " << i + 1 << ": " << schedule.project->unresolved;
    }
}

TEST_F(SourceImport, ReadsMonthsWhereTheyAreCertain) {
    ASSERT_EQ(plan().schedules.size(), 6U);
    const auto months = [](const plan::Step& step) {
        std::string text;
        for (const plan::MonthSpan& span : step.months) {
            text += std::to_string(span.from.month()) + "-" + std::to_string(span.to.month()) +
                    (step.months_uncertain ? "?" : "");
        }
        return text;
    };
    // The first table has no arrow: nothing is known.
    for (const plan::Step& step : plan().schedules[0].steps)
        EXPECT_EQ(months(step), "") << step.text;
    // The fourth has a cell for each month: October-November, January-February three times.
    const auto& steps = plan().schedules[3].steps;
    ASSERT_EQ(steps.size(), 6U);
    EXPECT_EQ(months(steps[0]), "10-11");
    for (std::size_t i = 1; i < 4; ++i) EXPECT_EQ(months(steps[i]), "1-2") << i;
    // The fifth step has two heads, the sixth none: a person must look.
    EXPECT_TRUE(steps[4].months_uncertain);
    EXPECT_TRUE(steps[5].months_uncertain);
}

TEST_F(SourceImport, FindsTheResultsOfTheYearBefore) {
    ASSERT_EQ(plan().results.size(), 8U);
    std::vector<std::string> found;
    for (const plan::EarlierResult& result : plan().results) {
        EXPECT_EQ(result.fiscal_year, 2564);
        EXPECT_FALSE(result.narrative.empty()) << result.indicator_name;
        found.push_back(result.component +
                        (result.level ? " level " + std::to_string(*result.level) : ""));
    }
    EXPECT_EQ(found, (std::vector<std::string>{"1 level 4", "1 level 5", "1 level 5", "2 level 4",
                                               "2 level 5", "4", "5", "5"}));
}

TEST_F(SourceImport, KeepsTheProse) {
    std::map<plan::NarrativeKind, std::string> texts;
    for (const plan::Narrative& narrative : plan().narratives) {
        texts[narrative.kind] += narrative.text + "\n";
        EXPECT_FALSE(narrative.text.empty() && narrative.title.empty());
    }
    // Preface, general information, introduction of the results, goal of the year, and what leads
    // from the analysis on.
    const auto contains = [&](plan::NarrativeKind kind, std::size_t line) {
        EXPECT_NE(texts[kind].find(base::clean_text(lines_[line - 1])), std::string::npos)
            << "line " << line;
    };
    contains(plan::NarrativeKind::preface, 17);
    contains(plan::NarrativeKind::general, 54);
    contains(plan::NarrativeKind::general, 56);
    contains(plan::NarrativeKind::results_intro, 74);
    contains(plan::NarrativeKind::year_goal, 104);
}

TEST_F(SourceImport, FindsTheHigherIndicatorsAndFrameworks) {
    EXPECT_EQ(plan().higher_indicators.size(), 3U);
    std::set<std::string> codes;
    for (const plan::Framework& framework : plan().frameworks) {
        for (const plan::FrameworkNode& node : framework.nodes)
            codes.insert(base::to_arabic_digits(node.code));
    }
    for (const char* code : {"6", "6.1", "6.1.1", "6.1.1.1", "6.3", "7", "7.1", "7.1.1", "7.1.1.1",
                             "7.2", "1", "1.1", "1.1.1"}) {
        EXPECT_EQ(codes.count(code), 1U) << code;
    }
    EXPECT_EQ(plan().measures.size(), 6U);
}

// ---- The account is true
// -------------------------------------------------------------------------------------------

bool is_letter_byte(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
    return true;
}

/// The length of the character at `at`, and whether it belongs to a word: digits, dashes and arrows
/// do not.
std::pair<std::size_t, bool> character(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) return {1, is_letter_byte(text, at)};
    const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    if (byte != 0xE0 || at + 2 >= text.size()) return {length, false};
    const unsigned point = (static_cast<unsigned char>(text[at + 1]) & 0x3FU) * 64U +
                           (static_cast<unsigned char>(text[at + 2]) & 0x3FU);
    return {length, !(point >= 0xE50 && point <= 0xE59)};
}

/// Changes one word of a line: the longest run of letters outside tags gets three letters in its
/// middle; a line without words gets another digit.
std::string with_changed_word(const std::string& line) {
    std::size_t best_from = 0;
    std::size_t best_to = 0;
    for (std::size_t at = 0; at < line.size();) {
        if (line[at] == '<' && line.find('>', at) != std::string::npos) {
            at = line.find('>', at) + 1;
            continue;
        }
        const std::size_t from = at;
        while (at < line.size() && character(line, at).second) at += character(line, at).first;
        if (at - from > best_to - best_from) std::tie(best_from, best_to) = std::pair(from, at);
        if (at == from) at += character(line, at).first;
    }
    std::string changed = line;
    if (best_to > best_from) {
        std::size_t middle = (best_from + best_to) / 2;
        while (!begins_syllable(line, middle)) ++middle;
        return changed.insert(std::min(middle, best_to), "กขค");
    }
    for (std::size_t at = 0; at + 2 < line.size(); ++at) {
        if (line.compare(at, 2, "\xE0\xB9") == 0 && line[at + 2] >= '\x90' &&
            line[at + 2] <= '\x99') {
            changed[at + 2] = line[at + 2] == '\x99' ? '\x91' : static_cast<char>(line[at + 2] + 1);
            return changed;
        }
    }
    for (char& c : changed) {
        if (c < '0' || c > '9') continue;
        c = c == '9' ? '1' : static_cast<char>(c + 1);
        return changed;
    }
    return changed;
}

std::size_t index_of(const Account& entry) {
    return static_cast<std::size_t>(entry.place.line - 1);
}

/// Runs `check` over the entries on both cores and returns what it found wrong, in order.
template <class Check>
std::vector<std::string> check_all(const std::vector<Account>& account, Check check) {
    const auto part = [&](std::size_t first) {
        std::map<std::size_t, std::string> problems;
        for (std::size_t i = first; i < account.size(); i += 2) {
            std::string problem = check(account[i]);
            if (!problem.empty()) problems.emplace(i, std::move(problem));
        }
        return problems;
    };
    auto other = std::async(std::launch::async, part, std::size_t{1});
    std::map<std::size_t, std::string> problems = part(0);
    problems.merge(other.get());
    std::vector<std::string> out;
    for (auto& [i, problem] : problems) out.push_back(std::move(problem));
    return out;
}

std::string describe(const Account& entry) {
    return "line " + std::to_string(entry.place.line) + " (" + entry.what + ") " + entry.text;
}

TEST_F(SourceImport, EveryPlacedLineIsInTheElementsThatItNames) {
    const auto before = members_by_id(plan());
    std::map<std::string, std::string> abouts;
    for (const plan::Claim& claim : plan().claims) abouts.emplace(claim.id, claim.about);
    const std::vector<std::string> problems =
        check_all(recognition_.account, [&](const Account& entry) {
            if (entry.role != Role::placed && entry.role != Role::prose) return std::string();
            Lines lines = lines_;
            std::string& line = lines[index_of(entry)];
            line = with_changed_word(line);
            const auto after = members_by_id(import_lines(lines).plan);
            if (line == lines_[index_of(entry)])
                return describe(entry) + ": the test found nothing to change";
            // A claim repeats what is printed, so it counts only when it is about an element that
            // the line names, or when
            // the line names nothing but claims.
            std::set<std::string> names;
            for (const book::Destination& destination : entry.destinations) {
                if (abouts.count(destination.element) == 0) names.insert(destination.element);
            }
            std::string named;
            for (const book::Destination& destination : entry.destinations) {
                named += " " + destination.element + "." + destination.field;
                const auto was = before.find(destination.element);
                const auto is = after.find(destination.element);
                const auto about = abouts.find(destination.element);
                if (was == before.end()) continue;
                if (about != abouts.end() && !names.empty() && names.count(about->second) == 0)
                    continue;
                if (is == after.end() || is->second != was->second) return std::string();
            }
            std::string changed;
            for (const auto& [id, value] : after) {
                const auto was = before.find(id);
                if (abouts.count(id) == 0 && (was == before.end() || was->second != value))
                    changed += " " + id;
            }
            return describe(entry) + ": names" + named + "; changed" + changed.substr(0, 200);
        });
    EXPECT_TRUE(problems.empty()) << problems.size() << " lines:\n  " << join(problems, "\n  ");
}

TEST_F(SourceImport, FurnitureCarriesNothing) {
    const std::string version = plan::version_of(plan());
    const Facts facts = facts_of(plan());
    const std::vector<std::string> problems =
        check_all(recognition_.account, [&](const Account& entry) {
            if (entry.role != Role::furniture) return std::string();
            Lines lines = lines_;
            lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(index_of(entry)));
            const book::Recognition after = import_lines(lines);
            if (plan::version_of(after.plan) == version) return std::string();
            return describe(entry) + ":" + difference(facts, facts_of(after.plan), 3);
        });
    EXPECT_TRUE(problems.empty()) << problems.size() << " lines:\n  " << join(problems, "\n  ");
}

// ---- The same content gives the same plan
// --------------------------------------------------------------------------

std::vector<std::string> document_stems() {
    std::set<std::string> stems{"examples/office/document"};
    const std::filesystem::path root(PHAEN_SOURCE_DIR);
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(root / "tests/fixtures/agencies")) {
        if (entry.path().extension() != ".txt") continue;
        stems.insert(std::filesystem::relative(entry.path(), root).replace_extension().string());
    }
    return {stems.begin(), stems.end()};
}

TEST(SameContent, GivesTheSamePlanAsTextAndAsWord) {
    for (const std::string& stem : document_stems()) {
        const auto text = read_file(stem + ".txt");
        ASSERT_TRUE(text) << stem;
        const plan::Plan expected = import_bytes(*text).plan;
        EXPECT_FALSE(expected.projects.empty()) << stem << ": nothing recognised";
        for (const char* ending : {".docx", ".lo.docx"}) {
            const auto word = read_file(stem + ending);
            if (!word) continue;
            const plan::Plan found = import_bytes(*word).plan;
            // LibreOffice writes a list's Thai numbers as Arabic ones; all else must be the same to
            // the letter.
            const bool saved_again = std::string_view(ending) == ".lo.docx";
            const bool same = saved_again ? facts_of(found) == facts_of(expected)
                                          : plan::version_of(found) == plan::version_of(expected);
            EXPECT_TRUE(same) << stem << ending
                              << difference(facts_of(expected), facts_of(found), 10);
        }
    }
}

}  // namespace
}  // namespace phaen::tests
