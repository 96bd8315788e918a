#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "docx_hints.h"
#include "drawing.h"
#include "flow.h"
#include "numbering.h"
#include "package.h"
#include "phaen/base/thai_text.h"
#include "phaen/document/read.h"
#include "styles.h"
#include "symbols.h"
#include "xml.h"

namespace phaen::document {
namespace {

using base::Unexpected;
using word::attribute;
using word::BranchWalk;
using word::child;
using word::each_child;
using word::Formatting;
using word::integer_attribute;
using word::local_name;
using word::on_off;

/// What parts a title from its page in a table of contents.
constexpr std::string_view kLeader = ".....";
/// Half an upright page: a tab stop beyond it in a line that ends with a number is for page
/// numbers.
constexpr long long kHalfPageTwips = 5000;
/// The cell margin of Word's own table style.
constexpr long long kCellMarginTwips = 108;
constexpr long long kWidestTwips = 100'000;

/// What is read where it is not the body's turn: text boxes and notes.
struct Aside {
    pugi::xml_node content;
    Origin origin = Origin::body;
    Place place;
};

/// A paragraph before it is finished: several, when marks between them are deleted.
struct Draft {
    std::string text;
    bool any_plain = false;
    bool any_emphasised = false;
    Place place;
    bool started = false;
};

/// A character of a symbol font (`w:sym`).
std::string symbol_of(pugi::xml_node node) {
    const std::string_view hex = attribute(node, "char").value_or("");
    unsigned long code = 0;
    const auto [end, status] = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
    if (status != std::errc() || end != hex.data() + hex.size() || code == 0) return {};
    return word::symbol(attribute(node, "font").value_or(""), code);
}

bool is_page_number(std::string_view text) {
    return base::parse_integer(base::clean_text(text)).has_value();
}

/// Tabs become spaces; the last tab of a contents line becomes dots.
std::string lay_out_tabs(std::string text, const Formatting& formatting) {
    const std::size_t last = text.rfind('\t');
    if (last != std::string::npos) {
        const std::string_view before = std::string_view(text).substr(0, last);
        const std::string_view after = std::string_view(text).substr(last + 1);
        const bool by_form =
            formatting.leader.value_or(false) || formatting.contents_entry.value_or(false);
        const bool is_contents =
            by_form || (formatting.furthest_tab >= kHalfPageTwips && is_page_number(after));
        const bool has_dots = base::clean_text(before).ends_with('.');
        if (is_contents && !has_dots && !base::clean_text(before).empty() &&
            !base::clean_text(after).empty()) {
            text.replace(last, 1, kLeader);
        }
    }
    return base::clean_text(text);
}

/// The texts of a content control without another one inside; none otherwise.
std::vector<std::string_view> control_texts(pugi::xml_node control) {
    std::vector<std::string_view> texts;
    if (local_name(control) != "sdt") return texts;
    for (BranchWalk walk(control); walk.node(); walk.enter()) {
        const std::string_view name = local_name(walk.node());
        if (name == "sdt") return {};
        if (name == "t") texts.emplace_back(walk.node().child_value());
    }
    return texts;
}

/// How many of the content controls after this one say again what it says. LibreOffice saves a
/// control around text of several scripts as many controls: the whole text, then each piece with
/// the whole text after it, and perhaps the whole text once more.
int count_repeating_controls(pugi::xml_node control) {
    const std::vector<std::string_view> first = control_texts(control);
    if (first.size() != 1 || first[0].empty()) return 0;
    const std::string_view whole = first[0];
    int count = 0;
    bool any_piece = false;
    for (pugi::xml_node next = control.next_sibling(); next; next = next.next_sibling()) {
        const std::vector<std::string_view> texts = control_texts(next);
        if (texts.empty() || texts.size() > 2 || texts.back() != whole) break;
        if (texts.size() == 2) {
            if (texts[0].empty() || whole.find(texts[0]) == std::string_view::npos) break;
            any_piece = true;
        }
        ++count;
        if (texts.size() == 1) break;
    }
    return any_piece ? count : 0;
}

bool is_shaded(pugi::xml_node cell_properties) {
    const pugi::xml_node shade = child(cell_properties, "shd");
    if (!shade) return false;
    const std::string_view pattern = attribute(shade, "val").value_or("clear");
    const std::string_view fill = attribute(shade, "fill").value_or("auto");
    const std::string_view theme = attribute(shade, "themeFill").value_or("");
    if (pattern == "nil") return false;
    if (pattern != "clear") return true;
    if ((theme == "background1" || theme == "light1") && !attribute(shade, "themeFillShade")) {
        return false;
    }
    constexpr std::array<std::string_view, 7> kWhite = {"auto",   "FFFFFF",  "ffffff", "none",
                                                        "FEFEFE", "#FFFFFF", ""};
    return std::find(kWhite.begin(), kWhite.end(), fill) == kWhite.end();
}

/// Takes the mark from cells whose shading is no statement of their own: those of repeated header
/// rows, of a row that is shaded from end to end, and a single cell over several columns.
void clear_decoration(Table& table) {
    for (Row& row : table.rows) {
        const bool all_shaded =
            table.columns > 1 &&
            std::all_of(row.cells.begin(), row.cells.end(),
                        [](const Cell& cell) { return cell.mark == CellMark::shaded; });
        if (!row.repeated_header && !all_shaded) continue;
        for (Cell& cell : row.cells) cell.mark = CellMark::none;
    }
}

class DocxReader {
  public:
    DocxReader(const ReadLimits& limits, std::stop_token stop)
        : limits_(limits), stop_(std::move(stop)) {}

