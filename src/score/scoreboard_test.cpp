#include "phaen/score/scoreboard.h"

#include <gtest/gtest.h>

#include <random>

#include "phaen/facts/io.h"

namespace phaen::score {
namespace {

facts::Day on(std::string_view text) { return *base::parse_iso(text); }

/// Two years, each of one indicator that is worth 20 points for a true panel's word of ten.
class ScoreboardTest : public testing::Test {
  protected:
    ScoreboardTest() {
        for (plan::Plan* plan : {&this_year_, &last_year_}) {
            plan->id = "plan";
            plan->fiscal_year = plan == &this_year_ ? 2565 : 2564;
            plan::Indicator indicator;
            indicator.id = "indicator-1";
            indicator.component = "1";
            indicator.weight = base::Weight(*base::Decimal::parse("20"));
            indicator.scoring.emplace();
            indicator.scoring->rule = plan::ScoringRule::panel;
            indicator.scoring->panel_scale = *base::Decimal::parse("10");
            plan->indicators.push_back(std::move(indicator));
        }
    }
    std::size_t enter(std::string agency, const plan::Plan& plan) {
        const auto known_at = *base::Instant::parse("2022-10-01T00:00:00Z");
        return board_.enter({std::move(agency), &plan, nullptr, {}, {on("2022-09-30"), known_at}},
                            facts::FactLog());
    }
    /// The panel's word of the row, from 0 to 10.
    base::Result<base::Done, facts::FactRefusal> judge(
        std::size_t row, int points, std::string_view recorded_at = "2022-09-01T00:00:00Z") {
        const std::string seq = std::to_string(board_.log(row).size() + 1);
        auto fact = facts::fact_from_value(*base::parse_json(
            R"({"id":"f)" + seq + R"(","seq":)" + seq +
            R"(,"kind":"assessment","on":"2022-08-31","plan":"plan","element":"indicator-1",)" +
            R"("recorded_at":")" + std::string(recorded_at) +
            R"(","data":{"assessed_by":"panel","value":)" + std::to_string(points) + "}}"));
        return board_.add(row, std::move(fact).value());
    }
    std::string points(std::size_t row) { return board_.standing(row).total.points_exact; }

    plan::Plan this_year_;
    plan::Plan last_year_;
    Scoreboard board_;
};

TEST_F(ScoreboardTest, ScoresARowAgainAfterAFactOfItsOwnAlone) {
    const std::size_t a = enter("a", this_year_);
    const std::size_t b = enter("b", this_year_);
    ASSERT_TRUE(judge(a, 5));
    ASSERT_TRUE(judge(b, 10));
    EXPECT_EQ(points(a), "10");  // 5 of 10 of 20
    EXPECT_EQ(points(b), "20");
    EXPECT_EQ(board_.scored(), 2U);
    EXPECT_EQ(points(a), "10");
    EXPECT_EQ(board_.scored(), 2U);
    ASSERT_TRUE(judge(a, 8));  // the panel's mean is 6.5 of 10
    EXPECT_EQ(points(a), "13");
    EXPECT_EQ(points(b), "20");
    EXPECT_EQ(board_.scored(), 3U);
}

TEST_F(ScoreboardTest, AFactThatIsRecordedLaterIsKnown) {
    const std::size_t row = enter("a", this_year_);
    EXPECT_EQ(points(row), "0");
    ASSERT_TRUE(judge(row, 5, "2022-10-01T00:00:01Z"));
    EXPECT_EQ(points(row), "10");
    EXPECT_EQ(board_.standing(row).as_of.known_at, *base::Instant::parse("2022-10-01T00:00:01Z"));
}

TEST_F(ScoreboardTest, AFactThatIsRefusedChangesNothing) {
    const std::size_t row = enter("a", this_year_);
    ASSERT_TRUE(judge(row, 5));
    EXPECT_EQ(points(row), "10");
    facts::Fact same = board_.log(row).fact(0);
    same.recorded_at = *base::Instant::parse("2023-01-01T00:00:00Z");
    const auto added = board_.add(row, same);
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error(), facts::FactRefusal::seq_not_increasing);
    EXPECT_EQ(points(row), "10");
    EXPECT_EQ(board_.scored(), 1U);
    EXPECT_EQ(board_.standing(row).as_of.known_at, *base::Instant::parse("2022-10-01T00:00:00Z"));
}

TEST_F(ScoreboardTest, RowsStandByYearThenPointsThenAgency) {
    const std::size_t b = enter("b", this_year_);
    const std::size_t c = enter("c", this_year_);
    const std::size_t a = enter("a", this_year_);
    enter("b", last_year_);
    ASSERT_TRUE(judge(b, 4));
    ASSERT_TRUE(judge(c, 9));
    ASSERT_TRUE(judge(a, 4));
    std::vector<std::string> shown;
    for (const Standing* row : board_.standings())
        shown.push_back(std::to_string(row->fiscal_year) + row->agency + row->total.points_exact);
    EXPECT_EQ(shown, (std::vector<std::string>{"2564b0", "2565c18", "2565a8", "2565b8"}));
}

TEST_F(ScoreboardTest, IsWhatScoringAnewGivesWhateverIsKept) {
    std::mt19937 random(7);
    for (int row = 0; row < 50; ++row)  // more than derivations are kept of
        enter("a" + std::to_string(row), row % 2 == 0 ? this_year_ : last_year_);
    for (int round = 0; round < 400; ++round) {
        const std::size_t row = random() % board_.size();
        if (random() % 2 == 0) {
            ASSERT_TRUE(judge(row, static_cast<int>(random() % 11)));
        }
        const plan::Plan& plan = row % 2 == 0 ? this_year_ : last_year_;
        const Derivation anew =
            score({&plan, nullptr, &board_.log(row), {}}, board_.standing(row).as_of);
        ASSERT_EQ(board_.derivation(row), anew);
        ASSERT_EQ(board_.standing(row).total, anew.total);
        ASSERT_EQ(board_.standing(row).components, anew.components);
    }
}

}  // namespace
}  // namespace phaen::score
