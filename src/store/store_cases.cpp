#include "store_cases.h"

#include <gtest/gtest.h>

#include <charconv>
#include <string_view>

#include "database_parts.h"
#include "phaen/base/sha256.h"
#include "phaen/store/plan_store.h"
#include "phaen/store/verify.h"
#include "tables.h"

namespace phaen::store::testing_support {

base::Instant instant_at(int minute) {
    constexpr std::int64_t kMorning = 1'790'000'000'000'000;
    return *base::Instant::from_microseconds(kMorning + minute * std::int64_t{60'000'000});
}

facts::Day day_at(int day) {
    return std::chrono::sys_days(std::chrono::year(2026) / 10 / 1) + std::chrono::days(day);
}

Command command_at(int minute) {
    return {"office", "officer", instant_at(minute).microseconds(), "", ""};
}

facts::Fact fact_of(const std::string& id, int day, int minute, const std::string& corrects) {
    facts::Fact fact;
    fact.id = id;
    fact.plan = "plan-1";
    fact.element = "step-1";
    fact.when.on = day_at(day);
    fact.recorded_at = instant_at(minute);
    fact.by = "officer";
    fact.corrects = corrects;
    facts::Event event;
    event.text = "ทำแล้ว " + id;
    fact.data = event;
    return fact;
}

void fill(Database& database) {
    const auto plans = PlanStore::on(database);
    EXPECT_TRUE(plans->put_agency(command_at(0), {"office", "สำนัก", "Office"}));
    Import import;
    import.id = "import-1";
    import.agency = "office";
    import.hints = "[]";
    import.read = "{}";
    import.draft = "{}";
    EXPECT_TRUE(plans->add_import(command_at(0), import, ""));
    NewVersion version;
    version.content = "{\"claims\":[1],\"id\":\"plan-1\"}";
    version.version = base::sha256_hex("{\"id\":\"plan-1\"}");
    version.action = "import";
    version.fiscal_year = 2569;
    EXPECT_TRUE(plans->accept_import(command_at(0), {"import-1", 1, "plan-1", "[]"}, version));
    YearStore store(database);
    EXPECT_TRUE(store.append(command_at(1), {fact_of("fill-1", 1, 1), fact_of("fill-2", 2, 1)}));
    EXPECT_TRUE(store.append(command_at(2), {fact_of("fill-3", 3, 2, "fill-1")}));
    EXPECT_TRUE(store.put_person(command_at(3), "p-1", "{\"name\":\"สมชาย\"}"));
    EXPECT_TRUE(store.move(command_at(4), {"report", "r-1", "sent", "head", 0, "", 0}));
    EXPECT_TRUE(store.put_message(command_at(5), {"office", "m-1", 0, "notice", "{}"}));
    EXPECT_TRUE(store.index("office", {"project", "1"}, "โครงการเมืองพี่เมืองน้อง"));
    EXPECT_TRUE(store.put_draft("office", {"d-1", "officer", "form", 9, 0, "{}"}));
}

std::string dump_of(Database& database) {
    return database.parts()
        .read<std::string>([](Connection& connection) { return dump(connection); })
        .value_or("the dump failed");
}

std::string lies_of(Database& database) {
    const auto verified = verify(database);
    if (!verified) return verified.error().detail;
    std::string text;
    for (const LieFound& lie : verified->lies)
        text += std::to_string(static_cast<int>(lie.lie)) + " " + lie.where + "\n";
    return text;
}

Lengths& lengths() {
    static Lengths instance;
    return instance;
}

}  // namespace phaen::store::testing_support

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    auto& lengths = phaen::store::testing_support::lengths();
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string_view name = argv[i];
        const std::string_view value = argv[i + 1];
        int* length = name == "--kills"            ? &lengths.kills
                      : name == "--postgres-kills" ? &lengths.postgres_kills
                      : name == "--flips"          ? &lengths.flips
                                                   : nullptr;
        if (length == nullptr ||
            std::from_chars(value.data(), value.data() + value.size(), *length).ec != std::errc())
            return 2;
    }
    return RUN_ALL_TESTS();
}
