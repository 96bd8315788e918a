#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "phaen/base/thai_text.h"
#include "phaen/document/read.h"

namespace phaen::document {
namespace {

using base::Unexpected;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
/// A tag longer than this is text. It also keeps the scan for tags linear, whatever the input.
constexpr std::size_t kLongestTag = 512;
constexpr std::size_t kLinesBetweenStops = 256;

bool is_ascii_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

enum class TagName { paragraph, unordered_list, ordered_list, item, underline };

struct Tag {
    TagName name = TagName::paragraph;
    bool closing = false;
    bool without_markers = false;  ///< `list-style-type: none`
    std::size_t length = 0;        ///< in bytes, brackets included
};

std::optional<TagName> tag_name(std::string_view lower) {
    if (lower == "p") return TagName::paragraph;
    if (lower == "ul") return TagName::unordered_list;
    if (lower == "ol") return TagName::ordered_list;
    if (lower == "li") return TagName::item;
    if (lower == "u") return TagName::underline;
    return std::nullopt;
}

/// The length of ` name="value"` at the beginning of `text`, or 0.
std::size_t attribute_length(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && is_ascii_space(text[at])) ++at;
    if (at == 0) return 0;
    const std::size_t name_begin = at;
    while (at < text.size() && (is_ascii_letter(text[at]) || text[at] == '-')) ++at;
    if (at == name_begin || at >= text.size() || text[at] != '=') return 0;
    ++at;
    if (at >= text.size()) return 0;
    const char quote = text[at];
    if (quote == '"' || quote == '\'') {
        const std::size_t end = text.find(quote, at + 1);
        return end == std::string_view::npos ? 0 : end + 1;
    }
    const std::size_t value_begin = at;
    while (at < text.size() && !is_ascii_space(text[at]) && text[at] != '<' && text[at] != '>')
        ++at;
    return at == value_begin ? 0 : at;
}

/// The tag at the beginning of `text`, which begins with `<`. Anything else in angle brackets is
/// text: an address, a comparison, a word.
std::optional<Tag> tag_at(std::string_view text) {
    text = text.substr(0, kLongestTag);
    Tag tag;
    std::size_t at = 1;
    if (at < text.size() && text[at] == '/') {
        tag.closing = true;
        ++at;
    }
    std::string name;
    while (at < text.size() && is_ascii_letter(text[at]) && name.size() < 3)
        name += to_lower(text[at++]);
    const std::optional<TagName> known = tag_name(name);
    if (!known) return std::nullopt;
    tag.name = *known;
    const std::size_t attributes_begin = at;
    while (const std::size_t length = attribute_length(text.substr(at))) at += length;
    const std::string_view attributes = text.substr(attributes_begin, at - attributes_begin);
    tag.without_markers = attributes.find("list-style-type: none") != std::string_view::npos ||
                          attributes.find("list-style-type:none") != std::string_view::npos;
    while (at < text.size() && is_ascii_space(text[at])) ++at;
    if (at < text.size() && text[at] == '/') ++at;
    if (at >= text.size() || text[at] != '>') return std::nullopt;
    tag.length = at + 1;
    return tag;
}

/// Splits one cell (or one line outside a table) at its tags.
class CellSplitter {
  public:
    explicit CellSplitter(int deepest_list) : deepest_list_(deepest_list) {}

    /// False when lists nest deeper than allowed.
    [[nodiscard]] bool split(std::string_view text, const Place& place) {
        place_ = place;
        std::size_t begin = 0;
        std::size_t at = text.find('<');
        while (at != std::string_view::npos) {
            const std::optional<Tag> tag = tag_at(text.substr(at));
            if (!tag) {
                at = text.find('<', at + 1);
                continue;
            }
            add_text(text.substr(begin, at - begin));
            if (!apply(*tag)) return false;
            begin = at + tag->length;
            at = text.find('<', begin);
        }
        add_text(text.substr(begin));
        finish_paragraph();
        return true;
    }

    std::vector<Paragraph> paragraphs;

  private:
    struct List {
        bool ordered = false;
        bool markers = true;
        int items = 0;
    };

    void add_text(std::string_view text) {
        if (text.empty()) return;
        pending_ += text;
        if (!std::all_of(text.begin(), text.end(), is_ascii_space)) {
            (underlined_ ? any_underlined_ : any_plain_) = true;
        }
    }

