// Which typeface stands for which face, in a DOCX (by name, on the reader's machine) and in a PDF
// (embedded).
#pragma once

#include <string>

#include "core/paper/paper.h"

namespace zhenan::paper {

/// The Windows font that a DOCX names for Chinese.
const char* docx_font(Face face);

/// The one for Latin letters and digits: beside 仿宋 and 楷体 it is Times New Roman, as offices do.
const char* docx_latin_font(Face face);

/// The font that Word may take where that one is absent (w:altName).
const char* docx_substitute(Face face);

struct PdfFont {
    std::string families;    // comma-separated, the fall-backs for rare characters included
    bool bold = false;       // the face is a bold cut by itself
    bool has_bold = false;   // a real bold cut exists; where it does not, bold is drawn twice
    std::string latin = {};  // for ASCII; empty = the same. As wide as Times New Roman
    std::string yuan = {};   // for ￥ (U+FFE5), that Fandol draws as $; empty = the same
};

/// The best installed font for a face. The first call loads fonts that fontconfig does not know by
/// itself; threads may call it at the same time.
const PdfFont& pdf_font(Face face);

}  // namespace zhenan::paper
