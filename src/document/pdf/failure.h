#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "phaen/document/write_pdf.h"

namespace phaen::document::pdf {

/// Where the writer is and the first thing that went wrong. Deep inside, a step notes its failure
/// here and gives an empty answer; the loops over sections, blocks and rows stop at it.
class Failure {
  public:
    explicit Failure(std::stop_token stop) : stop_(std::move(stop)) {}

    int section = -1;  // from 0; below 0: none
    int block = -1;
    int row = -1;
    int column = -1;

    void note(PdfRefusal refusal, std::string detail) {
        if (!error_) error_ = PdfError{refusal, where(), std::move(detail)};
    }

    /// Each place and character once, whatever the number of passes.
    void warn(char32_t character) {
        constexpr std::size_t kMost = 1000;
        PdfWarning warning{where(), character};
        const bool known =
            std::find(warnings_.begin(), warnings_.end(), warning) != warnings_.end();
        if (!known && warnings_.size() < kMost) warnings_.push_back(std::move(warning));
    }
    [[nodiscard]] const std::vector<PdfWarning>& warnings() const { return warnings_; }

    /// Asked once a block and row: whether to go on.
    [[nodiscard]] bool stops() {
        if (!error_ && stop_.stop_requested())
            note(PdfRefusal::stopped, "the caller asked to stop");
        return error_.has_value();
    }

    [[nodiscard]] const std::optional<PdfError>& error() const { return error_; }

  private:
    [[nodiscard]] std::string where() const {
        std::string text;
        const auto add = [&text](const char* name, int index) {
            if (index < 0) return;
            if (!text.empty()) text += ", ";
            text += name;
            text += std::to_string(index + 1);
        };
        add("section ", section);
        add("block ", block);
        add("row ", row);
        add("column ", column);
        return text;
    }

    std::stop_token stop_;
    std::optional<PdfError> error_;
    std::vector<PdfWarning> warnings_;
};

}  // namespace phaen::document::pdf
