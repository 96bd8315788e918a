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

TEST(CsvReader, ReadsThaiOfWindows874) {
    // ก = A1, า = D2, ร = C3 in Windows-874; in Unicode U+0E00 is its A0.
    struct Case {
        std::string bytes;
        std::string expected;
    };
    const std::vector<Case> cases = {
        {"\xA1\xD2\xC3,1\r\n", "[การ][1];"},
        {"\"\xA1,\xC3\"\n\x85\n", "[ก,ร];[…];"},
        {"\xB9\xE9\xD3\n", "[น้ำ];"},             // a tone mark upon its consonant
        {"\xF1\xF2\xA1\n", "[๑๒ก];"},            // digits need a letter beside them
        {"\xF1\xF2\n", "refused 1 line 0"},      // "ñò" of a western file as likely
        {"caf\xE9,\xA3\n", "refused 1 line 0"},  // "café", a mark upon no consonant
        {"Gr\xFC\xDF\n", "refused 1 line 0"},    // FC is no character of it
        {"r\xCEle\n", "refused 1 line 0"},       // one letter, and it is among Latin ones
        {"\xA1\xDB\n", "refused 1 line 0"},      // DB is no character of it
        {std::string("\xA1\0\n", 3), "refused 1 line 0"},
        {"\xFF\xFE\x01\x0E", "refused 1 line 0"},  // UTF-16
        {"\xA1\xA1\xA1\xA1\xA1\xA1\xA1\xA1\xA1\xE8\n", "[กกกกกกกกก่];"},
    };
    for (const Case& example : cases)
        EXPECT_EQ(outlined(read_csv(example.bytes)), example.expected) << example.bytes;
    EXPECT_EQ(csv_encoding("ก"), CsvEncoding::utf8);
    EXPECT_EQ(csv_encoding(""), CsvEncoding::utf8);
    EXPECT_EQ(csv_encoding("\xA1"), CsvEncoding::windows_874);
    EXPECT_EQ(csv_encoding("\xFF"), std::nullopt);
}

TEST(CsvReader, BoundsThaiOfWindows874) {
    // Each letter is one byte in the file and three in a field.
    const ReadLimits limits{.file_bytes = 4, .field_bytes = 9};
    EXPECT_EQ(outlined(read_csv("\xA1\xA1\xA1", limits)), "[กกก];");
    EXPECT_EQ(outlined(read_csv("\xA1\xA1\xA1\xA1", limits)), "refused 0 line 1");
    EXPECT_EQ(outlined(read_csv("\xA1,\xA1,\xA1", limits)), "refused 0 line 0");
}

TEST(CsvReader, ConvertsByPieces) {
    // Over one piece of the converter (1 MiB).
    const std::string line = std::string(99, '\xA1') + "\n";
    std::string bytes;
    for (int i = 0; i < 11'000; ++i) bytes += line;
    const auto read = read_csv(bytes);
    ASSERT_TRUE(read);
    ASSERT_EQ(read->rows.size(), 11'000U);
    std::string cell;
    for (int i = 0; i < 99; ++i) cell += "ก";
    for (const auto& row : read->rows) ASSERT_EQ(row.front().text, cell);
}

TEST(CsvReader, TextsComeBackAsTheyWereWritten) {
    Sheet sheet;
    sheet.rows = {{text_cell("=1+1"), text_cell("-"), text_cell("\"q\"")},
                  {text_cell("บรรทัด\nใหม่"), text_cell(","), text_cell("'=ก")}};
    EXPECT_EQ(outlined(read_csv(write_csv(sheet))), "[=1+1][-][\"q\"];[บรรทัด\nใหม่][,]['=ก];");
}

}  // namespace
}  // namespace phaen::sheet