    base::Result<Document, ReadError> read(std::string_view bytes) {
        auto package = word::Package::open(bytes, limits_);
        if (!package) return Unexpected{package.error()};
        if (!load(*package) || !read_body()) return Unexpected{*error_};
        return std::move(document_);
    }

  private:
    /// The table cell, or none, in which paragraphs are read, as far as drawings need it.
    struct Surroundings {
        Place place;
        Origin origin = Origin::body;
        std::vector<pugi::xml_node>* drawings = nullptr;  ///< those met in a cell
        int table_depth = 0;
    };

    struct TableState {
        Table table;
        std::vector<long long> widths;  ///< of the grid columns, in twips
        long long indent = 0;
        long long cell_margin = kCellMarginTwips;
        std::vector<int> merged_columns;  ///< where the row above has a cell of a vertical merge
    };

    // --- refusals ---------------------------------------------------------------------------

    bool refuse(ReadRefusal refusal, std::string detail) {
        std::string where = main_part_;
        if (document_.raw_blocks > 0) {
            where += ", block " + std::to_string(document_.raw_blocks - 1);
        }
        error_ =
            ReadError{.refusal = refusal, .where = std::move(where), .detail = std::move(detail)};
        return false;
    }

    bool may_go_on() {
        return !stop_.stop_requested() || refuse(ReadRefusal::stopped, "stopped by the caller");
    }

    bool count_text(const Paragraph& paragraph) {
        text_bytes_ += paragraph.text.size() + paragraph.label.size();
        return text_bytes_ <= limits_.text_bytes ||
               refuse(ReadRefusal::too_large, "more text than the limit");
    }

    bool count_block() {
        return ++blocks_ <= limits_.blocks ||
               refuse(ReadRefusal::too_large, "more paragraphs and tables than the limit");
    }

    // --- parts ------------------------------------------------------------------------------

    bool load_part(word::Package& package, const std::string& part,
                   std::optional<word::XmlPart>& into) {
        auto xml = package.read(part);
        if (!xml) {
            error_ = xml.error();
            return false;
        }
        into = std::move(xml).value();
        return true;
    }

    bool load(word::Package& package) {
        auto main = package.main_part();
        if (!main) {
            error_ = main.error();
            return false;
        }
        main_part_ = *main;
        auto related = package.related(main_part_);
        if (!related) {
            error_ = related.error();
            return false;
        }
        const auto load_related = [&](const char* kind, std::optional<word::XmlPart>& into) {
            const auto found = related->find(kind);
            if (found == related->end() || !package.has(found->second)) return true;
            return may_go_on() && load_part(package, found->second, into);
        };
        std::optional<word::XmlPart> styles;
        std::optional<word::XmlPart> numbering;
        if (!load_part(package, main_part_, main_) || !load_related("styles", styles) ||
            !load_related("numbering", numbering) || !load_related("footnotes", footnotes_) ||
            !load_related("endnotes", endnotes_)) {
            return false;
        }
        if (styles) styles_ = word::Styles(styles->root());
        if (numbering) numbering_ = word::Numbering(numbering->root(), styles_);
        hints_ = word::load_hints(package, main_part_);
        document_.version = hints_.version();
        index_notes(footnotes_, "footnote", footnote_by_id_);
        index_notes(endnotes_, "endnote", endnote_by_id_);
        return true;
    }

