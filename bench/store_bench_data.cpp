#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <fstream>
#include <random>
#include <thread>
#include <vector>

#include "phaen/base/calendar.h"
#include "phaen/store/backup.h"
#include "phaen/store/record_store.h"
#include "phaen/store/year_store.h"
#include "store_bench.h"

namespace phaen::bench {

namespace {

constexpr std::int64_t kPortion = 10'000;
constexpr std::int64_t kMorning = 1'790'000'000'000'000;

facts::Day day_of(std::int64_t number) {
    return std::chrono::sys_days(std::chrono::year(2026) / 10 / 1) +
           std::chrono::days(number % 365);
}

store::Command command_at(std::int64_t microseconds) {
    return {"office", "officer", kMorning + microseconds, "", ""};
}

dataset::Dictionary visits() {
    dataset::Dictionary dictionary;
    dictionary.id = "visits";
    const auto add = [&](const char* name, dataset::FieldType type) {
        dataset::Field field;
        field.name = name;
        field.type = type;
        dictionary.fields.push_back(field);
    };
    add("title", dataset::FieldType::text);
    add("place", dataset::FieldType::text);
    add("visitors", dataset::FieldType::integer);
    add("share", dataset::FieldType::decimal);
    add("cost", dataset::FieldType::money);
    add("held", dataset::FieldType::boolean);
    add("on_day", dataset::FieldType::date);
    add("note", dataset::FieldType::text);
    return dictionary;
}

void write_csv(const std::filesystem::path& path, std::int64_t count) {
    std::ofstream csv(path, std::ios::binary);
    csv << "record,title,place,visitors,share,cost,held,on_day,note\n";
    for (std::int64_t i = 0; i < count; ++i) {
        csv << "r" << 10'000'000 + i << ",งานที่ " << i << ",ห้อง " << i % 40 << ',' << i % 900 << ','
            << i % 100 << ".25," << i * 7 % 90'000 << ".50," << (i % 2 == 0 ? "true" : "false")
            << ',' << base::to_iso(day_of(i)) << ",note of visit " << i << '\n';
    }
}

/// The program's own import into a table of the same columns, durable at its end.
double import_with_sqlite3(const std::filesystem::path& csv, const std::filesystem::path& db) {
    std::array<std::string, 6> words = {
        "sqlite3",
        db.string(),
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE visits (record TEXT "
        "PRIMARY "
        "KEY, title TEXT, place TEXT, visitors INTEGER, share TEXT, cost TEXT, held TEXT, on_day "
        "TEXT, note TEXT) STRICT;",
        ".mode csv",
        ".import --skip 1 " + csv.string() + " visits",
        "PRAGMA wal_checkpoint(TRUNCATE);"};
    std::array<char*, 7> arguments{};
    for (std::size_t i = 0; i < words.size(); ++i) arguments.at(i) = words.at(i).data();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    const auto begun = Clock::now();
    pid_t child = 0;
    int status = 1;
    if (::posix_spawnp(&child, "sqlite3", &actions, nullptr, arguments.data(), environ) == 0)
        ::waitpid(child, &status, 0);
    posix_spawn_file_actions_destroy(&actions);
    if (status != 0) std::printf("sqlite3 failed\n");
    return seconds_since(begun);
}

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    for (std::size_t at = 0; at <= line.size();) {
        const std::size_t end = std::min(line.find(',', at), line.size());
        cells.push_back(line.substr(at, end - at));
        at = end + 1;
    }
    return cells;
}

double import_as_records(const std::filesystem::path& csv, const std::filesystem::path& db) {
    const auto begun = Clock::now();
    const auto database = store::Database::open({db, ""});
    if (!database) return 0;
    store::RecordStore tables(**database);
    if (!tables.put_dictionary(command_at(0), visits())) return 0;
    store::YearStore store(**database);
    std::ifstream stream(csv, std::ios::binary);
    std::string line;
    std::getline(stream, line);
    std::vector<facts::Fact> portion;
    std::int64_t number = 0;
    const auto send = [&] {
        if (!store.append(command_at(++number), std::move(portion))) std::printf("refused\n");
        portion.clear();
    };
    while (std::getline(stream, line)) {
        std::vector<std::string> cells = cells_of(line);
        facts::Fact fact;
        fact.kind = facts::FactKind::record;
        fact.id = "f-" + cells[0];
        fact.plan = "plan";
        fact.when.on = base::parse_iso(cells[7]);
        fact.recorded_at = *base::Instant::from_microseconds(kMorning);
        fact.by = "officer";
        facts::Record record;
        record.dataset = "visits";
        record.record = cells[0];
        base::Object values;
        values.emplace_back("title", base::Value(std::move(cells[1])));
        values.emplace_back("place", base::Value(std::move(cells[2])));
        values.emplace_back("visitors", base::Value(std::int64_t{std::stoll(cells[3])}));
        values.emplace_back("share", base::Value(std::move(cells[4])));
        values.emplace_back("cost", base::Value(std::move(cells[5])));
        values.emplace_back("held", base::Value(cells[6] == "true"));
        values.emplace_back("on_day", base::Value(std::move(cells[7])));
        values.emplace_back("note", base::Value(std::move(cells[8])));
        record.values = base::Value(std::move(values));
        fact.data = std::move(record);
        portion.push_back(std::move(fact));
        if (static_cast<std::int64_t>(portion.size()) == kPortion) send();
    }
    if (!portion.empty()) send();
    return seconds_since(begun);
}

void fill_with_notes(store::Database& database, std::int64_t first, std::int64_t count,
                     std::int64_t elements) {
    store::YearStore store(database);
    for (std::int64_t next = first; next < first + count;) {
        std::vector<facts::Fact> portion;
        for (; next < first + count && static_cast<std::int64_t>(portion.size()) < kPortion; ++next)
            portion.push_back(note_of(next, elements));
        if (!store.append(command_at(next), std::move(portion))) std::printf("refused\n");
    }
}

struct Reads {
    std::vector<double> times;  ///< microseconds, sorted
    double processor_us = 0;    ///< of one

