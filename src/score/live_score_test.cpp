#include "phaen/score/live_score.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "phaen/facts/io.h"
#include "phaen/plan/io.h"
#include "phaen/plan/shipped_schemes.h"
#include "random.h"

namespace phaen::score {
namespace {

using base::Decimal;

facts::Day on(std::string_view text) { return *base::parse_iso(text); }
base::Instant at(std::string_view text) { return *base::Instant::parse(text); }

std::string file(const std::string& path) {
    std::ifstream in(std::string(PHAEN_SOURCE_DIR) + "/" + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Any fact about what the plan and its queries name, also of what nobody knows; a third of them
/// correct or withdraw an earlier one, whatever its day, and instants are in no order.
class RandomFacts {
  public:
    RandomFacts(const plan::Plan& plan, std::uint64_t seed, base::Instant first)
        : plan_(plan), random_(seed), first_(first) {
        elements_ = {"", "nobody-knows"};
        for (const plan::Indicator& indicator : plan.indicators) {
            add(indicator);
            for (const plan::Indicator& sub : indicator.sub_indicators) add(sub);
        }
        for (const plan::Schedule& schedule : plan.schedules) {
            elements_.push_back(schedule.id);
            for (const plan::Step& step : schedule.steps) steps_.push_back(step.id);
        }
        steps_.emplace_back("no-step");
    }

    facts::Fact next(const facts::FactLog& log) {
        facts::Fact fact;
        fact.seq = static_cast<std::int64_t>(log.size()) + 1;
        fact.id = "more-" + std::to_string(fact.seq);
        fact.plan = one_in(8) ? "" : one_in(12) ? "other-plan" : plan_.id;
        const facts::Day day =
            std::chrono::sys_days(on("2021-09-20")) + std::chrono::days(random_.below(390));
        fact.when.on = day;
        if (one_in(6)) {
            fact.when.from = day;
            fact.when.to = std::chrono::sys_days(day) + std::chrono::days(random_.below(40));
            fact.when.on.reset();
        }
        fact.recorded_at =
            *base::Instant::from_microseconds(first_.microseconds() + below(4000) * 1'000'000);
        fact.kind = static_cast<facts::FactKind>(random_.below(facts::kFactKindCount));
        if (log.size() > 0 && one_in(3)) {
            // Often the last ones, so that chains grow long.
            const std::size_t back = 1 + random_.below(one_in(2) ? 3 : log.size());
            const facts::Fact earlier = log.fact(log.size() - std::min(back, log.size()));
            fact.corrects = earlier.id;
            fact.kind = earlier.kind;
            fact.plan = earlier.plan;
            fact.element = earlier.element;
            if (one_in(3)) return fact;  // withdraws it
        }
        fill(fact);
        return fact;
    }

  private:
    bool one_in(std::size_t n) { return random_.below(n) == 0; }
    std::int64_t below(std::size_t n) { return static_cast<std::int64_t>(random_.below(n)); }
    template <class E>
    E any(std::size_t count) {
        return static_cast<E>(random_.below(count));
    }
    void add(const plan::Indicator& indicator) {
        indicators_.push_back(indicator.id);
        for (const plan::EvidenceItem& item : indicator.evidence) elements_.push_back(item.id);
    }

    void fill(facts::Fact& fact) {
        switch (fact.kind) {
            case facts::FactKind::progress: {
                fact.element = random_.one_of(steps_);
                facts::Progress progress;
                progress.percent =
                    base::Percent(Decimal::from_integer(one_in(2) ? 100 : below(100)));
                fact.data = progress;
                return;
            }
            case facts::FactKind::posting:
                fact.data = posting();
                return;
            case facts::FactKind::record:
                fact.data = record();
                return;
            case facts::FactKind::evidence: {
                fact.element = random_.one_of(elements_);
                facts::Evidence evidence;
                evidence.title = "t";
                if (one_in(3)) evidence.level = 1 + static_cast<int>(random_.below(5));
                fact.data = evidence;
                return;
            }
            case facts::FactKind::assessment: {
                fact.element = random_.one_of(indicators_);
                facts::Assessment said;
                said.assessed_by = any<facts::AssessedBy>(3);
                if (one_in(2)) said.level = 1 + static_cast<int>(random_.below(5));
                if (one_in(2)) said.value = Decimal::from_integer(below(11));
                said.not_applicable = one_in(8);
                fact.data = said;
                return;
            }
            case facts::FactKind::event: {
                fact.element = random_.one_of(steps_);
                facts::Event event;
                event.event = any<facts::EventKind>(12);
                fact.data = event;
                return;
            }
        }
    }

    facts::Posting posting() {
        facts::Posting posting;
        posting.posting = any<facts::PostingKind>(11);
        posting.amount = *base::Money::from_satang(below(9'999));
        if (posting.posting == facts::PostingKind::assertion)
            posting.balance = facts::Balance::disbursed;
        posting.fiscal_year = one_in(5) ? 2564 : 2565;
        posting.fund = one_in(4) ? "central" : "annual";
        posting.category = one_in(2) ? "other" : one_in(2) ? "operating" : "personnel";
        if (one_in(3) && !plan_.projects.empty())
            posting.project = random_.one_of(plan_.projects).id;
        return posting;
    }

    facts::Record record() {
        struct Names {
            std::string dataset;
            std::vector<std::string> texts;
            std::string date;
        };
        static const std::vector<Names> kDatasets = {
            {"works", {"title", "platform", "status"}, "published_on"},
            {"events", {"title", "partner", "indicator"}, "held_on"},
            {"enterprises", {"operator", "product"}, "promoted_on"},
            {"things", {"name"}, "on"},
            {"unheard-of", {"name"}, "on"}};
        const Names& names = random_.one_of(kDatasets);
        facts::Record record;
        record.dataset = names.dataset;
        record.record = "r" + std::to_string(random_.below(12));
        if (one_in(6)) {
            record.action = facts::RecordAction::remove;
            return record;
        }
        record.values = base::Value(base::Object{});
        for (const std::string& name : names.texts) {
            if (one_in(6)) continue;
            const bool is_status = name == "status";
            const bool is_of = name == "indicator";
            record.values.set(name, base::Value(is_status && !one_in(3) ? "published"
                                                : is_of ? random_.one_of(indicators_)
                                                        : word()));
        }
        record.values.set("size", base::Value(std::to_string(random_.below(50))));
        const auto day =
            std::chrono::sys_days(on("2021-09-20")) + std::chrono::days(random_.below(390));
        if (!one_in(6)) record.values.set(names.date, base::Value(base::to_iso(day)));
        return record;
    }
    std::string word() { return "w" + std::to_string(random_.below(9)); }

    const plan::Plan& plan_;
    Random random_;
    base::Instant first_;
    std::vector<std::string> elements_;
    std::vector<std::string> indicators_;
    std::vector<std::string> steps_;
};

constexpr std::string_view kThings = R"(
schema = "phaen.dataset/1"
id = "things"
version = 1
[[fields]]
name = "size"
type = "decimal"
[[fields]]
name = "name"
type = "text"
[[fields]]
name = "on"
type = "date"
)";

class LiveScoreTest : public testing::Test {
  protected:
    LiveScoreTest() {
        const auto shipped = dataset::shipped_dictionaries();
        dictionaries_.assign(shipped.begin(), shipped.end());
        dictionaries_.push_back(
            *dataset::load_dictionary(kThings, dataset::DictionaryFormat::toml));
    }
    static plan::Plan example() {
        return std::move(
            *plan::parse_plan(file("examples/office/plan.toml"), plan::FileFormat::toml));
    }
    LiveScore live(const plan::Plan& plan, std::string_view day, facts::FactLog log) const {
        return {{"a",
                 &plan,
                 plan::find_shipped_scheme(plan.scheme),
                 dictionaries_,
                 {on(day), at("2022-10-01T00:00:00Z")}},
                std::move(log)};
    }
    /// What all its facts come to, from nothing.
    static Derivation anew(const LiveScore& live) {
        const ScoreboardYear& year = live.year();
        return score_version({year.plan, year.scheme, &live.log(), year.dictionaries}, year.as_of,
                             "version");
    }
    /// Adds facts one by one and compares with scoring anew after each.
    void add_and_compare(LiveScore& live, std::uint64_t seed, int count,
                         std::string_view first = "2022-10-01T00:00:00Z") const {
        RandomFacts facts(*live.year().plan, seed, at(first));
        std::size_t changes = 0;
        std::string before = live.standing().total.points_exact;
        for (int i = 0; i < count; ++i) {
            ASSERT_TRUE(live.add(facts.next(live.log())));
            const Derivation expected = anew(live);
            ASSERT_EQ(live.standing().total, expected.total) << seed << " " << i;
            ASSERT_EQ(live.standing().components, expected.components) << seed << " " << i;
            ASSERT_EQ(live.standing().as_of.known_at, expected.known_at);
            ASSERT_EQ(live.derivation(expected.plan_version), expected) << seed << " " << i;
            if (expected.total.points_exact != before) ++changes;
            before = expected.total.points_exact;
        }
        changes_ += changes;
        const Derivation expected = anew(live);
        EXPECT_EQ(base::to_canonical_json(to_value(live.derivation("version"))),
                  base::to_canonical_json(to_value(expected)));
    }
    std::vector<dataset::Dictionary> dictionaries_;
    mutable std::size_t changes_ = 0;  ///< of the total
};

TEST_F(LiveScoreTest, OnTheExampleEachFactGivesWhatScoringAnewGives) {
    const plan::Plan plan = example();
    auto log = facts::read_facts(file("examples/office/facts.jsonl"));
    ASSERT_TRUE(log.has_value());
    LiveScore row = live(plan, "2022-09-30", std::move(*log));
    ASSERT_NO_FATAL_FAILURE(add_and_compare(row, 1, 150));
    EXPECT_GT(changes_, 1U);
}

TEST_F(LiveScoreTest, FromAnEmptyYearAsOfADayInItsMidst) {
    const plan::Plan plan = example();
    LiveScore row = live(plan, "2022-03-31", facts::FactLog());
    ASSERT_NO_FATAL_FAILURE(add_and_compare(row, 2, 250));
    EXPECT_GT(changes_, 1U);
}

/// Every function, source and rule: ratios, averages over months, sub-indicators, steps that facts
/// close, levels by evidence.
plan::Plan made_plan(std::uint64_t seed) {
    Random random(seed);
    plan::Plan plan;
    plan.id = "made";
    plan.fiscal_year = 2565;
    const auto word = [&] { return "w" + std::to_string(random.below(9)); };
    const auto query = [&] {
        using enum plan::QueryFunction;
        static const std::vector<plan::QueryFunction> kFunctions = {count, sum,    avg,   min,
                                                                    max,   latest, exists};
        plan::Query made;
        made.fn = random.one_of(kFunctions);
        const bool is_counted = made.fn == count || made.fn == exists;
        switch (random.below(is_counted ? 5 : 2)) {
            case 0:
                made.of = is_counted ? "things" : "things.size";
                if (random.below(2) == 0) made.date = "on";
                if (random.below(2) == 0) made.distinct = {"name"};
                if (random.below(3) == 0) made.where = {{"name", "!=", base::Value(word())}};
                break;
            case 1:
                made.of = random.below(2) == 0 ? "ledger.disbursed" : "ledger.after_transfer";
                if (random.below(2) == 0) made.where = {{"category", "=", base::Value("other")}};
                break;
            case 2:
                made.of = "steps";
                made.where = {{"done", "=", base::Value(true)}};
                break;
            case 3:
                made.of = "evidence";
                if (random.below(2) == 0) made.distinct = {"evidence", "level"};
                break;
            default:
                made.of = "works";
                made.date = "published_on";
                made.distinct = {"title"};
        }
        return made;
    };
    const auto any_query = [&] {
        if (random.below(4) != 0) return query();
        plan::Query ratio;
        ratio.fn = plan::QueryFunction::ratio;
        ratio.num = {query()};
        ratio.den = {query()};
        return ratio;
    };
    const auto indicator = [&](std::string id) {
        plan::Indicator made;
        made.id = std::move(id);
        made.component = "c" + std::to_string(random.below(3));
        made.weight = base::Weight(Decimal::from_integer(5));
        plan::Scoring scoring;
        scoring.rule = static_cast<plan::ScoringRule>(random.below(5));
        scoring.panel_scale = Decimal::from_integer(10);
        if (random.below(3) == 0) scoring.accumulation = plan::Accumulation::average;
        for (int i = 0; i < 3; ++i)
            scoring.points.push_back(
                {Decimal::from_integer(i * 4), Decimal::from_integer(50 + i * 25)});
        made.scoring = scoring;
        made.queries.emplace(random.below(2) == 0 ? "value" : "other", any_query());
        made.queries.emplace("second", any_query());
        plan::Target target;
        target.fiscal_year = 2565;
        target.value = Decimal::from_integer(7);
        made.targets = {target};
        plan::EvidenceItem item;
        item.id = made.id + ".evidence-1";
        made.evidence = {item};
        for (int i = 1; i <= 3; ++i) {
            plan::ScoringLevel level;
            level.level = i;
            level.percent_of_weight = base::Percent(Decimal::from_integer(i * 30));
            plan::Threshold threshold;
            threshold.of = "second";
            threshold.at_least = Decimal::from_integer(i);
            if (random.below(4) != 0) level.thresholds = {threshold};
            if (random.below(3) == 0) level.requires_evidence = {item.id};
            made.scoring_criteria.push_back(level);
        }
        return made;
    };
    for (int i = 1; i <= 6; ++i) {
        plan::Indicator made = indicator("indicator-" + std::to_string(i));
        if (i == 6) {
            made.scoring_criteria.clear();
            made.queries.clear();
            made.sub_indicators = {indicator("indicator-6.1"), indicator("indicator-6.2")};
        }
        plan.indicators.push_back(std::move(made));
    }
    for (int i = 1; i <= 2; ++i) {
        plan::Schedule schedule;
        schedule.id = "schedule-" + std::to_string(i);
        for (int j = 1; j <= 4; ++j) {
            plan::Step step;
            step.id = schedule.id + ".step-" + std::to_string(j);
            step.weight = base::Weight(Decimal::from_integer(25));
            if (random.below(2) == 0) step.closes_when = any_query();
            schedule.steps.push_back(std::move(step));
        }
        plan.schedules.push_back(std::move(schedule));
    }
    return plan;
}

TEST_F(LiveScoreTest, OnMadePlansEachFactGivesWhatScoringAnewGives) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const plan::Plan plan = made_plan(seed);
        LiveScore row = live(plan, seed % 3 == 0 ? "2022-02-10" : "2022-09-30", facts::FactLog());
        ASSERT_NO_FATAL_FAILURE(add_and_compare(row, 100 + seed, 90));
    }
    EXPECT_GT(changes_, 30U);
}

TEST_F(LiveScoreTest, FactsThatWereNotKnownComeToBeKnownWithALaterOne) {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        const plan::Plan plan = made_plan(seed);
        RandomFacts facts(plan, seed, at("2022-10-01T00:00:00Z"));
        facts::FactLog log;
        for (int i = 0; i < 40; ++i) ASSERT_TRUE(log.append(facts.next(log)));
        // Known half an hour of the hour in which they were recorded.
        LiveScore row(
            {"a", &plan, nullptr, dictionaries_, {on("2022-09-30"), at("2022-10-01T00:30:00Z")}},
            std::move(log));
        ASSERT_NO_FATAL_FAILURE(add_and_compare(row, 200 + seed, 40, "2022-10-01T00:10:00Z"));
    }
}

TEST_F(LiveScoreTest, AfterARestItIsTheSame) {
    const plan::Plan plan = made_plan(5);
    LiveScore row = live(plan, "2022-09-30", facts::FactLog());
    ASSERT_NO_FATAL_FAILURE(add_and_compare(row, 31, 40));
    EXPECT_GT(row.placed(), 0U);
    row.rest();
    EXPECT_EQ(row.placed(), 0U);
    const ComponentScore total = row.standing().total;
    EXPECT_EQ(total, anew(row).total);
    ASSERT_NO_FATAL_FAILURE(add_and_compare(row, 32, 40));
}

TEST_F(LiveScoreTest, OnlyWhatReadsTheFactIsScoredAgain) {
    const plan::Plan plan = example();
    auto log = facts::read_facts(file("examples/office/facts.jsonl"));
    ASSERT_TRUE(log.has_value());
    LiveScore row = live(plan, "2022-09-30", std::move(*log));
    static_cast<void>(row.standing());
    EXPECT_EQ(row.scored(), plan.indicators.size());
    const auto scored_by = [&](facts::FactKind kind, std::string element, facts::FactData data) {
        facts::Fact fact;
        fact.seq = static_cast<std::int64_t>(row.log().size()) + 1;
        fact.id = "more-" + std::to_string(fact.seq);
        fact.kind = kind;
        fact.plan = plan.id;
        fact.element = std::move(element);
        fact.when.on = on("2022-09-30");
        fact.recorded_at = at("2022-09-30T12:00:00Z");
        fact.data = std::move(data);
        const std::uint64_t before = row.scored();
        EXPECT_TRUE(row.add(std::move(fact)));
        static_cast<void>(row.standing());
        return row.scored() - before;
    };
    facts::Record work;
    work.dataset = "works";
    work.record = "work-one-more";
    work.values = base::Value(base::Object{});
    EXPECT_EQ(scored_by(facts::FactKind::record, "", work), 1U);  // indicator 1 alone reads works
    work.dataset = "visits";
    EXPECT_EQ(scored_by(facts::FactKind::record, "", work), 0U);
    facts::Assessment said;
    said.level = 1;
    EXPECT_EQ(scored_by(facts::FactKind::assessment, "indicator-3", said), 1U);
    EXPECT_EQ(scored_by(facts::FactKind::event, "indicator-3", facts::Event{}), 0U);
    // The disbursement rate alone reads money.
    facts::Posting posting;
    posting.posting = facts::PostingKind::disbursement;
    posting.fiscal_year = 2565;
    EXPECT_EQ(scored_by(facts::FactKind::posting, "", posting), 1U);
}

}  // namespace
}  // namespace phaen::score
