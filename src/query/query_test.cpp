#include "phaen/query/query.h"

#include <gtest/gtest.h>

#include "phaen/base/calendar.h"
#include "phaen/facts/io.h"

namespace phaen::query {
namespace {

using plan::Query;
using plan::QueryFunction;

facts::Day on(std::string_view text) { return *base::parse_iso(text); }

constexpr std::string_view kThings = R"(
schema = "phaen.dataset/1"
id = "things"
version = 1
[[fields]]
name = "name"
type = "text"
[[fields]]
name = "size"
type = "decimal"
[[fields]]
name = "day"
type = "date"
[[fields]]
name = "span"
type = "period"
[[fields]]
name = "good"
type = "boolean"
)";

class QueryTest : public testing::Test {
  protected:
    QueryTest() {
        plan_.id = "plan";
        plan_.fiscal_year = 2565;
        plan::Schedule schedule;
        schedule.id = "schedule-1";
        schedule.indicator = plan::Ref::to("indicator-1");
        for (const char* id : {"step-1", "step-2"}) {
            plan::Step step;
            step.id = id;
            schedule.steps.push_back(step);
        }
        plan_.schedules.push_back(schedule);
        dictionaries_.push_back(
            *dataset::load_dictionary(kThings, dataset::DictionaryFormat::toml));
    }
    void add(std::string_view kind, std::string_view day, std::string_view element,
             std::string_view data) {
        const std::size_t seq = log_.size() + 1;
        const std::string line =
            R"({"id":"f)" + std::to_string(seq) + R"(","seq":)" + std::to_string(seq) +
            R"(,"kind":")" + std::string(kind) + R"(","on":")" + std::string(day) +
            R"(","element":")" + std::string(element) +
            R"(","recorded_at":"2021-10-01T00:00:00Z","data":)" + std::string(data) + "}";
        auto fact = facts::fact_from_value(*base::parse_json(line));
        ASSERT_TRUE(fact.has_value())
            << base::describe_error(fact.error()[0], base::MessageLanguage::english);
        ASSERT_TRUE(log_.append(*fact));
    }
    void thing(std::string_view record, std::string_view values) {
        add("record", "2021-10-01", "",
            R"({"dataset":"things","version":1,"record":")" + std::string(record) +
                R"(","values":)" + std::string(values) + "}");
    }
    World world(std::string_view day = "2022-09-30") {
        return {{&plan_, nullptr, &log_, dictionaries_},
                {on(day), *base::Instant::parse("2030-01-01T00:00:00Z")}};
    }
    std::string ask(const Query& query, std::string_view day = "2022-09-30") {
        const World at = world(day);
        const Answer found = answer(query, at);
        return found.value ? found.value->to_string() : "none";
    }
    static Query of(QueryFunction fn, std::string source) {
        Query query;
        query.fn = fn;
        query.of = std::move(source);
        return query;
    }
    plan::Plan plan_;
    facts::FactLog log_;
    std::vector<dataset::Dictionary> dictionaries_;
};

TEST_F(QueryTest, CountsRowsOrWhatIsDistinct) {
    thing("a", R"({"name":"x"})");
    thing("b", R"({"name":"x"})");
    thing("c", R"({"name":"y"})");
    Query query = of(QueryFunction::count, "things");
    EXPECT_EQ(ask(query), "3");
    query.distinct = {"name"};
    EXPECT_EQ(ask(query), "2");
    const World at = world();
    EXPECT_EQ(answer(query, at).rows.size(), 3U);
    EXPECT_EQ(answer(query, at).rows[2], (CountedRow{2, "y", std::nullopt}));
}

TEST_F(QueryTest, ItsPeriodIsTheFiscalYearUpToTheDay) {
    thing("a", R"({"day":"2021-09-30"})");
    thing("b", R"({"day":"2021-10-01"})");
    thing("c", R"({"day":"2022-03-31"})");
    thing("d", R"({"day":"2022-09-30"})");
    thing("e", R"({"day":"2022-10-01"})");
    thing("f", "{}");
    Query query = of(QueryFunction::count, "things");
    query.date = "day";
    EXPECT_EQ(ask(query, "2022-03-30"), "1");
    EXPECT_EQ(ask(query, "2022-03-31"), "2");
    EXPECT_EQ(ask(query, "2022-12-31"), "3");
}

