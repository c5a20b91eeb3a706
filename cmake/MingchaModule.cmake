# mingcha_module(name [CONCURRENT] DEPENDS … LINKS … SOURCES … HEADERS … TESTS …)
# One folder = one static library = one namespace. DEPENDS names other modules: that list is the
# layer map, written to modules.txt ("name folder: dependencies"), and the test architecture.layers
# holds every #include to it.
file(WRITE ${PROJECT_BINARY_DIR}/modules.txt "")

function(mingcha_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "CONCURRENT" "" "DEPENDS;LINKS;SOURCES;HEADERS;TESTS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "mingcha_module(${name}): unknown ${arg_UNPARSED_ARGUMENTS}")
  endif()
  list(JOIN arg_DEPENDS " " depends)
  file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR}/src ${CMAKE_CURRENT_SOURCE_DIR})
  file(APPEND ${PROJECT_BINARY_DIR}/modules.txt "${name} ${folder}: ${depends}\n")
  list(TRANSFORM arg_DEPENDS PREPEND mingcha_)
  if(arg_SOURCES)
    add_library(mingcha_${name} STATIC ${arg_SOURCES})
    target_include_directories(mingcha_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
    target_sources(mingcha_${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/src
                                          FILES ${arg_HEADERS})
    target_link_libraries(mingcha_${name} PUBLIC ${arg_DEPENDS} ${arg_LINKS}
                                          PRIVATE mingcha_warnings)
    if(MINGCHA_SANITIZE AND name IN_LIST MINGCHA_OPTIMISED)
      target_compile_options(mingcha_${name} PRIVATE -O2)
    endif()
  else()
    add_library(mingcha_${name} INTERFACE)
    target_include_directories(mingcha_${name} INTERFACE ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(mingcha_${name} INTERFACE ${arg_DEPENDS} ${arg_LINKS})
  endif()
  if(BUILD_TESTING AND arg_TESTS)
    # Who asks for threads has them: such a module's tests run under ThreadSanitizer as well.
    set(concurrent)
    if(arg_CONCURRENT OR "Threads::Threads" IN_LIST arg_LINKS)
      set(concurrent CONCURRENT)
    endif()
    mingcha_test(${name}_test unit ${concurrent} LINKS mingcha_${name} SOURCES ${arg_TESTS})
  endif()
endfunction()

# Every test program that has threads in it: what ThreadSanitizer has to build.
add_custom_target(concurrent_tests)

# mingcha_test(name label [CONCURRENT] [TIMEOUT s] LINKS … SOURCES …): a GoogleTest program whose
# cases carry the label. CONCURRENT adds the label "concurrent": it also runs under ThreadSanitizer.
function(mingcha_test name label)
  cmake_parse_arguments(PARSE_ARGV 2 arg "CONCURRENT" "TIMEOUT" "LINKS;SOURCES")
  add_executable(${name} ${arg_SOURCES})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR})
  target_compile_definitions(${name} PRIVATE MINGCHA_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                                             MINGCHA_BINARY_DIR="${PROJECT_BINARY_DIR}")
  target_link_libraries(${name} PRIVATE ${arg_LINKS} mingcha_warnings GTest::gmock_main)
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  # One process per program, not per case: starting PostgreSQL or a server costs seconds.
  add_test(NAME ${label}.${name} COMMAND ${name})
  set(labels ${label})
  if(arg_CONCURRENT OR label STREQUAL concurrent)
    list(APPEND labels concurrent)
    list(REMOVE_DUPLICATES labels)
    add_dependencies(concurrent_tests ${name})
  endif()
  if(MINGCHA_SANITIZE)
    math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 4")
  endif()
  set_tests_properties(${label}.${name} PROPERTIES LABELS "${labels}" TIMEOUT ${arg_TIMEOUT})
endfunction()
