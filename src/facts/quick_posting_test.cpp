#include "quick_posting.h"

#include <gtest/gtest.h>

#include <random>

#include "phaen/base/value.h"
#include "phaen/facts/io.h"
#include "phaen/facts/words.h"

namespace phaen::facts {
namespace {

constexpr std::string_view kPosting =
    R"({"by":"officer","corrects":"a","data":{"against":"commitment","amount":"1500000.25","category":"other","document":"กท 1/2565","fiscal_year":2565,"fund":"annual","item":"ค่าตอบแทน","posting":"disbursement","project":"project-1"},"element":"step-1","id":"b","kind":"posting","on":"2021-10-31","plan":"iao","recorded_at":"2021-11-01T02:00:00Z","seq":2})";

std::optional<Fact> read_posting_quickly(std::string_view line) {
    PostingFact posting;
    const bool is_read = QuickPostings().read(line, FactLog(), posting);
    return is_read ? std::optional(posting.copy()) : std::nullopt;
}

std::optional<Fact> read_fully(std::string_view line) {
    const auto value = base::parse_json(line);
    if (!value) return std::nullopt;
    auto fact = fact_from_value(*value);
    if (!fact) return std::nullopt;
    return std::move(fact).value();
}

std::string with(std::string line, std::string_view from, std::string_view to) {
    const std::size_t at = line.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return line.replace(at, from.size(), to);
}

TEST(QuickPosting, reads_what_we_write) {
    const auto fact = read_posting_quickly(kPosting);
    ASSERT_TRUE(fact);
    EXPECT_EQ(to_line(*fact), kPosting);
    EXPECT_EQ(std::get<Posting>(fact->data).amount.satang(), 150'000'025);
}

TEST(QuickPosting, reads_lines_with_spaces_in_another_order) {
    const auto fact = read_posting_quickly(
        R"({ "id": "b", "seq": 2, "kind": "posting", "on": "2021-10-31", "recorded_at": "2021-11-01T02:00:00Z", "data": {"posting": "advance", "amount": "5", "fiscal_year": 2565} })");
    ASSERT_TRUE(fact);
    EXPECT_EQ(std::get<Posting>(fact->data).posting, PostingKind::advance);
}

TEST(QuickPosting, takes_members_that_are_left_out_and_refuses_those_that_are_missing) {
    const std::string line(kPosting);
    for (const char* member :
         {R"("by":"officer",)", R"("corrects":"a",)", R"("against":"commitment",)",
          R"("category":"other",)", R"("document":"กท 1/2565",)", R"("fund":"annual",)",
          R"("item":"ค่าตอบแทน",)", R"(,"project":"project-1")", R"("element":"step-1",)",
          R"("plan":"iao",)"}) {
        const std::string without = with(line, member, "");
        const auto fact = read_posting_quickly(without);
        ASSERT_TRUE(fact) << member;
        EXPECT_EQ(to_line(*fact), without);
    }
    for (const char* member :
         {R"("amount":"1500000.25",)", R"("fiscal_year":2565,)", R"("posting":"disbursement",)",
          R"("id":"b",)", R"("kind":"posting",)", R"("recorded_at":"2021-11-01T02:00:00Z",)"})
        EXPECT_FALSE(read_posting_quickly(with(line, member, ""))) << member;
}

TEST(QuickPosting, reads_every_kind_and_each_balance_by_its_word) {
    for (const auto& word : words(base::FormOf<PostingKind>{})) {
        const auto fact =
            read_posting_quickly(with(std::string(kPosting), "disbursement", word.text));
        ASSERT_TRUE(fact) << word.text;
        EXPECT_EQ(std::get<Posting>(fact->data).posting, word.value);
    }
    for (const auto& word : words(base::FormOf<Balance>{})) {
        const auto fact = read_posting_quickly(
            with(std::string(kPosting), R"("category")",
                 R"("balance":")" + std::string(word.text) + R"(","category")"));
        ASSERT_TRUE(fact) << word.text;
        EXPECT_EQ(std::get<Posting>(fact->data).balance, word.value);
    }
}

TEST(QuickPosting, leaves_to_the_full_reader_what_is_wrong_or_unusual) {
    const std::string line(kPosting);
    for (const std::string& other : {with(line, "\"seq\":2", "\"seq\":0"),
                                     with(line, "\"seq\":2", "\"seq\":02"),
                                     with(line, "\"seq\":2", "\"seq\":2.0"),
                                     with(line, "\"seq\":2", "\"seq\":2,\"seq\":2"),
                                     with(line, "2565,", "2483,"),
                                     with(line, "2565,", "3000,"),
                                     with(line, "1500000.25", "-1"),
                                     with(line, "1500000.25", "1.255"),
                                     with(line, "disbursement", "paid"),
                                     with(line, "\"fund\"", "\"found\""),
                                     with(line, "annual", "an\\u0041"),
                                     with(line, "annual", "an\x01"),
                                     with(line, "annual", "an\xFF"),
                                     with(line, "annual", "an\x7F"),
                                     with(line, "2021-10-31", "2021-02-29"),
                                     with(line, ",\"seq\":2", ""),
                                     with(line, "\"kind\":\"posting\"", "\"kind\":\"event\""),
                                     with(line, "\"amount\":\"1500000.25\",", ""),
                                     line + "x",
                                     line + "}",
                                     line.substr(0, line.size() - 1),
                                     std::string("{}"),
                                     std::string()}) {
        EXPECT_FALSE(read_posting_quickly(other)) << other;
    }
}

TEST(QuickPosting, gives_nothing_that_the_full_reader_does_not_give) {
    std::mt19937_64 random(11);
    constexpr std::string_view kBytes = "{}\",:0129-.abz \\\n\x7F\xE0\xB8\x81\xFF";
    int taken = 0;
    for (int round = 0; round < 200'000; ++round) {
        std::string line(kPosting);
        for (auto edits = 1 + random() % 2; edits > 0; --edits) {
            const std::size_t at = random() % line.size();
            const char byte = kBytes[random() % kBytes.size()];
            switch (random() % 4) {
                case 0:
                    line[at] = byte;
                    break;
                case 1:
                    line.insert(at, 1, byte);
                    break;
                case 2:
                    line.erase(at, 1 + random() % 3);
                    break;
                default:
                    line.insert(at, line.substr(random() % line.size(), random() % 40));
            }
        }
        const auto quick = read_posting_quickly(line);
        if (!quick) continue;
        ++taken;
        const auto full = read_fully(line);
        ASSERT_TRUE(full) << line;
        ASSERT_EQ(*quick, *full) << line;
    }
    EXPECT_GT(taken, 10'000);
}

/// The line with an escape in a name, which the quick reader never takes.
std::string for_the_full_reader(std::string_view line) {
    constexpr std::string_view kKind = "\"kind\"";
    std::string out(line);
    const std::size_t at = out.find(kKind);
    if (at != std::string::npos) out.replace(at, kKind.size(), "\"\\u006bind\"");
    return out;
}

/// All texts of the errors without columns, in which the two lines differ.
std::string told(const base::FormErrors& errors) {
    std::string out;
    for (const base::FormError& error : errors) {
        out += std::to_string(error.position.line) + " " +
               std::to_string(static_cast<int>(error.kind)) + " " + error.pointer + " " +
               error.found + " " + error.expected + "\n";
    }
    return out;
}

TEST(QuickPosting, files_say_the_same_whichever_reader_takes_their_lines) {
    std::mt19937_64 random(12);
    constexpr std::string_view kBytes = "{}\",:0129-.abz \n\x7F\xE0\xB8\x81\xFF";
    int good = 0;
    int bad = 0;
    for (int round = 0; round < 1'000; ++round) {
        std::string quick;
        std::string full;
        const bool rises = random() % 2 == 0;
        for (int seq = 1; seq <= 6; ++seq) {
            std::string line = R"({"by":"a","data":{"amount":")" +
                               std::to_string(random() % 1'000'000) +
                               (random() % 3 != 0 ? ".25" : "") +
                               R"(","fiscal_year":2565,"posting":"advance"},"id":"p)" +
                               std::to_string(rises ? seq : 7 - seq) +
                               R"(","kind":"posting","on":"2021-10-31","recorded_at":)" +
                               R"("2021-11-01T02:00:00Z","seq":)" + std::to_string(seq) + "}";
            if (random() % 24 == 0) {
                const std::size_t at = random() % line.size();
                line[at] = kBytes[random() % kBytes.size()];
            }
            quick += line + "\n";
            full += for_the_full_reader(line) + "\n";
        }
        const auto one = read_facts(quick);
        const auto other = read_facts(full);
        ASSERT_EQ(one.has_value(), other.has_value()) << quick;
        if (one) {
            ++good;
            ASSERT_EQ(write_facts(*one), write_facts(*other)) << quick;
        } else {
            ++bad;
            ASSERT_EQ(told(one.error()), told(other.error())) << quick;
        }
    }
    EXPECT_GT(good, 250);
    EXPECT_GT(bad, 100);
}

}  // namespace
}  // namespace phaen::facts