    using Notes = std::unordered_map<long long, pugi::xml_node>;

    static void index_notes(const std::optional<word::XmlPart>& part, std::string_view name,
                            Notes& notes) {
        if (!part) return;
        for (const pugi::xml_node note : part->root().children()) {
            const std::string_view type = attribute(note, "type").value_or("normal");
            const std::optional<long long> id = integer_attribute(note, "id");
            if (local_name(note) == name && type == "normal" && id) notes.emplace(*id, note);
        }
    }

    // --- body -------------------------------------------------------------------------------

    bool read_body() {
        const pugi::xml_node body = child(main_->root(), "body");
        if (local_name(main_->root()) != "document" || !body) {
            return refuse(ReadRefusal::damaged, "a Word document without a body");
        }
        const pugi::xml_node page = child(child(body, "sectPr"), "pgMar");
        page_margin_ =
            std::clamp(integer_attribute(page, "left").value_or(0), -kWidestTwips, kWidestTwips);
        Surroundings around;
        std::optional<Draft> pending;
        pugi::xml_node pending_node;
        const bool done = each_child(body, [&](pugi::xml_node node) {
            const std::string_view name = local_name(node);
            if (name == "bookmarkStart") note_bookmark(node);
            if (name != "p" && name != "tbl") return true;
            if (!may_go_on() || !count_block()) return false;
            around.place = {.block = document_.raw_blocks};
            ++document_.raw_blocks;
            if (!read_child(node, around, pending, pending_node, document_.blocks)) return false;
            if (!pending) noted_ = {};
            return pending || read_asides();
        });
        return done && flush(around, pending, pending_node, document_.blocks) && read_asides();
    }

    /// Text boxes and notes come after the block from which they were met; a text box may hold more
    /// of them.
    bool read_asides() {
        for (std::size_t i = 0; i < asides_.size(); ++i) {
            const Aside aside = asides_[i];
            Surroundings around;
            around.place = aside.place;
            around.origin = aside.origin;
            if (!read_flow(aside.content, around, document_.blocks)) return false;
        }
        asides_.clear();
        return true;
    }

    // The depth of a flow is that of the tables around it, which is limited.
    // NOLINTNEXTLINE(misc-no-recursion)
    bool read_flow(pugi::xml_node container, const Surroundings& around,
                   std::vector<Block>& blocks) {
        std::optional<Draft> pending;
        pugi::xml_node pending_node;
        // NOLINTNEXTLINE(misc-no-recursion): see above
        const bool done = each_child(container, [&](pugi::xml_node node) {
            const std::string_view name = local_name(node);
            if (name == "bookmarkStart") note_bookmark(node);
            if (name != "p" && name != "tbl") return true;
            if (!may_go_on()) return false;
            if (around.origin != Origin::body && !count_block()) return false;
            return read_child(node, around, pending, pending_node, blocks);
        });
        return done && flush(around, pending, pending_node, blocks);
    }

    // NOLINTNEXTLINE(misc-no-recursion): see read_flow
    bool read_child(pugi::xml_node node, const Surroundings& around, std::optional<Draft>& pending,
                    pugi::xml_node& pending_node, std::vector<Block>& blocks) {
        if (local_name(node) == "p") {
            return read_paragraph(node, around, pending, pending_node, blocks);
        }
        if (!flush(around, pending, pending_node, blocks)) return false;
        Block block;
        block.kind = Block::Kind::table;
        if (!read_table(node, around, block.table)) return false;
        if (!block.table.rows.empty()) blocks.push_back(std::move(block));
        return true;
    }

