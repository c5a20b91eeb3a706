# cmake -DOUT=assets.cpp -DFILES=a.css;b.svg -DFOLDER=dist -P embed.cmake
# Writes the files and everything in the folder into one C++ source. A file outside the folder gets
# the first 12 digits of its SHA-256 into its name; the names in the folder carry theirs already.
# verify.<hash>.js is asked for as "verify.js".
cmake_minimum_required(VERSION 3.25)
set(arrays "")
set(rows "")
set(index 0)
file(GLOB built LIST_DIRECTORIES false ${FOLDER}/*)
list(SORT built)
foreach(file IN LISTS FILES built)
  get_filename_component(name ${file} NAME)
  get_filename_component(extension ${file} LAST_EXT)
  if(extension STREQUAL ".css")
    set(type "text/css; charset=utf-8")
  elseif(extension STREQUAL ".js")
    set(type "text/javascript; charset=utf-8")
  elseif(extension STREQUAL ".svg")
    set(type "image/svg+xml")
  else()
    message(FATAL_ERROR "embed.cmake: no content type for ${name}")
  endif()
  if(file IN_LIST built)
    set(path ${name})
    string(REGEX REPLACE "\\.[0-9A-Za-z]+${extension}$" "${extension}" name ${name})
  else()
    file(SHA256 ${file} digest)
    string(SUBSTRING ${digest} 0 12 digest)
    get_filename_component(stem ${file} NAME_WLE)
    set(path "${stem}.${digest}${extension}")
  endif()
  file(READ ${file} bytes HEX)
  string(LENGTH "${bytes}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
  string(REGEX REPLACE "((\\\\x[0-9a-f][0-9a-f]){24})" "\\1\"\n    \"" bytes "${bytes}")
  string(APPEND arrays "constexpr char kBytes${index}[] =\n    \"${bytes}\";\n")
  string(APPEND rows
    "      {\"${name}\", {\"/assets/${path}\", \"${type}\", {kBytes${index}, ${size}}}},\n")
  math(EXPR index "${index} + 1")
endforeach()
file(WRITE ${OUT}.new
"// Made by embed.cmake from the style sheet, the mark and the verifier.
#include \"http/portal/assets_table.h\"

namespace mingcha::portal {
namespace {

${arrays}
}  // namespace

const std::vector<NamedAsset>& named_assets() {
  static const std::vector<NamedAsset> kAssets{
${rows}  };
  return kAssets;
}

}  // namespace mingcha::portal
")
file(COPY_FILE ${OUT}.new ${OUT} ONLY_IF_DIFFERENT)
