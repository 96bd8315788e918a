// Any history of a plan and its year: what held on a day, as it was known at an instant, is what a
// naive reader finds who goes through everything from the beginning.
#include <array>
#include <random>
#include <set>

#include "conformance_support.h"
#include "phaen/base/calendar.h"
#include "phaen/base/sha256.h"
#include "phaen/base/value.h"
#include "phaen/store/plan_store.h"
#include "phaen/store/year_store.h"
#include "store_cases.h"

namespace phaen::store {
namespace {

using base::Object;
using base::Value;
using testing_support::backend_name;
using testing_support::command_at;
using testing_support::day_at;
using testing_support::fact_of;
using testing_support::instant_at;
using testing_support::lies_of;
using testing_support::OnBoth;

constexpr int kSteps = 6;
constexpr int kDays = 40;
constexpr int kMinutes = 600;
using Steps = std::array<bool, kSteps>;

std::string content_of(const Steps& steps) {
    base::Array list;
    for (int i = 0; i < kSteps; ++i) {
        if (steps.at(static_cast<std::size_t>(i))) list.emplace_back("step-" + std::to_string(i));
    }
    return base::to_canonical_json(
        Value(Object{{"id", Value("plan-1")}, {"steps", Value(std::move(list))}}));
}

/// What happened, in its order, with what the clock said: clocks of servers differ.
struct Event {
    enum class What { edit, approval, fact } what = What::edit;
    int minute = 0;
    std::int64_t number = 0;  ///< of the version that came of it, or was approved
    int from = 0;             ///< day of the order
    std::string content = {};
    facts::Fact fact = {};
};

/// The auditor: it shares nothing with the store, and paints a calendar.
std::string naive_answer(const std::vector<Event>& history, int day, int known) {
    std::map<std::int64_t, std::string> contents;
    std::int64_t newest = 1;
    std::array<std::int64_t, kDays> holds{};
    std::int64_t decided = 0;  // which decision a day was painted by, counted from 1
    std::array<std::int64_t, kDays> painted{};
    std::map<std::string, std::string> first_of;
    std::map<std::string, const facts::Fact*> last;
    for (const Event& event : history) {
        if (event.what == Event::What::edit) contents[event.number] = event.content;
        if (event.what == Event::What::fact) {
            const facts::Fact& fact = event.fact;
            first_of[fact.id] = fact.corrects.empty() ? fact.id : first_of[fact.corrects];
        }
        if (event.minute > known) continue;
        if (event.what == Event::What::edit) newest = std::max(newest, event.number);
        if (event.what == Event::What::fact) last[first_of[event.fact.id]] = &event.fact;
        if (event.what != Event::What::approval) continue;
        ++decided;
        for (int i = decided == 1 ? 0 : event.from; i < kDays; ++i) {
            holds.at(static_cast<std::size_t>(i)) = event.number;
            painted.at(static_cast<std::size_t>(i)) = decided;
        }
    }
    const auto at = static_cast<std::size_t>(day);
    // What is worked on since belongs to the last decision.
    const std::int64_t number = painted.at(at) == decided ? newest : holds.at(at);
    const std::string& content = contents[number];
    std::map<std::int64_t, std::string> held;
    for (const auto& [first, fact] : last) {
        if (fact->data.index() == 0 || *fact->when.on > day_at(day)) continue;
        const bool is_orphan = content.find('"' + fact->element + '"') == std::string::npos;
        held[fact->seq] = fact->id + (is_orphan ? "! " : " ");
    }
    std::string text = std::to_string(number) + " " + content + " ";
    for (const auto& [seq, id] : held) text += id;
    return text;
}

class History : public OnBoth {
  protected:
    void SetUp() override {
        OnBoth::SetUp();
        if (IsSkipped() || !database) return;
        plans = PlanStore::on(*database);
        year = std::make_unique<YearStore>(*database);
        ASSERT_TRUE(plans->put_agency(command_at(0), {"office", "สำนัก", "Office"}));
        steps.fill(true);
        contents.push_back(content_of(steps));
        ASSERT_TRUE(plans->add_plan(command_at(100), "plan-1", version_of(contents.back())));
        history.push_back({Event::What::edit, 100, 1, 0, contents.back()});
    }
    static NewVersion version_of(const std::string& content) {
        NewVersion version;
        version.version = base::sha256_hex(content);
        version.content = content;
        version.fiscal_year = 2570;
        return version;
    }
    void edit(int minute) {
        bool& step = steps.at(random() % kSteps);
        step = !step;
        add(minute, content_of(steps), 0);
    }
    /// Brings back what an earlier version said.
    void restore(int minute) {
        const std::size_t which = random() % contents.size();
        add(minute, contents[which], static_cast<std::int64_t>(which + 1));
        for (int i = 0; i < kSteps; ++i) {
            steps.at(static_cast<std::size_t>(i)) =
                contents[which].find("step-" + std::to_string(i)) != std::string::npos;
        }
    }
    void add(int minute, std::string content, std::int64_t restores) {
        NewVersion version = version_of(content);
        version.restores = restores;
        const auto head = static_cast<std::int64_t>(contents.size());
        const auto added = plans->add_version(command_at(minute), "plan-1", head, version);
        ASSERT_TRUE(added) << added.error().detail;
        contents.push_back(content);
        history.push_back({Event::What::edit, minute, head + 1, 0, std::move(content)});
    }
    /// The plan, or an amendment of it, under an order with its day.
    void approve(int minute) {
        const int from = static_cast<int>(random() % kDays);
        const auto number = static_cast<std::int64_t>(contents.size());
        WorkflowMove how;
        how.action = "approve";
        how.note = base::to_canonical_json(
            Value(Object{{"date", Value(base::to_iso(day_at(from)))}, {"number", Value(number)}}));
        const auto moved = year->move(command_at(minute),
                                      {"plan", "plan-1", "approved", "", 0, "", approved++}, how);
        ASSERT_TRUE(moved) << moved.error().detail;
        history.push_back({Event::What::approval, minute, number, from});
    }
    void tell(int minute) {
        std::string corrects;
        if (!told.empty() && random() % 3 == 0) corrects = told[random() % told.size()];
        facts::Fact fact = fact_of("f" + std::to_string(told.size()),
                                   static_cast<int>(random() % kDays), minute, corrects);
        fact.element = "step-" + std::to_string(random() % kSteps);
        if (!corrects.empty() && random() % 4 == 0) fact.data = std::monostate{};
        ASSERT_TRUE(year->append(command_at(minute), {fact}));
        told.push_back(fact.id);
        fact.seq = static_cast<std::int64_t>(told.size());
        history.push_back({Event::What::fact, minute, 0, 0, "", fact});
    }
    std::string answer(int day, int known) {
        const facts::AsOf as_of{day_at(day), instant_at(known)};
        std::vector<Approval> decisions;
        const auto moves = year->moves("office", "plan", "plan-1");
        for (const WorkflowMove& move : *moves) {
            const auto note = base::parse_json(move.note);
            decisions.push_back({move.at, *note->find("number")->as_integer(),
                                 *base::parse_iso(*note->find("date")->as_string())});
        }
        const auto number = plans->number_in_force("plan-1", as_of, decisions);
        if (!number) return number.error().detail;
        const auto version = plans->version("plan-1", *number);
        if (!version) return version.error().detail;
        const auto facts = year->facts_as_of("office", "plan-1", {}, as_of);
        if (!facts) return facts.error().detail;
        std::string text = std::to_string(*number) + " " + version->content + " ";
        for (const facts::Fact& fact : *facts) {
            const bool is_orphan =
                version->content.find('"' + fact.element + '"') == std::string::npos;
            text += fact.id + (is_orphan ? "! " : " ");
        }
        return text;
    }

