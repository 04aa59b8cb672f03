// Inside the letter module: the shipped words on paper.
#pragma once

#include "core/field.h"
#include "core/paper/paper.h"
#include "core/paper/template.h"

namespace zhenan::letter {

/// Marks replaced by names; with a square code of the verification page, and "已作废" where it is void.
paper::Paper filled(paper::Paper paper, const json::object& names, const std::string& address, const std::string& code,
                    bool is_void);
const paper::TemplateNames& template_names();

}  // namespace zhenan::letter
