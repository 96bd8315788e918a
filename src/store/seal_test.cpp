// Ends of days that the server signs by itself, on both databases, with a clock that is given.
#include <vector>

#include "conformance_support.h"
#include "phaen/base/instant.h"
#include "phaen/store/verify.h"
#include "phaen/store/year_store.h"
#include "store_cases.h"

namespace phaen::store {
namespace {

using testing_support::backend_name;
using testing_support::fact_of;
using testing_support::lies_of;
using testing_support::OnBoth;

Instant at(const char* text) { return base::Instant::parse(text)->microseconds(); }

class Seals : public OnBoth {
  protected:
    void command(const char* when, const std::string& id) {
        ASSERT_TRUE(YearStore(*database).append({"office", "officer", at(when), "", ""},
                                                {fact_of(id, 1, 1)}));
    }
    std::int64_t sign(const char* now) {
        const auto count = sign_past_days(*database, fresh->folder() / "audit.key", at(now));
        return count ? *count : -1;
    }
    /// Day and seq of each, by day.
    std::vector<std::pair<std::string, std::int64_t>> all() {
        const auto rows = database->parts().read<std::vector<Row>>([](Connection& c) {
            return c.query("SELECT day, seq FROM audit_signature ORDER BY agency, day");
        });
        std::vector<std::pair<std::string, std::int64_t>> days;
        for (const Row& row : *rows) days.emplace_back(row.text(0), row.integer(1));
        return days;
    }
};

TEST_P(Seals, of_each_day_that_is_over_one_and_missed_ones_later) {
    using Days = std::vector<std::pair<std::string, std::int64_t>>;
    EXPECT_EQ(sign("2026-11-20T05:00:00Z"), 0);  // nobody did anything yet
    command("2026-11-20T16:59:59Z", "a");        // 23:59:59 in Bangkok
    command("2026-11-20T17:00:00Z", "b");        // the day after
    EXPECT_EQ(sign("2026-11-20T16:59:59Z"), 0);
    EXPECT_EQ(sign("2026-11-20T17:00:00Z"), 1);
    EXPECT_EQ(sign("2026-11-20T23:00:00Z"), 0);
    EXPECT_EQ(all(), (Days{{"2026-11-20", 1}}));
    // The server is away for three days; on one of them another program wrote.
    command("2026-11-23T03:00:00Z", "c");
    EXPECT_EQ(sign("2026-11-24T02:00:00Z"), 3);
    EXPECT_EQ(all(),
              (Days{{"2026-11-20", 1}, {"2026-11-21", 2}, {"2026-11-22", 2}, {"2026-11-23", 3}}));
    const auto verified = verify(*database, {}, *public_key_of(fresh->folder() / "audit.key"));
    EXPECT_TRUE(verified->lies.empty());
    EXPECT_EQ(verified->signatures, 4);
    ASSERT_EQ(verified->signed_until.size(), 1u);
    EXPECT_EQ(verified->signed_until.front().agency, "office");
    EXPECT_EQ(verified->signed_until.front().day, "2026-11-23");
    EXPECT_EQ(verified->signed_until.front().seq, 3);
}

TEST_P(Seals, of_today_that_a_backup_made_stays) {
    command("2026-11-20T03:00:00Z", "a");
    ASSERT_EQ(*sign_heads(*database, fresh->folder() / "audit.key", "2026-11-20"), 1);
    command("2026-11-20T04:00:00Z", "b");
    EXPECT_EQ(sign("2026-11-21T03:00:00Z"), 0);
    EXPECT_EQ(all().front().second, 1);
    EXPECT_EQ(lies_of(*database), "");
}

TEST_P(Seals, find_a_chain_that_was_written_anew) {
    command("2026-11-20T03:00:00Z", "a");
    ASSERT_EQ(sign("2026-11-21T03:00:00Z"), 1);
    // Whoever can write everything can make a chain that holds, and not its signature.
    ASSERT_TRUE(database->parts().write<std::int64_t>(
        [](Connection& c) -> base::Result<std::int64_t, Error> {
            const auto rows =
                c.query("SELECT agency, seq, at, command, body, previous FROM audit ORDER BY seq");
            const Row& row = rows->front();
            AuditEntry entry{row.text(0), row.integer(1), row.integer(2), "somebody",
                             row.text(3), row.text(4),    row.text(5),    ""};
            entry.hash = hash_of(entry);
            const auto put =
                c.execute("UPDATE audit SET actor = $1, hash = $2", {entry.actor, entry.hash});
            if (!put) return put;
            return c.execute("UPDATE audit_head SET hash = $1", {entry.hash});
        }));
    EXPECT_EQ(lies_of(*database),
              std::to_string(static_cast<int>(Lie::signature)) + " office/2026-11-20\n");
}

INSTANTIATE_TEST_SUITE_P(, Seals, testing::Values(Backend::sqlite, Backend::postgres),
                         backend_name);

}  // namespace
}  // namespace phaen::store
