#include "phaen/facts/log.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace phaen::facts {
namespace {

Day day(int number) { return {std::chrono::sys_days(std::chrono::days(18'900 + number))}; }
base::Instant instant(int number) {
    return *base::Instant::from_microseconds(1'600'000'000'000'000 + number * 1'000'000LL);
}

Fact progress(std::string id, std::int64_t seq, int on, int recorded, std::string corrects = "") {
    Fact fact;
    fact.id = std::move(id);
    fact.seq = seq;
    fact.kind = FactKind::progress;
    fact.plan = "plan";
    fact.element = "step-1";
    fact.when.on = day(on);
    fact.recorded_at = instant(recorded);
    fact.corrects = std::move(corrects);
    Progress data;
    data.percent = base::Percent(base::Decimal::from_integer(seq % 101));
    fact.data = data;
    return fact;
}

std::vector<std::string> ids(const FactLog& log, const std::vector<std::uint32_t>& view) {
    std::vector<std::string> names;
    for (const std::uint32_t i : view) names.emplace_back(log.at(i).id);
    return names;
}

using Names = std::vector<std::string>;

/// a on day 1 recorded at 10; b corrects it to day 5, recorded at 20; c withdraws it, at 30.
FactLog chain() {
    FactLog log;
    EXPECT_TRUE(log.append(progress("a", 1, 1, 10)));
    EXPECT_TRUE(log.append(progress("b", 2, 5, 20, "a")));
    Fact withdrawn = progress("c", 3, 5, 30, "b");
    withdrawn.data = std::monostate{};
    EXPECT_TRUE(log.append(withdrawn));
    return log;
}

TEST(FactLog, ADayIsReadJustBeforeAtAndAfter) {
    const FactLog log = chain();
    EXPECT_EQ(ids(log, log.view({day(0), instant(10)})), Names{});
    EXPECT_EQ(ids(log, log.view({day(1), instant(10)})), Names{"a"});
    EXPECT_EQ(ids(log, log.view({day(2), instant(10)})), Names{"a"});
}

TEST(FactLog, AnInstantIsReadJustBeforeAtAndAfter) {
    const FactLog log = chain();
    EXPECT_EQ(ids(log, log.view({day(9), instant(9)})), Names{});
    EXPECT_EQ(ids(log, log.view({day(9), instant(10)})), Names{"a"});
    EXPECT_EQ(ids(log, log.view({day(9), instant(19)})), Names{"a"});
    EXPECT_EQ(ids(log, log.view({day(9), instant(20)})), Names{"b"});
    EXPECT_EQ(ids(log, log.view({day(9), instant(29)})), Names{"b"});
    EXPECT_EQ(ids(log, log.view({day(9), instant(30)})), Names{});
}

TEST(FactLog, WhatWasCorrectedToALaterDayDidNotHappenBefore) {
    const FactLog log = chain();
    EXPECT_EQ(ids(log, log.view({day(4), instant(20)})), Names{});
    EXPECT_EQ(ids(log, log.view({day(5), instant(20)})), Names{"b"});
}

TEST(FactLog, ASpanCountsFromItsLastDay) {
    FactLog log;
    Fact fact = progress("a", 1, 1, 10);
    fact.when = {.on = {}, .from = day(1), .to = day(3)};
    ASSERT_TRUE(log.append(fact));
    EXPECT_EQ(log.view({day(2), instant(10)}).size(), 0U);
    EXPECT_EQ(log.view({day(3), instant(10)}).size(), 1U);
    EXPECT_EQ(log.fact(0), fact);
}

TEST(FactLog, TwoCorrectionsOfOneFactAreOneChain) {
    FactLog log;
    ASSERT_TRUE(log.append(progress("a", 1, 1, 10)));
    ASSERT_TRUE(log.append(progress("b", 2, 1, 10, "a")));
    ASSERT_TRUE(log.append(progress("c", 3, 1, 10, "a")));
    EXPECT_EQ(ids(log, log.view({day(9), instant(10)})), Names{"c"});
}

TEST(FactLog, WhatTheLastFactChangesOfAView) {
    FactLog log;
    const auto change = [&](int on, int known) {
        const ViewChange found = log.change_by_last({day(on), instant(known)});
        const auto name = [&](std::optional<std::uint32_t> fact) {
            return fact ? std::string(log.id(*fact)) : std::string("-");
        };
        return name(found.lost) + " " + name(found.gained);
    };
    ASSERT_TRUE(log.append(progress("a", 1, 1, 10)));
    EXPECT_EQ(change(1, 10), "- a");
    EXPECT_EQ(change(0, 10), "- -");  // it is of a later day
    EXPECT_EQ(change(1, 9), "- -");   // nobody knows
    ASSERT_TRUE(log.append(progress("b", 2, 5, 30, "a")));
    EXPECT_EQ(change(5, 30), "a b");
    EXPECT_EQ(change(4, 30), "a -");  // corrected to a later day
    EXPECT_EQ(change(5, 29), "- -");
    ASSERT_TRUE(log.append(progress("c", 3, 2, 20, "a")));
    EXPECT_EQ(change(9, 30), "b c");
    EXPECT_EQ(change(9, 20), "a c");  // b is not known yet
    EXPECT_EQ(change(3, 30), "- c");  // b did not hold on day 3
    Fact withdrawn = progress("d", 4, 9, 40, "c");
    withdrawn.data = std::monostate{};
    ASSERT_TRUE(log.append(withdrawn));
    EXPECT_EQ(change(9, 40), "c -");
    EXPECT_EQ(log.latest(), instant(40));
}

TEST(FactLog, AViewOfAPlanHasItsFactsAndThoseOfNone) {
    FactLog log;
    const std::vector<std::string> plans = {"plan", "other", "", "plan"};
    for (std::size_t i = 0; i < plans.size(); ++i) {
        const auto seq = static_cast<std::int64_t>(i) + 1;
        Fact fact = progress("f" + std::to_string(seq), seq, 1, 10);
        fact.plan = plans[i];
        if (i == 3) {
            fact.kind = FactKind::event;
            fact.data = Event{};
        }
        ASSERT_TRUE(log.append(fact));
    }
    const PlanView view = log.view_of_plan({day(1), instant(10)}, "plan");
    EXPECT_EQ(ids(log, view.all), (Names{"f1", "f3", "f4"}));
    EXPECT_EQ(ids(log, view.of(FactKind::progress)), (Names{"f1", "f3"}));
    EXPECT_EQ(ids(log, view.of(FactKind::event)), Names{"f4"});
}

TEST(FactLog, ViewsByKind) {
    FactLog log;
    ASSERT_TRUE(log.append(progress("a", 1, 1, 10)));
    Fact event = progress("b", 2, 1, 10);
    event.kind = FactKind::event;
    Event approved;
    approved.event = EventKind::approved;
    event.data = approved;
    ASSERT_TRUE(log.append(event));
    EXPECT_EQ(ids(log, log.view({day(9), instant(10)}, FactKind::event)), Names{"b"});
    EXPECT_EQ(log.at(1).event->event, EventKind::approved);
    EXPECT_EQ(log.at(1).progress, nullptr);
}

TEST(FactLog, RefusesInOrder) {
    FactLog log;
    ASSERT_TRUE(log.append(progress("a", 5, 1, 10)));
    // Everything is wrong with it; each mending leaves the next refusal.
    Fact fact = progress("A", 5, 1, 10, "b");
    fact.when.from = day(1);
    fact.data = Event{};
    EXPECT_EQ(log.append(fact).error(), FactRefusal::bad_id);
    fact.id = "a";
    EXPECT_EQ(log.append(fact).error(), FactRefusal::bad_day);
    fact.when.from.reset();
    EXPECT_EQ(log.append(fact).error(), FactRefusal::wrong_data);
    fact.data = std::monostate{};
    EXPECT_EQ(log.append(fact).error(), FactRefusal::seq_not_increasing);
    fact.seq = 6;
    EXPECT_EQ(log.append(fact).error(), FactRefusal::duplicate_id);
    fact.id = "c";
    EXPECT_EQ(log.append(fact).error(), FactRefusal::corrects_unknown);
    fact.corrects = "a";
    fact.plan = "other";
    EXPECT_EQ(log.append(fact).error(), FactRefusal::corrects_other);
    fact.corrects.clear();
    EXPECT_EQ(log.append(fact).error(), FactRefusal::withdraws_nothing);
    fact.data = Progress{};
    EXPECT_TRUE(log.append(fact));
}

TEST(FactLog, AllAmountsTogetherStayWithinWhatMoneyCanBe) {
    const auto posting = [](std::string_view id, std::int64_t seq, std::int64_t satang) {
        Fact fact = progress(std::string(id), seq, 1, 10);
        fact.kind = FactKind::posting;
        Posting data;
        data.amount = *base::Money::from_satang(satang);
        data.fiscal_year = 2565;
        fact.data = data;
        return fact;
    };
    const auto append_view = [](FactLog& log, const Fact& fact) {
        const auto& data = std::get<Posting>(fact.data);
        PostingFact view;
        view.id = fact.id;
        view.seq = fact.seq;
        view.plan = fact.plan;
        view.on = fact.when.on;
        view.recorded_at = fact.recorded_at;
        view.data = PostingView::of(data);
        return log.append(view);
    };
    constexpr std::int64_t kMost = base::Money::kMaxSatang;
    for (const bool as_view : {false, true}) {
        FactLog log;
        const auto append = [&](const Fact& fact) {
            return as_view ? append_view(log, fact) : log.append(fact);
        };
        ASSERT_TRUE(append(posting("a", 1, kMost - 2)));
        EXPECT_EQ(append(posting("b", 2, 3)).error(), FactRefusal::too_much_money);
        ASSERT_TRUE(append(posting("b", 2, 1)));
        ASSERT_TRUE(append(posting("c", 3, 1)));
        EXPECT_EQ(append(posting("d", 4, 1)).error(), FactRefusal::too_much_money);
        EXPECT_TRUE(append(posting("d", 4, 0)));
        EXPECT_EQ(log.posted().satang(), kMost);
        EXPECT_EQ(log.size(), 4U);
    }
}

TEST(FactLog, SpansKeepTheirFirstDayAndDaysHaveNone) {
    FactLog log;
    Fact span = progress("b", 2, 1, 10);
    span.when = {std::nullopt, day(2), day(5)};
    const Fact before = progress("a", 1, 3, 10);
    const Fact after = progress("c", 3, 4, 10);
    for (const Fact& fact : {before, span, after}) ASSERT_TRUE(log.append(fact));
    EXPECT_EQ(log.fact(0), before);
    EXPECT_EQ(log.fact(1), span);
    EXPECT_EQ(log.fact(2), after);
    EXPECT_EQ(log.at(1).last_day - log.at(1).first_day, 3);
    EXPECT_EQ(log.at(2).first_day, log.at(2).last_day);
}

RC_GTEST_PROP(FactLog, ExpectingFactsChangesNothing, ()) {
    const auto numbers = *rc::gen::unique<std::vector<int>>(rc::gen::inRange(0, 5000));
    const auto at = *rc::gen::inRange<std::size_t>(0, numbers.size() + 1);
    const auto count = *rc::gen::inRange<std::size_t>(0, 3000);
    FactLog log;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (i == at) log.expect_facts(count);
        Fact fact =
            progress("p" + std::to_string(numbers[i]), static_cast<std::int64_t>(i) + 1, 1, 1);
        RC_ASSERT(log.append(fact).has_value());
        RC_ASSERT(log.append(fact).error() == FactRefusal::seq_not_increasing);
        ++fact.seq;
        RC_ASSERT(log.append(fact).error() == FactRefusal::duplicate_id);
    }
    for (std::size_t i = 0; i < numbers.size(); ++i)
        RC_ASSERT(log.find("p" + std::to_string(numbers[i])) == i);
}

RC_GTEST_PROP(FactLog, IdsAreFoundWhetherTheyRiseOrNot, ()) {
    const auto numbers = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1200));
    const int rising = *rc::gen::inRange(0, 1500);
    FactLog log;
    std::map<std::string, std::size_t> added;
    const auto add = [&](int number) {
        const std::string id = "p" + std::to_string(number);
        const auto done =
            log.append(progress(id, static_cast<std::int64_t>(added.size()) + 1, 1, 1));
        const bool is_new = added.emplace(id, added.size()).second;
        RC_ASSERT(done.has_value() == is_new);
        if (!is_new) RC_ASSERT(done.error() == FactRefusal::duplicate_id);
    };
    for (int number = 0; number < rising; number += 3) add(number);
    for (const int number : numbers) add(number);
    for (int number = 0; number < 1500; ++number) {
        const std::string id = "p" + std::to_string(number);
        const auto known = added.find(id);
        const auto found = log.find(id);
        RC_ASSERT(found.has_value() == (known != added.end()));
        if (found) RC_ASSERT(*found == known->second);
    }
}

TEST(FactLog, ABalanceIsAnAssertionsAlone) {
    FactLog log;
    Fact fact = progress("a", 1, 1, 10);
    fact.kind = FactKind::posting;
    Posting assertion;
    assertion.posting = PostingKind::assertion;
    fact.data = assertion;
    EXPECT_EQ(log.append(fact).error(), FactRefusal::wrong_data);
    std::get<Posting>(fact.data).balance = Balance::disbursed;
    EXPECT_TRUE(log.append(fact));
    fact.id = "b";
    fact.seq = 2;
    std::get<Posting>(fact.data).posting = PostingKind::disbursement;
    EXPECT_EQ(log.append(fact).error(), FactRefusal::wrong_data);
}

TEST(FactLog, PostingsOfOneAccountHaveItsNumber) {
    FactLog log;
    const auto add = [&](std::int64_t seq, int year, std::string_view fund,
                         std::string_view project) {
        const std::string id = "p" + std::to_string(seq);
        PostingFact fact;
        fact.id = id;
        fact.seq = seq;
        fact.on = Day(std::chrono::year(2021) / 10 / 1);
        fact.data.fiscal_year = year;
        fact.data.fund = fund;
        fact.data.project = project;
        fact.data.note = seq == 3 ? "third" : "";
        return log.append(fact).has_value();
    };
    ASSERT_TRUE(add(1, 2565, "annual", ""));
    ASSERT_TRUE(add(2, 2565, "", "annual"));
    ASSERT_TRUE(add(3, 2565, "annual", ""));
    ASSERT_TRUE(add(4, 2564, "annual", ""));
    EXPECT_FALSE(add(4, 2564, "annual", ""));
    EXPECT_EQ(log.accounts(), 3U);
    EXPECT_EQ(log.posting(2)->account, log.posting(0)->account);
    EXPECT_NE(log.posting(1)->account, log.posting(0)->account);
    EXPECT_NE(log.posting(3)->account, log.posting(0)->account);
    EXPECT_EQ(log.posting(0)->note, "");
    EXPECT_EQ(log.posting(2)->note, "third");
}

TEST(FactLog, ListsOrphansOfThePlanOnly) {
    FactLog log;
    ASSERT_TRUE(log.append(progress("a", 1, 1, 10)));
    Fact gone = progress("b", 2, 1, 10);
    gone.element = "step-9";
    ASSERT_TRUE(log.append(gone));
    gone.id = "c";
    gone.seq = 3;
    gone.plan = "other";
    ASSERT_TRUE(log.append(gone));
    const auto view = log.view({day(9), instant(10)});
    const auto has = [](std::string_view element) { return element == "step-1"; };
    EXPECT_EQ(ids(log, log.orphans(view, "plan", has)), Names{"b"});
}

/// The slow and simple way: replay everything that was known, replace what is corrected.
std::set<std::string> replay(const std::vector<Fact>& history, Day on, base::Instant known_at) {
    std::map<std::string, std::string> root;  // of each fact
    std::map<std::string, const Fact*> current;
    for (const Fact& fact : history) {
        root[fact.id] = fact.corrects.empty() ? fact.id : root[fact.corrects];
        if (fact.recorded_at <= known_at) current[root[fact.id]] = &fact;
    }
    std::set<std::string> held;
    for (const auto& [first, fact] : current) {
        const Day last = fact->when.on ? *fact->when.on : *fact->when.to;
        if (fact->data.index() != 0 && last <= on) held.insert(fact->id);
    }
    return held;
}

RC_GTEST_PROP(FactLog, EveryQuestionHasTheAnswerOfAReplay, ()) {
    const int count = *rc::gen::inRange(1, 60);
    std::vector<Fact> history;
    FactLog log;
    for (int i = 0; i < count; ++i) {
        const bool corrects = i > 0 && *rc::gen::inRange(0, 3) == 0;
        Fact fact = progress("f" + std::to_string(i), i + 1, *rc::gen::inRange(0, 10),
                             *rc::gen::inRange(0, 10));
        if (corrects) fact.corrects = "f" + std::to_string(*rc::gen::inRange(0, i));
        if (corrects && *rc::gen::inRange(0, 4) == 0) fact.data = std::monostate{};
        if (*rc::gen::inRange(0, 3) == 0) {
            const Day last = *fact.when.on;
            fact.when = {.on = {}, .from = day(0), .to = last};
        }
        RC_ASSERT(log.append(fact).has_value());
        history.push_back(std::move(fact));
    }
    for (std::size_t i = 0; i < history.size(); ++i) RC_ASSERT(log.fact(i) == history[i]);
    for (int d = -1; d <= 10; ++d) {
        for (int k = -1; k <= 10; ++k) {
            const auto view = log.view({day(d), instant(k)});
            RC_ASSERT(std::is_sorted(view.begin(), view.end()));
            const auto names = ids(log, view);
            RC_ASSERT(std::set<std::string>(names.begin(), names.end()) ==
                      replay(history, day(d), instant(k)));
            RC_ASSERT(names.size() == std::set<std::string>(names.begin(), names.end()).size());
        }
    }
}

}  // namespace
}  // namespace phaen::facts
