# Warnings are for our own code only; turning them into errors is the presets' business, so that
# a stranger's compiler still builds us.
add_library(mingcha_warnings INTERFACE)
add_library(mingcha::warnings ALIAS mingcha_warnings)
target_compile_options(mingcha_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wformat=2 -Wimplicit-fallthrough
  -Wswitch-enum
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op>)

# Sanitized builds are not optimised, which halves their compilation; but every start of the program
# proves a pack, and that would take minutes.
set(MINGCHA_OPTIMISED base cel pack)

if(MINGCHA_SANITIZE)
  add_compile_options(-fsanitize=${MINGCHA_SANITIZE} -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${MINGCHA_SANITIZE})
  # With the sanitizers' extra branches g++ 12 takes optionals and variants for uninitialised; the
  # plain build has the warning, and the sanitizers look for the thing itself.
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  if(MINGCHA_SANITIZE MATCHES thread)
    # ThreadSanitizer does not understand fences; Asio's locks say the same in words that it does.
    add_compile_definitions(BOOST_ASIO_DISABLE_FENCED_BLOCK)
    add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-tsan>)
  endif()
else()
  add_compile_options($<$<CONFIG:RelWithDebInfo,Release>:-D_FORTIFY_SOURCE=2>
                      $<$<CONFIG:RelWithDebInfo,Release>:-fstack-protector-strong>
                      $<$<CONFIG:RelWithDebInfo,Release>:-D_GLIBCXX_ASSERTIONS>)
endif()
add_link_options(LINKER:-z,relro,-z,now)

find_program(CCACHE ccache)
if(CCACHE)
  # Paths relative to the checkout, so that a second clone finds what the first one compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}
                                  CCACHE_NOHASHDIR=1 ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()
