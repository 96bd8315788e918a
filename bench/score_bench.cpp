#include <time.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "phaen/base/check.h"
#include "phaen/dataset/dictionary.h"
#include "phaen/facts/io.h"
#include "phaen/plan/io.h"
#include "phaen/plan/shipped_schemes.h"
#include "phaen/score/scoreboard.h"

// usage: score_bench PLAN FACTS [AGENCIES [YEARS [FACTS_OF_A_YEAR [THREADS]]]]
//
// The scoreboard of many agencies and years: cold (lines of facts read, every year scored), warm
// (all rows again) and after one more fact of a row. PLAN and FACTS are the example's; each
// agency's year has all of its facts and invented ones (seed 1): postings, reports of steps and
// records. The lines are made before the clock starts; then THREADS (2) share the rows. Then facts
// of nine sorts come one by one, each of another row, and some rows are compared with scoring them
// anew. Status 1 when a target is missed by processor time, which is that of all threads together.

namespace {

using namespace phaen;

double seconds_of(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}
double seconds_used() { return seconds_of(CLOCK_PROCESS_CPUTIME_ID); }
double seconds_of_thread() { return seconds_of(CLOCK_THREAD_CPUTIME_ID); }

struct Watch {
    std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
    double used = seconds_used();
};

struct Took {
    double clock = 0;
    double processor = 0;
};

Took since(const Watch& watch) {
    const std::chrono::duration<double> clock = std::chrono::steady_clock::now() - watch.began;
    return {clock.count(), seconds_used() - watch.used};
}

std::string file(const char* path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string day_text(unsigned day) {
    using namespace std::chrono_literals;
    return base::to_iso(std::chrono::sys_days(2021y / 10 / 1) + std::chrono::days(day));
}

/// One more line: three of four postings, of the rest half reports and half records.
std::string line(const plan::Plan& plan, std::mt19937& random, std::size_t seq, unsigned day) {
    const std::string number = std::to_string(seq);
    std::string element;
    std::string kind = "posting";
    std::string data;
    const unsigned which = random() % 8;
    if (which == 6) {
        const auto& schedule = plan.schedules[random() % plan.schedules.size()];
        kind = "progress";
        element = schedule.steps[random() % schedule.steps.size()].id;
        data = R"({"percent":)" + std::to_string(random() % 101) + "}";
    } else if (which == 7) {
        kind = "record";
        data = R"({"dataset":"works","record":"work-)" + std::to_string(random() % 1000) +
               R"(","values":{"form":"article","platform":"p)" + std::to_string(random() % 50) +
               R"(","published_on":")" + day_text(day) +
               R"(","status":"published","title":"t"},"version":1})";
    } else {
        const auto& project = plan.projects[random() % plan.projects.size()];
        data = R"({"amount":")" + std::to_string(random() % 100) + R"(.25","category":"other",)" +
               R"("fiscal_year":2565,"fund":"annual","posting":"disbursement","project":")" +
               project.id + R"("})";
    }
    return R"({"by":"office","data":)" + data +
           (element.empty() ? "" : R"(,"element":")" + element + "\"") + R"(,"id":"fact-)" +
           number + R"(","kind":")" + kind + R"(","on":")" + day_text(day) + R"(","plan":")" +
           plan.id + R"(","recorded_at":")" + day_text(day) + R"(T12:00:00Z","seq":)" + number +
           "}\n";
}

facts::FactLog read(const std::string& lines) {
    auto log = facts::read_facts(lines);
    PHAEN_CHECK(log.has_value(), "facts that can be read");
    return std::move(log).value();
}

std::size_t argument(int count, char** values, int index, std::size_t usual) {
    return count > index ? std::strtoul(values[index], nullptr, 10) : usual;
}

constexpr std::array<const char*, 9> kSorts = {"posting",
                                               "report of a step",
                                               "record",
                                               "evidence",
                                               "assessment",
                                               "approval of a step",
                                               "posting of an earlier day",
                                               "correction of the posting before",
                                               "withdrawal of a record"};