TEST_F(QueryTest, APeriodCountsByItsStartItsEndOrAnyPart) {
    thing("a", R"({"span":{"from":"2021-09-01","to":"2021-10-01"}})");
    thing("b", R"({"span":{"from":"2022-01-01","to":"2022-12-01"}})");
    thing("c", R"({"span":{"from":"2022-02-01","to":"2022-02-02"}})");
    Query query = of(QueryFunction::count, "things");
    query.date = "span";
    EXPECT_EQ(ask(query), "3");
    query.period = plan::QueryPeriod::start;
    EXPECT_EQ(ask(query), "2");
    query.period = plan::QueryPeriod::end;
    EXPECT_EQ(ask(query), "2");
}

TEST_F(QueryTest, ConditionsCompareByValue) {
    thing("a", R"({"size":"9.5","good":true})");
    thing("b", R"({"size":10,"good":false})");
    thing("c", "{}");
    const auto count = [&](std::string field, std::string op, base::Value value) {
        Query query = of(QueryFunction::count, "things");
        query.where = {{std::move(field), std::move(op), std::move(value)}};
        return ask(query);
    };
    EXPECT_EQ(count("size", "<", base::Value(10)), "1");
    EXPECT_EQ(count("size", "<=", base::Value(10)), "2");
    EXPECT_EQ(count("size", ">", base::Value("9.5")), "1");
    EXPECT_EQ(count("size", ">=", base::Value("9.5")), "2");
    EXPECT_EQ(count("size", "=", base::Value("9.50")), "1");
    EXPECT_EQ(count("size", "!=", base::Value(10)), "2");
    EXPECT_EQ(count("good", "=", base::Value(true)), "1");
    EXPECT_EQ(count("size", "in", *base::parse_json("[10,11]")), "1");
}

TEST_F(QueryTest, NumbersAreExact) {
    thing("a", R"({"size":"0.1","day":"2022-01-03"})");
    thing("b", R"({"size":"0.2","day":"2022-01-05"})");
    thing("c", R"({"size":"0.4","day":"2022-01-04"})");
    thing("d", "{}");
    EXPECT_EQ(ask(of(QueryFunction::sum, "things.size")), "7/10");
    EXPECT_EQ(ask(of(QueryFunction::avg, "things.size")), "7/30");
    EXPECT_EQ(ask(of(QueryFunction::min, "things.size")), "1/10");
    EXPECT_EQ(ask(of(QueryFunction::max, "things.size")), "2/5");
    Query latest = of(QueryFunction::latest, "things.size");
    latest.date = "day";
    EXPECT_EQ(ask(latest), "1/5");
    EXPECT_EQ(ask(of(QueryFunction::exists, "things")), "1");
}

TEST_F(QueryTest, NothingHasNoAverage) {
    EXPECT_EQ(ask(of(QueryFunction::count, "things")), "0");
    EXPECT_EQ(ask(of(QueryFunction::sum, "things.size")), "0");
    EXPECT_EQ(ask(of(QueryFunction::exists, "things")), "0");
    EXPECT_EQ(ask(of(QueryFunction::avg, "things.size")), "none");
    EXPECT_EQ(ask(of(QueryFunction::max, "things.size")), "none");
    Query ratio = of(QueryFunction::ratio, "");
    ratio.num = {of(QueryFunction::count, "things")};
    ratio.den = {of(QueryFunction::count, "things")};
    EXPECT_EQ(ask(ratio), "none");
}

