#include "phaen/base/calendar.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "phaen/base/check.h"

namespace phaen::base {
namespace {

namespace ch = std::chrono;

ch::year_month_day date(int year, unsigned month, unsigned day) {
    return ch::year_month_day(ch::year(year), ch::month(month), ch::day(day));
}

/// Any day from 1 January 1941 to 31 December 2199.
rc::Gen<ch::year_month_day> any_date() {
    const long first = ch::sys_days(date(1941, 1, 1)).time_since_epoch().count();
    const long last = ch::sys_days(date(2199, 12, 31)).time_since_epoch().count();
    return rc::gen::map(rc::gen::inRange(first, last + 1),
                        [](long days) { return ch::year_month_day(ch::sys_days(ch::days(days))); });
}

TEST(YearMonth, ReadsPrintsAndMoves) {
    const auto october = YearMonth::parse("2021-10");
    ASSERT_TRUE(october.has_value());
    EXPECT_EQ(october->year(), 2021);
    EXPECT_EQ(october->month(), 10u);
    EXPECT_EQ(october->to_string(), "2021-10");
    EXPECT_EQ(october->plus(3).to_string(), "2022-01");
    EXPECT_EQ(october->plus(-10).to_string(), "2020-12");
    EXPECT_EQ(october->plus(0), *october);
    EXPECT_LT(*october, october->plus(1));
    EXPECT_LT(*YearMonth::create(2021, 12), *YearMonth::create(2022, 1));
    EXPECT_EQ(YearMonth::create(44, 3)->to_string(), "0044-03");
}

TEST(YearMonth, RefusesWhatIsNoMonth) {
    for (const std::string_view text :
         {"", "2021", "2021-", "2021-1", "2021-00", "2021-13", "21-10", "2021-100", "2021/10",
          "0000-01", " 2021-10", "๒๐๒๑-๑๐"}) {
        EXPECT_EQ(YearMonth::parse(text), std::nullopt) << text;
    }
    EXPECT_EQ(YearMonth::create(10'000, 1), std::nullopt);
    EXPECT_EQ(YearMonth::create(0, 1), std::nullopt);
    EXPECT_THROW((void)YearMonth::create(9999, 12)->plus(1), InternalError);
    EXPECT_THROW((void)YearMonth::create(1, 1)->plus(-1), InternalError);
    EXPECT_THROW((void)YearMonth::create(9999, 12)->plus(2147483647), InternalError);
}

TEST(FiscalYear, RunsFromOctoberToSeptember) {
    const FiscalYear year = *FiscalYear::create(2565);
    EXPECT_EQ(year.first_day(), date(2021, 10, 1));
    EXPECT_EQ(year.last_day(), date(2022, 9, 30));
    EXPECT_EQ(year.month(0).to_string(), "2021-10");
    EXPECT_EQ(year.month(3).to_string(), "2022-01");
    EXPECT_EQ(year.month(11).to_string(), "2022-09");
    EXPECT_THROW((void)year.month(12), InternalError);
    EXPECT_EQ(year.index_of(*YearMonth::create(2021, 9)), std::nullopt);
    EXPECT_EQ(year.index_of(*YearMonth::create(2021, 10)), 0u);
    EXPECT_EQ(year.index_of(*YearMonth::create(2022, 9)), 11u);
    EXPECT_EQ(year.index_of(*YearMonth::create(2022, 10)), std::nullopt);
    EXPECT_LT(*FiscalYear::create(2564), year);
}

TEST(FiscalYear, HasBounds) {
    EXPECT_EQ(FiscalYear::create(2483), std::nullopt);
    EXPECT_TRUE(FiscalYear::create(2484).has_value());
    EXPECT_TRUE(FiscalYear::create(2999).has_value());
    EXPECT_EQ(FiscalYear::create(3000), std::nullopt);
    EXPECT_EQ(FiscalYear::create(2022), std::nullopt);
    EXPECT_THROW((void)FiscalYear::of(date(1940, 9, 30)), InternalError);
    EXPECT_EQ(FiscalYear::of(date(1940, 10, 1)).be(), 2484);
    EXPECT_THROW((void)FiscalYear::of(date(2022, 2, 30)), InternalError);
}

TEST(FiscalYear, OfADateWithItsQuarter) {
    struct Case {
        ch::year_month_day day;
        int be;
        int quarter;
    };
    const Case cases[] = {
        // The vectors of thai-domain part 10, then both sides of every quarter's end.
        {date(2021, 9, 30), 2564, 4},  {date(2021, 10, 1), 2565, 1}, {date(2022, 9, 30), 2565, 4},
        {date(2021, 12, 31), 2565, 1}, {date(2022, 1, 1), 2565, 2},  {date(2022, 3, 31), 2565, 2},
        {date(2022, 4, 1), 2565, 3},   {date(2022, 6, 30), 2565, 3}, {date(2022, 7, 1), 2565, 4},
        {date(2022, 10, 1), 2566, 1},
    };
    for (const auto& [day, be, quarter] : cases) {
        EXPECT_EQ(FiscalYear::of(day).be(), be) << to_iso(day);
        EXPECT_EQ(fiscal_quarter(day), quarter) << to_iso(day);
    }
    EXPECT_TRUE(rc::check("a date lies within its fiscal year, in its month", [] {
        const ch::year_month_day day = *any_date();
        const FiscalYear year = FiscalYear::of(day);
        RC_ASSERT(year.first_day() <= day);
        RC_ASSERT(day <= year.last_day());
        const auto month =
            YearMonth::create(static_cast<int>(day.year()), static_cast<unsigned>(day.month()));
        const auto index = year.index_of(*month);
        RC_ASSERT(index.has_value());
        RC_ASSERT(year.month(*index) == *month);
        RC_ASSERT(fiscal_quarter(day) == static_cast<int>(*index / 3) + 1);
    }));
}

TEST(Months, HaveNames) {
    for (unsigned month = 1; month <= 12; ++month) {
        EXPECT_EQ(month_from_thai(month_name_th(month)), month);
        EXPECT_EQ(month_from_thai(month_short_th(month)), month);
    }
    EXPECT_EQ(month_name_th(10), "ตุลาคม");
    EXPECT_EQ(month_short_th(6), "มิ.ย.");
    for (const std::string_view text : {"ต.ค.", "ต.ค", "ตค.", "ตค", " ต. ค. ", "ตุลาคม"}) {
        EXPECT_EQ(month_from_thai(text), 10u) << text;
    }
    for (const std::string_view text : {"", ".", "ต", "ตุลา", "October", "ตุลาคมม"}) {
        EXPECT_EQ(month_from_thai(text), std::nullopt) << text;
    }
    EXPECT_THROW((void)month_name_th(0), InternalError);
    EXPECT_THROW((void)month_short_th(13), InternalError);
}

TEST(FormatDate, HasFourStyles) {
    const auto day = date(2021, 10, 1);
    EXPECT_EQ(format_date_th(day, DateStyle::short_, Digits::thai), "๑/๑๐/๖๔");
    EXPECT_EQ(format_date_th(day, DateStyle::medium, Digits::thai), "๑ ต.ค. ๒๕๖๔");
    EXPECT_EQ(format_date_th(day, DateStyle::long_, Digits::thai), "๑ ตุลาคม ๒๕๖๔");
    EXPECT_EQ(format_date_th(day, DateStyle::full, Digits::thai), "วันศุกร์ที่ ๑ ตุลาคม พ.ศ. ๒๕๖๔");
    EXPECT_EQ(format_date_th(day, DateStyle::long_, Digits::arabic), "1 ตุลาคม 2564");
    EXPECT_EQ(format_date_th(date(2022, 9, 30), DateStyle::long_, Digits::thai), "๓๐ กันยายน ๒๕๖๕");
    EXPECT_EQ(format_date_th(date(2024, 2, 29), DateStyle::long_, Digits::thai), "๒๙ กุมภาพันธ์ ๒๕๖๗");
    EXPECT_EQ(format_date_th(date(2057, 1, 2), DateStyle::short_, Digits::arabic), "2/1/00");
    EXPECT_THROW((void)format_date_th(date(2023, 2, 29), DateStyle::long_, Digits::thai),
                 InternalError);
}

TEST(FormatDate, NamesTheCommonYearBefore1941) {
    EXPECT_EQ(format_date_th(date(1932, 6, 24), DateStyle::long_, Digits::thai),
              "๒๔ มิถุนายน ค.ศ. ๑๙๓๒");
    EXPECT_EQ(format_date_th(date(1932, 6, 24), DateStyle::full, Digits::thai),
              "วันศุกร์ที่ ๒๔ มิถุนายน ค.ศ. ๑๙๓๒");
    EXPECT_EQ(format_date_th(date(1940, 12, 31), DateStyle::short_, Digits::arabic),
              "31/12/ค.ศ. 1940");
    EXPECT_EQ(format_date_th(date(1941, 1, 1), DateStyle::long_, Digits::arabic), "1 มกราคม 2484");
}

TEST(ParseDate, ReadsWhatIsExactlyOneDate) {
    const auto day = date(2021, 10, 1);
    for (const std::string_view text : {
             "2021-10-01",
             "๑ ตุลาคม ๒๕๖๔",
             "1 ต.ค. 64",
             "1 ต.ค. 2564",
             "๑ ต.ค. ๖๔",
             "1ต.ค.64",
             "วันศุกร์ที่ ๑ ตุลาคม พ.ศ. ๒๕๖๔",
             "วันที่ ๑ ตุลาคม ๒๕๖๔",
             "วันศุกร์ 1 ตุลาคม 2564",
             "๑/๑๐/๒๕๖๔",
             "01/10/2021",
             "1 ตุลาคม 2021",
             "1 ตุลาคม ค.ศ. 2021",
             "1 ตุลาคม พ.ศ. 64",
             "1 ตุลาคม พุทธศักราช 2564",
             "  1 ตุลาคม 2564 ",
             "1 ตุลาคม พ.ศ.2564",
             "วันศุกร์ที่ 1/10/2564",
             "๑\u00A0ตุลาคม\u00A0๒๕๖๔",
         }) {
        EXPECT_EQ(parse_date(text), day) << text;
    }
    EXPECT_EQ(parse_date("29 ก.พ. 2567"), date(2024, 2, 29));
    // Just inside: B.E. from 2484, C.E. to 2200.
    EXPECT_EQ(parse_date("1 ม.ค. 2484"), date(1941, 1, 1));
    EXPECT_EQ(parse_date("31/12/2200"), date(2200, 12, 31));
    EXPECT_EQ(parse_date("24 มิถุนายน ค.ศ. 1932"), date(1932, 6, 24));
}

TEST(ParseDate, RefusesAnythingElse) {
    for (const std::string_view text : {
             "",
             "ตุลาคม ๒๕๖๔",
             "๓๑ กันยายน ๒๕๖๕",
             "29 ก.พ. 2566",
             "0 ต.ค. 2564",
             "32 ต.ค. 2564",
             "1/10/64",  // a two-digit year with slashes: of either era
             "1/10/2201",
             "1/10/2399",  // between the eras
             "31 ธ.ค. 2483",
             "1/1/2400",    // before 1941 the difference is not 543 all year
             "2564-10-01",  // ISO is C.E.; this looks Buddhist
             "1 ต.ค. 564",
             "1 ต.ค. 25640",
             "1 ต.ค. ค.ศ. 64",
             "1 ต.ค. พ.ศ. 2021",
             "1 ต.ค. ค.ศ. 2564",
             "วันเสาร์ที่ ๑ ตุลาคม ๒๕๖๔",  // it was a Friday
             "1 ต.ค. 2564 - 2 ต.ค. 2564",
             "1-2 ต.ค. 2564",
             "1 ต.ค. 2564 น.",
             "วัน 1 ต.ค. 2564",
             "1/13/2564",
             "1/0/2564",
             "1/10",
             "1/10/",
             "1/10/2564/",
             "123 ต.ค. 2564",
             "1 2564",
             "12345",
             "1/123/2564",
             "2021-02-29",
             "2021-10-1",
         }) {
        EXPECT_EQ(parse_date(text), std::nullopt) << text;
    }
}

TEST(ParseDate, ReadsBackWhatIsPrinted) {
    EXPECT_TRUE(rc::check("parse(format(x)) = x", [](bool thai) {
        const ch::year_month_day day = *any_date();
        const Digits digits = thai ? Digits::thai : Digits::arabic;
        for (const DateStyle style : {DateStyle::medium, DateStyle::long_, DateStyle::full}) {
            RC_ASSERT(parse_date(format_date_th(day, style, digits)) == day);
        }
        RC_ASSERT(parse_date(to_iso(day)) == day);
        RC_ASSERT(parse_iso(to_iso(day)) == day);
    }));
}

TEST(Iso, IsExact) {
    EXPECT_EQ(to_iso(date(2021, 10, 1)), "2021-10-01");
    EXPECT_EQ(to_iso(date(33, 4, 3)), "0033-04-03");
    EXPECT_EQ(parse_iso("2024-02-29"), date(2024, 2, 29));
    for (const std::string_view text :
         {"", "2021-10", "2021-10-01T00:00", "2021-13-01", "0000-01-01", "2021-02-29", "21-10-01",
          "2021/10/01", "2021-10-00"}) {
        EXPECT_EQ(parse_iso(text), std::nullopt) << text;
    }
    EXPECT_THROW((void)to_iso(date(2021, 2, 29)), InternalError);
}

}  // namespace
}  // namespace phaen::base
