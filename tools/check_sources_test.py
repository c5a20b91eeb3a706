# SPDX-License-Identifier: Apache-2.0
"""Each kind of fault, planted and seen to be found."""

import unittest

import check_sources
from cpp_functions import functions
from planted import PlantedTree

SPDX = "// SPDX-License-Identifier: Apache-2.0\n"
# Words that the checks forbid, in pieces, so that this file is in order.
LEFT_OVER = "TO" + "DO"
PLACE = "/wo" + "rk/main"


class Sources(PlantedTree):
    def check(self):
        return check_sources.check(self.root)

    def assert_one(self, words, path="src/a.cpp", line=None):
        self.assert_finds(self.check(), path, words, line)

    def test_a_file_in_order_has_no_findings(self):
        self.plant("src/a.cpp", SPDX + "struct Database {};\nstruct Metadata {};\n")
        self.plant("src/a.h", SPDX + "#pragma once\n// " + LEFT_OVER + "(#12): measure.\n")
        self.plant("tools/run", "#!/bin/sh\n# SPDX-License-Identifier: Apache-2.0\n")
        self.assertEqual(self.check(), [])

    def test_a_missing_licence_line_is_found(self):
        self.plant("src/a.cpp", "int x;\n")
        self.assert_one("SPDX")

    def test_a_script_without_licence_line_is_found(self):
        self.plant("tools/run", "#!/bin/sh\necho\n")
        self.assert_one("SPDX", "tools/run")

    def test_a_header_without_pragma_is_found(self):
        self.plant("src/a.h", SPDX + "int x();\n")
        self.assert_one("#pragma once", "src/a.h")

    def test_work_left_over_without_number_is_found(self):
        self.plant("src/a.cpp", SPDX + "// " + LEFT_OVER + ": later\n")
        self.assert_one("left over", line=2)

    def test_a_place_on_a_machine_is_found(self):
        for place in (PLACE, "../sha" + "red/law.md", "/ho" + "me/me/x"):
            with self.subTest(place):
                self.plant("doc/a.md", f"See `{place}`.\n")
                self.assert_one("machine", "doc/a.md")

    def test_a_glob_in_cmake_is_found(self):
        for call in ("GLOB sources CONFIGURE_DEPENDS *.cpp", "GLOB migrations\n *.sql",
                     "GLOB_RECURSE all CONFIGURE_DEPENDS *.css"):
            with self.subTest(call):
                self.plant("src/CMakeLists.txt", "# why\nfile(" + call + ")\n")
                self.assert_one("globbed", "src/CMakeLists.txt", line=2)

    def test_watched_inputs_that_are_no_code_may_be_globbed(self):
        self.plant("src/CMakeLists.txt", "file(" + "GLOB sql\n  CONFIGURE_DEPENDS *.sql)\n")
        self.assertEqual(self.check(), [])

    def test_an_empty_word_in_a_type_name_is_found(self):
        for name in ("CaseManager", "StringUtils", "InfoPanel", "UserData"):
            with self.subTest(name):
                self.plant("src/a.cpp", SPDX + f"class {name} {{}};\n")
                self.assert_one(name, line=2)

    def test_a_long_file_is_found_unless_excepted(self):
        self.plant("src/a.cpp", SPDX + "int x();\n" * 500)
        self.assert_one("501 lines")
        self.plant("tools/exceptions.txt", "src/a.cpp file It is one table.\n")
        self.assertEqual(self.check(), [])

    def test_an_exception_without_reason_or_need_is_found(self):
        self.plant("src/a.cpp", SPDX)
        self.plant("tools/exceptions.txt", "src/a.cpp file\n")
        self.assert_one("reason", "tools/exceptions.txt")
        self.plant("tools/exceptions.txt", "# list\nsrc/a.cpp file It was long once.\n")
        self.assert_one("no longer needed", "tools/exceptions.txt", line=2)

    def test_a_long_function_is_found(self):
        body = "  x += 1;\n" * 69
        self.plant("src/a.cpp", SPDX + "namespace a {\nint grow(int x) {\n" + body + "}\n}\n")
        self.assert_one("grow: 71 lines", line=3)
        self.plant("src/a.cpp", SPDX + "int grow(int x) {\n" + body[10:] + "}\n")
        self.assertEqual(self.check(), [])

    def test_a_long_python_function_is_found(self):
        head = "# SPDX-License-Identifier: Apache-2.0\n"
        self.plant("tools/a.py", head + "def grow(x):\n" + "    x += 1\n" * 70)
        self.assert_one("grow: 71 lines", "tools/a.py")

    def test_a_large_file_is_found(self):
        self.plant("doc/picture.png", "x" * 500_001)
        self.assert_one("500001 bytes", "doc/picture.png")


class Functions(unittest.TestCase):
    def names(self, text):
        return [(name, length) for name, _, length in functions(text)]

    def test_finds_functions_in_namespaces_and_classes(self):
        text = "namespace a {\nclass B {\n public:\n  int get() const { return 1; }\n};\n"
        self.assertEqual(self.names(text + "int f() {\n  if (x) {\n  }\n}\n}\n"),
                         [("get", 1), ("f", 4)])

    def test_a_constructor_ends_with_its_body(self):
        self.assertEqual(self.names("A::A(int a) : a_{a}, b_{2} {\n  go();\n}\n"), [("A::A", 3)])

    def test_braces_in_literals_and_comments_do_not_count(self):
        text = 'int f() {\n  g("{", \'{\', R"x({{{)x");  // {\n  /* { */ h(1\'000);\n}\nint k() {}\n'
        self.assertEqual(self.names(text), [("f", 4), ("k", 1)])

    def test_a_table_and_a_returned_struct_are_told_apart(self):
        text = "constexpr int kTable[] = {\n1,\n};\nstruct stat look(int x) {\n}\n"
        self.assertEqual(self.names(text), [("look", 2)])

    def test_templates_and_requirements(self):
        text = "template <class T>\n  requires std::integral<T>\nT twice(T x) {\n  return x;\n}\n"
        self.assertEqual(self.names(text), [("twice", 5)])


if __name__ == "__main__":
    unittest.main()