TEST_F(QueryTest, ReadsTheLedger) {
    const auto posting = [&](std::string_view day, std::string_view kind, std::string_view amount,
                             std::string_view more = "") {
        add("posting", day, "",
            R"({"posting":")" + std::string(kind) + R"(","amount":")" + std::string(amount) +
                R"(","fiscal_year":2565,"fund":"annual","category":"other")" + std::string(more) +
                "}");
    };
    posting("2021-10-01", "appropriation", "1000.50");
    posting("2021-10-02", "transfer_out", "0.50");
    posting("2021-11-01", "disbursement", "250");
    posting("2021-12-01", "return", "50");
    EXPECT_EQ(ask(of(QueryFunction::sum, "ledger.after_transfer")), "1000");
    EXPECT_EQ(ask(of(QueryFunction::sum, "ledger.disbursed")), "200");
    EXPECT_EQ(ask(of(QueryFunction::sum, "ledger.disbursed"), "2021-11-30"), "250");
    Query ratio = of(QueryFunction::ratio, "");
    ratio.num = {of(QueryFunction::sum, "ledger.disbursed")};
    ratio.den = {of(QueryFunction::sum, "ledger.after_transfer")};
    EXPECT_EQ(ask(ratio), "1/5");
    Query narrowed = of(QueryFunction::sum, "ledger.disbursed");
    narrowed.where = {{"category", "=", base::Value("capital")}};
    EXPECT_EQ(ask(narrowed), "0");
    plan::Disbursement scopes;
    scopes.denominator.include = {{"other", "", ""}};
    const World at = world();
    EXPECT_EQ(answer(ratio, at, &scopes).value, base::Ratio());  // nothing is above
}

TEST_F(QueryTest, ReadsStepsAndWhatClosesThem) {
    add("progress", "2021-11-01", "step-1", R"({"percent":99})");
    Query done = of(QueryFunction::count, "steps");
    done.where = {{"done", "=", base::Value(true)}, {"schedule", "=", base::Value("schedule-1")}};
    EXPECT_EQ(ask(done), "0");
    add("progress", "2021-12-01", "step-1", R"({"percent":100})");
    EXPECT_EQ(ask(done, "2021-11-30"), "0");
    EXPECT_EQ(ask(done, "2021-12-01"), "1");
    plan_.schedules[0].steps[1].closes_when = of(QueryFunction::exists, "things");
    EXPECT_EQ(ask(done), "1");
    thing("a", "{}");
    EXPECT_EQ(ask(done), "2");
}

TEST_F(QueryTest, ReadsEvidence) {
    add("evidence", "2021-11-01", "indicator-1.evidence-1", R"({"title":"รายงาน"})");
    Query query = of(QueryFunction::count, "evidence");
    query.where = {{"evidence", "=", base::Value("indicator-1.evidence-1")}};
    EXPECT_EQ(ask(query), "1");
    EXPECT_EQ(ask(query, "2021-10-31"), "0");
}

TEST_F(QueryTest, ProblemsAreNamed) {
    const auto first = [&](const Query& query) {
        const auto found = problems(query, dictionaries_);
        return found.empty() ? std::optional<QueryProblemKind>() : found[0].kind;
    };
    EXPECT_EQ(first(of(QueryFunction::count, "things")), std::nullopt);
    EXPECT_EQ(first(of(QueryFunction::count, "other")), QueryProblemKind::unknown_source);
    EXPECT_EQ(first(of(QueryFunction::sum, "ledger.gone")), QueryProblemKind::unknown_source);
    EXPECT_EQ(first(of(QueryFunction::sum, "things")), QueryProblemKind::field_needed);
    EXPECT_EQ(first(of(QueryFunction::sum, "steps")), QueryProblemKind::field_needed);
    EXPECT_EQ(first(of(QueryFunction::sum, "things.none")), QueryProblemKind::unknown_field);
    EXPECT_EQ(first(of(QueryFunction::sum, "things.name")), QueryProblemKind::field_not_number);
    EXPECT_EQ(first(of(QueryFunction::ratio, "")), QueryProblemKind::ratio_halves);
    Query query = of(QueryFunction::count, "things");
    query.date = "name";
    EXPECT_EQ(first(query), QueryProblemKind::field_not_date);
    query.date = "";
    query.where = {{"name", "~", base::Value("x")}};
    EXPECT_EQ(first(query), QueryProblemKind::unknown_operator);
    EXPECT_EQ(ask(query), "none");
}

}  // namespace
}  // namespace phaen::query