    /// Ends a paragraph whose mark is deleted where none follows that it could join.
    bool flush(const Surroundings& around, std::optional<Draft>& pending,
               pugi::xml_node& pending_node, std::vector<Block>& blocks) {
        if (!pending) return true;
        const Draft draft = *std::exchange(pending, std::nullopt);
        return draft.text.empty() || finish_paragraph(pending_node, draft, around, blocks);
    }

    // --- hints ------------------------------------------------------------------------------

    /// What the bookmarks met since the last thing of their kind was finished say about the next.
    struct Noted {
        Hint paragraph;
        Hint cell;
        Hint row;
        Hint table;
    };

    void note_bookmark(pugi::xml_node node) {
        const word::Hints::Meaning* meaning = hints_.find(attribute(node, "name").value_or(""));
        if (meaning == nullptr) return;
        switch (meaning->kind) {
            case word::HintKind::paragraph:
                noted_.paragraph = meaning->hint;
                return;
            case word::HintKind::cell:
                noted_.cell = meaning->hint;
                return;
            case word::HintKind::row:
                noted_.row = meaning->hint;
                return;
            case word::HintKind::table:
                noted_.table = meaning->hint;
                return;
        }
    }

    // --- paragraphs -------------------------------------------------------------------------

    [[nodiscard]] Formatting formatting_of(pugi::xml_node paragraph_properties) const {
        const std::optional<std::string_view> style =
            attribute(child(paragraph_properties, "pStyle"), "val");
        Formatting formatting = word::paragraph_formatting(paragraph_properties);
        const bool own_level = formatting.list_level.has_value();
        formatting.inherit(styles_.find(style ? *style : styles_.default_paragraph_style()));
        // A level of its own counts more than the one that its style is linked to.
        if (own_level) formatting.numbered_style.reset();
        return formatting;
    }

    static bool is_mark_deleted(pugi::xml_node properties) {
        const pugi::xml_node mark = child(properties, "rPr");
        return child(mark, "del") || child(mark, "moveFrom");
    }

    bool read_paragraph(pugi::xml_node node, const Surroundings& around,
                        std::optional<Draft>& pending, pugi::xml_node& pending_node,
                        std::vector<Block>& blocks) {
        const pugi::xml_node properties = child(node, "pPr");
        Draft draft;
        if (pending) draft = *std::exchange(pending, std::nullopt);
        if (!draft.started || draft.text.empty()) draft.place = around.place;
        draft.started = true;
        read_inline(node, formatting_of(properties), around, draft);
        if (draft.text.size() > limits_.text_bytes) {
            return refuse(ReadRefusal::too_large, "more text than the limit");
        }
        if (is_mark_deleted(properties)) {
            pending = std::move(draft);
            pending_node = node;
            return true;
        }
        return finish_paragraph(node, draft, around, blocks);
    }

    bool finish_paragraph(pugi::xml_node node, const Draft& draft, const Surroundings& around,
                          std::vector<Block>& blocks) {
        const Formatting formatting = formatting_of(child(node, "pPr"));
        // An empty paragraph of a list takes a number too.
        const word::Numbering::Label label = numbering_.next(formatting);
        Block block;
        Paragraph& paragraph = block.paragraph;
        paragraph.hint = std::exchange(noted_.paragraph, {});
        paragraph.text = lay_out_tabs(draft.text, formatting);
        // In a cell a number by itself is what the column is for.
        const bool is_number = around.drawings != nullptr && label.is_number;
        if (paragraph.text.empty() && !is_number) return true;
        paragraph.label = label.text;
        paragraph.list_level = label.level;
        paragraph.heading_level = formatting.heading_level.value_or(0);
        paragraph.emphasised = draft.any_emphasised && !draft.any_plain;
        paragraph.origin = around.origin;
        paragraph.place = draft.place;
        if (!count_text(paragraph)) return false;
        blocks.push_back(std::move(block));
        return true;
    }

    /// The state of a run while its paragraph is walked.
    struct RunState {
        bool hidden = false;
        bool emphasised = false;
        std::string_view font;
        std::vector<bool> fields;  ///< of each open field: whether its result has begun
        int codes = 0;             ///< open fields whose result has not begun
        int repeats = 0;           ///< content controls to come that say nothing new
        [[nodiscard]] bool shows() const { return !hidden && codes == 0; }
    };

