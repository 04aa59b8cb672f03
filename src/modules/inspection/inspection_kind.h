// Inside the inspection module only: fields that the kind and a new inspection share.
#pragma once

#include "core/field.h"

namespace zhenan::inspection {

const Schema& answer_fields();
const Schema& companion_fields();

}  // namespace zhenan::inspection
