#include "posting_line.h"

#include <gtest/gtest.h>

#include <random>

#include "phaen/facts/io.h"

namespace phaen::facts {
namespace {

/// A text of any bytes that a fact may have, or none.
std::string any_text(std::mt19937_64& random) {
    constexpr std::array kPieces = {"a", "9",  "/",  " ",  "ก",    "ฎ.",
                                    "é", "\"", "\\", "\n", "\x7F", "\x01"};
    std::string out;
    const std::size_t many = random() % 4 == 0 ? kPieces.size() : 7;  // mostly without escapes
    for (auto left = random() % 4; left > 0; --left) out += kPieces[random() % many];
    return out;
}

template <class E>
std::optional<E> any_of(std::mt19937_64& random, int count) {
    const int at = static_cast<int>(random() % static_cast<unsigned>(count + 1));
    return at == count ? std::nullopt : std::optional(static_cast<E>(at));
}

Fact any_posting(std::mt19937_64& random) {
    Posting posting;
    posting.posting = any_of<PostingKind>(random, 11).value_or(PostingKind::appropriation);
    posting.amount = *base::Money::from_satang(
        static_cast<std::int64_t>(random() % 9'000'000'000'000'001U >> random() % 54));
    posting.against = any_of<Against>(random, 4);
    posting.balance = any_of<Balance>(random, kBalanceCount);
    posting.fiscal_year = 2484 + static_cast<int>(random() % 500);
    for (std::string* text : {&posting.fund, &posting.category, &posting.item, &posting.project,
                              &posting.document, &posting.note})
        *text = any_text(random);
    Fact fact;
    fact.kind = FactKind::posting;
    for (std::string* text : {&fact.id, &fact.plan, &fact.element, &fact.by, &fact.corrects})
        *text = any_text(random);
    fact.seq = static_cast<std::int64_t>(random() >> 12 >> random() % 50);
    fact.when.on = std::chrono::sys_days(std::chrono::days(random() % 40'000));
    fact.recorded_at = *base::Instant::from_microseconds(
        static_cast<std::int64_t>(random() % 4'000'000'000'000'000U));
    fact.data = std::move(posting);
    return fact;
}

TEST(PostingLine, is_the_line_that_the_tree_gives) {
    std::mt19937_64 random(21);
    PostingLines lines;
    int written = 0;
    int left = 0;
    for (int round = 0; round < 20'000; ++round) {
        const Fact fact = any_posting(random);
        std::string line = "before";
        if (lines.append(fact, line)) {
            ++written;
            ASSERT_EQ(line, "before" + to_line(fact));
        } else {
            ++left;
            ASSERT_EQ(line, "before");
        }
    }
    EXPECT_GT(written, 4'000);
    EXPECT_GT(left, 4'000);
}

TEST(PostingLine, leaves_what_is_no_posting_of_one_day) {
    std::mt19937_64 random(22);
    PostingLines lines;
    std::string line;
    Fact fact;
    do fact = any_posting(random);
    while (!lines.append(fact, line));
    line.clear();
    Fact span = fact;
    span.when = {{}, fact.when.on, fact.when.on};
    EXPECT_FALSE(lines.append(span, line));
    Fact withdrawn = fact;
    withdrawn.data = std::monostate{};
    EXPECT_FALSE(lines.append(withdrawn, line));
    Fact event = fact;
    event.kind = FactKind::event;
    event.data = Event{};
    EXPECT_FALSE(lines.append(event, line));
    EXPECT_EQ(line, "");
}

}  // namespace
}  // namespace phaen::facts
