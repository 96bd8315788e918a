#include "charts.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace phaen::report {
namespace {

using document::Drawing;
using document::Shape;

base::Ratio part(std::int64_t of, std::int64_t whole) { return *base::Ratio::create(of, whole); }

/// The widths (or heights) of the rectangles of a colour, without that of the key.
std::vector<int> lengths(const Drawing& drawing, unsigned colour, int Shape::* side) {
    std::vector<int> found;
    for (const Shape& shape : drawing.shapes) {
        if (shape.kind == Shape::Kind::rectangle && shape.colour == colour)
            found.push_back(shape.*side);
    }
    found.erase(found.begin());
    return found;
}

const ChartKey kKey{"ตามแผน", "ทำได้"};

TEST(Charts, BarsAreAsLongAsTheirPart) {
    // Of 10,000 the values take 3,200: the whole is 6,800 long.
    const auto drawings = bar_charts({{"ก", "๒๕ / ๕๐", part(1, 2), part(1, 4)},
                                      {"ข", "๑๕๐ / ๑๐๐", part(1, 1), part(3, 2)},
                                      {"ค", "-๑ / ๐", part(0, 1), part(-1, 1)}},
                                     kKey, "ความก้าวหน้า", 10'000);
    ASSERT_EQ(drawings.size(), 1u);
    EXPECT_EQ(lengths(drawings[0], kPlannedColour, &Shape::width),
              (std::vector<int>{3'400, 6'800, 0}));
    EXPECT_EQ(lengths(drawings[0], kActualColour, &Shape::width),
              (std::vector<int>{1'700, 6'800, 0}));
    EXPECT_EQ(drawings[0].description, "ความก้าวหน้า\nก ๒๕ / ๕๐; ข ๑๕๐ / ๑๐๐; ค -๑ / ๐");
    for (const Shape& shape : drawings[0].shapes) {
        EXPECT_GE(shape.y, 0);
        EXPECT_LE(shape.y + (shape.kind == Shape::Kind::text ? 0 : shape.height),
                  drawings[0].height);
    }
}

TEST(Charts, ManyBarsGoOnInFurtherDrawings) {
    const std::vector<ChartBar> bars(21, {"ก", "๑", part(1, 1), part(1, 1)});
    const auto drawings = bar_charts(bars, kKey, "ก", 16'000);
    ASSERT_EQ(drawings.size(), 3u);
    EXPECT_EQ(lengths(drawings[2], kActualColour, &Shape::width).size(), 1u);
    // Ten rows and the key: less than a landscape page is high between its margins.
    EXPECT_LE(drawings[0].height, 16'500);
    EXPECT_TRUE(bar_charts({}, kKey, "ก", 16'000).empty());
}

TEST(Charts, ALongLabelIsCutBetweenLetters) {
    // 2,300 has room for ten letters; vowels and marks above or below take none.
    const auto drawings = bar_charts({{"กำหนดการของปี", "", {}, {}}}, kKey, "ก", 2'300);
    std::vector<std::string> texts;
    for (const Shape& shape : drawings[0].shapes) texts.push_back(shape.text);
    EXPECT_NE(std::find(texts.begin(), texts.end(), "กำหนดการของ…"), texts.end());
}

TEST(Charts, ColumnsStandOnTheirLine) {
    // 2,800 for the marks and 2,000 for two months: columns of 300 each.
    const Drawing drawing =
        column_chart({{"ต.ค.", "๑", part(1, 2), part(1, 5)}, {"พ.ย.", "๒", part(1, 1), part(0, 1)}},
                     {"๐", "๕๐", "๑๐๐"}, kKey, "รายเดือน", 4'800);
    EXPECT_EQ(lengths(drawing, kPlannedColour, &Shape::height), (std::vector<int>{2'500, 5'000}));
    EXPECT_EQ(lengths(drawing, kActualColour, &Shape::height), (std::vector<int>{1'000, 0}));
    EXPECT_EQ(lengths(drawing, kActualColour, &Shape::width), (std::vector<int>{300, 300}));
    EXPECT_TRUE(column_chart({}, {"๐", "๑"}, kKey, "ก", 4'800).shapes.empty());
    // The same again is the same.
    EXPECT_EQ(drawing, column_chart({{"ต.ค.", "๑", part(1, 2), part(1, 5)},
                                     {"พ.ย.", "๒", part(1, 1), part(0, 1)}},
                                    {"๐", "๕๐", "๑๐๐"}, kKey, "รายเดือน", 4'800));
}

}  // namespace
}  // namespace phaen::report