    void read_inline(pugi::xml_node paragraph, const Formatting& formatting,
                     const Surroundings& around, Draft& draft) {
        RunState state;
        BranchWalk walk(paragraph);
        while (const pugi::xml_node node = walk.node()) {
            if (enters(node, formatting, around, state, draft)) {
                walk.enter();
            } else {
                walk.skip();
            }
        }
    }

    static void add_text(Draft& draft, const RunState& state, std::string_view text) {
        if (text.empty() || !state.shows()) return;
        draft.text += text;
        if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return;
        (state.emphasised ? draft.any_emphasised : draft.any_plain) = true;
    }

    void begin_run(pugi::xml_node run, const Formatting& paragraph, RunState& state) const {
        const pugi::xml_node properties = child(run, "rPr");
        Formatting own = word::run_formatting(properties);
        const pugi::xml_node fonts = child(properties, "rFonts");
        state.font = attribute(fonts, "ascii").value_or(attribute(fonts, "hAnsi").value_or(""));
        const std::string_view style = attribute(child(properties, "rStyle"), "val").value_or("");
        if (!style.empty()) own.inherit(styles_.find(style));
        own.inherit(paragraph);
        state.hidden = own.hidden.value_or(false);
        state.emphasised = own.bold.value_or(false) || own.underlined.value_or(false);
    }

    static void change_field(pugi::xml_node node, RunState& state) {
        const std::string_view type = attribute(node, "fldCharType").value_or("");
        if (type == "begin") {
            state.fields.push_back(false);
            ++state.codes;
        }
        if (state.fields.empty()) return;
        if (type == "separate" && !state.fields.back()) {
            state.fields.back() = true;
            --state.codes;
        }
        if (type == "end") {
            if (!state.fields.back()) --state.codes;
            state.fields.pop_back();
        }
    }

    /// Takes what an element inside a paragraph adds; true when its children are to be read.
    bool enters(pugi::xml_node node, const Formatting& formatting, const Surroundings& around,
                RunState& state, Draft& draft) {
        const std::string_view name = local_name(node);
        if (name == "r") {
            begin_run(node, formatting, state);
            return true;
        }
        if (name == "sdt") {
            if (state.repeats > 0) {
                --state.repeats;
                return false;
            }
            state.repeats = count_repeating_controls(node);
            return true;
        }
        if (name == "t") {
            for (const pugi::xml_node text : node.children()) {
                add_text(draft, state, word::replace_symbols(state.font, text.value()));
            }
            return false;
        }
        if (name == "tab" || name == "ptab") {
            add_text(draft, state, "\t");
            return false;
        }
        if (name == "br" || name == "cr") {
            const std::string_view type = attribute(node, "type").value_or("textWrapping");
            if (type == "textWrapping") add_text(draft, state, " ");
            return false;
        }
        if (name == "noBreakHyphen") {
            add_text(draft, state, "-");
            return false;
        }
        if (name == "sym") {
            add_text(draft, state, symbol_of(node));
            return false;
        }
        if (name == "bookmarkStart") {
            note_bookmark(node);
            return false;
        }
        if (name == "fldChar") {
            change_field(node, state);
            return false;
        }
        if (name == "drawing" || name == "pict" || name == "object") {
            if (state.shows()) read_drawing(node, around);
            return false;
        }
        if (name == "footnoteReference") {
            if (state.shows()) read_note(node, footnote_by_id_, around);
            return false;
        }
        if (name == "endnoteReference") {
            if (state.shows()) read_note(node, endnote_by_id_, around);
            return false;
        }
        return name != "pPr" && name != "rPr" && name != "sdtPr" && name != "del" &&
               name != "moveFrom" && name != "delText" && name != "instrText" &&
               name != "delInstrText" && name != "rt";
    }

    void read_drawing(pugi::xml_node drawing, const Surroundings& around) {
        if (around.drawings != nullptr) around.drawings->push_back(drawing);
        for (const pugi::xml_node box : word::text_boxes(drawing)) {
            asides_.push_back(
                {.content = box,
                 .origin = around.origin == Origin::body ? Origin::text_box : around.origin,
                 .place = around.place});
        }
    }

