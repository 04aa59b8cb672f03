// A checklist as a blank form on paper, to be filled in by hand.
#pragma once

#include <string>
#include <vector>

#include "core/paper/paper.h"

namespace zhenan::checklist {

struct FormItem {
    std::string section, code, text, clause;
    std::string certainty;  // of the clause: "M" (from memory) is printed with 待核
};

/// A4, the columns 序号, 检查内容, 依据, 是, 否, 不适用, 备注; `version` is the line below the title ("2023年版").
paper::Paper blank_form(const std::string& title, const std::string& version, const std::vector<FormItem>& items);

}  // namespace zhenan::checklist
