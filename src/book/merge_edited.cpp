#include "phaen/book/merge_edited.h"

namespace phaen::book {

MergedEdit merge_edited(const Edited& edited, const plan::Plan& base, const plan::Plan& ours) {
    MergedEdit made;
    made.merged = plan::merge(base, ours, edited.plan);
    made.changes = plan::diff(ours, made.merged.plan);
    return made;
}

}  // namespace phaen::book
