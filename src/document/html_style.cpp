#include "html_style.h"

#include <string_view>

namespace phaen::document {
namespace {

constexpr std::string_view kStyle = R"(
*{box-sizing:border-box}
html{background:#f3f3f3;color:#000}
body{margin:0;line-height:1.45;font-family:FAMILY"TH Sarabun New","TH SarabunPSK",Sarabun,"Noto Sans Thai",sans-serif;font-size:BODY}
.sheet{background:#fff;max-width:21cm;margin:1rem auto;padding:2cm}
.wide{max-width:29.7cm}
.away{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
h1,h2,h3,h4,h5,h6{font-size:1em;line-height:1.3;margin:.8em 0 .4em;break-after:avoid}
.level-1{font-size:1.25em}
.level-2{font-size:1.12em}
h1.cover-title{font-size:1.75em;text-align:center}
.cover-title,.cover-line{font-weight:bold;text-align:center}
.cover-title{font-size:1.75em}
.cover-line{font-size:1.25em}
p{margin:0 0 .35em}
p.justified{text-align:justify;text-justify:inter-character;text-indent:1.5cm}
p.labelled,.note.labelled{text-indent:0}
.justified{text-align:justify;text-justify:inter-character}
.centre{text-align:center}
.end{text-align:right}
.gap{height:1.45em}
.note{font-size:.875em}
.unbroken{white-space:nowrap}
a{color:#0b3d91}
ul.items,nav ol{list-style:none;margin:0;padding:0}
ul.items ul.items,nav ol ol{padding-left:1.5em}
ul.items>li{padding-left:1.2em;text-indent:-1.2em;margin-bottom:.2em}
ul.items>li>*{text-indent:0}
.label{display:inline-block;min-width:1.2em;padding-right:.4em;text-indent:0}
table{border-collapse:collapse;width:100%;table-layout:fixed;margin:.3em 0 .8em;font-size:TABLE}
caption{text-align:left;font-weight:bold;padding:.2em 0;break-after:avoid}
th,td{border:1px solid #000;padding:.1em .35em;vertical-align:top;text-align:left;overflow-wrap:anywhere;position:relative}
th{vertical-align:middle;text-align:center;font-weight:bold}
th p,td p{margin:0}
td p.justified{text-indent:0}
table.plain th,table.plain td{border:0}
thead{display:table-header-group}
tr.whole{break-inside:avoid}
.shaded{background:#e7ecf5;print-color-adjust:exact}
.solid{background:#3b5b92;print-color-adjust:exact}
.bar::after{content:"";position:absolute;left:0;right:0;top:50%;border-top:2px solid}
.bar-start::after{left:6px}
.bar-end::after{right:6px}
.bar-start::before,.bar-end .head{content:"";position:absolute;top:50%;margin-top:-4px;border:5px solid transparent}
.bar-start::before{left:0;border-left:0;border-right-color:currentColor}
.bar-end .head{right:0;border-right:0;border-left-color:currentColor}
figure{margin:.6em 0;text-align:center}
svg{max-width:100%;height:auto}
@media print{
html{background:none}
.sheet{max-width:none;margin:0;padding:0}
.sheet+.sheet,.page-break{break-before:page}
a{color:inherit;text-decoration:none}
}
)";

void replace(std::string& text, std::string_view what, const std::string& with) {
    const std::size_t at = text.find(what);
    if (at != std::string::npos) text.replace(at, what.size(), with);
}

/// Tenths of a point.
std::string points(int tenths) {
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "pt";
}

std::string millimetres(int hundredths) {
    const std::string rest = std::to_string(hundredths % 100);
    return std::to_string(hundredths / 100) + "." + (rest.size() < 2 ? "0" : "") + rest + "mm";
}

/// A CSS string: what could end it, or the style element around it, is written by its number.
std::string css_string(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        switch (c) {
            case '"':
                out += "\\22 ";
                break;
            case '\\':
                out += "\\5c ";
                break;
            case '<':
                out += "\\3c ";
                break;
            case '>':
                out += "\\3e ";
                break;
            case '&':
                out += "\\26 ";
                break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 && c != '\x7F') out += c;
        }
    }
    return out + "\"";
}

std::string page_rule(const ComposedSection& section, const PageStyle& style, std::size_t number) {
    const std::string name = "s" + std::to_string(number);
    std::string rule = "." + name + "{page:" + name + "}\n@page " + name +
                       "{size:" + (style.paper == Paper::a3 ? "A3" : "A4");
    if (section.orientation == Orientation::landscape) rule += " landscape";
    rule += ";margin:" + millimetres(style.margin_top) + " " + millimetres(style.margin_right) +
            " " + millimetres(style.margin_bottom) + " " + millimetres(style.margin_left);
    std::string_view counter;
    switch (section.numbers) {
        case PageNumbers::none:
            break;
        case PageNumbers::thai:
            counter = "counter(page,thai)";
            break;
        case PageNumbers::arabic:
            counter = "counter(page)";
            break;
    }
    if (!section.running_head.empty()) {
        rule += ";@top-left{content:" + css_string(section.running_head) + "}";
    }
    if (!counter.empty()) {
        const std::string place = section.running_head.empty() ? "@top-center" : "@top-right";
        rule += ";" + place + "{content:" + std::string(counter) + "}";
    }
    return rule + "}\n";
}

}  // namespace

std::string html_style(const ComposedDocument& document) {
    std::string css(kStyle);
    const PageStyle& style = document.style;
    replace(css, "FAMILY", style.font.empty() ? "" : css_string(style.font) + ",");
    replace(css, "BODY", points(style.body_size));
    replace(css, "TABLE", points(style.table_size));
    for (std::size_t i = 0; i < document.sections.size(); ++i) {
        css += page_rule(document.sections[i], style, i + 1);
    }
    return css;
}

}  // namespace phaen::document
