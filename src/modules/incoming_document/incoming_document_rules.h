// How an incoming document stands: pure.
#pragma once

#include <string>

namespace zhenan::incoming_document {

/// answered; open: an answer is owed; noted: none was asked for.
std::string status_of(const std::string& answer_due_on, const std::string& answered_on);

}  // namespace zhenan::incoming_document
