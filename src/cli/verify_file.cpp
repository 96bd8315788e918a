#include "verify_file.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "files.h"
#include "input.h"
#include "phaen/book/compose.h"
#include "phaen/book/propose_scheme.h"
#include "phaen/document/read_pdf.h"
#include "phaen/plan/create.h"
#include "phaen/plan/io.h"
#include "phaen/plan/scheme.h"
#include "phaen/report/record.h"
#include "phaen/report/report.h"
#include "print_book.h"
#include "year.h"

namespace phaen::cli {

namespace {

using base::Result;
using base::Unexpected;
using document::PdfDifference;
using document::PdfRecord;

Message message_of(document::PdfReadRefusal refusal) {
    switch (refusal) {
        case document::PdfReadRefusal::not_pdf:
            return Message::pdf_not_pdf;
        case document::PdfReadRefusal::too_large:
            return Message::pdf_too_large;
        case document::PdfReadRefusal::cut:
            return Message::pdf_cut;
        case document::PdfReadRefusal::encrypted:
            return Message::pdf_encrypted;
        case document::PdfReadRefusal::hostile:
            return Message::pdf_hostile;
        case document::PdfReadRefusal::damaged:
            return Message::pdf_damaged;
        case document::PdfReadRefusal::not_ours:
            return Message::pdf_not_ours;
        case document::PdfReadRefusal::engine_failed:
            return Message::pdf_engine_missing;
        case document::PdfReadRefusal::stopped:
            return Message::stopped;
    }
    return Message::pdf_damaged;
}

/// What the file says that it was printed from.
struct Attached {
    plan::Plan plan;
    book::Template made;
    plan::Scheme scheme;
    BookParts parts;
    std::vector<book::Correction> corrections;
};

Result<Attached, Refusal> attached_to(const PdfRecord& record, const std::string& path) {
    const auto unusable = [&path](const char* name) {
        return Unexpected{Refusal{Message::pdf_attachment_unusable, {path, name}}};
    };
    const auto bytes_of = [&record](const char* name) {
        const auto found = record.attachments.find(name);
        return found == record.attachments.end() ? std::string() : found->second;
    };
    Attached attached;
    auto plan = plan::load_plan(bytes_of(kAttachedPlan), plan::FileFormat::json);
    if (!plan) return unusable(kAttachedPlan);
    attached.plan = std::move(*plan);
    attached.parts = {bytes_of(kAttachedTemplate), bytes_of(kAttachedScheme),
                      bytes_of(kAttachedCorrections)};
    if (!attached.parts.corrections_bytes.empty()) {
        auto corrections = corrections_from_json(attached.parts.corrections_bytes);
        if (!corrections) return unusable(kAttachedCorrections);
        attached.corrections = std::move(*corrections);
    }
    attached.parts.report_bytes = bytes_of(kAttachedReport);
    attached.parts.words_bytes = bytes_of(kAttachedWords);
    if (attached.parts.report_bytes.empty()) {
        auto made = book::read_template(attached.parts.template_bytes);
        if (!made) return unusable(kAttachedTemplate);
        attached.made = std::move(*made);
    } else if (!report::printed_record_from(attached.parts.report_bytes)) {
        return unusable(kAttachedReport);
    } else if (!report::read_words(attached.parts.words_bytes)) {
        return unusable(kAttachedWords);
    }
    auto scheme = plan::load_scheme(attached.parts.scheme_bytes, plan::FileFormat::toml);
    if (!scheme) return unusable(kAttachedScheme);
    attached.scheme = std::move(*scheme);
    return attached;
}

/// What the program prints today, as it would be read from a file.
Result<PdfRecord, Refusal> printed_again(const Attached& attached, const std::string& path,
                                         const ReportFor& report_for,
                                         const document::PdfFonts* fonts) {
    std::optional<document::ComposedDocument> document;
    if (attached.parts.report_bytes.empty()) {
        book::ComposeOptions options;
        options.version = plan::version_of(attached.plan);
        options.scheme = &attached.scheme;
        options.corrections = attached.corrections;
        document = book::compose(attached.plan, attached.made, options);
    } else {
        const auto said = report::printed_record_from(attached.parts.report_bytes);
        if (said && said->is_personal) return Unexpected{Refusal{Message::pdf_is_personal, {path}}};
        if (report_for)
            document = report_for(attached.plan, attached.scheme, attached.parts.report_bytes,
                                  attached.parts.words_bytes);
        if (!document) {
            const auto record = report::printed_record_from(attached.parts.report_bytes);
            return Unexpected{Refusal{Message::pdf_is_report,
                                      {path, std::string(report::to_string(record->kind)),
                                       base::to_iso(record->as_of.day)}}};
        }
    }
    const auto file = print_book(*document, attached.plan, attached.parts, path, fonts);
    if (!file) return Unexpected{file.error()};
    auto record = document::read_pdf(file->bytes, document::kPdfRecord);
    if (!record) return Unexpected{Refusal{Message::pdf_damaged, {path, record.error().detail}}};
    return std::move(*record);
}

std::string line(const Both& text, const std::vector<std::string>& arguments, Language language) {
    return fill(text.in(language), arguments) + "\n";
}

std::string number(std::size_t value, Language language) {
    return with_digits(std::to_string(value), language);
}

std::string place_text(const PdfDifference& found, Language language) {
    static const Both kPage{"หน้าแรกที่ต่าง: หน้า {0} ของแฟ้ม",
                            "first page that differs: page {0} of the file"};
    static const Both kBlock{"  ส่วนที่ {0} บล็อกที่ {1}", "  section {0}, block {1}"};
    std::string text;
    if (found.page > 0)
        text += line(kPage, {number(static_cast<std::size_t>(found.page), language)}, language);
    if (found.block == 0) return text;
    text += fill(kBlock.in(language), {number(static_cast<std::size_t>(found.section), language),
                                       number(static_cast<std::size_t>(found.block), language)});
    if (!found.element.empty()) text += ": " + found.element + found.field;
    return text + "\n";
}

/// Whether anything differs that another program or other fonts do not account for.
bool is_changed(const PdfDifference& found) {
    const bool other_printer = found.producer || found.fonts;
    const bool other_attachment =
        !found.attachment.empty() && !(other_printer && found.attachment == document::kPdfRecord);
    return found.version || found.page > 0 || found.block > 0 || other_attachment ||
           (found.others && !other_printer);
}

std::string report(const PrintedCheck& check, const std::string& path, Language language) {
    const PdfRecord& found = check.found;
    const PdfRecord& expected = check.expected;
    static const Both kSame{"{0}: ตรงกัน {1} หน้า รุ่นของแผน {2}", "{0}: same, {1} pages, version {2}"};
    static const Both kDiffers{"{0}: ไม่ตรงกัน", "{0}: differs"};
    static const Both kProducer{"พิมพ์ด้วยโปรแกรมอื่น: {0} (โปรแกรมนี้คือ {1})",
                                "printed by another program: {0} (this is {1})"};
    static const Both kFonts{"พิมพ์ด้วยแบบอักษรหรือพจนานุกรมตัดคำรุ่นอื่น",
                             "printed with other fonts or another word list"};
    static const Both kVersion{"รุ่นของแผนในแฟ้ม {0} แต่แผนเป็นรุ่น {1}",
                               "the file has version {0} of the plan, the plan is {1}"};
    static const Both kAttachment{"สิ่งที่แนบต่างกัน: {0}", "an attachment differs: {0}"};
    static const Both kOthers{"ต่างกันนอกหน้า: สารบัญข้าง แบบอักษร หรือข้อมูลของแฟ้ม",
                              "differs outside the pages: outline, fonts or information"};
    const PdfDifference& difference = check.difference;
    const bool changed = check.is_changed;
    std::string text;
    if (changed) {
        text += line(kDiffers, {path}, language);
    } else {
        text += line(kSame, {path, number(found.pages.size(), language), found.version}, language);
    }
    if (difference.version) text += line(kVersion, {found.version, expected.version}, language);
    if (difference.producer) text += line(kProducer, {found.producer, expected.producer}, language);
    if (difference.fonts) text += line(kFonts, {}, language);
    text += place_text(difference, language);
    if (!difference.attachment.empty() && difference.attachment != document::kPdfRecord)
        text += line(kAttachment, {difference.attachment}, language);
    if (changed && difference.others && difference.page == 0) text += line(kOthers, {}, language);
    return text;
}

}  // namespace

Result<PrintedCheck, Refusal> check_printed(std::string_view bytes, const std::string& path,
                                            const document::PdfReadLimits& limits,
                                            const PlanFor& plan_for, const ReportFor& report_for,
                                            const document::PdfFonts* fonts) {
    auto found = document::read_pdf(bytes, document::kPdfRecord, limits);
    if (!found)
        return Unexpected{Refusal{message_of(found.error().refusal), {path, found.error().detail}}};
    auto attached = attached_to(*found, path);
    if (!attached) return Unexpected{attached.error()};
    if (const auto plan = plan_for ? plan_for(found->version) : nullptr) attached->plan = *plan;
    auto expected = printed_again(*attached, path, report_for, fonts);
    if (!expected) return Unexpected{expected.error()};
    PrintedCheck check{std::move(*found), std::move(*expected), {}, false};
    check.difference = document::compare_pdf(check.found, check.expected);
    check.is_changed = is_changed(check.difference);
    return check;
}

Result<ExitStatus, Refusal> run_verify_file(const Invocation& invocation, Language language) {
    const std::string& path = invocation.operands.front();
    for (const char* option : {"db", "data"}) {
        if (invocation.has(option))
            return Unexpected{Refusal{Message::not_together, {path, std::string("--") + option}}};
    }
    const auto bytes = read_file(path, document::PdfReadLimits{}.file_bytes);
    if (!bytes) return Unexpected{bytes.error()};
    PlanFor plan_for;
    if (invocation.has("plan")) {
        auto plan = load_plan_or_document(invocation.option("plan"), language);
        if (!plan) return Unexpected{plan.error()};
        plan_for = [given = std::make_shared<const plan::Plan>(std::move(*plan))](
                       const std::string&) { return given; };
    }
    ReportFor report_for;
    if (invocation.has("facts")) {
        auto log = load_facts(invocation.option("facts"), language);
        if (!log) return Unexpected{log.error()};
        report_for = [facts = std::make_shared<const facts::FactLog>(std::move(*log))](
                         const plan::Plan& plan, const plan::Scheme& scheme,
                         const std::string& record, const std::string& words) {
            const auto printed = report::printed_record_from(record);
            return std::optional(report::compose_report(
                printed->kind, {&plan, &scheme, facts.get(), dataset::shipped_dictionaries()},
                printed->as_of, *report::read_words(words)));
        };
    }
    const auto check = check_printed(*bytes, path, document::PdfReadLimits{}, plan_for, report_for);
    if (!check) return Unexpected{check.error()};
    const auto told = print(report(*check, path, language));
    if (!told) return Unexpected{told.error()};
    return check->is_changed ? ExitStatus::differences : ExitStatus::done;
}

}  // namespace phaen::cli
