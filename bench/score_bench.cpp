#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "phaen/base/check.h"
#include "phaen/dataset/dictionary.h"
#include "phaen/facts/io.h"
#include "phaen/plan/io.h"
#include "phaen/plan/shipped_schemes.h"
#include "phaen/score/scoreboard.h"

// usage: score_bench PLAN FACTS [AGENCIES [YEARS [FACTS_OF_A_YEAR]]]
//
// The scoreboard of many agencies and years: cold (lines of facts read, every year scored), warm
// (all rows again) and after one more fact of a row. PLAN and FACTS are the example's; each
// agency's year has all of its facts and invented ones (seed 1): postings, reports of steps and
// records. The lines are made before the clock starts. Status 1 when a target is missed by
// processor time.

namespace {

using namespace phaen;

double seconds_used() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

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

int run(int count, char** values) {
    const auto plan = plan::parse_plan(file(values[1]), plan::FileFormat::toml);
    PHAEN_CHECK(plan.has_value(), "a plan that can be read");
    const std::string example = file(values[2]);
    const std::size_t agencies = argument(count, values, 3, 77);
    const std::size_t years = argument(count, values, 4, 10);
    const std::size_t of_a_year = argument(count, values, 5, 12'988);
    const std::size_t first = read(example).size() + 1;
    const auto end = *base::Instant::parse("2022-10-01T00:00:00Z");
    const facts::AsOf as_of{*base::parse_iso("2022-09-30"), end};

    std::mt19937 random(1);
    score::Scoreboard board;
    Took cold;
    for (std::size_t row = 0; row < agencies * years; ++row) {
        std::string lines = example;
        for (std::size_t seq = first; seq <= of_a_year; ++seq)
            lines += line(*plan, random, seq, static_cast<unsigned>(364 * seq / of_a_year));
        const Watch watch;
        const std::size_t at = board.enter(
            {"agency-" + std::to_string(row / years), &*plan,
             plan::find_shipped_scheme(plan->scheme), dataset::shipped_dictionaries(), as_of},
            read(lines));
        static_cast<void>(board.standing(at));
        const Took took = since(watch);
        cold.clock += took.clock;
        cold.processor += took.processor;
    }
    const Watch warm_watch;
    const std::size_t shown = board.standings().size();
    const Took warm = since(warm_watch);

    constexpr int kTimes = 100;
    std::vector<facts::Fact> more;
    for (int i = 0; i < kTimes; ++i) {
        const std::size_t seq = of_a_year + 1 + static_cast<std::size_t>(i);
        more.push_back(read(line(*plan, random, seq, 364)).fact(0));
    }
    const Watch watch;
    for (int i = 0; i < kTimes; ++i) {
        const bool is_added =
            board.add(shown / 2, std::move(more[static_cast<std::size_t>(i)])).has_value();
        PHAEN_CHECK(is_added, "a fact that can be added");
        static_cast<void>(board.standing(shown / 2));
    }
    const Took update = since(watch);
    std::printf(
        "| %zu rows of %zu facts | clock | processor | target |\n| --- | ---: | ---: | ---: |\n",
        shown, of_a_year);
    std::printf("| cold: lines read, all scored | %.2f s | %.2f s | 15 s |\n", cold.clock,
                cold.processor);
    std::printf("| warm: all rows | %.2f ms | %.2f ms | 50 ms |\n", warm.clock * 1e3,
                warm.processor * 1e3);
    std::printf("| one fact, and its row | %.3f ms | %.3f ms | 1 ms |\n",
                update.clock * 1e3 / kTimes, update.processor * 1e3 / kTimes);
    return cold.processor < 15 && warm.processor < 0.05 && update.processor < 0.001 * kTimes ? 0
                                                                                             : 1;
}

}  // namespace

int main(int count, char** values) {
    if (count >= 3) return run(count, values);
    std::fputs("usage: score_bench PLAN FACTS [AGENCIES [YEARS [FACTS_OF_A_YEAR]]]\n", stderr);
    return 2;
}
