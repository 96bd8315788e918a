#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "names.h"
#include "numbers.h"
#include "phaen/base/archive.h"
#include "phaen/sheet/write.h"
#include "xlsx_styles.h"

namespace phaen::sheet {
namespace {

constexpr std::size_t kMostRows = 1'048'576;
constexpr std::size_t kMostColumns = 16'384;
constexpr std::size_t kLongestText = 32'767;
constexpr std::size_t kLongestFormula = 8'192;
constexpr std::size_t kMostAreas = 255;
constexpr std::int64_t kLargestInteger = 999'999'999'999'999;

constexpr std::string_view kDeclaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kRelations =
    "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr std::string_view kOffice =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// As text between tags and in attributes. Line ends stay; `_x0041_` would be read as a letter, so
/// that its first character is written as such a number itself.
std::string escaped(std::string_view text) {
    const auto is_code = [text](std::size_t at) {
        if (at + 7 > text.size() || text[at + 1] != 'x' || text[at + 6] != '_') return false;
        return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 2,
                           text.begin() + static_cast<std::ptrdiff_t>(at) + 6, [](char c) {
                               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') ||
                                      (c >= 'a' && c <= 'f');
                           });
    };
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\r':
                break;
            case '_':
                out += is_code(at) ? "_x005F_" : "_";
                break;
            default:
                if (text.substr(at).starts_with("\xEF\xBF\xBE") ||
                    text.substr(at).starts_with("\xEF\xBF\xBF")) {
                    at += 2;
                } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') {
                    out += c;
                }
        }
    }
    return out;
}

std::size_t utf16_units(std::string_view text) {
    std::size_t units = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 || byte >= 0xC0) ++units;
        if (byte >= 0xF0) ++units;
    }
    return units;
}

std::size_t columns_of(const Sheet& sheet) {
    std::size_t columns = sheet.columns.size();
    for (const auto& row : sheet.rows) columns = std::max(columns, row.size());
    return columns;
}

class XlsxWriter {
  public:
    explicit XlsxWriter(const Workbook& workbook)
        : workbook_(workbook),
          sheet_names_(safe_sheet_names(workbook)),
          named_(workbook, sheet_names_) {}

    base::Result<std::string, WriteError> write() {
        if (workbook_.sheets.empty()) {
            return base::Unexpected{
                WriteError{WriteRefusal::no_sheets, "", "a workbook without sheets"}};
        }
        std::vector<base::ArchivePart> sheets;
        for (std::size_t i = 0; i < workbook_.sheets.size(); ++i) {
            std::optional<std::string> xml = sheet_part(i);
            if (!xml) return base::Unexpected{*error_};
            sheets.push_back(
                {"xl/worksheets/sheet" + std::to_string(i + 1) + ".xml", *std::move(xml)});
        }
        std::vector<base::ArchivePart> parts = {
            {"[Content_Types].xml", content_types_part()},
            {"_rels/.rels", package_relations_part()},
            {"docProps/core.xml", core_properties_part()},
            {"docProps/custom.xml", custom_properties_part()},
            {"xl/workbook.xml", workbook_part()},
            {"xl/_rels/workbook.xml.rels", workbook_relations_part()},
            {"xl/styles.xml", styles_.part()},
        };
        std::move(sheets.begin(), sheets.end(), std::back_inserter(parts));
        return base::pack_archive(parts);
    }

  private:
    std::nullopt_t refuse(WriteRefusal refusal, std::size_t sheet, std::string place,
                          std::string detail) {
        std::string where = "sheet " + std::to_string(sheet + 1);
        if (!place.empty()) where += ", " + std::move(place);
        error_ = WriteError{refusal, std::move(where), std::move(detail)};
        return std::nullopt;
    }

    // --- a sheet ----------------------------------------------------------------------------