    /// A note is read once, where it is first referred to, however often that is.
    void read_note(pugi::xml_node reference, Notes& notes, const Surroundings& around) {
        if (around.origin == Origin::footnote) return;
        const auto found = notes.find(integer_attribute(reference, "id").value_or(-1));
        if (found == notes.end()) return;
        asides_.push_back(
            {.content = found->second, .origin = Origin::footnote, .place = around.place});
        notes.erase(found);
    }

    // --- tables -----------------------------------------------------------------------------

    // NOLINTNEXTLINE(misc-no-recursion): see read_flow
    bool read_table(pugi::xml_node node, const Surroundings& around, Table& table) {
        if (around.table_depth >= limits_.table_depth) {
            return refuse(ReadRefusal::too_deep, "tables nested over the limit");
        }
        TableState state;
        state.table.place = around.place;
        for (const pugi::xml_node column : child(node, "tblGrid").children()) {
            if (local_name(column) != "gridCol") continue;
            const long long width = integer_attribute(column, "w").value_or(0);
            state.widths.push_back(std::clamp(width, 0LL, kWidestTwips));
            if (state.widths.size() > limits_.columns) return refuse_columns();
        }
        const pugi::xml_node properties = child(node, "tblPr");
        const auto twips = [](pugi::xml_node measure, long long otherwise) {
            if (attribute(measure, "type").value_or("dxa") != "dxa") return otherwise;
            return std::clamp(integer_attribute(measure, "w").value_or(otherwise), -kWidestTwips,
                              kWidestTwips);
        };
        state.indent = twips(child(properties, "tblInd"), 0);
        const pugi::xml_node margins = child(properties, "tblCellMar");
        const pugi::xml_node left = child(margins, "left");
        state.cell_margin = twips(left ? left : child(margins, "start"), kCellMarginTwips);
        state.table.columns = static_cast<int>(state.widths.size());
        int row = -1;
        // NOLINTNEXTLINE(misc-no-recursion): see read_flow
        const bool done = each_child(node, [&](pugi::xml_node inner) {
            if (local_name(inner) != "tr") return true;
            ++row;
            return may_go_on() && read_row(inner, row, around, state);
        });
        clear_decoration(state.table);
        state.table.hint = std::exchange(noted_.table, {});
        table = std::move(state.table);
        return done;
    }

    bool refuse_columns() {
        return refuse(ReadRefusal::too_large, "more table columns than the limit");
    }

    // NOLINTNEXTLINE(misc-no-recursion): see read_flow
    bool read_row(pugi::xml_node node, int index, const Surroundings& around, TableState& state) {
        const pugi::xml_node properties = child(node, "trPr");
        if (child(properties, "del") || on_off(properties, "hidden").value_or(false)) return true;
        Row row;
        row.repeated_header = on_off(properties, "tblHeader").value_or(false);
        // Inside a nested table, everything stands in the cell of the outermost one.
        row.place = around.place;
        if (around.table_depth == 0) row.place.row = index;
        std::vector<int> merged_columns;
        const long long before =
            integer_attribute(child(properties, "gridBefore"), "val").value_or(0);
        if (before < 0 || std::cmp_greater(before, limits_.columns)) return refuse_columns();
        int column = static_cast<int>(before);
        int physical = -1;
        // NOLINTNEXTLINE(misc-no-recursion): see read_flow
        const bool done = each_child(node, [&](pugi::xml_node inner) {
            if (local_name(inner) != "tc") return true;
            ++physical;
            return read_cell(inner, physical, around, state, row, column, merged_columns);
        });
        if (!done) return false;
        row.hint = std::exchange(noted_.row, {});
        state.merged_columns = std::move(merged_columns);
        state.table.columns = std::max(state.table.columns, column);
        state.table.rows.push_back(std::move(row));
        return true;
    }

