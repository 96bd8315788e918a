// Every rule's own examples: the bad one is found at its place, the near miss stays silent.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "phaen/check/check.h"
#include "phaen/check/rule.h"
#include "phaen/document/read.h"
#include "phaen/plan/io.h"

namespace phaen::check {
namespace {

std::vector<Finding> findings_of(const Rule& rule, const Example& example) {
    if (example.text.starts_with("schema")) {
        const auto plan = plan::parse_plan_toml(example.text);
        if (!plan) {
            ADD_FAILURE() << plan::describe_error(plan.error().front(),
                                                  plan::MessageLanguage::english);
            return {};
        }
        return run_rule(rule, {.plan = &*plan}, shipped_words());
    }
    const auto document = document::read(example.text, {});
    if (!document) {
        ADD_FAILURE() << "the example does not read";
        return {};
    }
    const book::Recognition recognition = book::recognise(*document, {});
    return run_rule(
        rule, {.plan = &recognition.plan, .document = &*document, .account = &recognition.account},
        shipped_words());
}

class RuleExamples : public testing::TestWithParam<const Rule*> {};

TEST_P(RuleExamples, AreFoundOrLeftAlone) {
    const Rule& rule = *GetParam();
    EXPECT_FALSE(rule.bad.empty()) << "a rule shows what it finds";
    EXPECT_FALSE(rule.near_miss.empty()) << "a rule shows what it leaves alone";
    for (const Example& example : rule.bad) {
        const auto findings = findings_of(rule, example);
        EXPECT_FALSE(findings.empty()) << example.text;
        for (const int line : example.lines) {
            EXPECT_TRUE(std::any_of(findings.begin(), findings.end(),
                                    [&](const Finding& finding) {
                                        return std::any_of(
                                            finding.places.begin(), finding.places.end(),
                                            [&](const plan::Place& p) { return p.line == line; });
                                    }))
                << "line " << line << " of\n"
                << example.text;
        }
        if (!example.element.empty()) {
            EXPECT_TRUE(std::any_of(findings.begin(), findings.end(), [&](const Finding& f) {
                return f.element == example.element;
            })) << example.element;
        }
        for (const Finding& finding : findings) {
            EXPECT_EQ(finding.rule, rule.id);
            EXPECT_FALSE(finding.message.th.empty());
            EXPECT_FALSE(finding.message.en.empty());
            EXPECT_TRUE(!finding.places.empty() || !finding.path.empty())
                << "a finding has a place: " << finding.message.en;
        }
    }
    for (const Example& example : rule.near_miss) {
        for (const Finding& finding : findings_of(rule, example)) {
            ADD_FAILURE() << finding.message.en << "\nin\n" << example.text;
        }
    }
}

TEST_P(RuleExamples, HaveWhatThePageNeeds) {
    const Rule& rule = *GetParam();
    for (const std::string_view text :
         {rule.id, rule.title.th, rule.title.en, rule.why.th, rule.why.en, rule.mend.th,
          rule.mend.en, rule.source.th, rule.source.en}) {
        EXPECT_FALSE(text.empty());
    }
    EXPECT_NE(rule.id.find('.'), std::string_view::npos);
    EXPECT_NE(rule.run, nullptr);
}

INSTANTIATE_TEST_SUITE_P(All, RuleExamples,
                         testing::ValuesIn(all_rules().begin(), all_rules().end()),
                         [](const auto& instance) {
                             std::string name(instance.param->id);
                             std::replace(name.begin(), name.end(), '.', '_');
                             return name;
                         });

}  // namespace
}  // namespace phaen::check
