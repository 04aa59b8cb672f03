#include "modules/incoming_document/incoming_document_rules.h"

namespace zhenan::incoming_document {

std::string status_of(const std::string& answer_due_on, const std::string& answered_on) {
    if (!answered_on.empty()) return "answered";
    return answer_due_on.empty() ? "noted" : "open";
}

}  // namespace zhenan::incoming_document