    [[nodiscard]] bool apply(const Tag& tag) {
        if (tag.name == TagName::underline) {
            underlined_ = !tag.closing;
            return true;
        }
        finish_paragraph();
        switch (tag.name) {
            case TagName::paragraph:
            case TagName::underline:
                break;
            case TagName::item:
                if (!tag.closing) begin_item();
                break;
            case TagName::unordered_list:
            case TagName::ordered_list:
                if (tag.closing) {
                    if (!lists_.empty()) lists_.pop_back();
                    break;
                }
                if (lists_.size() >= static_cast<std::size_t>(deepest_list_)) return false;
                lists_.push_back({.ordered = tag.name == TagName::ordered_list,
                                  .markers = !tag.without_markers,
                                  .items = 0});
                break;
        }
        return true;
    }

    void begin_item() {
        if (lists_.empty()) return;
        List& list = lists_.back();
        ++list.items;
        if (!list.markers) return;
        label_ = list.ordered ? std::to_string(list.items) + "." : std::string("•");
    }

    void finish_paragraph() {
        Paragraph paragraph;
        paragraph.text = base::clean_text(pending_);
        if (!paragraph.text.empty()) {
            paragraph.label = std::exchange(label_, {});
            paragraph.list_level = static_cast<int>(lists_.size()) - 1;
            paragraph.emphasised = any_underlined_ && !any_plain_;
            paragraph.place = place_;
            paragraphs.push_back(std::move(paragraph));
        }
        pending_.clear();
        underlined_ = any_underlined_ = any_plain_ = false;
    }

    int deepest_list_;
    Place place_;
    std::vector<List> lists_;
    std::string pending_;
    std::string label_;
    bool underlined_ = false;
    bool any_underlined_ = false;
    bool any_plain_ = false;
};

class TextReader {
  public:
    TextReader(const ReadLimits& limits, std::stop_token stop)
        : limits_(limits), stop_(std::move(stop)) {}

    base::Result<Document, ReadError> read(std::string_view bytes) {
        if (bytes.size() > limits_.file_bytes)
            return refuse(ReadRefusal::too_large, "file size over the limit");
        if (!base::is_utf8(bytes)) return refuse_not_utf8(bytes);
        if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
        // Where no line feed is, carriage returns end the lines.
        const char line_end = bytes.find('\n') == std::string_view::npos ? '\r' : '\n';
        while (!bytes.empty()) {
            const std::size_t end = bytes.find(line_end);
            std::string_view line = bytes.substr(0, end);
            bytes = end == std::string_view::npos ? std::string_view{} : bytes.substr(end + 1);
            if (line.ends_with('\r')) line.remove_suffix(1);
            ++line_;
            if (static_cast<std::size_t>(line_) % kLinesBetweenStops == 0 &&
                stop_.stop_requested()) {
                return refuse(ReadRefusal::stopped, "stopped by the caller");
            }
            if (const std::optional<ReadError> error = read_line(line)) return Unexpected{*error};
        }
        return std::move(document_);
    }

  private:
    [[nodiscard]] ReadError error(ReadRefusal refusal, std::string detail) const {
        return {.refusal = refusal,
                .where = line_ > 0 ? "line " + std::to_string(line_) : std::string(),
                .detail = std::move(detail)};
    }
    [[nodiscard]] Unexpected<ReadError> refuse(ReadRefusal refusal, std::string detail) const {
        return Unexpected{error(refusal, std::move(detail))};
    }

    /// Names the first line that is not UTF-8, so that a person can look at it.
    [[nodiscard]] Unexpected<ReadError> refuse_not_utf8(std::string_view bytes) {
        while (!bytes.empty()) {
            ++line_;
            const std::size_t end = bytes.find('\n');
            if (!base::is_utf8(bytes.substr(0, end)) || end == std::string_view::npos) break;
            bytes.remove_prefix(end + 1);
        }
        return refuse(ReadRefusal::not_utf8, "not UTF-8; save the text with the encoding UTF-8");
    }

    [[nodiscard]] std::optional<ReadError> read_line(std::string_view line) {
        if (line.find('\t') != std::string_view::npos) return read_row(line);
        in_table_ = false;
        const bool tagged = line.find('<') != std::string_view::npos;
        if (tagged) return read_tagged_paragraph(line);
        std::string text = base::clean_text(line);
        if (text.empty()) return std::nullopt;
        Paragraph paragraph;
        paragraph.text = std::move(text);
        return add_paragraph(std::move(paragraph));
    }

