#include "phaen/facts/io.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace phaen::facts {
namespace {

using base::MessageLanguage;

constexpr std::string_view kAll =
    R"({"by":"p1","data":{"percent":"22.5","text":"ทำแล้ว"},"element":"step-1","id":"a","kind":"progress","on":"2021-10-31","plan":"iao","recorded_at":"2021-11-01T02:00:00Z","seq":1}
{"data":{"amount":"1500000.00","category":"other","fiscal_year":2565,"fund":"annual","posting":"appropriation","project":"project-1"},"id":"b","kind":"posting","on":"2021-10-01","recorded_at":"2021-11-01T02:00:00Z","seq":2}
{"data":{"dataset":"works","record":"w1","values":{"title":"งาน"},"version":1},"from":"2021-10-01","id":"c","kind":"record","recorded_at":"2021-11-01T02:00:00Z","seq":3,"to":"2021-10-31"}
{"data":{"level":5,"sha256":"00","title":"รายงาน"},"element":"indicator-1.evidence-1","id":"d","kind":"evidence","on":"2021-10-01","plan":"iao","recorded_at":"2021-11-01T02:00:00Z","seq":4}
{"data":{"assessed_by":"panel","value":94},"element":"indicator-7","id":"e","kind":"assessment","on":"2021-10-01","plan":"iao","recorded_at":"2021-11-01T02:00:00Z","seq":5}
{"data":{"document":"กท 1","event":"approved"},"element":"step-2","id":"f","kind":"event","on":"2021-10-01","plan":"iao","recorded_at":"2021-11-01T02:00:00Z","seq":6}
{"corrects":"f","data":null,"element":"step-2","id":"g","kind":"event","on":"2021-10-01","plan":"iao","recorded_at":"2021-11-01T02:00:00Z","seq":7}
)";

std::string first_error(std::string_view bytes, const FactLimits& limits = {}) {
    const auto log = read_facts(bytes, limits);
    return log ? "" : describe_error(log.error().front(), MessageLanguage::english);
}

TEST(FactFile, EveryKindComesBackByteForByte) {
    const auto log = read_facts(kAll);
    ASSERT_TRUE(log) << describe_error(log.error().front(), MessageLanguage::english);
    EXPECT_EQ(log->size(), 7U);
    EXPECT_EQ(write_facts(*log), kAll);
    EXPECT_EQ(log->at(1).posting->amount.satang(), 150'000'000);
    EXPECT_EQ(log->at(6).event, nullptr);
    EXPECT_FALSE(log->posting(0));
    EXPECT_EQ(log->posting(1)->project, "project-1");
}

TEST(FactFile, ALineIsTheCanonicalFormOfItsValue) {
    const auto same = [](const Fact& fact) {
        EXPECT_EQ(to_line(fact), base::to_canonical_json(to_value(fact)));
    };
    const auto log = read_facts(kAll);
    ASSERT_TRUE(log);
    for (std::size_t i = 0; i < log->size(); ++i) same(log->fact(i));
    // Everything that a head and a record can have, and the least.
    Fact fact = log->fact(2);
    Record& record = std::get<Record>(fact.data);
    record.action = RecordAction::remove;
    same(fact);
    record.values = base::Value();
    same(fact);
    record.values = base::Value(base::Object{{"ข", base::Value("\"\n")}, {"a", base::Value(1)}});
    fact.by = "p\"1";
    fact.corrects = "x";
    fact.element = "step\\1";
    fact.plan = "แผน";
    fact.when = {std::chrono::year(2021) / 10 / 1, std::chrono::year(2021) / 10 / 2,
                 std::chrono::year(2021) / 10 / 3};
    same(fact);
    Fact least;
    least.id = "only";
    same(least);
}

TEST(FactFile, IsTheSameHoweverItIsCut) {
    const std::string all = "\n" + std::string(kAll);
    for (std::size_t size = 1; size < 400; size += 3) {
        FactReader reader;
        for (std::size_t at = 0; at < all.size(); at += size)
            reader.add(std::string_view(all).substr(at, size));
        const auto log = reader.finish();
        ASSERT_TRUE(log) << size;
        EXPECT_EQ(write_facts(*log), kAll) << size;
    }
}