    // NOLINTNEXTLINE(misc-no-recursion): see read_flow
    bool read_cell(pugi::xml_node node, int physical, const Surroundings& around, TableState& state,
                   Row& row, int& column, std::vector<int>& merged_columns) {
        if (++cells_ > limits_.cells) {
            return refuse(ReadRefusal::too_large, "more table cells than the limit");
        }
        const pugi::xml_node properties = child(node, "tcPr");
        if (child(properties, "cellDel")) return true;
        const long long span =
            std::max(integer_attribute(child(properties, "gridSpan"), "val").value_or(1), 1LL);
        if (std::cmp_greater(span, limits_.columns) ||
            std::cmp_greater(column + span, limits_.columns)) {
            return refuse_columns();
        }
        Cell cell;
        cell.column = column;
        cell.column_span = static_cast<int>(span);
        cell.place = row.place;
        if (around.table_depth == 0) cell.place.cell = physical;
        cell.mark = is_shaded(properties) ? CellMark::shaded : CellMark::none;
        column += cell.column_span;
        if (const pugi::xml_node merge = child(properties, "vMerge")) {
            merged_columns.push_back(cell.column);
            cell.merged_above = attribute(merge, "val").value_or("continue") != "restart" &&
                                std::find(state.merged_columns.begin(), state.merged_columns.end(),
                                          cell.column) != state.merged_columns.end();
        }
        if (cell.merged_above) {
            row.cells.push_back(std::move(cell));
            return true;
        }
        return read_cell_content(node, around, state, cell, row);
    }

    // NOLINTNEXTLINE(misc-no-recursion): see read_flow
    bool read_cell_content(pugi::xml_node node, const Surroundings& around, TableState& state,
                           Cell& cell, Row& row) {
        std::vector<pugi::xml_node> drawings;
        Surroundings inside;
        inside.place = cell.place;
        inside.origin = around.origin;
        inside.drawings = &drawings;
        inside.table_depth = around.table_depth + 1;
        std::vector<Block> blocks;
        if (!read_flow(node, inside, blocks)) return false;
        cell.hint = std::exchange(noted_.cell, {});
        for (Block& block : blocks) {
            if (block.kind == Block::Kind::paragraph) {
                cell.paragraphs.push_back(std::move(block.paragraph));
            } else {
                cell.tables.push_back(std::move(block.table));
            }
        }
        if (!drawings.empty()) {
            const word::DrawingFrame frame = frame_of(state, cell);
            for (const pugi::xml_node drawing : drawings) {
                const std::optional<DrawnBar> bar = word::drawn_bar(drawing, frame);
                if (bar) row.bars.push_back(*bar);
            }
        }
        row.cells.push_back(std::move(cell));
        return true;
    }

    [[nodiscard]] word::DrawingFrame frame_of(const TableState& state, const Cell& cell) const {
        word::DrawingFrame frame;
        long long edge = 0;
        frame.column_edges.push_back(0);
        for (const long long width : state.widths) {
            edge += width * word::kEmuPerTwip;
            frame.column_edges.push_back(edge);
        }
        const auto edge_at = [&frame](int column) {
            const std::size_t last = frame.column_edges.size() - 1;
            return frame.column_edges[std::min(static_cast<std::size_t>(column), last)];
        };
        frame.cell_left = edge_at(cell.column);
        frame.cell_width = edge_at(cell.column + cell.column_span) - frame.cell_left;
        frame.cell_margin = state.cell_margin * word::kEmuPerTwip;
        // A table stands out of the text area by its cell margin, so that the text is flush.
        frame.margin_left = (state.cell_margin - state.indent) * word::kEmuPerTwip;
        frame.page_left = frame.margin_left - page_margin_ * word::kEmuPerTwip;
        return frame;
    }

    const ReadLimits& limits_;
    std::stop_token stop_;
    std::optional<ReadError> error_;
    std::string main_part_;
    std::optional<word::XmlPart> main_;
    std::optional<word::XmlPart> footnotes_;
    std::optional<word::XmlPart> endnotes_;
    Notes footnote_by_id_;
    Notes endnote_by_id_;
    word::Hints hints_;
    Noted noted_;
    word::Styles styles_;
    word::Numbering numbering_;
    long long page_margin_ = 0;  ///< twips
    Document document_{.format = Format::docx, .blocks = {}, .raw_blocks = 0, .version = {}};
    std::vector<Aside> asides_;
    std::size_t blocks_ = 0;
    std::size_t cells_ = 0;
    std::size_t text_bytes_ = 0;
};

}  // namespace

base::Result<Document, ReadError> read_docx(std::string_view bytes, const ReadLimits& limits,
                                            std::stop_token stop) {
    return DocxReader(limits, std::move(stop)).read(bytes);
}

}  // namespace phaen::document