    std::optional<std::string> sheet_part(std::size_t index) {
        const Sheet& sheet = workbook_.sheets[index];
        const std::size_t columns = columns_of(sheet);
        if (sheet.rows.size() > kMostRows || columns > kMostColumns) {
            return refuse(WriteRefusal::too_large, index, "",
                          "more rows or columns than a sheet has");
        }
        std::string xml = std::string(kDeclaration) + "<worksheet xmlns=\"" + std::string(kMain) +
                          R"("><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>)";
        xml += views(sheet, index) + column_elements(sheet) + "<sheetData>";
        for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
            if (!write_row(xml, sheet.rows[r], index, r)) return std::nullopt;
        }
        xml += R"(</sheetData><pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75")"
               R"( header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation=")";
        xml += sheet.orientation == Orientation::landscape ? "landscape" : "portrait";
        return xml + R"(" fitToWidth="1" fitToHeight="0"/></worksheet>)";
    }

    static std::string views(const Sheet& sheet, std::size_t index) {
        std::string xml = R"(<sheetViews><sheetView workbookViewId="0")";
        if (index == 0) xml += R"( tabSelected="1")";
        const auto rows = static_cast<std::size_t>(std::max(sheet.header_rows, 0));
        const auto columns = static_cast<std::size_t>(std::max(sheet.frozen_columns, 0));
        if (rows == 0 && columns == 0) return xml + "/></sheetViews>";
        xml += "><pane";
        if (columns > 0) xml += " xSplit=\"" + std::to_string(columns) + "\"";
        if (rows > 0) xml += " ySplit=\"" + std::to_string(rows) + "\"";
        xml += " topLeftCell=\"" + cell_name(rows, columns) + "\" activePane=\"";
        xml += rows > 0 && columns > 0 ? "bottomRight" : rows > 0 ? "bottomLeft" : "topRight";
        return xml + R"(" state="frozen"/></sheetView></sheetViews>)";
    }

    static std::string column_elements(const Sheet& sheet) {
        if (sheet.columns.empty()) return {};
        std::string xml = "<cols>";
        for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
            const std::string number = std::to_string(i + 1);
            xml += "<col min=\"" + number + "\" max=\"" + number + "\" width=\"" +
                   std::to_string(std::clamp(sheet.columns[i].width, 1, 255)) + "\"";
            if (sheet.columns[i].hidden) xml += R"( hidden="1")";
            xml += R"( customWidth="1"/>)";
        }
        return xml + "</cols>";
    }

    bool write_row(std::string& xml, const std::vector<Cell>& row, std::size_t sheet,
                   std::size_t number) {
        xml += "<row r=\"" + std::to_string(number + 1) + "\">";
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (!write_cell(xml, row[c], sheet, number, c)) return false;
        }
        xml += "</row>";
        return true;
    }

    bool write_cell(std::string& xml, const Cell& cell, std::size_t sheet, std::size_t row,
                    std::size_t column) {
        const std::string place = cell_name(row, column);
        const auto refuse_cell = [&](WriteRefusal refusal, std::string detail) {
            refuse(refusal, sheet, place, std::move(detail));
            return false;
        };
        if (cell.kind == Cell::Kind::text && utf16_units(cell.text) > kLongestText) {
            return refuse_cell(WriteRefusal::text_too_long, "a text of more than 32767 characters");
        }
        const bool too_large =
            (cell.kind == Cell::Kind::integer &&
             (cell.integer > kLargestInteger || cell.integer < -kLargestInteger)) ||
            (cell.kind == Cell::Kind::date && !serial_of(cell.date));
        if (too_large) {
            return refuse_cell(WriteRefusal::number_too_large,
                               "a number that no spreadsheet keeps");
        }
        xml += "<c r=\"" + place + "\" s=\"" + std::to_string(styles_.of(cell)) + "\"";
        if (cell.kind == Cell::Kind::empty ||
            (cell.kind == Cell::Kind::text && cell.text.empty())) {
            xml += "/>";
            return true;
        }
        if (cell.kind == Cell::Kind::text) {
            // Without the attribute, which the schema forbids and Excel writes, space at the ends
            // is lost.
            const bool has_space = cell.text.front() == ' ' || cell.text.back() == ' ' ||
                                   cell.text.find('\n') != std::string::npos;
            xml += std::string(" t=\"inlineStr\"><is><t") +
                   (has_space ? " xml:space=\"preserve\">" : ">") + escaped(cell.text) +
                   "</t></is></c>";
            return true;
        }
        xml += ">";
        if (!cell.formula.empty()) {
            const std::optional<NamedCells::Resolved> formula = named_.resolve(cell.formula, sheet);
            if (!formula) {
                return refuse_cell(WriteRefusal::unknown_name,
                                   "no cell is meant by " + cell.formula);
            }
            if (utf16_units(formula->formula) > kLongestFormula || formula->areas > kMostAreas) {
                return refuse_cell(WriteRefusal::formula_too_long,
                                   "a formula of more than 8192 characters or 255 areas");
            }
            xml += "<f>" + escaped(formula->formula) + "</f>";
        }
        xml += "<v>" + number_text(cell) + "</v></c>";
        return true;
    }

    // --- around the sheets ------------------------------------------------------------------

    [[nodiscard]] std::string quoted_name(std::size_t index) const {
        std::string name = "'";
        for (const char c : sheet_names_[index]) {
            name += c;
            if (c == '\'') name += c;
        }
        return name + "'";
    }

    [[nodiscard]] std::string defined_names() const {
        std::string areas;
        std::string titles;
        for (std::size_t i = 0; i < workbook_.sheets.size(); ++i) {
            const Sheet& sheet = workbook_.sheets[i];
            const std::string id = std::to_string(i);
            const std::size_t columns = columns_of(sheet);
            if (!sheet.rows.empty() && columns > 0) {
                areas += R"(<definedName name="_xlnm.Print_Area" localSheetId=")" + id + "\">" +
                         escaped(quoted_name(i)) + "!" + absolute(0, 0) + ":" +
                         absolute(sheet.rows.size() - 1, columns - 1) + "</definedName>";
            }
            if (sheet.header_rows > 0) {
                titles += R"(<definedName name="_xlnm.Print_Titles" localSheetId=")" + id + "\">" +
                          escaped(quoted_name(i)) + "!$1:$" + std::to_string(sheet.header_rows) +
                          "</definedName>";
            }
        }
        if (areas.empty() && titles.empty()) return {};
        return "<definedNames>" + areas + titles + "</definedNames>";
    }

    static std::string absolute(std::size_t row, std::size_t column) {
        const std::string name = cell_name(row, column);
        const std::size_t digits = name.find_first_of("0123456789");
        return "$" + name.substr(0, digits) + "$" + name.substr(digits);
    }

    [[nodiscard]] std::string workbook_part() const {
        std::string xml = std::string(kDeclaration) + "<workbook xmlns=\"" + std::string(kMain) +
                          "\" xmlns:r=\"" + std::string(kOffice) +
                          "\"><bookViews><workbookView/></bookViews><sheets>";
        for (std::size_t i = 0; i < sheet_names_.size(); ++i) {
            const std::string number = std::to_string(i + 1);
            xml += "<sheet name=\"" + escaped(sheet_names_[i]) + "\" sheetId=\"" + number +
                   "\" r:id=\"rId" + number + "\"/>";
        }
        return xml + "</sheets>" + defined_names() + R"(<calcPr fullCalcOnLoad="1"/></workbook>)";
    }

    [[nodiscard]] std::string workbook_relations_part() const {
        std::string xml =
            std::string(kDeclaration) + "<Relationships xmlns=\"" + std::string(kRelations) + "\">";
        for (std::size_t i = 1; i <= sheet_names_.size(); ++i) {
            const std::string number = std::to_string(i);
            xml += "<Relationship Id=\"rId" + number + "\" Type=\"" + std::string(kOffice) +
                   "/worksheet\" Target=\"worksheets/sheet" + number + ".xml\"/>";
        }
        return xml + "<Relationship Id=\"rIdS\" Type=\"" + std::string(kOffice) +
               "/styles\" Target=\"styles.xml\"/></Relationships>";
    }

    [[nodiscard]] std::string content_types_part() const {
        const std::string type = "application/vnd.openxmlformats-officedocument.";
        const auto part = [](const std::string& name, const std::string& of) {
            return "<Override PartName=\"" + name + "\" ContentType=\"" + of + "\"/>";
        };
        std::string xml =
            std::string(kDeclaration) +
            R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
            R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
            R"(<Default Extension="xml" ContentType="application/xml"/>)";
        xml += part("/xl/workbook.xml", type + "spreadsheetml.sheet.main+xml") +
               part("/xl/styles.xml", type + "spreadsheetml.styles+xml") +
               part("/docProps/core.xml",
                    "application/vnd.openxmlformats-package.core-properties+xml") +
               part("/docProps/custom.xml", type + "custom-properties+xml");
        for (std::size_t i = 1; i <= sheet_names_.size(); ++i) {
            xml += part("/xl/worksheets/sheet" + std::to_string(i) + ".xml",
                        type + "spreadsheetml.worksheet+xml");
        }
        return xml + "</Types>";
    }

    [[nodiscard]] static std::string package_relations_part() {
        return std::string(kDeclaration) + "<Relationships xmlns=\"" + std::string(kRelations) +
               "\"><Relationship Id=\"rId1\" Type=\"" + std::string(kOffice) +
               R"(/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type=")"
               R"(http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties")"
               R"( Target="docProps/core.xml"/><Relationship Id="rId3" Type=")" +
               std::string(kOffice) +
               R"(/custom-properties" Target="docProps/custom.xml"/></Relationships>)";
    }

    [[nodiscard]] std::string core_properties_part() const {
        std::string xml =
            std::string(kDeclaration) +
            R"(<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties")"
            R"( xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/")"
            R"( xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>)" +
            escaped(workbook_.title) + "</dc:title><dc:creator>" + escaped(workbook_.author) +
            "</dc:creator>";
        if (!workbook_.created.empty()) {
            xml += R"(<dcterms:created xsi:type="dcterms:W3CDTF">)" + escaped(workbook_.created) +
                   "</dcterms:created>";
        }
        return xml + "</cp:coreProperties>";
    }

    [[nodiscard]] std::string custom_properties_part() const {
        return std::string(kDeclaration) +
               R"(<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties")"
               R"( xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">)"
               R"(<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="PhaenVersion">)"
               "<vt:lpwstr>" +
               escaped(workbook_.version) + "</vt:lpwstr></property></Properties>";
    }

    const Workbook& workbook_;
    std::vector<std::string> sheet_names_;
    NamedCells named_;
    XlsxStyles styles_;
    std::optional<WriteError> error_;
};

}  // namespace

base::Result<std::string, WriteError> write_xlsx(const Workbook& workbook) {
    return XlsxWriter(workbook).write();
}

}  // namespace phaen::sheet