TEST(FactFile, IsTheSameHoweverManyBytesAreExpected) {
    // 1,500 postings, more than it takes to guess how many there will be.
    std::string all;
    for (int i = 1; i <= 1500; ++i) {
        const std::string number = std::to_string(i);
        all +=
            R"({"data":{"amount":"1.00","document":"กท )" + number +
            R"(","fiscal_year":2565,"posting":"advance"},"id":"p)" +
            (i == 1200 ? std::string("0") : number) +
            R"(","kind":"posting","on":"2021-10-01","recorded_at":"2021-10-01T00:00:00Z","seq":)" +
            number + "}\n";
    }
    for (const std::size_t expected : {std::size_t{0}, std::size_t{1}, all.size() / 2, all.size(),
                                       3 * all.size(), ~std::size_t{0}}) {
        FactReader reader(FactLimits{.facts = 4000});
        reader.expect(expected);
        for (std::size_t at = 0; at < all.size(); at += 5000)
            reader.add(std::string_view(all).substr(at, 5000));
        const auto log = reader.finish();
        ASSERT_TRUE(log) << expected;
        EXPECT_TRUE(write_facts(*log) == all) << expected;
    }
}

TEST(FactFile, LinesAreCountedThroughPartsAndTheLastNeedsNoEnd) {
    FactReader reader;
    reader.add("\n\n{\"id");
    reader.add("\":}");
    const auto log = reader.finish();
    ASSERT_FALSE(log);
    EXPECT_EQ(describe_error(log.error().front(), MessageLanguage::english),
              "line 3, column 7: expected a value");
}

TEST(FactFile, ErrorsHaveLineAndColumn) {
    EXPECT_EQ(first_error("\n{\"id\":}\n"), "line 2, column 7: expected a value");
    EXPECT_EQ(first_error(R"({"id":"a","seq":0,"kind":"event","on":"2021-10-01",)"
                          R"("recorded_at":"2021-10-01T00:00:00Z","data":{"event":"note"}})"),
              "line 1, column 17: /seq: \"0\" is not 1..9007199254740992");
    EXPECT_EQ(first_error(R"({"id":"a","seq":1,"kind":"event","on":"2021-02-29",)"
                          R"("recorded_at":"2021-10-01T00:00:00Z","data":{"event":"note"}})"),
              "line 1, column 39: /on: \"2021-02-29\" is not a date as YYYY-MM-DD");
    EXPECT_EQ(first_error(R"({"id":"a","seq":1,"kind":"posting","on":"2021-10-01",)"
                          R"("recorded_at":"2021-10-01T00:00:00Z","data":{"posting":"advance",)"
                          R"("amount":"-1","fiscal_year":2565}})"),
              "line 1, column 128: /data/amount: \"-1\" is not 0..");
}

TEST(FactFile, RefusalsOfTheLogAreErrorsOfTheLine) {
    const std::string line = R"({"id":"a","seq":1,"kind":"event","on":"2021-10-01",)"
                             R"("recorded_at":"2021-10-01T00:00:00Z","data":{"event":"note"}})";
    EXPECT_EQ(first_error(line + "\n" + line), "line 2, column 1: /seq: \"1\" contradicts seq");
}

TEST(FactFile, MoreMoneyThanThereIsIsAnErrorOfTheLine) {
    const auto posting = [](int number) {
        return R"({"data":{"amount":"50000000000000","fiscal_year":2565,"posting":"advance"},"id":"p)" +
               std::to_string(number) +
               R"(","kind":"posting","on":"2021-10-01","recorded_at":"2021-10-01T00:00:00Z","seq":)" +
               std::to_string(number) + "}";
    };
    EXPECT_EQ(first_error(posting(1)), "");
    EXPECT_EQ(first_error(posting(1) + "\n" + posting(2)),
              "line 2, column 1: /data/amount: \"50000000000000.00\" is not sum <= "
              "90000000000000.00");
}

TEST(FactFile, IsBounded) {
    EXPECT_EQ(first_error(kAll, {.bytes = 10}), "more than 10 items");
    EXPECT_NE(first_error(kAll, {.facts = 6}), "");
    EXPECT_EQ(first_error(kAll, {.facts = 7}), "");
    EXPECT_NE(first_error(kAll, {.line_bytes = 100}), "");
}

TEST(FactFile, EveryKindHasASchemaOfItsOwn) {
    for (int i = 0; i < kFactKindCount; ++i) {
        const auto kind = static_cast<FactKind>(i);
        const base::Value schema = fact_json_schema(kind);
        EXPECT_EQ(*schema.find("properties")->find("kind")->find("const")->as_string(),
                  to_string(kind));
        // When it fails, run tools/make-schemas and read the difference.
        std::ifstream in(std::string(PHAEN_SOURCE_DIR "/docs/reference/fact-") +
                             std::string(to_string(kind)) + ".schema.json",
                         std::ios::binary);
        const std::string committed{std::istreambuf_iterator<char>(in),
                                    std::istreambuf_iterator<char>()};
        EXPECT_EQ(base::to_pretty_json(schema), committed);
    }
}

}  // namespace
}  // namespace phaen::facts