/// One more fact of the row, of the sort.
facts::Fact more(const plan::Plan& plan, const facts::FactLog& log, std::size_t sort,
                 std::mt19937& random) {
    facts::Fact fact;
    fact.seq = static_cast<std::int64_t>(log.size()) + 1;
    fact.id = "more-" + std::to_string(fact.seq);
    fact.plan = plan.id;
    fact.when.on =
        *base::parse_iso(day_text(sort == 6 ? static_cast<unsigned>(random() % 300) : 364));
    fact.recorded_at = *base::Instant::parse("2022-09-30T12:00:00Z");
    const auto& schedule = plan.schedules[random() % plan.schedules.size()];
    const auto& step = schedule.steps[random() % schedule.steps.size()];
    const auto& indicator = plan.indicators[random() % plan.indicators.size()];
    const auto last_of = [&](facts::FactKind kind) {
        std::size_t at = log.size() - 1;
        while (log.kind(at) != kind || log.fact(at).data.index() == 0) --at;
        fact.kind = kind;
        fact.corrects = log.id(at);
    };
    facts::Posting posting;
    posting.posting = facts::PostingKind::disbursement;
    posting.amount = *base::Money::from_satang(1'00);
    posting.fiscal_year = 2565;
    posting.fund = "annual";
    posting.category = "other";
    switch (sort) {
        case 1: {
            facts::Progress progress;
            progress.percent = base::Percent(base::Decimal::from_integer(100));
            fact.kind = facts::FactKind::progress;
            fact.element = step.id;
            fact.data = progress;
            return fact;
        }
        case 2: {
            facts::Record record;
            record.dataset = "works";
            record.record = "work-" + std::to_string(random() % 2000);
            record.values =
                *base::parse_json(R"({"form":"article","platform":"p","published_on":"2022-09-30",)"
                                  R"("status":"published","title":"more"})");
            fact.kind = facts::FactKind::record;
            fact.data = std::move(record);
            return fact;
        }
        case 3: {
            facts::Evidence evidence;
            evidence.title = "t";
            fact.kind = facts::FactKind::evidence;
            fact.element = indicator.evidence.empty() ? indicator.id : indicator.evidence[0].id;
            fact.data = evidence;
            return fact;
        }
        case 4: {
            facts::Assessment said;
            said.level = 3;
            fact.kind = facts::FactKind::assessment;
            fact.element = indicator.id;
            fact.data = said;
            return fact;
        }
        case 5: {
            facts::Event event;
            event.event = facts::EventKind::approved;
            fact.kind = facts::FactKind::event;
            fact.element = step.id;
            fact.data = event;
            return fact;
        }
        case 7:
            last_of(facts::FactKind::posting);
            break;
        case 8:
            last_of(facts::FactKind::record);
            return fact;
        default:
            break;
    }
    fact.kind = facts::FactKind::posting;
    fact.data = posting;
    return fact;
}

struct Cold {
    Took took;
    double reading = 0;  ///< of a processor
    double scoring = 0;
};

/// Reads and scores every row, several at a time, and enters them in their order.
Cold fill(score::Scoreboard& board, const plan::Plan& plan, const std::string& example,
          std::size_t rows, std::size_t years, std::size_t of_a_year, std::size_t threads) {
    const auto end = *base::Instant::parse("2022-10-01T00:00:00Z");
    const facts::AsOf as_of{*base::parse_iso("2022-09-30"), end};
    const plan::Scheme* scheme = plan::find_shipped_scheme(plan.scheme);
    const std::size_t first = read(example).size() + 1;
    const std::size_t at_once = threads * 8;
    std::mt19937 random(1);
    Cold cold;
    for (std::size_t begin = 0; begin < rows; begin += at_once) {
        const std::size_t count = std::min(at_once, rows - begin);
        std::vector<std::string> lines(count, example);
        for (std::string& of_row : lines) {
            for (std::size_t seq = first; seq <= of_a_year; ++seq)
                of_row += line(plan, random, seq, static_cast<unsigned>(364 * seq / of_a_year));
        }
        std::vector<std::optional<score::LiveScore>> made(count);
        std::vector<double> reading(threads);
        std::vector<double> scoring(threads);
        std::atomic<std::size_t> next = 0;
        const auto work = [&](std::size_t thread) {
            for (std::size_t i = next++; i < count; i = next++) {
                const double began = seconds_of_thread();
                facts::FactLog log = read(lines[i]);
                const double was_read = seconds_of_thread();
                made[i].emplace(
                    score::ScoreboardYear{"agency-" + std::to_string((begin + i) / years), &plan,
                                          scheme, dataset::shipped_dictionaries(), as_of},
                    std::move(log));
                static_cast<void>(made[i]->standing());
                reading[thread] += was_read - began;
                scoring[thread] += seconds_of_thread() - was_read;
            }
        };
        const Watch watch;
        std::vector<std::thread> workers;
        for (std::size_t i = 1; i < threads; ++i) workers.emplace_back(work, i);
        work(0);
        for (std::thread& worker : workers) worker.join();
        for (auto& row : made) board.enter(std::move(*row));
        const Took took = since(watch);
        cold.took.clock += took.clock;
        cold.took.processor += took.processor;
        for (std::size_t i = 0; i < threads; ++i) {
            cold.reading += reading[i];
            cold.scoring += scoring[i];
        }
    }
    return cold;
}

void check_row(score::Scoreboard& board, std::size_t row, const plan::Plan& plan) {
    const score::Derivation anew = score::score({&plan, plan::find_shipped_scheme(plan.scheme),
                                                 &board.log(row), dataset::shipped_dictionaries()},
                                                board.standing(row).as_of);
    PHAEN_CHECK(board.standing(row).total == anew.total &&
                    board.standing(row).components == anew.components,
                "a row that is what scoring anew gives");
}

int run(int count, char** values) {
    const auto plan = plan::parse_plan(file(values[1]), plan::FileFormat::toml);
    PHAEN_CHECK(plan.has_value(), "a plan that can be read");
    const std::string example = file(values[2]);
    const std::size_t years = argument(count, values, 4, 10);
    const std::size_t rows = argument(count, values, 3, 77) * years;
    const std::size_t of_a_year = argument(count, values, 5, 12'988);
    const std::size_t threads = std::clamp<std::size_t>(argument(count, values, 6, 2), 1, 64);

    score::Scoreboard board;
    const Cold cold = fill(board, *plan, example, rows, years, of_a_year, threads);
    const Watch warm_watch;
    const std::size_t shown = board.standings().size();
    const Took warm = since(warm_watch);

    constexpr std::size_t kTimes = 900;
    std::mt19937 random(2);
    std::array<std::vector<double>, kSorts.size()> by_sort;
    std::vector<double> all;
    double clock = 0;
    for (std::size_t i = 0; i < kTimes; ++i) {
        const std::size_t row = i * 7919 % shown;
        const std::size_t sort = i % kSorts.size();
        facts::Fact fact = more(*plan, board.log(row), sort, random);
        const Watch watch;
        const bool is_added = board.add(row, std::move(fact)).has_value();
        static_cast<void>(board.standing(row));
        const Took took = since(watch);
        PHAEN_CHECK(is_added, "a fact that can be added");
        clock += took.clock;
        all.push_back(took.processor);
        by_sort[sort].push_back(took.processor);
    }
    double used = 0;
    for (const double each : all) used += each;
    for (std::size_t i = 0; i < 20; ++i) check_row(board, i * 7919 % shown, *plan);

    std::printf(
        "| %zu rows of %zu facts, %zu threads | clock | processor | target |\n"
        "| --- | ---: | ---: | ---: |\n",
        shown, of_a_year, threads);
    std::printf("| cold: lines read, all scored | %.2f s | %.2f s | 15 s |\n", cold.took.clock,
                cold.took.processor);
    std::printf("| of it reading, scoring | | %.2f s, %.2f s | |\n", cold.reading, cold.scoring);
    std::printf("| warm: all rows | %.2f ms | %.2f ms | 50 ms |\n", warm.clock * 1e3,
                warm.processor * 1e3);
    std::printf("| one fact, and its row: mean of %zu | %.3f ms | %.3f ms | 1 ms |\n", kTimes,
                clock * 1e3 / kTimes, used * 1e3 / kTimes);
    const auto at_part = [](std::vector<double> list, double part) {
        std::sort(list.begin(), list.end());
        return list[static_cast<std::size_t>(part * static_cast<double>(list.size() - 1))] * 1e3;
    };
    std::printf("| median, 99 of 100, slowest | | %.3f, %.3f, %.3f ms | |\n", at_part(all, 0.5),
                at_part(all, 0.99), at_part(all, 1));
    for (std::size_t i = 0; i < kSorts.size(); ++i)
        std::printf("| %s: median, slowest | | %.3f, %.3f ms | |\n", kSorts[i],
                    at_part(by_sort[i], 0.5), at_part(by_sort[i], 1));
    return cold.took.processor < 15 && warm.processor < 0.05 && used < 0.001 * kTimes ? 0 : 1;
}

}  // namespace

int main(int count, char** values) {
    if (count >= 3) return run(count, values);
    std::fputs("usage: score_bench PLAN FACTS [AGENCIES [YEARS [FACTS_OF_A_YEAR [THREADS]]]]\n",
               stderr);
    return 2;
}
