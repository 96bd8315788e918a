#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "names.h"
#include "numbers.h"
#include "package.h"
#include "phaen/sheet/read.h"
#include "xlsx_parts.h"
#include "xml_walk.h"

namespace phaen::sheet {
namespace {

using base::Result;
using base::Unexpected;

/// The column of a place like `B14`, from 0; nothing when there is none.
std::optional<std::size_t> column_of(std::string_view place) {
    std::size_t column = 0;
    std::size_t letters = 0;
    while (letters < place.size() && place[letters] >= 'A' && place[letters] <= 'Z' && letters < 4)
        column = column * 26 + static_cast<std::size_t>(place[letters++] - 'A') + 1;
    if (letters == 0 || letters > 3) return std::nullopt;
    return column - 1;
}

/// `2022-01-31`, which strict workbooks may have, with or without a time of day.
std::optional<std::chrono::year_month_day> iso_day(std::string_view text) {
    if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto number = [text](std::size_t at, std::size_t length) {
        unsigned value = 0;
        const char* end = text.data() + at + length;
        const auto done = std::from_chars(text.data() + at, end, value);
        return done.ptr == end ? value : 0U;
    };
    const std::chrono::year_month_day day{std::chrono::year(static_cast<int>(number(0, 4))),
                                          std::chrono::month(number(5, 2)),
                                          std::chrono::day(number(8, 2))};
    if (!serial_of(day)) return std::nullopt;
    return day;
}

/// What all sheets of a workbook share.
struct Shared {
    explicit Shared(const ReadLimits& of_workbook) : limits(of_workbook) {}

    const ReadLimits& limits;
    std::vector<std::string> strings;
    StylesListener styles;
    DateSystem dates = DateSystem::from_1900;
    std::size_t cells = 0;       ///< so far, in all sheets, with the empty ones between
    std::size_t text_bytes = 0;  ///< so far
    std::vector<CellProblem> problems;
};

class SheetListener : public XmlListener {
  public:
    SheetListener(Sheet& sheet, Shared& shared) : sheet_(sheet), shared_(shared) {}
    void begin(std::string_view name, const Attributes& attributes) override;
    void end(std::string_view name) override;
    void text(std::string_view text) override;

  private:
    enum class Collecting { nothing, value, formula, inline_text };

    void begin_column(const Attributes& attributes);
    void begin_row(const Attributes& attributes);
    void begin_cell(const Attributes& attributes);
    void end_cell();
    [[nodiscard]] bool fill(Cell& cell);
    [[nodiscard]] bool fill_number(Cell& cell);
    [[nodiscard]] bool fill_date(Cell& cell, std::optional<std::chrono::year_month_day> day);
    [[nodiscard]] bool fill_text(Cell& cell, std::string_view text);
    bool problem(CellProblem::Kind kind);
    void put(Cell cell);
    [[nodiscard]] std::string place() const { return cell_name(row_, column_); }

