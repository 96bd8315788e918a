#include "composer.h"
#include "phaen/document/qr.h"

/// The performance agreement, the list of corrections, the version.
namespace phaen::book {

using document::ComposedBlock;

namespace {

constexpr int kCodeSide = 3000;  // hundredths of a millimetre

}  // namespace

void Composer::agreement_indicators() {
    TableBuilder table({16, 86, 42, 24});
    table.row("", true);
    for (const std::string_view name :
         {"column_number", "column_indicator", "column_target", "column_weight"}) {
        table.cell(centred(word(name)));
    }
    base::Decimal sum;
    int position = 0;
    for (const std::string& letter : groups()) {
        for (const plan::Indicator* indicator : indicators_of(letter)) {
            table.row(indicator->id);
            table.cell(centred(number(++position)));
            std::vector<document::ComposedParagraph> names = {paragraph(indicator->name)};
            std::vector<document::ComposedParagraph> targets;
            if (const plan::Target* target = target_of(*indicator, plan_.fiscal_year))
                targets.push_back(paragraph(target_text(*target)));
            for (const plan::Indicator& sub : indicator->sub_indicators) {
                names.push_back(paragraph("- " + sub.name));
                if (const plan::Target* target = target_of(sub, plan_.fiscal_year))
                    targets.push_back(paragraph(target_text(*target)));
            }
            table.cell(std::move(names), "/name");
            table.cell(std::move(targets), "/targets");
            if (indicator->weight) sum = sum + indicator->weight->value();
            table.cell(
                centred(indicator->weight ? decimal(indicator->weight->value()) : std::string("-")),
                "/weight");
        }
    }
    table.row();
    table.cell(centred(word("total_weight")), "", 3);
    table.cell(centred(decimal(sum)));
    add(table.finish());
}

void Composer::agreement_signatures() {
    for (const std::string_view name : {"signature_giver", "signature_receiver"}) {
        line(word("signature_line"), {}, document::Role::signature);
        line(word(name), {}, document::Role::signature);
        line(word("signature_date"), {}, document::Role::signature);
    }
}

void Composer::corrections() {
    heading(1, word("corrections_heading"));
    body(word("corrections_intro",
              {{"count", number(static_cast<std::int64_t>(options_.corrections.size()))}}));
    TableBuilder table({14, 46, 44, 44, 32});
    table.row("", true);
    for (const std::string_view name :
         {"column_number", "column_place", "column_approved", "column_corrected", "column_why"}) {
        table.cell(centred(word(name)));
    }
    int position = 0;
    for (const Correction& correction : options_.corrections) {
        table.row();
        table.cell(centred(number(++position)));
        table.cell(paragraphs(correction.place));
        table.cell(paragraphs(correction.approved.empty() ? word("correction_nothing")
                                                          : correction.approved));
        table.cell(paragraphs(correction.corrected.empty() ? word("correction_nothing")
                                                           : correction.corrected));
        table.cell(paragraphs(correction.why));
    }
    add(table.finish());
}

void Composer::version() {
    line(word("version_line"), {}, document::Role::note);
    const std::optional<document::Drawing> code =
        document::qr_code(word("version_code"), kCodeSide);
    if (!code) return;
    ComposedBlock block;
    block.kind = ComposedBlock::Kind::drawing;
    block.drawing = *code;
    block.drawing.description = word("version_line");
    add(std::move(block));
}

}  // namespace phaen::book