    /// One line stays one paragraph, also where it holds tags: the place of a finding is a line.
    [[nodiscard]] std::optional<ReadError> read_tagged_paragraph(std::string_view line) {
        CellSplitter splitter(limits_.xml_depth);
        if (!splitter.split(line, {}))
            return error(ReadRefusal::too_deep, "lists nest over the limit");
        Paragraph joined;
        joined.emphasised = !splitter.paragraphs.empty();
        for (Paragraph& part : splitter.paragraphs) {
            if (!joined.text.empty()) joined.text += ' ';
            joined.text += part.printed();
            joined.emphasised = joined.emphasised && part.emphasised;
        }
        return add_paragraph(std::move(joined));
    }

    [[nodiscard]] std::optional<ReadError> begin_block() {
        if (static_cast<std::size_t>(document_.raw_blocks) >= limits_.blocks) {
            return error(ReadRefusal::too_large, "more paragraphs and tables than the limit");
        }
        ++document_.raw_blocks;
        return std::nullopt;
    }

    [[nodiscard]] std::optional<ReadError> count_text(const Paragraph& paragraph) {
        text_bytes_ += paragraph.text.size();
        if (text_bytes_ > limits_.text_bytes)
            return error(ReadRefusal::too_large, "more text than the limit");
        return std::nullopt;
    }

    [[nodiscard]] std::optional<ReadError> add_paragraph(Paragraph paragraph) {
        if (std::optional<ReadError> refusal = begin_block()) return refusal;
        if (std::optional<ReadError> refusal = count_text(paragraph)) return refusal;
        if (paragraph.text.empty()) return std::nullopt;
        paragraph.place = {.block = document_.raw_blocks - 1, .line = line_};
        Block& block = document_.blocks.emplace_back();
        block.kind = Block::Kind::paragraph;
        block.paragraph = std::move(paragraph);
        return std::nullopt;
    }

    [[nodiscard]] std::optional<ReadError> read_row(std::string_view line) {
        if (!in_table_) {
            if (std::optional<ReadError> refusal = begin_block()) return refusal;
            in_table_ = true;
            Block& block = document_.blocks.emplace_back();
            block.kind = Block::Kind::table;
            block.table.place = {.block = document_.raw_blocks - 1, .line = line_};
        }
        Table& table = document_.blocks.back().table;
        Row row;
        row.place = {
            .block = table.place.block, .row = static_cast<int>(table.rows.size()), .line = line_};
        std::string_view rest = line;
        while (true) {
            const std::size_t tab = rest.find('\t');
            if (std::optional<ReadError> refusal = read_cell(rest.substr(0, tab), row))
                return refusal;
            if (tab == std::string_view::npos) break;
            rest.remove_prefix(tab + 1);
        }
        table.columns = std::max(table.columns, static_cast<int>(row.cells.size()));
        table.rows.push_back(std::move(row));
        return std::nullopt;
    }

    [[nodiscard]] std::optional<ReadError> read_cell(std::string_view text, Row& row) {
        if (++cells_ > limits_.cells)
            return error(ReadRefusal::too_large, "more table cells than the limit");
        if (row.cells.size() >= limits_.columns) {
            return error(ReadRefusal::too_large, "more cells in a row than the limit");
        }
        Cell& cell = row.cells.emplace_back();
        cell.column = static_cast<int>(row.cells.size()) - 1;
        cell.place = row.place;
        cell.place.cell = cell.column;
        CellSplitter splitter(limits_.xml_depth);
        if (!splitter.split(text, cell.place))
            return error(ReadRefusal::too_deep, "lists nest over the limit");
        cell.paragraphs = std::move(splitter.paragraphs);
        for (const Paragraph& paragraph : cell.paragraphs) {
            if (std::optional<ReadError> refusal = count_text(paragraph)) return refusal;
        }
        return std::nullopt;
    }

    const ReadLimits& limits_;
    std::stop_token stop_;
    Document document_;
    std::size_t cells_ = 0;
    std::size_t text_bytes_ = 0;
    int line_ = 0;
    bool in_table_ = false;
};

}  // namespace

base::Result<Document, ReadError> read_text(std::string_view bytes, const ReadLimits& limits,
                                            std::stop_token stop) {
    return TextReader(limits, std::move(stop)).read(bytes);
}

}  // namespace phaen::document
