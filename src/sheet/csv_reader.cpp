#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "phaen/base/thai_text.h"
#include "phaen/base/windows_874.h"
#include "phaen/sheet/read.h"

namespace phaen::sheet {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class CsvReader {
  public:
    CsvReader(std::string_view bytes, const ReadLimits& limits) : bytes_(bytes), limits_(limits) {}

    base::Result<Sheet, ReadError> read() {
        while (at_ < bytes_.size()) {
            if (!read_row()) return base::Unexpected{error_};
        }
        return std::move(sheet_);
    }

  private:
    bool refuse(ReadRefusal refusal, std::string detail) {
        error_ = {refusal, line_, std::move(detail)};
        return false;
    }

    bool read_row() {
        if (sheet_.rows.size() == limits_.rows) {
            return refuse(ReadRefusal::too_large, "more rows than the limit");
        }
        std::vector<Cell>& row = sheet_.rows.emplace_back();
        row.reserve(cells_of_row_);  // most rows have as many as the one before
        while (true) {
            std::string field;
            if (!(at_ < bytes_.size() && bytes_[at_] == '"' ? read_quoted(field)
                                                            : read_plain(field))) {
                return false;
            }
            if (row.size() == limits_.columns || ++cells_ > limits_.cells) {
                return refuse(ReadRefusal::too_large, "more columns or cells than the limit");
            }
            row.push_back(text_cell(without_defusal(std::move(field))));
            if (at_ == bytes_.size()) return true;
            const char end = bytes_[at_++];
            if (end == ',') continue;
            if (end == '\r' && at_ < bytes_.size() && bytes_[at_] == '\n') ++at_;
            ++line_;
            cells_of_row_ = row.size();
            return true;
        }
    }

    static bool ends_plain(char c) { return c == ',' || c == '\r' || c == '\n'; }

    bool read_plain(std::string& field) {
        std::size_t end = at_;
        while (end < bytes_.size() && !ends_plain(bytes_[end])) ++end;
        field = bytes_.substr(at_, end - at_);
        at_ = end;
        return field.size() <= limits_.field_bytes || refuse_long_field();
    }

    bool read_quoted(std::string& field) {
        ++at_;
        while (true) {
            const std::size_t quote = bytes_.find('"', at_);
            if (quote == std::string_view::npos) {
                return refuse(ReadRefusal::damaged, "a quoted field that does not end");
            }
            for (const char c : bytes_.substr(at_, quote - at_)) line_ += c == '\n' ? 1U : 0U;
            field += bytes_.substr(at_, quote - at_);
            if (field.size() > limits_.field_bytes) return refuse_long_field();
            at_ = quote + 1;
            if (at_ == bytes_.size() || bytes_[at_] != '"') break;
            field += '"';
            ++at_;
        }
        const bool ends = at_ == bytes_.size() ||
                          std::string_view(",\r\n").find(bytes_[at_]) != std::string_view::npos;
        return ends || refuse(ReadRefusal::damaged, "text after the end of a quoted field");
    }

    bool refuse_long_field() {
        return refuse(ReadRefusal::too_large, "a field longer than the limit");
    }

    static std::string without_defusal(std::string field) {
        const std::size_t first = field.find_first_not_of('\'');
        const bool defused =
            first != std::string::npos && first > 0 &&
            std::string_view("=+-@\t\r").find(field[first]) != std::string_view::npos;
        if (defused) field.erase(0, 1);
        return field;
    }

    std::string_view bytes_;
    const ReadLimits& limits_;
    Sheet sheet_;
    ReadError error_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t cells_ = 0;
    std::size_t cells_of_row_ = 0;  ///< of the last row
};

}  // namespace

std::optional<CsvEncoding> csv_encoding(std::string_view bytes) {
    if (base::is_utf8(bytes)) return CsvEncoding::utf8;
    if (base::looks_like_windows_874(bytes)) return CsvEncoding::windows_874;
    return std::nullopt;
}

base::Result<Sheet, ReadError> read_csv(std::string_view bytes, const ReadLimits& limits) {
    if (bytes.size() > limits.file_bytes) {
        return base::Unexpected{ReadError{ReadRefusal::too_large, 0, "file size over the limit"}};
    }
    const auto encoding = csv_encoding(bytes);
    if (!encoding) {
        return base::Unexpected{
            ReadError{ReadRefusal::not_utf8, 0, "neither UTF-8 nor Thai of Windows-874"}};
    }
    if (*encoding == CsvEncoding::windows_874) {
        const std::string text = base::windows_874_to_utf8(bytes);
        return CsvReader(text, limits).read();
    }
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    return CsvReader(bytes, limits).read();
}

}  // namespace phaen::sheet
