#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "phaen/sheet/read.h"
#include "phaen/sheet/write.h"

namespace phaen::sheet {
namespace {

std::string outlined(const base::Result<Sheet, ReadError>& read) {
    if (!read) {
        return "refused " + std::to_string(static_cast<int>(read.error().refusal)) + " line " +
               std::to_string(read.error().line);
    }
    std::string out;
    for (const auto& row : read->rows) {
        for (const Cell& cell : row) out += "[" + cell.text + "]";
        out += ";";
    }
    return out;
}

TEST(CsvReader, ReadsFieldsAndLines) {
    struct Case {
        std::string bytes;
        std::string expected;
    };
    const std::vector<Case> cases = {
        {"", ""},
        {"\xEF\xBB\xBFก,ข\r\n", "[ก][ข];"},
        {"a,b\nc", "[a][b];[c];"},
        {"a\rb\r\nc\n", "[a];[b];[c];"},
        {",\n", "[][];"},
        {"\"a,\"\"b\"\"\nc\",d", "[a,\"b\"\nc][d];"},
        {"a\"b", "[a\"b];"},
        {"'=1+1,'ก", "[=1+1]['ก];"},
        {"a\n\"b", "refused 2 line 2"},
        {"\"a\nb\"c", "refused 2 line 2"},
        {"\xFF", "refused 1 line 0"},
    };
    for (const Case& example : cases)
        EXPECT_EQ(outlined(read_csv(example.bytes)), example.expected);
}

TEST(CsvReader, KeepsItsLimits) {
    const ReadLimits limits{
        .file_bytes = 20, .rows = 2, .columns = 3, .cells = 5, .field_bytes = 4};
    EXPECT_EQ(outlined(read_csv("1,2,3\n4,5", limits)), "[1][2][3];[4][5];");
    EXPECT_EQ(outlined(read_csv("1\n2\n3", limits)), "refused 0 line 3");
    EXPECT_EQ(outlined(read_csv("1,2,3,4", limits)), "refused 0 line 1");
    EXPECT_EQ(outlined(read_csv("1,2,3\n4,5,6", limits)), "refused 0 line 2");
    EXPECT_EQ(outlined(read_csv("1234", limits)), "[1234];");
    EXPECT_EQ(outlined(read_csv("12345", limits)), "refused 0 line 1");
    EXPECT_EQ(outlined(read_csv("\"12345\"", limits)), "refused 0 line 1");
    EXPECT_EQ(outlined(read_csv(std::string(21, '1'), limits)), "refused 0 line 0");
}

TEST(CsvReader, TextsComeBackAsTheyWereWritten) {
    Sheet sheet;
    sheet.rows = {{text_cell("=1+1"), text_cell("-"), text_cell("\"q\"")},
                  {text_cell("บรรทัด\nใหม่"), text_cell(","), text_cell("'=ก")}};
    EXPECT_EQ(outlined(read_csv(write_csv(sheet))), "[=1+1][-][\"q\"];[บรรทัด\nใหม่][,]['=ก];");
}

}  // namespace
}  // namespace phaen::sheet
