#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "phaen/book/compose_sheets.h"
#include "phaen/book/recognise.h"
#include "phaen/book/template.h"
#include "phaen/document/blocks.h"
#include "phaen/plan/diff.h"
#include "phaen/plan/merge.h"
#include "phaen/plan/plan.h"
#include "phaen/plan/scheme.h"
#include "phaen/sheet/read.h"

/// A file that was exported from a plan, edited by hand and comes back: what people changed in it
/// becomes changes of the plan, three-way, by element and field.
namespace phaen::book {

/// Something of the edited file that went nowhere; a person should look at it.
struct EditedNote {
    /// Stable: `row.added`, `row.missing`, `cell.computed`, `cell.unusable`, `change.unplaced`,
    /// `note` (what the recogniser noted and did not note of the file as it was exported).
    std::string code;
    std::string where;  ///< `งบประมาณ!C14`, or `block 12, row 3`
    plan::Id element;
    std::string detail;  ///< the printed text, or the field
    friend bool operator==(const EditedNote&, const EditedNote&) = default;
};

/// The version from which a file was made, with what people changed in the file.
struct Edited {
    plan::Plan plan;
    std::vector<EditedNote> notes;
};

struct EditedOptions {
    /// By which the file was composed; null: the shipped one that comes nearest to it.
    const Template* made_by = nullptr;
    const plan::Scheme* scheme = nullptr;  ///< as of `ComposeOptions`
    std::vector<Hint> hints;               ///< as of `RecogniseOptions`
};

/// Reads a Word or text file that was made from `base`. The same book is composed and read again,
/// so that what a document does not print, or cannot give back, is no change. Elements are known by
/// the file's hints; where these are gone, by name, by number and by place. Nothing when the file
/// was not made from `base`: less than a third of its text is what the plan prints.
[[nodiscard]] std::optional<Edited> read_edited(const document::Document& edited,
                                                const plan::Plan& base,
                                                const EditedOptions& options,
                                                std::stop_token stop = {});

/// Reads a workbook that was made from `base` by `compose_sheets`. Rows are known by the ids of the
/// hidden first column; where that is gone, by number and name. Columns may have been moved, rows
/// sorted. A figure that is computed is not taken over. A row that was added is a new element,
/// after that of the row above; a row that is gone is an element that was removed, with what names
/// it. An indicator or a table of steps is gone with its rows only; a project is gone when its row
/// on its own sheet is. Rows that are no elements (a remark, a sum of one's own) are notes.
[[nodiscard]] Edited read_edited(const sheet::ReadWorkbook& edited, const plan::Plan& base,
                                 const SheetWords& words = {});

/// What comes of an edited file and what was done to the plan meanwhile. For review: `changes` is
/// what the file would change in `ours`. A new element of the file has another id than in `edited`
/// when the plan meanwhile has a new one of that id and another name. `decisions` are as of
/// `plan::merge`; theirs is the file's.
struct MergedEdit {
    plan::Merged merged;  ///< where both changed a field, ours stays and a conflict tells
    plan::Diff changes;
};
[[nodiscard]] MergedEdit merge_edited(const Edited& edited, const plan::Plan& base,
                                      const plan::Plan& ours,
                                      const plan::Decisions& decisions = {});

}  // namespace phaen::book
