#pragma once

#include <libpq-fe.h>

/// PostgreSQL's client library, loaded when a database of PostgreSQL is opened and not before: it
/// brings a score of other libraries, which cost every other command 2 to 3 ms at its start, and an
/// agency with the embedded database need not have it at all.
namespace phaen::store {

/// The functions of libpq that the store calls, under their names without PQ.
struct Libpq {
    decltype(&PQbackendPID) backendPID = nullptr;
    decltype(&PQclear) clear = nullptr;
    decltype(&PQcmdTuples) cmdTuples = nullptr;
    decltype(&PQconnectdb) connectdb = nullptr;
    decltype(&PQconsumeInput) consumeInput = nullptr;
    decltype(&PQconninfoFree) conninfoFree = nullptr;
    decltype(&PQconninfoParse) conninfoParse = nullptr;
    decltype(&PQerrorMessage) errorMessage = nullptr;
    decltype(&PQescapeIdentifier) escapeIdentifier = nullptr;
    decltype(&PQexec) exec = nullptr;
    decltype(&PQexecParams) execParams = nullptr;
    decltype(&PQfinish) finish = nullptr;
    decltype(&PQfreemem) freemem = nullptr;
    decltype(&PQftype) ftype = nullptr;
    decltype(&PQgetResult) getResult = nullptr;
    decltype(&PQgetisnull) getisnull = nullptr;
    decltype(&PQgetlength) getlength = nullptr;
    decltype(&PQgetvalue) getvalue = nullptr;
    decltype(&PQnfields) nfields = nullptr;
    decltype(&PQnotifies) notifies = nullptr;
    decltype(&PQpass) pass = nullptr;
    decltype(&PQprepare) prepare = nullptr;
    decltype(&PQputCopyData) putCopyData = nullptr;
    decltype(&PQputCopyEnd) putCopyEnd = nullptr;
    decltype(&PQresultErrorField) resultErrorField = nullptr;
    decltype(&PQresultStatus) resultStatus = nullptr;
    decltype(&PQsendQueryParams) sendQueryParams = nullptr;
    decltype(&PQsendQueryPrepared) sendQueryPrepared = nullptr;
    decltype(&PQsetNoticeReceiver) setNoticeReceiver = nullptr;
    decltype(&PQsetSingleRowMode) setSingleRowMode = nullptr;
    decltype(&PQsocket) socket = nullptr;
    decltype(&PQstatus) status = nullptr;
    decltype(&PQtransactionStatus) transactionStatus = nullptr;
};

/// False when the library is not there or lacks a function. Once true, it stays so; safe from
/// several threads.
[[nodiscard]] bool load_libpq();

/// Only after load_libpq().
[[nodiscard]] const Libpq& libpq();

}  // namespace phaen::store