    [[nodiscard]] double median() const { return times[times.size() / 2]; }
    [[nodiscard]] double percentile_99() const { return times[times.size() * 99 / 100]; }
};

/// Steps by chance: what of them is not in memory is read from the disk.
Reads read_as_of(store::Database& database, std::int64_t elements) {
    const store::YearStore store(database);
    std::mt19937_64 random(3);
    Reads reads;
    std::vector<double>& times = reads.times;
    std::size_t found = 0;
    const double before = processor_seconds(RUSAGE_SELF);
    for (int i = 0; i < 2000; ++i) {
        const std::string element =
            "step-" + std::to_string(random() % static_cast<std::uint64_t>(elements));
        const facts::AsOf as_of{day_of(static_cast<std::int64_t>(random() % 365)),
                                *base::Instant::from_microseconds(kMorning + 1)};
        const auto begun = Clock::now();
        const auto facts = store.facts_as_of("office", "plan", element, as_of);
        times.push_back(seconds_since(begun) * 1e6);
        if (facts) found += facts->size();
    }
    reads.processor_us =
        (processor_seconds(RUSAGE_SELF) - before) * 1e6 / static_cast<double>(times.size());
    std::sort(times.begin(), times.end());
    std::printf("  %zu facts in %zu reads\n", found, times.size());
    return reads;
}

struct Waits {
    std::vector<double> all;
    [[nodiscard]] double longest() const {
        return all.empty() ? 0 : *std::max_element(all.begin(), all.end());
    }
};

/// One officer who writes until told to stop; milliseconds of each wait.
Waits write_until(store::Database& database, const std::atomic<bool>& is_over, std::int64_t& next) {
    store::YearStore store(database);
    Waits waits;
    while (!is_over) {
        const auto begun = Clock::now();
        std::vector<facts::Fact> one = {note_of(next, 1000)};
        if (!store.append(command_at(++next), std::move(one))) std::printf("refused\n");
        waits.all.push_back(seconds_since(begun) * 1e3);
    }
    return waits;
}

}  // namespace

double processor_seconds(__rusage_who_t who) {
    rusage usage{};
    ::getrusage(who, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

facts::Fact note_of(std::int64_t number, std::int64_t elements) {
    facts::Fact fact;
    fact.id = "n-" + std::to_string(number);
    fact.plan = "plan";
    fact.element = "step-" + std::to_string(number % elements);
    // So that the days of one step differ.
    fact.when.on = day_of(number / elements * 7 + number);
    fact.recorded_at = *base::Instant::from_microseconds(kMorning);
    fact.by = "officer";
    facts::Event event;
    event.text = "ทำแล้วครั้งที่ " + std::to_string(number);
    fact.data = event;
    return fact;
}

void measure_records(const std::filesystem::path& folder, std::int64_t count, int turns) {
    const std::filesystem::path csv = folder / "visits.csv";
    write_csv(csv, count);
    for (int turn = 0; turn < turns; ++turn) {
        const std::string number = std::to_string(turn);
        const auto plain = folder / ("import-" + number + ".db");
        const auto ours = folder / ("records-" + number + ".db");
        const double of_children = processor_seconds(RUSAGE_CHILDREN);
        const double by_sqlite = import_with_sqlite3(csv, plain);
        const double of_sqlite = processor_seconds(RUSAGE_CHILDREN) - of_children;
        const double of_self = processor_seconds(RUSAGE_SELF);
        const double by_us = import_as_records(csv, ours);
        const double of_us = processor_seconds(RUSAGE_SELF) - of_self;
        std::printf(
            "records: %lld rows, sqlite3 .import %.2f s  phaen %.2f s (%.0f/s)  ratio %.1f; "
            "processor %.2f s and %.2f s, ratio %.1f\n",
            static_cast<long long>(count), by_sqlite, by_us, static_cast<double>(count) / by_us,
            by_us / by_sqlite, of_sqlite, of_us, of_us / of_sqlite);
        std::filesystem::remove(plain);
        std::filesystem::remove(ours);
    }
}

void measure_as_of(const std::filesystem::path& folder, std::int64_t count) {
    std::vector<Reads> all;
    for (const std::int64_t size : {count / 100, count}) {
        const std::filesystem::path path = folder / ("as-of-" + std::to_string(size) + ".db");
        const auto database = store::Database::open({path, ""});
        if (!database) return;
        // A step has a hundred facts, however many steps there are.
        const std::int64_t elements = std::max<std::int64_t>(size / 100, 1);
        const auto begun = Clock::now();
        // What an earlier run wrote is read again.
        if (store::YearStore(**database).last_seq("office").value_or(0) == 0)
            fill_with_notes(**database, 0, size, elements);
        const double filled = seconds_since(begun);
        const Reads reads = read_as_of(**database, elements);
        std::printf(
            "as of: %lld facts (written in %.0f s), median %.0f us, 99th %.0f us, processor %.0f "
            "us\n",
            static_cast<long long>(size), filled, reads.median(), reads.percentile_99(),
            reads.processor_us);
        all.push_back(reads);
    }
    std::printf("as of: ratio of the medians %.2f, of the processor times %.2f\n",
                all[1].median() / all[0].median(), all[1].processor_us / all[0].processor_us);
}

void measure_backup(const std::filesystem::path& folder, std::int64_t megabytes) {
    const std::filesystem::path path = folder / "grown.db";
    const auto database = store::Database::open({path, ""});
    if (!database) return;
    std::int64_t next = 0;
    const auto grown = [&] {
        return static_cast<std::int64_t>(std::filesystem::file_size(path)) >> 20;
    };
    while (grown() < megabytes) {
        fill_with_notes(**database, next, 5 * kPortion, 1000);
        next += 5 * kPortion;
    }
    std::atomic<bool> is_over{false};
    Waits during;
    const double before = processor_seconds(RUSAGE_SELF);
    const auto begun = Clock::now();
    {
        std::jthread writer([&] { during = write_until(**database, is_over, next); });
        if (!store::backup(**database, folder / "files", folder / "backup", kMorning))
            std::printf("the backup failed\n");
        is_over = true;
    }
    const double took = seconds_since(begun);
    const double used = processor_seconds(RUSAGE_SELF) - before;
    is_over = false;
    Waits alone;
    {
        std::jthread writer([&] { alone = write_until(**database, is_over, next); });
        std::this_thread::sleep_for(std::chrono::duration<double>(took));
        is_over = true;
    }
    std::printf(
        "backup: %lld MB in %.1f s (processor %.1f s, the writer's too); commands and longest wait "
        "meanwhile %zu, %.0f ms; as long without %zu, %.0f ms\n",
        static_cast<long long>(grown()), took, used, during.all.size(), during.longest(),
        alone.all.size(), alone.longest());
}

}  // namespace phaen::bench
