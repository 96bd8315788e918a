#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/archive.h"
#include "phaen/base/check.h"
#include "phaen/sheet/read.h"
#include "phaen/sheet/write.h"

namespace {

using namespace phaen;

/// The rest of the parts; each ends with a record separator.
std::string workbook_of(std::string_view bytes) {
    constexpr std::array<const char*, 4> kParts = {"xl/worksheets/sheet1.xml", "xl/styles.xml",
                                                   "xl/sharedStrings.xml", "xl/workbook.xml"};
    std::vector<base::ArchivePart> parts = {
        {"_rels/.rels",
         "<Relationships><Relationship Id='a' Type='/officeDocument' Target='xl/workbook.xml'/>"
         "</Relationships>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships><Relationship Id='r1' Type='/worksheet' Target='worksheets/sheet1.xml'/>"
         "<Relationship Id='r2' Type='/sharedStrings' Target='sharedStrings.xml'/>"
         "<Relationship Id='r3' Type='/styles' Target='styles.xml'/></Relationships>"}};
    constexpr std::array<const char*, 4> kDefaults = {
        "<worksheet/>", "<styleSheet/>", "<sst/>",
        "<workbook><sheets><sheet name='a' id='r1'/></sheets></workbook>"};
    for (std::size_t i = 0; i < kParts.size(); ++i) {
        const std::size_t end = std::min(bytes.find('\x1e'), bytes.size());
        const std::string_view part = bytes.substr(0, end);
        parts.push_back({kParts.at(i), part.empty() ? kDefaults.at(i) : std::string(part)});
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return base::pack_archive(parts);
}

void check_read(std::string_view file, const sheet::ReadLimits& limits) {
    const auto read = sheet::read_xlsx(file, limits);
    if (!read) {
        PHAEN_CHECK(!read.error().detail.empty(), "a refusal says why");
        return;
    }
    std::size_t cells = 0;
    for (const sheet::Sheet& one : read->workbook.sheets) {
        PHAEN_CHECK(one.rows.size() <= limits.rows, "limits hold");
        for (const auto& row : one.rows) {
            PHAEN_CHECK(row.size() <= limits.columns, "limits hold");
            cells += row.size();
        }
        PHAEN_CHECK(!sheet::write_csv(one).empty(), "what was read can be written");
    }
    PHAEN_CHECK(cells <= limits.cells, "limits hold");
    for (const sheet::CellProblem& problem : read->problems)
        PHAEN_CHECK(!problem.cell.empty(), "a problem has a place");
}

}  // namespace

// The first byte chooses: `S` parts of a workbook (see above), anything else the bytes as they are.
// The reader of workbooks refuses them with a reason, or gives cells within its limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::string file =
        bytes.starts_with('S') ? workbook_of(bytes.substr(1)) : std::string(bytes);
    check_read(file, {});
    sheet::ReadLimits tight;
    tight.rows = 4;
    tight.columns = 4;
    tight.cells = 8;
    tight.field_bytes = 16;
    tight.text_bytes = 64;
    tight.xml_depth = 6;
    tight.sheets = 1;
    check_read(file, tight);
    std::stop_source stop;
    stop.request_stop();
    PHAEN_CHECK(!sheet::read_xlsx(file, {}, stop.get_token()), "what is stopped gives nothing");
    return 0;
}