    Sheet& sheet_;
    Shared& shared_;
    std::size_t row_ = 0;
    std::size_t column_ = 0;
    std::size_t next_row_ = 0;
    std::size_t next_column_ = 0;
    std::size_t style_ = 0;
    std::string type_;
    std::string value_;
    std::string formula_;
    std::string group_;  ///< of a formula that several cells share
    bool computed_ = false;
    bool in_cell_ = false;
    bool in_phonetic_ = false;
    Collecting collecting_ = Collecting::nothing;
    std::map<std::string, std::string> groups_;
};

void SheetListener::begin_column(const Attributes& attributes) {
    const std::size_t from = attributes.number("min").value_or(0);
    const std::size_t to = std::min(attributes.number("max").value_or(0), shared_.limits.columns);
    if (from < 1 || from > to) return;
    Column column;
    const std::string_view width = attributes.find("width").value_or("");
    std::from_chars(width.data(), width.data() + width.size(), column.width);
    const std::string_view hidden = attributes.find("hidden").value_or("0");
    column.hidden = hidden == "1" || hidden == "true";
    if (sheet_.columns.size() < to) sheet_.columns.resize(to);
    std::fill(sheet_.columns.begin() + static_cast<std::ptrdiff_t>(from) - 1,
              sheet_.columns.begin() + static_cast<std::ptrdiff_t>(to), column);
}

void SheetListener::begin_row(const Attributes& attributes) {
    const std::size_t number = attributes.number("r").value_or(next_row_ + 1);
    if (number < 1 || number > shared_.limits.rows) {
        refuse(ReadRefusal::too_large, "more rows than the limit");
        return;
    }
    row_ = number - 1;
    next_row_ = number;
    next_column_ = 0;
}

void SheetListener::begin_cell(const Attributes& attributes) {
    column_ = column_of(attributes.find("r").value_or("")).value_or(next_column_);
    next_column_ = column_ + 1;
    style_ = attributes.number("s").value_or(0);
    type_ = attributes.find("t").value_or("n");
    value_.clear();
    formula_.clear();
    group_.clear();
    computed_ = false;
    in_cell_ = true;
}

void SheetListener::begin(std::string_view name, const Attributes& attributes) {
    if (name == "row") {
        begin_row(attributes);
    } else if (name == "c") {
        begin_cell(attributes);
    } else if (name == "col") {
        begin_column(attributes);
    } else if (name == "pane" && attributes.find("state").value_or("").starts_with("frozen")) {
        constexpr std::size_t kMost = 1000;
        sheet_.header_rows =
            static_cast<int>(std::min(attributes.number("ySplit").value_or(0), kMost));
        sheet_.frozen_columns =
            static_cast<int>(std::min(attributes.number("xSplit").value_or(0), kMost));
    } else if (name == "pageSetup" && attributes.find("orientation") == "portrait") {
        sheet_.orientation = Orientation::portrait;
    } else if (in_cell_ && name == "v") {
        collecting_ = Collecting::value;
    } else if (in_cell_ && name == "f") {
        computed_ = true;
        collecting_ = Collecting::formula;
        if (attributes.find("t") == "shared") group_ = attributes.find("si").value_or("");
    } else if (in_cell_ && name == "rPh") {
        in_phonetic_ = true;
    } else if (in_cell_ && name == "t" && !in_phonetic_) {
        collecting_ = Collecting::inline_text;
    }
}

void SheetListener::text(std::string_view text) {
    if (collecting_ == Collecting::nothing) return;
    std::string& into = collecting_ == Collecting::formula ? formula_ : value_;
    if (into.size() + text.size() > shared_.limits.field_bytes) {
        refuse(ReadRefusal::too_large, "a text longer than the limit");
        error->where = sheet_.name + "!" + place();
        return;
    }
    into += text;
}

void SheetListener::end(std::string_view name) {
    if (name == "rPh") in_phonetic_ = false;
    if (name == "v" || name == "f" || name == "t") collecting_ = Collecting::nothing;
    if (name == "c" && in_cell_) {
        in_cell_ = false;
        end_cell();
    }
}

bool SheetListener::problem(CellProblem::Kind kind) {
    shared_.problems.push_back({kind, sheet_.name, place(), value_.substr(0, 64)});
    return false;
}

bool SheetListener::fill_text(Cell& cell, std::string_view text) {
    shared_.text_bytes += text.size();
    if (shared_.text_bytes > shared_.limits.text_bytes) {
        refuse(ReadRefusal::too_large, "more text than the limit");
        return false;
    }
    cell.kind = Cell::Kind::text;
    cell.text = text;
    return !text.empty();
}

bool SheetListener::fill_date(Cell& cell, std::optional<std::chrono::year_month_day> day) {
    if (!day) return problem(CellProblem::Kind::date);
    cell.kind = Cell::Kind::date;
    cell.date = *day;
    return true;
}

bool SheetListener::fill_number(Cell& cell) {
    constexpr std::int64_t kMostDecimal = std::int64_t{9'200'000'000'000} * base::Decimal::kScale;
    const auto number = StoredNumber::parse(value_);
    if (!number) return problem(CellProblem::Kind::number);
    const NumberKind kind = shared_.styles.kind_of(style_);
    if (kind == NumberKind::date) {
        const auto serial = number->whole();
        return fill_date(cell, serial ? day_of(*serial, shared_.dates) : std::nullopt);
    }
    if (kind == NumberKind::money && number->has_places(2)) {
        const auto satang = number->in_units(2);
        const auto money = satang ? base::Money::from_satang(*satang) : std::nullopt;
        if (!money) return problem(CellProblem::Kind::number);
        cell.kind = Cell::Kind::money;
        cell.money = *money;
        return true;
    }
    const bool percent = kind == NumberKind::percent;
    if (!percent && number->has_places(0)) {
        const auto whole = number->in_units(0);
        if (!whole) return problem(CellProblem::Kind::number);
        cell.kind = Cell::Kind::integer;
        cell.integer = *whole;
        return true;
    }
    const auto units = number->in_units(percent ? 8 : 6);
    if (!units || *units > kMostDecimal || *units < -kMostDecimal)
        return problem(CellProblem::Kind::number);
    cell.kind = percent ? Cell::Kind::percent : Cell::Kind::decimal;
    cell.decimal = base::Decimal::from_units(*units);
    return true;
}

/// Gives the cell what it shows; false when that is nothing.
bool SheetListener::fill(Cell& cell) {
    if (value_.empty() && computed_ && type_ != "str")
        return problem(CellProblem::Kind::not_computed);
    if (type_ == "inlineStr" || type_ == "str") return fill_text(cell, unescaped(value_));
    if (value_.empty()) return false;
    if (type_ == "e") return problem(CellProblem::Kind::error);
    if (type_ == "b") return fill_text(cell, value_ == "1" ? "TRUE" : "FALSE");
    if (type_ == "d") return fill_date(cell, iso_day(value_));
    if (type_ != "s") return fill_number(cell);
    std::size_t index = 0;
    const char* end = value_.data() + value_.size();
    const auto done = std::from_chars(value_.data(), end, index);
    if (done.ptr != end || done.ec != std::errc() || index >= shared_.strings.size()) {
        refuse(ReadRefusal::damaged, "a text that the workbook does not have");
        error->where = sheet_.name + "!" + place();
        return false;
    }
    return fill_text(cell, shared_.strings[index]);
}

void SheetListener::end_cell() {
    Cell cell;
    const bool filled = fill(cell);
    if (error) return;
    if (computed_) {
        if (!group_.empty() && !formula_.empty()) groups_[group_] = formula_;
        cell.formula = formula_.empty() ? groups_[group_] : std::move(formula_);
        shared_.text_bytes += cell.formula.size();
        if (shared_.text_bytes > shared_.limits.text_bytes)
            refuse(ReadRefusal::too_large, "more text than the limit");
    }
    if (filled) put(std::move(cell));
}

void SheetListener::put(Cell cell) {
    if (column_ >= shared_.limits.columns) {
        refuse(ReadRefusal::too_large, "more columns than the limit");
        return;
    }
    if (sheet_.rows.size() <= row_) {
        // An empty row costs about as much as an empty cell.
        shared_.cells += (row_ + 1 - sheet_.rows.size()) / 4;
        if (shared_.cells <= shared_.limits.cells) sheet_.rows.resize(row_ + 1);
    }
    if (shared_.cells <= shared_.limits.cells) {
        std::vector<Cell>& row = sheet_.rows[row_];
        if (row.size() <= column_) {
            shared_.cells += column_ + 1 - row.size();
            if (shared_.cells <= shared_.limits.cells) row.resize(column_ + 1);
        }
    }
    if (shared_.cells > shared_.limits.cells) {
        refuse(ReadRefusal::too_large, "more cells than the limit");
        return;
    }
    sheet_.rows[row_][column_] = std::move(cell);
}

class XlsxReader {
  public:
    XlsxReader(Package package, const ReadLimits& limits, std::stop_token stop)
        : package_(std::move(package)), stop_(std::move(stop)), shared_(limits) {}

