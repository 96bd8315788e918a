#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "language.h"
#include "phaen/document/read.h"

namespace phaen::cli {

/// Every reason for which a command ends without doing its work. Its text is in message.cpp, in
/// Thai and English; `{0}` is the file or option concerned.
enum class Message {
    // The command line.
    no_such_command,
    not_there_yet,
    unexpected_argument,
    missing_argument,
    missing_value,
    value_not_among,
    given_twice,
    standard_input_twice,
    for_one_document,
    not_together,
    option_needs,
    no_such_rule,
    // Files.
    no_such_file,
    is_a_folder,
    not_permitted,
    cannot_read,
    file_too_large,
    cannot_write,
    no_folder_for_output,
    output_is_input,
    output_twice,
    folder_needed,
    // Documents.
    document_not_utf8,
    document_unknown_format,
    document_damaged,
    document_too_large,
    document_too_deep,
    document_hostile,
    document_encrypted,
    document_legacy_word,
    // Plans, hints.
    plan_unreadable,
    plan_unreadable_and_more,
    // Files that were exported and edited.
    workbook_unreadable,
    edited_needs_base,
    edited_other_version,
    edited_not_from_plan,
    hints_unreadable,
    words_unreadable,
    scheme_unreadable,
    // Facts.
    sheet_unreadable,
    mapping_unreadable,
    facts_unreadable,
    facts_unreadable_and_more,
    day_unusable,
    instant_unusable,
    number_unusable,
    year_over,
    // Checking.
    fix_needs_plan,
    accept_needs_plan,
    nothing_to_accept,
    output_needs_word,
    output_not_word,
    // Serving.
    listen_unusable,
    config_unusable,
    listen_needs_loopback,
    address_in_use,
    store_unusable,
    store_newer,
    store_url_unknown,
    as_told,  ///< another layer's own words
    login_unknown,
    role_unknown,
    token_unknown,
    agency_unknown,
    id_unusable,
    not_a_number,
    no_password,
    not_confirmed,
    store_missing,
    store_conflict,
    instant_unreadable,
    web_unusable,
    // Rendering.
    ending_unknown,
    template_unreadable,
    document_unprintable,
    no_print_folder,
    // Printed files that are verified.
    pdf_not_pdf,
    pdf_too_large,
    pdf_cut,
    pdf_encrypted,
    pdf_hostile,
    pdf_damaged,
    pdf_engine_missing,
    pdf_not_ours,
    pdf_attachment_unusable,
    pdf_is_report,
    pdf_is_personal,
    // The work itself.
    stopped,
    out_of_memory,
    bug,
};

inline constexpr std::size_t kMessageCount = static_cast<std::size_t>(Message::bug) + 1;

/// The text of a message with its placeholders.
[[nodiscard]] Both text_of(Message message);

/// Why something could not be done, with what the text needs.
struct Refusal {
    Message message = Message::bug;
    std::vector<std::string> arguments;
};

/// The refusal as one line, without control characters whatever the arguments hold.
[[nodiscard]] std::string describe(const Refusal& refusal, Language language);

/// A reader's refusal of the document `path`.
[[nodiscard]] Refusal refusal_of(const document::ReadError& error, const std::string& path,
                                 Language language);

}  // namespace phaen::cli
