#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "phaen/app/accounts.h"
#include "phaen/app/notices.h"
#include "phaen/app/refusal.h"
#include "phaen/app/year.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/store/notice_store.h"

/// Private links of mails: signed, for one purpose, good once and until they expire. Looking at one
/// does nothing; one request sends the month's report, or says that a notice was seen. Nothing is
/// approved by them.
namespace phaen::app {

struct LinkOptions {
    std::function<store::Instant()> now;
    std::string key;  ///< signs tokens; of 32 bytes that nobody can guess
    std::int64_t lasts = 14 * 86'400 * 1'000'000LL;  ///< microseconds
};

class Links {
  public:
    Links(store::Database& database, Accounts& accounts, Year& year, LinkOptions options);
    template <class T>
    using Answer = base::Result<T, Refusal>;

    /// The token of the link that goes with a notice: the same each time.
    [[nodiscard]] Answer<std::string> token_for(const store::Notice& notice);
    /// `{purpose, text, month, steps, ends_at}`. What is used, expired, changed or unknown is one
    /// refusal.
    [[nodiscard]] Answer<base::Value> look(std::string_view token) const;
    /// `reports`: `[{step, percent, text?}]`, each of the link's steps at most once; none for an
    /// acknowledgement. It has one effect, whatever is sent at once or fails on the way.
    [[nodiscard]] Answer<base::Value> send(std::string_view token, const base::Value& body);

  private:
    [[nodiscard]] std::string token_of(const store::MailLink& link) const;
    [[nodiscard]] Answer<store::MailLink> find(std::string_view token) const;

    store::NoticeStore store_;
    Accounts& accounts_;
    Year& year_;
    LinkOptions options_;
};

}  // namespace phaen::app
