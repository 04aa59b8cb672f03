#include "core/paper/fonts.h"

#include <fontconfig/fontconfig.h>

#include <array>
#include <filesystem>
#include <string_view>

namespace zhenan::paper {

namespace {

// TeX's fonts lie outside fontconfig's folders. Only the two single-weight faces are loaded:
// Fandol's Song and Hei give their bold and regular files the same weight, so asking for regular
// may get bold.
constexpr std::array kFandolFolders = {
    "/usr/local/share/fonts/fandol",
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
    "/usr/share/texmf/fonts/opentype/public/fandol",
    "/usr/share/fonts/opentype/fandol",
};
constexpr std::array kFandolFiles = {"FandolFang-Regular.otf", "FandolKai-Regular.otf"};

bool known(const char* family) {
    FcPattern* pattern = FcPatternBuild(nullptr, FC_FAMILY, FcTypeString, family, nullptr);
    FcObjectSet* objects = FcObjectSetBuild(FC_FAMILY, nullptr);
    FcFontSet* found = FcFontList(nullptr, pattern, objects);
    bool any = found && found->nfont > 0;
    if (found) FcFontSetDestroy(found);
    FcObjectSetDestroy(objects);
    FcPatternDestroy(pattern);
    return any;
}

void load_fandol() {
    for (const char* file : kFandolFiles) {
        std::string name(file);
        if (known(name.substr(0, name.find('-')).c_str())) continue;
        for (const char* folder : kFandolFolders) {
            std::filesystem::path path = std::filesystem::path(folder) / file;
            std::error_code ignored;
            if (!std::filesystem::exists(path, ignored)) continue;
            if (FcConfigAppFontAddFile(nullptr, reinterpret_cast<const FcChar8*>(path.c_str()))) {
                break;
            }
        }
    }
}

struct Fonts {
    PdfFont song, hei, title, fang, kai;

    Fonts() {
        FcInit();
        load_fandol();
        const std::string serif = "Noto Serif CJK SC, Source Han Serif SC, AR PL UMing CN";
        const std::string latin = "Liberation Serif, Tinos, " + serif;
        song = {.families = serif, .has_bold = true};
        hei = {.families = "Noto Sans CJK SC, Source Han Sans SC, WenQuanYi Zen Hei", .has_bold = true};
        title = {.families = serif, .bold = true, .has_bold = true};
        auto first_known = [&](std::initializer_list<const char*> names) {
            for (const char* name : names) {
                if (!known(name)) continue;
                bool fandol = std::string_view(name).starts_with("Fandol");
                return PdfFont{
                    .families = std::string(name) + ", " + serif, .latin = latin, .yuan = fandol ? serif : ""};
            }
            return PdfFont{.families = serif, .has_bold = true, .latin = latin};
        };
        fang = first_known({"FandolFang"});
        // UKai last: it sets commas in the middle of the cell, as Taiwan does.
        kai = first_known({"FandolKai", "AR PL KaitiM GB", "AR PL UKai CN"});
    }
};

}  // namespace

const char* docx_font(Face face) {
    switch (face) {
        case Face::fang:
            return "仿宋_GB2312";
        case Face::song:
            return "宋体";
        case Face::hei:
            return "黑体";
        case Face::kai:
            return "楷体_GB2312";
        case Face::title:
            return "方正小标宋简体";
    }
    return "宋体";
}

const char* docx_latin_font(Face face) {
    return face == Face::fang || face == Face::kai ? "Times New Roman" : docx_font(face);
}

const char* docx_substitute(Face face) {
    switch (face) {
        case Face::fang:
            return "仿宋";
        case Face::song:
            return "SimSun";
        case Face::hei:
            return "SimHei";
        case Face::kai:
            return "楷体";
        case Face::title:
            return "方正小标宋_GBK";
    }
    return "SimSun";
}

const PdfFont& pdf_font(Face face) {
    static const Fonts fonts;
    switch (face) {
        case Face::fang:
            return fonts.fang;
        case Face::song:
            return fonts.song;
        case Face::hei:
            return fonts.hei;
        case Face::kai:
            return fonts.kai;
        case Face::title:
            return fonts.title;
    }
    return fonts.song;
}

}  // namespace zhenan::paper
