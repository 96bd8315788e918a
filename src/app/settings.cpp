#include "settings.h"

#include "phaen/base/sha256.h"
#include "refusals.h"

namespace phaen::app {

using base::Done;
using base::Result;
using base::Unexpected;

Result<Setting, Refusal> setting_of(const store::YearStore& store, std::string_view agency,
                                    std::string_view name, const BothTexts& what) {
    auto text = store.setting(agency, name);
    if (!text && text.error().kind != store::ErrorKind::not_found)
        return Unexpected{from_store(text.error(), what)};
    Setting setting;
    if (text) setting.text = std::move(*text);
    setting.tag = base::sha256_hex(setting.text);
    return setting;
}

Refusal stale_setting(const BothTexts& what) {
    return {RefusalKind::stale,
            "stale_setting",
            {"มีผู้แก้ไขก่อนแล้ว", "Someone else was first"},
            {what.th + "เปลี่ยนไปแล้วหลังจากที่ท่านเปิดดู ยังไม่มีการบันทึก ดูฉบับปัจจุบันแล้วบันทึกอีกครั้ง",
             "The " + what.en +
                 " changed after you looked. Nothing was saved: see what stands there now, and "
                 "save again."}};
}

Result<Done, Refusal> replace_setting(store::YearStore& store, const store::Command& command,
                                      std::string_view name, const Setting& seen,
                                      std::string_view text, const BothTexts& what) {
    const auto put = store.put_setting(command, name, text, seen.text);
    if (put) return Done{};
    if (put.error().kind == store::ErrorKind::conflict) return Unexpected{stale_setting(what)};
    return Unexpected{from_store(put.error(), what)};
}

}  // namespace phaen::app
