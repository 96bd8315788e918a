#include "phaen/app/courier.h"

#include <fmt/format.h>

#include <algorithm>

#include "members.h"
#include "phaen/app/mail_text.h"
#include "phaen/base/check.h"

namespace phaen::app {

using base::Done;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

/// While a message is being sent no other server takes it.
constexpr std::int64_t kClaim = 120 * 1'000'000LL;
constexpr std::size_t kProblemBytes = 300;

std::string body_of(const BothTexts& text, bool is_report, bool thai, const std::string& link,
                    const std::string& address) {
    if (thai) {
        return fmt::format(
            "{}\n\n{}\n{}\n\nลิงก์นี้เป็นของท่านเท่านั้น ใช้ได้ครั้งเดียว โปรดอย่าส่งต่อ\nการอนุมัติต้องเข้าสู่ระบบที่ {}\n",
            text.th,
            is_report ? "รายงานโดยไม่ต้องเข้าสู่ระบบ:" : "แจ้งว่ารับทราบแล้วโดยไม่ต้องเข้าสู่ระบบ:", link,
            address);
    }
    return fmt::format(
        "{}\n\n{}\n{}\n\nThe link is yours alone and good once: please do not pass it on.\n"
        "Approvals need you to sign in at {}\n",
        text.en,
        is_report ? "Report without signing in:" : "Say that you saw it, without signing in:", link,
        address);
}

}  // namespace

Courier::Courier(store::Database& database, const Notices& notices, Links& links,
                 CourierOptions options)
    : store_(database), notices_(notices), links_(links), options_(std::move(options)) {}

std::int64_t Courier::wait_after(std::int64_t tries) const {
    std::int64_t wait = options_.first_wait;
    for (std::int64_t i = 1; i < tries && wait < options_.longest_wait; ++i) wait *= 2;
    return std::min(wait, options_.longest_wait);
}

std::size_t Courier::deliver(std::size_t count) {
    const auto due = store_.due(options_.now(), count);
    if (!due) return 0;
    std::size_t out = 0;
    for (const store::Outgoing& outgoing : *due) {
        const auto claimed = store_.claim(outgoing, options_.now() + kClaim);
        if (!claimed || !*claimed) continue;
        const auto sent = send(outgoing);
        const store::Instant now = options_.now();
        if (sent) {
            // Were this lost, the message would go out once more: better twice than never.
            (void)store_.sent(outgoing.message, now);
            ++out;
            continue;
        }
        const std::int64_t tries = outgoing.tries + 1;
        const bool is_dead = sent.error().is_final || tries >= options_.most_tries;
        (void)store_.failed(outgoing.message, now + wait_after(tries), is_dead ? now : 0,
                            sent.error().why.substr(0, kProblemBytes));
    }
    return out;
}

Result<Done, Courier::Failure> Courier::send(const store::Outgoing& outgoing) {
    if (outgoing.message.kind == "mail") return send_notice(outgoing.message);
    if (outgoing.message.kind == "webhook") return send_webhook(outgoing.message);
    return Unexpected{Failure{"a kind of message that is not known", true}};
}

Result<Done, Courier::Failure> Courier::send_notice(const store::Message& message) {
    if (!options_.send_mail) return Unexpected{Failure{"this server sends no mail"}};
    const auto body = base::parse_json(message.body);
    PHAEN_CHECK(body.has_value(), "a message is JSON");
    const auto notice = store_.notice(message.agency, text_of(*body, "notice"));
    if (!notice) {
        const bool is_gone = notice.error().kind == store::ErrorKind::not_found;
        return Unexpected{Failure{is_gone ? "the notice is gone" : "the store failed", is_gone}};
    }
    const auto setting = store_.setting(notice->account);
    if (!setting) return Unexpected{Failure{"the store failed"}};
    if (setting->channel != "mail" || setting->mail.empty())
        return Unexpected{Failure{"the person wants no mail any more", true}};
    const auto data = base::parse_json(notice->data);
    PHAEN_CHECK(data.has_value(), "a stored notice is JSON");
    const auto token = links_.token_for(*notice);
    if (!token) return Unexpected{Failure{"the store failed"}};
    const BothTexts text = notice_text(notice->kind, notice->day, *data);
    const bool thai = setting->language != "en";
    MailText mail;
    mail.from = options_.from;
    mail.to = setting->mail;
    mail.subject = thai ? text.th : text.en;
    // After the hash: browsers keep it to themselves, so that no server, log or Referer has it.
    mail.body = body_of(text, text_of(*data, "on") != "workflow", thai,
                        options_.address + "/link#" + *token, options_.address);
    mail.id = message.id;
    mail.at = options_.now();
    auto sent = options_.send_mail(mail.from, mail.to, compose_mail(mail));
    if (!sent) return Unexpected{Failure{std::move(sent.error())}};
    return Done{};
}

Result<Done, Courier::Failure> Courier::send_webhook(const store::Message& message) {
    const std::string url = notices_.rules_of(message.agency).webhook;
    if (url.empty()) return Unexpected{Failure{"the agency has no webhook any more", true}};
    if (options_.webhook_secret.empty() || !options_.post)
        return Unexpected{Failure{"this server has no secret to sign webhooks with"}};
    const std::string time = std::to_string(options_.now() / 1'000'000);
    const auto status =
        options_.post(url,
                      {"Content-Type: application/json", "Phaen-Delivery: " + message.id,
                       "Phaen-Timestamp: " + time,
                       "Phaen-Signature: v1=" +
                           hmac_sha256_hex(options_.webhook_secret, time + "." + message.body)},
                      message.body);
    if (!status) return Unexpected{Failure{status.error()}};
    if (*status < 200 || *status > 299)
        return Unexpected{Failure{fmt::format("the receiver answered {}", *status)}};
    return Done{};
}

}  // namespace phaen::app
