// The one way in which something fails: a Fault with a code from a table that lists them all.
#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace zhenan {

/// What went wrong, independent of HTTP; core/http maps it to a status in one place.
enum class Kind {
    invalid,          // 400 the request can't be understood
    unauthenticated,  // 401
    forbidden,        // 403 in scope, but the role may not
    not_found,        // 404 absent, or out of scope
    too_slow,         // 408
    conflict,         // 409 the state forbids it
    stale,            // 412 the record changed meanwhile
    too_large,        // 413
    rejected,         // 422 understood, but a rule refuses it
    throttled,        // 429
    internal,         // 500
    busy,             // 503 try again shortly
    full,             // 507 no space left
};

/// One row of the table of faults; a static object in the module that throws it.
/// `zhenan faults` prints them. Codes are unique (a test checks it).
struct FaultCode {
    Kind kind;
    std::string_view code;  // "hazard.closed"
    std::string_view zh;    // what is wrong and what to do
    std::string_view en;

    FaultCode(Kind kind, std::string_view code, std::string_view zh, std::string_view en);
    static const std::vector<const FaultCode*>& all();
};

/// One wrong field of an input.
struct FieldError {
    std::string field;  // "enterpriseId", "answers[3].result"
    std::string code;
    std::string zh;
    std::string en;
};

/// Thrown everywhere, caught once per request, job or command.
struct Fault : std::exception {
    const FaultCode* code;
    std::string zh;  // the sentence shown; the table's, or with particulars
    std::string en;
    std::vector<FieldError> errors;
    std::int64_t retry_seconds = 1;  // throttled and busy: when it is worth trying again

    explicit Fault(const FaultCode& code);
    Fault(const FaultCode& code, std::string zh, std::string en);
    Fault(const FaultCode& code, std::string field);  // the code's sentence at one field
    Fault(const FaultCode& code, std::vector<FieldError> errors);
    const char* what() const noexcept override { return en.c_str(); }
};

// Faults that every part may throw.
extern const FaultCode kInvalid;          // request.invalid
extern const FaultCode kUnauthenticated;  // session.missing
extern const FaultCode kForbidden;        // role.forbidden
extern const FaultCode kNotFound;         // record.not_found
extern const FaultCode kConflict;         // record.conflict
extern const FaultCode kStale;            // record.stale
extern const FaultCode kRejected;         // field.rejected
extern const FaultCode kTooLarge;         // request.too_large
extern const FaultCode kInternal;         // internal
extern const FaultCode kBusy;             // store.busy
extern const FaultCode kStopping;         // store.stopping
extern const FaultCode kFull;             // store.full

}  // namespace zhenan