    std::mt19937_64 random{20261127};
    std::unique_ptr<PlanStore> plans;
    std::unique_ptr<YearStore> year;
    Steps steps{};
    std::vector<std::string> contents;
    std::vector<std::string> told;
    std::int64_t approved = 0;
    std::vector<Event> history;
    std::vector<Approval> approvals;
};

TEST_P(History, of_edits_amendments_facts_and_corrections_reads_like_a_replay) {
    std::set<std::string> different;
    for (int i = 0; i < 240; ++i) {
        // Forward on the whole, with clocks that are some minutes apart.
        const int minute = 100 + i * 2 + static_cast<int>(random() % 30);
        const std::uint64_t what = random() % 20;
        if (what < 6) {
            edit(minute);
        } else if (what < 8) {
            restore(minute);
        } else if (what < 10) {
            approve(minute);
        } else {
            tell(minute);
        }
        ASSERT_FALSE(HasFatalFailure());
    }
    for (int question = 0; question < 250; ++question) {
        const int day = static_cast<int>(random() % kDays);
        const int known = static_cast<int>(random() % kMinutes);
        const std::string expected = naive_answer(history, day, known);
        ASSERT_EQ(answer(day, known), expected) << "day " << day << " known " << known;
        different.insert(expected);
    }
    EXPECT_GT(different.size(), 150U) << "the questions ask for something";
    EXPECT_EQ(lies_of(*database), "");
}

TEST_P(History, an_amendment_holds_from_the_day_of_its_order) {
    // The plan is approved on day 0; an order of day 20, recorded in minute 300, takes step-0 out.
    const auto approve_on = [&](int minute, int from) {
        approvals.push_back({instant_at(minute).microseconds(),
                             static_cast<std::int64_t>(contents.size()), day_at(from)});
    };
    const auto number = [&](int day, int known) {
        return plans->number_in_force("plan-1", {day_at(day), instant_at(known)}, approvals)
            .value();
    };
    EXPECT_EQ(number(5, 99), 1) << "before it was brought in it is read as it was brought in";
    approve_on(150, 0);
    add(200, content_of({false, true, true, true, true, true}), 0);
    EXPECT_EQ(number(5, 199), 1);
    EXPECT_EQ(number(5, 200), 2) << "worked on, and not yet decided";
    approve_on(300, 20);
    EXPECT_EQ(number(19, 300), 1);
    EXPECT_EQ(number(20, 300), 2);
    EXPECT_EQ(number(19, 299), 2) << "nobody knew of the order yet";
    add(400, content_of(steps), 0);
    EXPECT_EQ(number(20, 400), 3) << "a change after the order belongs to it";
    EXPECT_EQ(number(19, 400), 1);
    EXPECT_EQ(plans->number_in_force("none", {day_at(1), instant_at(1)}, {}).error().kind,
              ErrorKind::not_found);
}

INSTANTIATE_TEST_SUITE_P(On, History, testing::Values(Backend::sqlite, Backend::postgres),
                         backend_name);

}  // namespace
}  // namespace phaen::store
