#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "phaen/app/links.h"
#include "phaen/app/notices.h"
#include "phaen/base/result.h"
#include "phaen/store/notice_store.h"

/// Sends what waits in the outbox: mails and webhooks, again and again until it is out or given up.
namespace phaen::app {

struct CourierOptions {
    std::function<store::Instant()> now;
    /// Hands a whole message to the mail server; why not, without anything secret. Empty: no mail.
    std::function<base::Result<base::Done, std::string>(
        const std::string& from, const std::string& to, const std::string& message)>
        send_mail = {};
    /// Posts a body; the status of the answer.
    std::function<base::Result<int, std::string>(
        const std::string& url, const std::vector<std::string>& headers, const std::string& body)>
        post = {};
    std::string from;            ///< address of mails
    std::string address;         ///< of the web application, without a slash at its end
    std::string webhook_secret;  ///< empty: no webhooks go out
    std::int64_t most_tries = 8;
    std::int64_t first_wait = 60 * 1'000'000LL;          ///< microseconds; doubled each time
    std::int64_t longest_wait = 6 * 3600 * 1'000'000LL;  ///< microseconds
};

class Courier {
  public:
    Courier(store::Database& database, const Notices& notices, Links& links,
            CourierOptions options);
    /// Tries what is due, at most `count`; how many went out.
    std::size_t deliver(std::size_t count = 50);
    /// How long to wait after the n-th failed attempt, microseconds.
    [[nodiscard]] std::int64_t wait_after(std::int64_t tries) const;

  private:
    /// Why it did not go out; `is_final` when it never will.
    struct Failure {
        std::string why;
        bool is_final = false;
    };
    [[nodiscard]] base::Result<base::Done, Failure> send(const store::Outgoing& outgoing);
    [[nodiscard]] base::Result<base::Done, Failure> send_notice(const store::Message& message);
    [[nodiscard]] base::Result<base::Done, Failure> send_webhook(const store::Message& message);

    store::NoticeStore store_;
    const Notices& notices_;
    Links& links_;
    CourierOptions options_;
};

}  // namespace phaen::app
