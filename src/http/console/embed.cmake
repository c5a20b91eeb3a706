# cmake -DOUT=console_files.cpp -DFOLDER=bundle -P embed.cmake
# Writes a table of the folder's files. The assembler takes their bytes in as they are: as C++ text
# they would take minutes to compile. Each file stands there twice, plain and compressed (x.gz).
cmake_minimum_required(VERSION 3.25)
set(content_type_.css "text/css; charset=utf-8")
set(content_type_.html "text/html; charset=utf-8")
set(content_type_.js "text/javascript; charset=utf-8")
set(content_type_.svg "image/svg+xml")

set(bytes "")
set(names "")
set(rows "")
set(index 0)
file(GLOB files LIST_DIRECTORIES false RELATIVE ${FOLDER} ${FOLDER}/* ${FOLDER}/assets/*)
list(FILTER files EXCLUDE REGEX "\\.gz$")
list(SORT files)
foreach(file IN LISTS files)
  get_filename_component(extension ${file} LAST_EXT)
  if(NOT DEFINED content_type_${extension})
    message(FATAL_ERROR "embed.cmake: no content type for ${file}")
  endif()
  # With the digest here the source changes, and is compiled anew, whenever the file does.
  file(SHA256 ${FOLDER}/${file} digest)
  string(SUBSTRING ${digest} 0 16 digest)
  string(APPEND bytes
    "    \"mingcha_console_${index}: .incbin \\\"${FOLDER}/${file}\\\"\\n\"\n"
    "    \"mingcha_console_${index}_packed: .incbin \\\"${FOLDER}/${file}.gz\\\"\\n\"\n"
    "    \"mingcha_console_${index}_end:\\n\"\n")
  string(APPEND names
    "extern const char mingcha_console_${index}[];\n"
    "extern const char mingcha_console_${index}_packed[];\n"
    "extern const char mingcha_console_${index}_end[];\n")
  string(APPEND rows
    "      {\"${file}\", \"${content_type_${extension}}\", \"${digest}\",\n"
    "       between(mingcha_console_${index}, mingcha_console_${index}_packed),\n"
    "       between(mingcha_console_${index}_packed, mingcha_console_${index}_end)},\n")
  math(EXPR index "${index} + 1")
endforeach()
if(index EQUAL 0)
  message(FATAL_ERROR "embed.cmake: nothing in ${FOLDER}")
endif()
file(WRITE ${OUT}.new
"// Made by embed.cmake from the bundled console.
#include \"http/console/console_files.h\"

__asm__(
    \".pushsection .rodata\\n\"
${bytes}    \".popsection\\n\");

extern \"C\" {
${names}}

namespace mingcha::http {
namespace {

std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

const std::vector<ConsoleFile>& console_files() {
  static const std::vector<ConsoleFile> kFiles{
${rows}  };
  return kFiles;
}

}  // namespace mingcha::http
")
file(COPY_FILE ${OUT}.new ${OUT} ONLY_IF_DIFFERENT)
