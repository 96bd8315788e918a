#include "writer.h"

#include <algorithm>
#include <utility>

#include "phaen/base/thai_text.h"
#include "phaen/plan/io.h"

namespace phaen::report {

using document::Alignment;
using document::ComposedBlock;
using document::ComposedCell;
using document::ComposedParagraph;
using document::ComposedRow;
using document::Role;

namespace {

document::Run run_of(std::string text, bool bold = false) {
    document::Run run;
    run.text = std::move(text);
    run.bold = bold;
    return run;
}

}  // namespace

Writer::Writer(const query::WorldSources& sources, const facts::AsOf& as_of,
               const ReportWords& words, const Persons& persons)
    : sources_(sources),
      as_of_(as_of),
      words_(words),
      persons_(persons),
      index_(*sources.plan),
      world_(sources, as_of),
      scores_(score::score(sources, as_of)) {}

document::ComposedDocument Writer::write(ReportKind kind, const TimelineFilter& filter) {
    const std::string year = number(sources_.plan->fiscal_year);
    const auto title = [&]() -> std::string_view {
        switch (kind) {
            case ReportKind::progress:
                return "progress_title";
            case ReportKind::budget:
                return "budget_title";
            case ReportKind::self_assessment:
                return "self_assessment_title";
            case ReportKind::evaluation:
                return "evaluation_title";
            case ReportKind::results:
                return "results_title";
            case ReportKind::meetings:
                return "meetings_title";
            case ReportKind::evidence:
                return "evidence_title";
            case ReportKind::timeline:
                return "timeline_title";
        }
        return {};
    };
    document::ComposedDocument out;
    out.title = word(title(), {{"year", year}});
    out.author = sources_.plan->organisations.empty() ? std::string()
                                                      : sources_.plan->organisations.front().name;
    out.version = scores_.plan_version;
    ComposedBlock front;
    front.paragraph.role = Role::cover_line;
    front.paragraph.alignment = Alignment::centre;
    heading(1, out.title);
    front.paragraph.runs = {run_of(out.author)};
    if (!out.author.empty()) section_.blocks.push_back(front);
    front.paragraph.runs = {run_of(word("as_of", {{"day", day(as_of_.day)}}))};
    section_.blocks.push_back(front);
    if (!persons_.empty()) {
        front.paragraph.runs = {run_of(word("has_personal"), true)};
        section_.blocks.push_back(front);
    }
    switch (kind) {
        case ReportKind::progress:
            section_.orientation = document::Orientation::landscape;
            progress();
            break;
        case ReportKind::budget:
            budget();
            break;
        case ReportKind::self_assessment:
            self_assessment();
            break;
        case ReportKind::evaluation:
            section_.orientation = document::Orientation::landscape;
            evaluation();
            break;
        case ReportKind::results:
            section_.orientation = document::Orientation::landscape;
            results();
            break;
        case ReportKind::meetings:
            section_.orientation = document::Orientation::landscape;
            meetings();
            break;
        case ReportKind::evidence:
            section_.orientation = document::Orientation::landscape;
            evidence();
            break;
        case ReportKind::timeline:
            section_.orientation = document::Orientation::landscape;
            if (filter.on_a3) out.style.paper = document::Paper::a3;
            // Months need room: the page is not bound.
            out.style.margin_left = 2000;
            out.style.margin_right = 1500;
            out.style.margin_top = 1500;
            out.style.margin_bottom = 1500;
            section_.running_head = out.title;
            timeline(filter);
            break;
    }
    out.sections.push_back(std::move(section_));
    return out;
}

std::string Writer::word(std::string_view name, Fields fields) const {
    const auto found = words_.find(name);
    std::string text = found == words_.end() ? std::string(name) : found->second;
    for (const auto& [field, value] : fields) {
        const std::string placeholder = "{" + std::string(field) + "}";
        for (std::size_t at = text.find(placeholder); at != std::string::npos;
             at = text.find(placeholder, at + value.size()))
            text.replace(at, placeholder.size(), value);
    }
    return text;
}

std::string Writer::number(std::int64_t value) const {
    return base::to_thai_digits(std::to_string(value));
}

std::string Writer::exact(const std::string& text) const {
    const auto ratio = score::exact_of(text);
    return ratio ? decimal(ratio->to_decimal(2, base::Rounding::half_up)) : word("none");
}

std::string Writer::decimal(const base::Decimal& value) const {
    return base::to_thai_digits(value.to_string());
}

std::string Writer::amount(const base::Money& money) const {
    std::string text = base::format_money(money, base::Digits::thai);
    // Columns say the unit.
    for (const std::string_view unit : {".- บาท", " บาท"}) {
        if (text.ends_with(unit)) {
            text.resize(text.size() - unit.size());
            break;
        }
    }
    return text;
}

std::string Writer::percent(const base::Money& part, const base::Money& whole) const {
    const auto ratio = base::Ratio::create(part.satang(), whole.satang());
    if (!ratio) return word("none");
    const auto hundred = *base::Ratio::create(100, 1);
    return decimal((*ratio * hundred).to_decimal(2, base::Rounding::half_up));
}

std::string Writer::day(facts::Day date) const {
    return base::format_date_th(date, base::DateStyle::long_, base::Digits::thai);
}

std::string Writer::name_of(std::string_view element) const {
    for (const plan::Project& project : sources_.plan->projects) {
        if (project.id == element) return project.name;
    }
    for (const plan::Activity& activity : sources_.plan->activities) {
        if (activity.id == element) return activity.name;
    }
    for (const plan::Indicator& indicator : sources_.plan->indicators) {
        if (indicator.id == element) return indicator.name;
        for (const plan::EvidenceItem& item : indicator.evidence) {
            if (item.id == element) return item.text;
        }
        for (const plan::Indicator& sub : indicator.sub_indicators) {
            if (sub.id == element) return sub.name;
            for (const plan::EvidenceItem& item : sub.evidence) {
                if (item.id == element) return item.text;
            }
        }
    }
    return std::string(element);
}

void Writer::heading(int level, const std::string& text) {
    ComposedBlock block;
    block.paragraph.role = Role::heading;
    block.paragraph.level = level;
    block.paragraph.alignment = level == 1 ? Alignment::centre : Alignment::start;
    block.paragraph.runs = {run_of(text)};
    block.paragraph.anchor = "part-" + std::to_string(++anchors_);
    section_.blocks.push_back(std::move(block));
}

void Writer::body(const std::string& text) {
    ComposedBlock block;
    block.paragraph.runs = {run_of(text)};
    section_.blocks.push_back(std::move(block));
}

void Writer::item(const std::string& text, int level) {
    ComposedBlock block;
    block.paragraph.role = Role::list_item;
    block.paragraph.level = level;
    block.paragraph.label = "-";
    block.paragraph.runs = {run_of(text)};
    section_.blocks.push_back(std::move(block));
}

void Writer::open_table(std::vector<int> widths) {
    table_ = {};
    table_.widths = std::move(widths);
}

void Writer::row(std::vector<Cell> cells, bool header) {
    ComposedRow row;
    row.header = header;
    int column = 0;
    for (Cell& cell : cells) {
        ComposedCell made;
        made.column = column;
        made.column_span = cell.span;
        column += cell.span;
        made.shade = header ? document::Shade::light : document::Shade::none;
        // A line of the text is a paragraph.
        for (std::string_view rest = cell.text; !rest.empty();) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            ComposedParagraph paragraph;
            paragraph.alignment = cell.alignment;
            paragraph.runs = {run_of(std::string(rest.substr(0, end)), cell.bold || header)};
            made.paragraphs.push_back(std::move(paragraph));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        row.cells.push_back(std::move(made));
    }
    table_.rows.push_back(std::move(row));
}

void Writer::close_table() {
    ComposedBlock block;
    block.kind = ComposedBlock::Kind::table;
    block.table = std::move(table_);
    section_.blocks.push_back(std::move(block));
}

Writer::Cell Writer::centred(std::string text) { return {std::move(text), Alignment::centre}; }

Writer::Cell Writer::at_end(std::string text) { return {std::move(text), Alignment::end}; }

Writer::Cell Writer::strong(Cell cell) {
    cell.bold = true;
    return cell;
}

void Writer::head(std::initializer_list<std::string_view> names) {
    std::vector<Cell> cells;
    for (const std::string_view name : names) cells.push_back(centred(word(name)));
    row(std::move(cells), true);
}

document::ComposedDocument compose_report(ReportKind kind, const query::WorldSources& sources,
                                          const facts::AsOf& as_of, const ReportWords& words,
                                          const TimelineFilter& filter, const Persons& persons) {
    return Writer(sources, as_of, words, persons).write(kind, filter);
}

std::set<std::string> persons_in(ReportKind kind, const query::WorldSources& sources,
                                 const facts::AsOf& as_of, const ReportWords& words) {
    const Persons none;
    Writer writer(sources, as_of, words, none);
    static_cast<void>(writer.write(kind, {}));
    return writer.persons_met();
}

}  // namespace phaen::report
