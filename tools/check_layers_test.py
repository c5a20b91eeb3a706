# SPDX-License-Identifier: Apache-2.0
"""Each kind of violation, planted and seen to be found."""

import unittest

import check_layers
from planted import PlantedTree

MODULES = """base base:
crypto crypto: base
casefile casefile: base
desk desk: casefile
store store: base
http http: desk
portal http/portal: desk casefile
server http/server: base
pack pack: base
"""


class Layers(PlantedTree):
    def setUp(self):
        super().setUp()
        self.plant("src/base/text.h", "#pragma once\n#include <string>\n")
        self.plant("src/casefile/state.h", '#include "base/text.h"\n#include "casefile/event.h"\n')
        self.plant("src/programs/serve.cpp", '#include "http/portal/page.h"\n')

    def check(self, modules=MODULES):
        return check_layers.check(self.root, modules)

    def test_a_tree_in_order_has_no_findings(self):
        self.plant("src/http/server/connection.cpp", "#include <boost/asio.hpp>\n")
        self.plant("src/store/sqlite.cpp", "#include <sqlite3.h>\n#include <libpq-fe.h>\n")
        self.plant("src/crypto/digest.cpp", "#include <openssl/evp.h>\n")
        self.plant("src/pack/read.cpp", "#include <yaml-cpp/yaml.h>\n")
        self.plant("src/base/instant.cpp", "auto t = std::chrono::system_clock::now();\n")
        self.assertEqual(self.check(), [])

    def test_an_include_upwards_is_found_with_its_line(self):
        self.plant("src/casefile/event.cpp", '// why\n#include "store/session.h"\n')
        self.assert_finds(self.check(), "src/casefile/event.cpp", "may not include store", line=2)

    def test_what_a_dependency_depends_on_is_not_ours_to_include(self):
        self.plant("src/desk/submit.cpp", '#include "base/text.h"\n')
        self.assert_finds(self.check(), "src/desk/submit.cpp", "desk may not include base")

    def test_a_subfolder_belongs_to_its_module(self):
        self.plant("src/store/postgres/session.cpp", '#include "desk/submit.h"\n')
        self.assert_finds(self.check(), "src/store/postgres/session.cpp", "store may not include")

    def test_the_longest_folder_decides_for_a_nested_module(self):
        self.plant("src/http/portal/page.cpp", '#include "casefile/state.h"\n')
        self.assertEqual(self.check(), [])
        self.plant("src/http/route.cpp", '#include "http/portal/page.h"\n')
        self.assert_finds(self.check(), "src/http/route.cpp", "http may not include portal")

    def test_the_verifier_sees_the_formats_only(self):
        self.plant("src/programs/mingcha_verify_proof.cpp", '#include "base/text.h"\n')
        self.assertEqual(self.check(), [])
        self.plant("src/programs/mingcha_verify_proof.cpp", '#include "store/session.h"\n')
        self.assert_finds(self.check(), "src/programs/mingcha_verify_proof.cpp",
                          "the verifier may not include store", line=1)

    def test_an_include_not_written_from_src_is_found(self):
        self.plant("src/base/text.cpp", '#include "text.h"\n')
        self.assert_finds(self.check(), "src/base/text.cpp", "in no module")

    def test_a_folder_that_is_no_module_is_found(self):
        self.plant("src/misc/thing.cpp", "int x;\n")
        self.assert_finds(self.check(), "src/misc/thing.cpp", "belongs to no module")

    def test_each_library_has_one_home(self):
        for line, name in [("#include <boost/asio.hpp>", "Boost"),
                           ("#include <sqlite3.h>", "SQLite"),
                           ("#include <libpq-fe.h>", "libpq"),
                           ("#include <openssl/evp.h>", "OpenSSL"),
                           ("#include <yaml-cpp/yaml.h>", "yaml-cpp"),
                           ("auto now = std::chrono::system_clock::now();", "system clock")]:
            with self.subTest(line):
                self.plant("src/desk/submit.cpp", line + "\n")
                self.assert_finds(self.check(), "src/desk/submit.cpp", name, line=1)

    def test_a_mention_in_a_comment_is_no_use(self):
        self.plant("src/desk/submit.cpp", "// never system_clock::now() here\n")
        self.assertEqual(self.check(), [])

    def test_a_circle_of_dependencies_is_found(self):
        findings = self.check(MODULES.replace("base base:", "base base: desk"))
        self.assert_finds(findings, "src/base/CMakeLists.txt", "base → desk → casefile → base")

    def test_a_dependency_on_nothing_is_found(self):
        findings = self.check(MODULES.replace("pack pack: base", "pack pack: base law"))
        self.assert_finds(findings, "src/pack/CMakeLists.txt", "law, which is no module")


if __name__ == "__main__":
    unittest.main()
