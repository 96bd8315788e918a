#include "phaen/base/instant.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "phaen/base/calendar.h"

namespace phaen::base {
namespace {

TEST(Instant, ReadsUtcAndOffsets) {
    // 1970-01-01T07:00 in Bangkok is the epoch.
    EXPECT_EQ(Instant::parse("1970-01-01T07:00:00+07:00")->microseconds(), 0);
    EXPECT_EQ(Instant::parse("1970-01-01T00:00:01.25Z")->microseconds(), 1'250'000);
    EXPECT_EQ(Instant::parse("1969-12-31T23:59:59.999999Z")->microseconds(), -1);
    EXPECT_EQ(Instant::parse("2022-03-31T17:00:00Z"), Instant::parse("2022-04-01T00:00:00+07:00"));
}

TEST(Instant, RefusesWhatIsNone) {
    for (const char* text :
         {"", "2022-04-01", "2022-04-01T00:00:00", "2022-04-01 00:00:00Z", "2022-04-01T24:00:00Z",
          "2022-04-01T00:60:00Z", "2022-04-01T00:00:60Z", "2022-02-29T00:00:00Z",
          "2022-04-01T00:00:00.Z", "2022-04-01T00:00:00.1234567Z", "2022-04-01T00:00:00+15:00",
          "2022-04-01T00:00:00+0700", "2022-04-01T00:00:00Zx", "1899-12-31T00:00:00Z",
          "2565-04-01T00:00:00z"})
        EXPECT_FALSE(Instant::parse(text)) << text;
}

TEST(Instant, PrintsNoMoreThanIsNeeded) {
    EXPECT_EQ(Instant::parse("2022-04-01T00:00:00.500000+07:00")->to_string(),
              "2022-03-31T17:00:00.5Z");
    EXPECT_EQ(Instant::parse("1969-12-31T23:59:59.999999Z")->to_string(),
              "1969-12-31T23:59:59.999999Z");
}

TEST(Instant, ADayIsBangkoks) {
    const auto day = *parse_iso("2022-03-31");
    EXPECT_EQ(Instant::end_of_day(day).to_string(), "2022-03-31T16:59:59.999999Z");
    EXPECT_EQ(Instant::end_of_day(day).day(), day);
    EXPECT_EQ(Instant::parse("2022-03-31T17:00:00Z")->day(), *parse_iso("2022-04-01"));
    EXPECT_EQ(Instant::parse("1969-12-31T16:59:59Z")->day(), *parse_iso("1969-12-31"));
}

RC_GTEST_PROP(Instant, ParsePrintsBack, ()) {
    const auto number =
        *rc::gen::inRange<std::int64_t>(-2'000'000'000'000'000, 30'000'000'000'000'000);
    const auto instant = *Instant::from_microseconds(number);
    RC_ASSERT(Instant::parse(instant.to_string()) == instant);
}

}  // namespace
}  // namespace phaen::base
