// The documents of an assessment: what the assessed are told, a letter of praise, a letter of talk (约谈).
#pragma once

#include "core/paper/paper.h"
#include "modules/assessment/assessment_desk.h"

namespace zhenan::assessment {

/// `what`: notice, praise or talk. What only people can say is left as a marked gap.
paper::Paper document_of(std::string_view what, const Desk& desk, const Result& result, const std::string& today);

}  // namespace zhenan::assessment