    Result<ReadWorkbook, ReadError> read();

  private:
    [[nodiscard]] bool walk(const std::string& part, XmlListener& listener);
    [[nodiscard]] bool find_main();
    [[nodiscard]] bool read_shared();
    [[nodiscard]] bool read_sheets();
    void read_properties();
    bool refuse(ReadRefusal refusal, std::string where, std::string detail) {
        error_ = {refusal, 0, std::move(detail), std::move(where)};
        return false;
    }

    Package package_;
    std::stop_token stop_;
    Shared shared_;
    std::string main_;    ///< the workbook's part
    std::string folder_;  ///< of that part
    WorkbookListener book_;
    RelationsListener relations_;
    ReadWorkbook made_;
    ReadError error_;
};

bool XlsxReader::walk(const std::string& part, XmlListener& listener) {
    const auto bytes = package_.unpack(part);
    if (!bytes) {
        error_ = bytes.error();
        return false;
    }
    if (auto error = walk_xml(*bytes, part, shared_.limits, stop_, listener)) {
        error_ = std::move(*error);
        return false;
    }
    return true;
}

bool XlsxReader::find_main() {
    RelationsListener root;
    if (!package_.has("_rels/.rels"))
        return refuse(ReadRefusal::not_workbook, "", "an archive of something else");
    if (!walk("_rels/.rels", root)) return false;
    for (const auto& [id, relation] : root.by_id) {
        if (relation.kind == "officeDocument") main_ = part_at("", relation.target).value_or("");
    }
    if (main_.empty() || !package_.has(main_))
        return refuse(ReadRefusal::not_workbook, "", "an archive without a document");
    if (!walk(main_, book_)) return false;
    if (!book_.is_workbook) return refuse(ReadRefusal::not_workbook, main_, "not a workbook");
    const std::size_t slash = main_.rfind('/');
    folder_ = slash == std::string::npos ? "" : main_.substr(0, slash);
    const std::string name = slash == std::string::npos ? main_ : main_.substr(slash + 1);
    std::string part = folder_;
    if (!part.empty()) part += '/';
    return walk(part + "_rels/" + name + ".rels", relations_);
}

bool XlsxReader::read_shared() {
    shared_.dates = book_.dates;
    for (const auto& [id, relation] : relations_.by_id) {
        const std::string part = part_at(folder_, relation.target).value_or("");
        if (relation.kind == "styles" && !walk(part, shared_.styles)) return false;
        if (relation.kind != "sharedStrings") continue;
        StringsListener strings(shared_.limits);
        if (!walk(part, strings)) return false;
        shared_.strings = std::move(strings.strings);
    }
    return true;
}

bool XlsxReader::read_sheets() {
    if (book_.sheets.size() > shared_.limits.sheets)
        return refuse(ReadRefusal::too_large, main_, "more sheets than the limit");
    for (const WorkbookListener::Named& named : book_.sheets) {
        const auto relation = relations_.by_id.find(named.relation);
        if (relation == relations_.by_id.end())
            return refuse(ReadRefusal::damaged, main_, "a sheet without a part");
        // Sheets that are charts or old dialogs have no cells.
        if (relation->second.kind != "worksheet") continue;
        Sheet& sheet = made_.workbook.sheets.emplace_back();
        sheet.name = named.name;
        SheetListener listener(sheet, shared_);
        const auto part = part_at(folder_, relation->second.target);
        if (!part) return refuse(ReadRefusal::hostile, main_, "a path outside the archive");
        if (!walk(*part, listener)) return false;
    }
    return true;
}

/// What a file says about itself; where that cannot be read, its cells still can.
void XlsxReader::read_properties() {
    PropertiesListener properties;
    for (const char* part : {"docProps/core.xml", "docProps/custom.xml"}) {
        if (!package_.has(part)) continue;
        const auto bytes = package_.unpack(part);
        if (bytes) static_cast<void>(walk_xml(*bytes, part, shared_.limits, stop_, properties));
    }
    const auto value = [&properties](std::string_view name) {
        const auto found = properties.values.find(name);
        return found == properties.values.end() ? std::string() : found->second;
    };
    made_.workbook.title = value("title");
    made_.workbook.author = value("creator");
    made_.workbook.created = value("created");
    made_.workbook.version = value("PhaenVersion");
}

Result<ReadWorkbook, ReadError> XlsxReader::read() {
    if (!find_main() || !read_shared() || !read_sheets()) return Unexpected{std::move(error_)};
    read_properties();
    made_.problems = std::move(shared_.problems);
    return std::move(made_);
}

}  // namespace

base::Result<ReadWorkbook, ReadError> read_xlsx(std::string_view bytes, const ReadLimits& limits,
                                                std::stop_token stop) {
    auto package = Package::open(bytes, limits);
    if (!package) return Unexpected{package.error()};
    return XlsxReader(std::move(*package), limits, std::move(stop)).read();
}

}  // namespace phaen::sheet
