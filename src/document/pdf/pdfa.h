#pragma once

#include <string>
#include <vector>

#include "pdf/canvas.h"
#include "pdf/paginate.h"
#include "phaen/document/write_pdf.h"

namespace phaen::document::pdf {

/// Makes of the drawn pages an archive file: outline, links, page labels, information, colour
/// profile, attachments.
[[nodiscard]] std::string make_archive(const std::string& drawn, const ComposedDocument& document,
                                       const Pass& pass, const std::vector<Link>& links,
                                       const std::map<std::string, Spot>& anchors,
                                       const PdfOptions& options,
                                       const std::vector<PdfAttachment>& attachments,
                                       Failure& failure);

}  // namespace phaen::document::pdf
