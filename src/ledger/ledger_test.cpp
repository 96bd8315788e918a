#include "phaen/ledger/ledger.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <map>

#include "ledger_support_test.h"

namespace phaen::ledger {
namespace {

using facts::Against;
using facts::Balance;
using facts::PostingKind;

/// A year of one account; after it: 1,000 + 200 in − 100 out = 1,100. Committed 300, of which 250
/// paid and 20 given back: 30. Advanced 100, cleared 60, 10 given back: 30. Disbursed directly 50:
/// 250 + 60 + 50 − 5 returned = 355. Carried over 30 of the commitments: 0 left. Available
/// 1,100 − 0 − 30 − 355 − 30 = 685.
Postings whole_life() {
    Postings p;
    p.posting(PostingKind::appropriation, "2021-10-01", "1000");
    p.posting(PostingKind::allotment, "2021-10-02", "900");
    p.posting(PostingKind::transfer_in, "2021-10-03", "200");
    p.posting(PostingKind::transfer_out, "2021-10-04", "100");
    p.posting(PostingKind::commitment, "2021-10-05", "300");
    p.posting(PostingKind::disbursement, "2021-10-06", "250").against = Against::commitment;
    p.posting(PostingKind::return_, "2021-10-07", "20").against = Against::commitment;
    p.posting(PostingKind::advance, "2021-10-08", "100");
    p.posting(PostingKind::advance_clearing, "2021-10-09", "60");
    p.posting(PostingKind::return_, "2021-10-10", "10").against = Against::advance;
    p.posting(PostingKind::disbursement, "2021-10-11", "50");
    p.posting(PostingKind::return_, "2021-10-12", "5");
    p.posting(PostingKind::carry_over, "2021-10-13", "30");
    return p;
}

TEST(Ledger, EveryKindMovesBetweenTwoBalances) {
    Postings p = whole_life();
    const Ledger ledger = p.ledger();
    EXPECT_TRUE(ledger.overdrafts().empty());
    ASSERT_EQ(ledger.accounts().size(), 1U);
    const Balances b = ledger.balances(on("2022-09-30"))[0];
    EXPECT_EQ(b.at(Balance::appropriated), baht("1000"));
    EXPECT_EQ(b.at(Balance::transferred_in), baht("200"));
    EXPECT_EQ(b.at(Balance::transferred_out), baht("100"));
    EXPECT_EQ(b.at(Balance::after_transfer), baht("1100"));
    EXPECT_EQ(b.at(Balance::allotted), baht("900"));
    EXPECT_EQ(b.at(Balance::committed), baht("0"));
    EXPECT_EQ(b.at(Balance::advanced), baht("30"));
    EXPECT_EQ(b.at(Balance::disbursed), baht("355"));
    EXPECT_EQ(b.at(Balance::carried_over), baht("30"));
    EXPECT_EQ(b.at(Balance::available), baht("685"));
}

TEST(Ledger, BalancesAreOfTheEndOfADay) {
    Postings p = whole_life();
    const Ledger ledger = p.ledger();
    EXPECT_EQ(ledger.balances(on("2021-09-30"))[0].at(Balance::available), baht("0"));
    EXPECT_EQ(ledger.balances(on("2021-10-01"))[0].at(Balance::available), baht("1000"));
    EXPECT_EQ(ledger.balances(on("2021-10-05"))[0].at(Balance::committed), baht("300"));
    EXPECT_EQ(ledger.balances(on("2021-10-06"))[0].at(Balance::committed), baht("50"));
}

struct Taking {
    PostingKind kind;
    std::optional<Against> against;
    Balance balance;
};

TEST(Ledger, NothingFallsBelowZero) {
    // Of each balance 100 is there; 100.00 may be taken and 100.01 not.
    const std::array takings = {
        Taking{PostingKind::transfer_out, {}, Balance::available},
        Taking{PostingKind::commitment, {}, Balance::available},
        Taking{PostingKind::disbursement, {}, Balance::available},
        Taking{PostingKind::disbursement, Against::commitment, Balance::committed},
        Taking{PostingKind::advance, {}, Balance::available},
        Taking{PostingKind::advance_clearing, {}, Balance::advanced},
        Taking{PostingKind::return_, {}, Balance::disbursed},
        Taking{PostingKind::return_, Against::advance, Balance::advanced},
        Taking{PostingKind::carry_over, {}, Balance::committed},
    };
    for (const Taking& taking : takings) {
        for (const bool too_much : {false, true}) {
            Postings p;
            p.posting(PostingKind::appropriation, "2021-10-01", "400");
            p.posting(PostingKind::commitment, "2021-10-01", "100");
            p.posting(PostingKind::advance, "2021-10-01", "100");
            p.posting(PostingKind::disbursement, "2021-10-01", "100");
            auto& last = p.posting(taking.kind, "2021-10-02", too_much ? "100.01" : "100");
            last.against = taking.against;
            const facts::Posting asked = last;
            const auto overdrafts = p.ledger().overdrafts();
            ASSERT_EQ(overdrafts.size(), too_much ? 1U : 0U);
            if (too_much) {
                EXPECT_EQ(overdrafts[0], (Overdraft{4, 0, taking.balance, baht("0.01")}));
            }
            // Asked before: the same account without it.
            Postings before;
            before.posting(PostingKind::appropriation, "2021-10-01", "400");
            before.posting(PostingKind::commitment, "2021-10-01", "100");
            before.posting(PostingKind::advance, "2021-10-01", "100");
            before.posting(PostingKind::disbursement, "2021-10-01", "100");
            EXPECT_EQ(before.ledger().would_overdraw(asked, on("2021-10-02")).has_value(),
                      too_much);
        }
    }
}

TEST(Ledger, AllotmentsBoundSpendingWhereTheyAreRecorded) {
    Postings p;
    p.posting(PostingKind::appropriation, "2021-10-01", "100");
    p.posting(PostingKind::allotment, "2021-10-01", "100");
    EXPECT_TRUE(p.ledger().overdrafts().empty());
    p.posting(PostingKind::allotment, "2021-10-02", "0.01");
    ASSERT_EQ(p.ledger().overdrafts().size(), 1U);
    EXPECT_EQ(p.ledger().overdrafts()[0].balance, Balance::allotted);
    Postings q;
    q.posting(PostingKind::appropriation, "2021-10-01", "100");
    q.posting(PostingKind::allotment, "2021-10-01", "40");
    q.posting(PostingKind::commitment, "2021-10-02", "40");
    EXPECT_TRUE(q.ledger().overdrafts().empty());
    q.posting(PostingKind::disbursement, "2021-10-03", "0.01");
    ASSERT_EQ(q.ledger().overdrafts().size(), 1U);
    EXPECT_EQ(q.ledger().overdrafts()[0].short_by, baht("0.01"));
}

TEST(Ledger, APostingOfAnEarlierDayIsSeenAgainstLaterOnes) {
    Postings p;
    p.posting(PostingKind::appropriation, "2021-10-01", "100");
    p.posting(PostingKind::disbursement, "2021-11-01", "100");
    facts::Posting early = p.posting(PostingKind::disbursement, "2021-10-15", "1");
    EXPECT_EQ(p.ledger().overdrafts().size(), 1U);  // the one of November
    Postings before;
    before.posting(PostingKind::appropriation, "2021-10-01", "100");
    before.posting(PostingKind::disbursement, "2021-11-01", "100");
    EXPECT_TRUE(before.ledger().would_overdraw(early, on("2021-10-15")));
}

TEST(Ledger, AssertionsFailLoudly) {
    Postings p = whole_life();
    auto& right = p.posting(PostingKind::assertion, "2021-10-06", "250");
    right.balance = Balance::disbursed;
    right.category.clear();
    p.posting(PostingKind::assertion, "2021-10-11", "359.99").balance = Balance::disbursed;
    const Ledger ledger = p.ledger();
    EXPECT_TRUE(ledger.assertions(on("2021-10-05")).empty());
    const auto results = ledger.assertions(on("2021-10-11"));
    ASSERT_EQ(results.size(), 2U);
    EXPECT_TRUE(results[0].holds());
    EXPECT_FALSE(results[1].holds());
    EXPECT_EQ(results[1].found, baht("360"));
    EXPECT_EQ(ledger.last_assertion(on("2021-10-10")), on("2021-10-06"));
    EXPECT_EQ(ledger.last_assertion(on("2021-10-05")), std::nullopt);
}

TEST(Ledger, TheJournalNamesAccountsAndBalances) {
    Postings p;
    auto& posting = p.posting(PostingKind::appropriation, "2021-10-01", "1000.5");
    posting.item = "เงิน: (ช่วย)";
    EXPECT_EQ(to_journal(p.log(), p.ledger()),
              "2021-10-01 p1\n"
              "    2565:annual:operating:เงิน%3a%20%28ช่วย%29:-:available  1000.50\n"
              "    2565:annual:operating:เงิน%3a%20%28ช่วย%29:-:appropriated  -1000.50\n\n");
}

RC_GTEST_PROP(Ledger, TheBudgetAfterTransfersIsConserved, ()) {
    Postings p;
    const int count = *rc::gen::inRange(1, 40);
    for (int i = 0; i < count; ++i) {
        const auto kind = static_cast<PostingKind>(*rc::gen::inRange(0, 10));
        const std::string day = "2021-10-" + std::to_string(*rc::gen::inRange(10, 30));
        auto& posting = p.posting(kind, day, std::to_string(*rc::gen::inRange(0, 1000)));
        posting.project = "project-" + std::to_string(*rc::gen::inRange(1, 4));
    }
    const Ledger ledger = p.ledger();
    for (const Balances& b : ledger.balances(on("2021-10-20"))) {
        RC_ASSERT(b.at(Balance::after_transfer) ==
                  b.at(Balance::available) + b.at(Balance::committed) + b.at(Balance::advanced) +
                      b.at(Balance::disbursed) + b.at(Balance::carried_over));
    }
}

}  // namespace
}  // namespace phaen::ledger
